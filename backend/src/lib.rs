//! What does the console know how to do? AWS, SQL, jobs and sync; no pixels, no HTTP of ours.

pub mod access;
pub mod aliases;
pub mod audit;
pub mod backup;
pub mod bundles;
pub mod change;
pub mod clock;
pub mod config;
pub mod create;
pub mod denied;
pub mod directories;
pub mod failpoint;
pub mod fetch;
pub mod figures;
pub mod fleet;
pub mod help_desk;
pub mod history;
pub mod images;
pub mod ip_groups;
pub mod jobs;
pub mod live;
pub mod overview;
pub mod pools;
pub mod reach;
pub mod resilience;
pub mod resource;
pub mod search;
pub mod sync;
pub mod tell;
pub mod views;

mod db;
mod drafts;
mod gateway;
mod open;
mod sheet;
mod written;

pub use open::{Backend, OpenError};
