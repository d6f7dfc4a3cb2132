//! What does the console know how to do? AWS, SQL, jobs and sync; no pixels, no HTTP of ours.

pub mod access;
pub mod bundles;
pub mod change;
pub mod clock;
pub mod config;
pub mod create;
pub mod failpoint;
pub mod fleet;
pub mod history;
pub mod images;
pub mod ip_groups;
pub mod jobs;
pub mod live;
pub mod overview;
pub mod reach;
pub mod resource;
pub mod sync;
pub mod tell;

mod db;
mod directories;
mod drafts;
mod gateway;
mod open;

pub use open::{Backend, OpenError};
