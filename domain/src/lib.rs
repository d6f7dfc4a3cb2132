//! Which words does Deskwarden use, and which rules hold for them?
//!
//! Pure: no async, no features, compiles for the server and the browser alike.

mod open_enum;

pub mod access;
pub mod advice;
pub mod aliases;
pub mod at;
pub mod audit;
pub mod bundles;
pub mod change;
pub mod cli;
pub mod count;
pub mod create;
pub mod credentials;
pub mod csv;
pub mod directories;
pub mod estate;
pub mod fault;
pub mod fleet;
pub mod help_desk;
pub mod history;
pub mod iam;
pub mod ids;
pub mod images;
pub mod ip_groups;
pub mod jobs;
pub mod keys;
pub mod listed;
pub mod live;
pub mod pools;
pub mod query;
pub mod resilience;
pub mod resource;
pub mod search;
pub mod sessions;
pub mod tags;
pub mod tell;
pub mod views;
pub mod words;
pub mod workspace;
