//! Does the backend do the right thing against an honest AWS? Real SQLite, a simulator in the process, time by hand.

#[cfg(test)]
mod crash;
#[cfg(test)]
mod create;
#[cfg(test)]
mod power;
#[cfg(test)]
mod receiver;
#[cfg(test)]
mod rights;
#[cfg(test)]
mod service;
#[cfg(test)]
mod sync;
#[cfg(test)]
mod tell;
#[cfg(test)]
mod world;
