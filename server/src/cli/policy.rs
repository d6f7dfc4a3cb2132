//! What can be asked of `policy`?

use clap::Args;
use domain::iam::Policy;

/// Options of `policy`.
#[derive(Debug, Args)]
pub struct PolicyOptions {
    /// read-only, help-desk, operator or full; or `table`: what each permission is for, and what is lacking without it
    #[arg(value_name = "POLICY", value_parser = which)]
    pub which: Which,
}

/// What is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// A policy for IAM.
    Policy(Policy),
    /// What all of them are made of.
    Table,
}

fn which(text: &str) -> Result<Which, String> {
    match text {
        "table" => Ok(Which::Table),
        slug => slug
            .parse()
            .map(Which::Policy)
            .map_err(|error: domain::iam::NotAPolicy| format!("{error}; so is table")),
    }
}
