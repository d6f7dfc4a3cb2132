//! Which commands of the AWS CLI ask AWS for what a plan would change?

mod call;
mod script;
mod shell;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::at::span_words;
use crate::change::{Rung, Task};
use crate::ids::ScopeKey;
use crate::jobs::PlanRow;

pub use call::{call, command};
pub(crate) use call::{present, tags};
pub use script::script;

/// One command, with where it belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    /// The account whose credentials it takes, and the region that it names.
    pub scope: ScopeKey,
    /// What must have passed before it, in words.
    pub wait: Option<String>,
    /// The command, for a POSIX shell.
    pub line: String,
}

/// The first commands of a plan, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commands {
    /// The first of them.
    pub first: Vec<Command>,
    /// All of them.
    pub count: i64,
}

/// Commands that a page shows; the file has all.
pub const SHOWN: usize = 5;

impl Commands {
    /// Those that a page shows of these rows' commands.
    #[must_use]
    pub fn shown<'a>(rows: impl IntoIterator<Item = &'a PlanRow>) -> Self {
        let mut first = commands(rows);
        let count = i64::try_from(first.len()).unwrap_or(i64::MAX);
        first.truncate(SHOWN);
        Self { first, count }
    }
}

/// Rows that one command may carry together.
struct Batch<'a> {
    rung: &'a Rung,
    rows: Vec<&'a PlanRow>,
}

/// The commands for the rows that would change, place by place: the first steps of all rows before the second ones, in
/// batches as the console sends them.
#[must_use]
pub fn commands<'a>(rows: impl IntoIterator<Item = &'a PlanRow>) -> Vec<Command> {
    let mut steps: BTreeMap<(&ScopeKey, usize), Vec<Batch<'_>>> = BTreeMap::new();
    for row in rows.into_iter().filter(|row| row.skipped.is_none()) {
        let Some(scope) = scope(row) else { continue };
        for (n, rung) in row.rungs.iter().enumerate() {
            let batches = steps.entry((scope, n)).or_default();
            let open = batches
                .last_mut()
                .filter(|last| last.rung.task == rung.task && last.rows.len() < rung.task.batch());
            match open {
                Some(batch) => batch.rows.push(row),
                None => batches.push(Batch { rung, rows: vec![row] }),
            }
        }
    }
    let told = |(scope, n): (&ScopeKey, usize), batch: &Batch<'_>| {
        let line = command(&batch.rung.task, &batch.rows, &scope.region)?;
        Some(Command { scope: scope.clone(), wait: wait(batch.rung, n), line })
    };
    let all = steps.iter().flat_map(|(at, batches)| batches.iter().filter_map(move |batch| told(*at, batch)));
    all.collect()
}

/// Where a row is: what is to be made is where its directory is.
fn scope(row: &PlanRow) -> Option<&ScopeKey> {
    let standby = row.rungs.iter().find_map(|rung| match &rung.task {
        Task::Standby(_, standby) => Some(&standby.directory.scope),
        _ => None,
    });
    if standby.is_some() {
        return standby;
    }
    let spec = row.spec.as_ref().filter(|_| row.rungs.iter().any(|rung| rung.task == Task::Create));
    let target = || row.target.as_ref().map(|target| &target.scope);
    spec.map(|spec| &spec.directory.scope).or_else(|| row.key.as_ref().map(|key| &key.scope)).or_else(target)
}

fn wait(rung: &Rung, n: usize) -> Option<String> {
    let rest = (n > 0 && rung.waits_ms() > 0)
        .then(|| format!("at least {} after the step before has ended", span_words(rung.waits_ms())));
    let first = rung.not_before.map(|at| format!("not before {}", at.absolute()));
    let told: Vec<_> = rest.into_iter().chain(first).collect();
    (!told.is_empty()).then(|| told.join(", and "))
}

#[cfg(test)]
mod tests;
