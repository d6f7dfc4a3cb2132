//! The rows of a plan for a spreadsheet. A plan is kept as one text, so it is in memory once as it is.

use domain::access::Person;
use domain::at::span_words;
use domain::csv::write_line;
use domain::fault::Fault;
use domain::jobs::PlanRow;

use super::{Judged, store};
use crate::Backend;

/// Columns that say of which WorkSpace are called as the list that can be given to the fleet calls them.
const HEAD: [&str; 9] =
    ["user", "workspace", "account", "region", "directory", "state", "verdict", "why", "steps"];

/// Every row of a plan of this person's, in the order of what was selected.
///
/// # Errors
/// `NotFound`.
pub async fn plan_csv(backend: &Backend, person: &Person, id: i64) -> Result<String, Fault> {
    let kept = store::read(backend, person, id).await?;
    let mut text = String::new();
    write_line(&mut text, HEAD);
    for judged in &kept.shown {
        write_line(&mut text, cells(judged));
    }
    Ok(text)
}

fn cells(judged: &Judged) -> [String; HEAD.len()] {
    let row = &judged.row;
    let why = row.skipped.as_ref().or(row.warning.as_ref());
    [
        row.label.clone(),
        row.key.as_ref().map(|key| key.id.to_string()).unwrap_or_default(),
        judged.scope.account.to_string(),
        judged.scope.region.to_string(),
        judged.directory.clone(),
        row.state.as_ref().map(|state| state.wire().to_owned()).unwrap_or_default(),
        if row.skipped.is_some() { "skipped" } else { "will change" }.to_owned(),
        why.cloned().unwrap_or_default(),
        steps(row),
    ]
}

/// `user volume 100 GiB; root volume 200 GiB after 30 min`.
fn steps(row: &PlanRow) -> String {
    let step = |(n, rung): (usize, &domain::change::Rung)| {
        let wait = Some(rung.waits_ms()).filter(|wait| n > 0 && *wait > 0);
        let wait = wait.map(|wait| format!(" after {}", span_words(wait))).unwrap_or_default();
        let first = rung.not_before.map(|at| format!(", not before {}", at.iso())).unwrap_or_default();
        format!("{}{wait}{first}", rung.task.words())
    };
    row.rungs.iter().enumerate().map(step).collect::<Vec<_>>().join("; ")
}
