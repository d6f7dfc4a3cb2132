//! `deskwarden policy`: what must AWS allow the console? Printed for IAM; nothing is asked of AWS.

use crate::cli::{PolicyOptions, Which};
use crate::refusal::Refusal;
use crate::run::say;
use domain::iam;

pub fn run(options: &PolicyOptions) -> Result<(), Refusal> {
    match options.which {
        Which::Policy(policy) => say(&format!("{:#}", policy.document())),
        Which::Table => say(iam::markdown().trim_end()),
    }
}
