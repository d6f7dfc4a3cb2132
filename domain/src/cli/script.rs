//! The commands of a plan as a file for a POSIX shell, and what such a file does not do.

use super::commands;
use crate::at::At;
use crate::count;
use crate::ids::ScopeKey;
use crate::jobs::{Kind, PlanRow};

/// The file of a plan, with all of its rows.
#[must_use]
pub fn script(plan: i64, kind: Kind, at: At, rows: &[PlanRow]) -> String {
    let skipped = rows.iter().filter(|row| row.skipped.is_some()).count() as i64;
    let eligible = rows.len() as i64 - skipped;
    let commands = commands(rows);
    let mut lines = vec![
        "#!/bin/sh".to_owned(),
        format!("# {}: plan {plan} of Deskwarden, as of {}.", kind.title(eligible), at.absolute()),
    ];
    if skipped > 0 {
        lines.push(format!("# {} of the plan {} left out.", rows_word(skipped), is(skipped)));
    }
    lines.extend(WHAT_IS_MISSING.iter().map(|line| format!("# {line}")));
    lines.push("set -eu".to_owned());
    // Version 2 of the CLI shows each answer in a pager, which waits for a key.
    lines.push("export AWS_PAGER=".to_owned());
    let mut place: Option<&ScopeKey> = None;
    for command in &commands {
        if place != Some(&command.scope) {
            let ScopeKey { account, region } = &command.scope;
            let (account, region) = (comment(account.as_str()), comment(region.as_str()));
            lines.push(String::new());
            lines.push(format!("# Account {account}, region {region}."));
            lines.push(format!("# export AWS_PROFILE=...   # a profile or role of account {account}"));
            place = Some(&command.scope);
        }
        lines.extend(command.wait.iter().map(|wait| format!("# Wait: {}.", comment(wait))));
        lines.push(command.line.clone());
    }
    if commands.is_empty() {
        lines.push("# Nothing would change.".to_owned());
    }
    lines.push(String::new());
    lines.join("\n")
}

/// Whoever runs the file instead of the plan does without this.
const WHAT_IS_MISSING: &[&str] = &[
    "The console's own guards are not in this file. It does not look again right before data is destroyed, keeps to no",
    "rate, does not find out what became of an answer that was lost, waits for no step to end, and nobody is written",
    "down. WorkSpaces that it creates do not carry the console's tag. The AWS CLI ends well when AWS refuses single",
    "WorkSpaces: read FailedRequests in what it prints. One that is older than an option refuses that command before it sends",
    "anything: update it.",
];

fn rows_word(rows: i64) -> String {
    count::of(rows, "row", "rows")
}

fn is(rows: i64) -> &'static str {
    if rows == 1 { "is" } else { "are" }
}

/// A comment ends with its line: what would end it is not in it.
fn comment(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() { '?' } else { sign }).collect()
}
