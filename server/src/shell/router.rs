//! What can be asked over the socket? Each handler is a door: it calls verbs of the backend, and returns.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Extension, Json, Router};
use backend::{Backend, fleet, jobs};
use domain::access::{Person, Right};
use domain::fault::Fault;
use domain::ids::JobId;
use domain::jobs::{Job, JobPage, Only, PlanRow};
use serde::Deserialize;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;

use super::words::{Confirmed, Planned, Wanted};
use crate::faults::fault_json;

/// Most bytes that a request may carry: the longest list that one job may have, with every column filled.
const BODY_LIMIT: usize = 4 << 20;

/// A fault, answered as doors do.
#[derive(Clone)]
pub(super) struct Refused(Fault);

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        Self(fault)
    }
}

impl axum::response::IntoResponse for Refused {
    fn into_response(self) -> Response {
        fault_json(&self.0)
    }
}

type Answer<T> = Result<Json<T>, Refused>;
type Asker = Extension<Person>;

/// Every route, for this person.
pub(super) fn router(backend: Backend, person: Person) -> Router {
    guarded(
        Router::new()
            .route("/jobs", get(list))
            .route("/jobs/{id}", get(one))
            .route("/plans", post(plan))
            .route("/plans/{id}/rows", get(rows))
            .route("/plans/{id}/submit", post(submit))
            .fallback(lost)
            .with_state(backend)
            .layer(Extension(person)),
    )
}

/// For whoever may ask nothing.
pub(super) fn refusing(fault: Fault) -> Router {
    guarded(Router::new().fallback(async move || Refused(fault)))
}

/// Only a program of another version asks for what is not there.
async fn lost() -> Refused {
    Refused(
        Fault::not_found("The console knows no such verb.")
            .next("Use the same version of Deskwarden on both sides."),
    )
}

fn guarded(router: Router) -> Router {
    router.layer(RequestBodyLimitLayer::new(BODY_LIMIT)).layer(CatchPanicLayer::new())
}

#[derive(Deserialize)]
struct Before {
    before: Option<JobId>,
}

#[derive(Deserialize)]
struct After {
    after: Option<i64>,
    only: Option<Only>,
}

async fn list(
    State(backend): State<Backend>,
    Extension(person): Asker,
    Query(page): Query<Before>,
) -> Answer<Vec<Job>> {
    Ok(Json(jobs::list(&backend, &person, page.before).await?))
}

async fn one(
    State(backend): State<Backend>,
    Extension(person): Asker,
    Path(id): Path<JobId>,
    Query(page): Query<After>,
) -> Answer<JobPage> {
    Ok(Json(jobs::one_only(&backend, &person, id, page.only, page.after).await?))
}

async fn plan(
    State(backend): State<Backend>,
    Extension(person): Asker,
    Json(wanted): Json<Wanted>,
) -> Answer<Planned> {
    let permit = person.permit(wanted.action.right())?;
    let change = wanted.change(person.permit(Right::Settings).is_ok())?;
    let (selection, left_out) =
        fleet::listed(&backend, &person, &wanted.csv).await?.selection(wanted.leave_out)?;
    let id = jobs::plan(&backend, &permit, change, selection).await?;
    Ok(Json(Planned { plan: jobs::read_plan(&backend, &person, id).await?, left_out }))
}

async fn rows(
    State(backend): State<Backend>,
    Extension(person): Asker,
    Path(id): Path<i64>,
) -> Answer<Vec<PlanRow>> {
    Ok(Json(jobs::plan_rows(&backend, &person, id).await?))
}

async fn submit(
    State(backend): State<Backend>,
    Extension(person): Asker,
    Path(id): Path<i64>,
    Json(Confirmed { digest, count, pace }): Json<Confirmed>,
) -> Answer<JobId> {
    let kind = jobs::read_plan(&backend, &person, id).await?.kind;
    let permit = person.permit(kind.right())?;
    let pace = pace.check().map_err(Fault::invalid)?;
    Ok(Json(jobs::submit_at_pace(&backend, &permit, id, &digest, count, &pace).await?))
}
