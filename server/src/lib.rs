//! The process: how is the console configured, reached, guarded and stopped?
//!
//! No business rule and no SQL: `backend` has those. What a person sees is `app`.

pub mod account;
pub mod assets;
pub mod cli;
pub mod commands;
pub mod config;
pub mod downloads;
pub mod events;
pub mod faults;
pub mod front;
pub mod guard;
pub mod headers;
pub mod health;
pub mod listen;
pub mod local_path;
pub mod notice;
pub mod origin;
pub mod pages;
pub mod places;
pub mod preferences;
pub mod refusal;
pub mod request_log;
pub mod routes;
pub mod run;
pub mod shell;
pub mod sign_in;
pub mod site;
pub mod telemetry;
pub mod temporary;
pub mod way;
