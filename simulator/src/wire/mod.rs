//! How do requests come in and answers go out?

pub mod auth;
mod authorization;
mod canonical;
pub mod cbor;
pub mod door;
pub mod error;
pub mod fault_kinds;
pub mod faults;
mod half;
pub mod json;
pub mod kms;
pub mod log;
pub mod outside;
pub mod rate;
pub mod service;
pub mod sigv4;
mod spoil;
pub mod sts;
