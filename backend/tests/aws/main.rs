//! Does the backend do the right thing against an honest AWS? Real SQLite, a simulator in the process, time by hand.

#[cfg(test)]
mod again;
#[cfg(test)]
mod aliases;
#[cfg(test)]
mod among;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod bundles;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod create;
#[cfg(test)]
mod directories;
#[cfg(test)]
mod disk;
#[cfg(test)]
mod forecast;
#[cfg(test)]
mod hours;
#[cfg(test)]
mod images;
#[cfg(test)]
mod ip_groups;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod list;
#[cfg(test)]
mod lost;
#[cfg(test)]
mod matrix;
#[cfg(test)]
mod modify;
#[cfg(test)]
mod overlap;
#[cfg(test)]
mod pools;
#[cfg(test)]
mod power;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod receiver;
#[cfg(test)]
mod rights;
#[cfg(test)]
mod service;
#[cfg(test)]
mod standby;
#[cfg(test)]
mod sync;
#[cfg(test)]
mod tags;
#[cfg(test)]
mod tell;
#[cfg(test)]
mod throttled;
#[cfg(test)]
mod warned;
#[cfg(test)]
mod waves;
#[cfg(test)]
mod wire;
#[cfg(test)]
mod words;
#[cfg(test)]
mod world;
