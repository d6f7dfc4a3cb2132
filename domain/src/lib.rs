//! Which words does Deskwarden use, and which rules hold for them?
//!
//! Pure: no async, no features, compiles for the server and the browser alike.

mod open_enum;

pub mod access;
pub mod at;
pub mod change;
pub mod count;
pub mod create;
pub mod credentials;
pub mod estate;
pub mod fault;
pub mod fleet;
pub mod history;
pub mod ids;
pub mod ip_groups;
pub mod jobs;
pub mod listed;
pub mod live;
pub mod pools;
pub mod query;
pub mod resource;
pub mod tags;
pub mod tell;
pub mod words;
pub mod workspace;
