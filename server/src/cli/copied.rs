//! What can be said to `backup` and `restore`?

use std::path::PathBuf;

use clap::Args;

use super::Configured;

/// Options of `backup` and `restore`.
#[derive(Debug, Args)]
pub struct Copied {
    /// The copy
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Replace what is there: for `backup` the file, for `restore` the database, which is set aside
    #[arg(long)]
    pub force: bool,
    /// Where the config is
    #[command(flatten)]
    pub configured: Configured,
}
