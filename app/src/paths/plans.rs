//! Where is a plan, and the job that it became?

use domain::ids::JobId;
use domain::jobs::{Only, Wished};

use super::{JOBS, change, pair, standby, with_query};

/// A plan, to be confirmed.
#[must_use]
pub fn plan(id: i64) -> String {
    format!("/plans/{id}")
}

/// A plan made from a form, with the way back to what was typed.
#[must_use]
pub fn plan_of_draft(id: i64, draft: i64) -> String {
    format!("{}?draft={draft}", plan(id))
}

/// A plan whose confirmation was refused, with what was typed, and with the way back to the form of the plan.
#[must_use]
pub fn plan_typed(id: i64, draft: Option<i64>, typed: i64) -> String {
    let draft = draft.map(|draft| format!("draft={draft}&")).unwrap_or_default();
    format!("{}?{draft}typed={typed}", plan(id))
}

/// A plan, at its refused rows after this line.
#[must_use]
pub fn plan_refused(id: i64, draft: Option<i64>, after: usize) -> String {
    let draft = draft.map(|draft| format!("draft={draft}&")).unwrap_or_default();
    format!("{}?{draft}refused={after}#refused", plan(id))
}

/// The refused rows of a plan as a file.
#[must_use]
pub fn refused_csv(plan: i64) -> String {
    format!("/plans/{plan}/refused.csv")
}

/// The rows of a plan as a file.
#[must_use]
pub fn plan_csv(id: i64) -> String {
    format!("{}/rows.csv", plan(id))
}

/// A plan as a file of AWS CLI commands.
#[must_use]
pub fn plan_commands(id: i64) -> String {
    format!("{}/commands.sh", plan(id))
}

/// Where a wish has come to: the plan to be reviewed, or the job that it is already.
#[must_use]
pub fn wished(wished: Wished) -> String {
    match wished {
        Wished::Plan(id) => plan(id),
        Wished::PlanOf(id, draft) => plan_of_draft(id, draft),
        Wished::Form(id) => change(id),
        Wished::Standby(id) => standby(id),
        Wished::Job(id) => job(id),
    }
}

/// A job.
#[must_use]
pub fn job(id: JobId) -> String {
    format!("{JOBS}/{id}")
}

/// A job with these rows of it, from after this one.
#[must_use]
pub fn job_rows(id: JobId, only: Option<Only>, after: Option<i64>) -> String {
    let only = only.map(|only| pair("only", only.slug()));
    let after = after.map(|row| pair("after", &row.to_string()));
    with_query(&job(id), &only.into_iter().chain(after).collect::<Vec<_>>().join("&"))
}

/// The rows of a job as a file.
#[must_use]
pub fn job_csv(id: JobId, only: Option<Only>) -> String {
    let only = only.map(|only| pair("only", only.slug()));
    with_query(&format!("{}/rows.csv", job(id)), &only.unwrap_or_default())
}

/// Jobs older than this one.
#[must_use]
pub fn jobs_before(id: JobId) -> String {
    format!("{JOBS}?before={id}")
}
