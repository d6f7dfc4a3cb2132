//! The doors of plans and jobs.

use domain::ids::JobId;
use domain::jobs::{Confirmation, Job, JobPage, Only, PaceForm, Plan, SentQuery, SnapshotAges};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

use crate::door::{Json, Refusal};

/// Plans an action on what is ticked (`these`) or on all that match the query (`matching`), and leads to the
/// plan; a harmless change to one WorkSpace goes at once and leads to its job, and `change` leads to the form that asks
/// what to change.
#[server(name = PlanAction, prefix = "/api", endpoint = "plan/action", output = Json)]
pub async fn plan_action(
    action: String,
    scope: String,
    #[server(default)] selected: Vec<String>,
    #[server(default)] query: SentQuery,
) -> Result<(), Refusal> {
    use domain::jobs::Selection;

    crate::request::door(|asker| async move {
        let selection = Selection::read(&scope, &selected, query.get())?;
        let wished = backend::change::begin(&asker.backend, &asker.person, &action, selection).await?;
        crate::request::redirect(&crate::paths::wished(wished));
        Ok(())
    })
    .await
}

/// A plan of this person's.
#[server(name = ReadPlan, prefix = "/api", endpoint = "plan/read", input = GetUrl, output = Json)]
pub async fn read_plan(id: i64) -> Result<Plan, Refusal> {
    crate::request::door(
        |asker| async move { backend::jobs::read_plan(&asker.backend, &asker.person, id).await },
    )
    .await
}

/// How old the snapshots are that a plan would go back to, as far as AWS has been asked.
#[server(name = ReadAges, prefix = "/api", endpoint = "plan/snapshots", input = GetUrl, output = Json)]
pub async fn ages(id: i64) -> Result<Option<SnapshotAges>, Refusal> {
    crate::request::door(|asker| async move {
        backend::jobs::snapshot_ages(&asker.backend, &asker.person, id).await
    })
    .await
}

/// Asks AWS for the next few, and keeps what it says.
#[server(name = LookUp, prefix = "/api", endpoint = "plan/look-up", output = Json)]
pub async fn look_up(id: i64) -> Result<Option<SnapshotAges>, Refusal> {
    crate::request::door(|asker| async move {
        backend::jobs::look_up_snapshots(&asker.backend, &asker.person, id).await
    })
    .await
}

/// What was typed into a confirmation of this person's that was refused.
#[server(name = ReadRefused, prefix = "/api", endpoint = "plan/refused", input = GetUrl, output = Json)]
pub async fn refused(id: i64) -> Result<Confirmation, Refusal> {
    crate::request::door(
        |asker| async move { backend::jobs::refused(&asker.backend, &asker.person, id).await },
    )
    .await
}

/// Confirms a plan as it was shown and leads to its job; a form that is refused leads back to the plan, with what was
/// typed. `typed` is the count, where data is destroyed; `pace` says in which waves and when; `draft` is the form that
/// the plan was made from.
#[server(name = ConfirmPlan, prefix = "/api", endpoint = "plan/confirm", output = Json)]
pub async fn confirm(
    plan: String,
    digest: String,
    #[server(default)] draft: String,
    #[server(default)] typed: String,
    #[server(flatten)] pace: PaceForm,
) -> Result<(), Refusal> {
    use backend::jobs::Confirmed;
    use domain::fault::Fault;

    crate::request::door(|asker| async move {
        // Beside a flattened form everything is text.
        let plan = plan.parse().map_err(|_| Fault::not_found("The form names no plan."))?;
        let form = Confirmation { typed, pace, errors: Vec::new() };
        let to = match backend::jobs::confirm(&asker.backend, &asker.person, plan, &digest, form).await? {
            Confirmed::Job(job) => crate::paths::job(job),
            Confirmed::Refused(refused) => crate::paths::plan_typed(plan, draft.parse().ok(), refused),
        };
        crate::request::redirect(&to);
        Ok(())
    })
    .await
}

/// Jobs, newest first.
#[server(name = ListJobs, prefix = "/api", endpoint = "jobs/list", input = GetUrl, output = Json)]
pub async fn list(before: Option<JobId>) -> Result<Vec<Job>, Refusal> {
    crate::request::door(
        |asker| async move { backend::jobs::list(&asker.backend, &asker.person, before).await },
    )
    .await
}

/// A job and a page of its rows, or of those in some states only.
#[server(name = ReadJob, prefix = "/api", endpoint = "jobs/one", input = GetUrl, output = Json)]
pub async fn one(id: JobId, only: Option<Only>, after: Option<i64>) -> Result<JobPage, Refusal> {
    crate::request::door(|asker| async move {
        backend::jobs::one_only(&asker.backend, &asker.person, id, only, after).await
    })
    .await
}

/// Cancels what a job has not sent yet.
#[server(name = CancelRest, prefix = "/api", endpoint = "jobs/cancel", output = Json)]
pub async fn cancel(id: JobId) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let kind = backend::jobs::kind(&asker.backend, &asker.person, id).await?;
        let permit = asker.permit(kind.right())?;
        backend::jobs::cancel_rest(&asker.backend, &permit, id).await
    })
    .await
}

/// Pauses a job, or lets it go on.
#[server(name = PauseJob, prefix = "/api", endpoint = "jobs/pause", output = Json)]
pub async fn pause(id: JobId, paused: bool) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let kind = backend::jobs::kind(&asker.backend, &asker.person, id).await?;
        let permit = asker.permit(kind.right())?;
        backend::jobs::pause(&asker.backend, &permit, id, paused).await
    })
    .await
}

/// Plans the rows of a job again that were refused or need a person, and leads to the plan.
#[server(name = RetryFailed, prefix = "/api", endpoint = "jobs/retry", output = Json)]
pub async fn retry(id: JobId) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let kind = backend::jobs::kind(&asker.backend, &asker.person, id).await?;
        let permit = asker.permit(kind.right())?;
        let plan = backend::jobs::retry(&asker.backend, &permit, id).await?;
        crate::request::redirect(&crate::paths::plan(plan));
        Ok(())
    })
    .await
}
