//! Does the simulator answer as the service does? Each test drives one of its own over loopback.

// `cfg(test)` is always true here; it tells the lints that `unwrap` is a test's.

#[cfg(test)]
mod account;
#[cfg(test)]
mod aliases;
#[cfg(test)]
mod applications;
#[cfg(test)]
mod bundles;
#[cfg(test)]
mod cbor;
#[cfg(test)]
mod client;
#[cfg(test)]
mod common;
#[cfg(test)]
mod create;
#[cfg(test)]
mod describe;
#[cfg(test)]
mod directories;
#[cfg(test)]
mod directory_settings;
#[cfg(test)]
mod empty_estate;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod image_import;
#[cfg(test)]
mod images;
#[cfg(test)]
mod inputs;
#[cfg(test)]
mod ip_groups;
#[cfg(test)]
mod keeping;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod lifecycle;
#[cfg(test)]
mod links;
#[cfg(test)]
mod maintenance;
#[cfg(test)]
mod migrate;
#[cfg(test)]
mod model;
#[cfg(test)]
mod modify;
#[cfg(test)]
mod parser;
#[cfg(test)]
mod pool_sessions;
#[cfg(test)]
mod pools;
#[cfg(test)]
mod power;
#[cfg(test)]
mod protocol;
#[cfg(test)]
mod rebuild;
#[cfg(test)]
mod signatures;
#[cfg(test)]
mod standby;
#[cfg(test)]
mod tags;
#[cfg(test)]
mod wire;
