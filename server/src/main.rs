//! The one binary.

use std::io::Write as _;
use std::process::ExitCode;

use server::cli::Cli;
use server::commands;

fn main() -> ExitCode {
    match commands::run(Cli::read()) {
        Ok(ended) => ended.into(),
        Err(refusal) => {
            // Nothing is left to tell when even this cannot be written.
            let _ = writeln!(std::io::stderr(), "deskwarden: {refusal}");
            ExitCode::FAILURE
        }
    }
}
