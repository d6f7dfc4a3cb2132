//! What does the console know how to do? AWS, SQL, jobs and sync; no pixels, no HTTP of ours.

pub mod access;
pub mod change;
pub mod clock;
pub mod config;
pub mod create;
pub mod failpoint;
pub mod fleet;
pub mod history;
pub mod ip_groups;
pub mod jobs;
pub mod live;
pub mod overview;
pub mod pools;
pub mod reach;
pub mod resource;
pub mod sync;
pub mod tell;

mod bundles;
mod db;
mod directories;
mod drafts;
mod gateway;
mod open;

pub use open::{Backend, OpenError};
