//! What can be asked about the audit?

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Configured;

/// The verbs of `audit`.
#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Walk the chain of entries, and name each that was changed, taken out or put in; ends with 4 when there is one
    Verify(Verify),
}

/// Options of `audit verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// Keep the number and hash of the last entry in this file, and see that the one of the last time is still there:
    /// without it, nobody sees that the end was cut off
    #[arg(long, value_name = "FILE")]
    pub head: Option<PathBuf>,
    /// Where the config is, to learn the database from
    #[command(flatten)]
    pub configured: Configured,
}
