//! Which files can be fetched from a page? Written while they are sent, so that a large one is never held whole.

pub mod audit;
mod lists;

use axum::body::Body;
use axum::extract::{Extension, Path, Query, RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use backend::{fleet, history, jobs};
use domain::access::Person;
use domain::fault::{Fault, FaultKind};
use domain::ids::{AccountId, JobId, Region, ScopeKey, WorkspaceId, WorkspaceKey};
use domain::jobs::Only;
use domain::query::FleetQuery;
use futures::{StreamExt as _, stream};
use serde::Deserialize;

pub use lists::routes;

use crate::faults::fault_page;
use crate::site::Site;

/// Which rows: as the page of the job is asked for them.
#[derive(Debug, Deserialize)]
pub struct Asked {
    only: Option<String>,
}

/// `GET /jobs/{id}/rows.csv`. What may not be had is refused before the first byte; a fault after it cuts the answer
/// off, so that no half of a file passes for a whole one.
pub async fn job_rows(
    State(site): State<Site>,
    Extension(person): Extension<Person>,
    Path(id): Path<JobId>,
    Query(asked): Query<Asked>,
) -> Response {
    let only = match Only::read(asked.only.as_deref()) {
        Ok(only) => only,
        Err(fault) => return fault_page(&fault),
    };
    let rows = parts(move |after: Option<i64>| {
        let (site, person) = (site.clone(), person.clone());
        async move { jobs::csv(&site.backend, &person, id, only, after.unwrap_or_default()).await }
    });
    file(&format!("job-{id}.csv"), CSV, rows.await)
}

/// `GET /jobs/rows.csv`: every job, newest first.
pub async fn jobs_list(State(site): State<Site>, Extension(person): Extension<Person>) -> Response {
    let list = parts(move |before| {
        let (site, person) = (site.clone(), person.clone());
        async move { jobs::csv_jobs(&site.backend, &person, before).await }
    });
    file("jobs.csv", CSV, list.await)
}

/// `GET /fleet/rows.csv`: all that match the address. One that was not understood in full would match more than meant.
pub async fn fleet_rows(
    State(site): State<Site>,
    Extension(person): Extension<Person>,
    RawQuery(address): RawQuery,
) -> Response {
    let (query, dropped) = FleetQuery::read(&address.unwrap_or_default());
    if let Some(why) = dropped.first() {
        return fault_page(&Fault::new(
            FaultKind::Invalid,
            format!("No file is made of this address. {why}"),
        ));
    }
    let rows = parts(move |after| {
        let (site, person, query) = (site.clone(), person.clone(), query.clone());
        async move { fleet::csv(&site.backend, &person, &query, after).await }
    });
    file("fleet.csv", CSV, rows.await)
}

/// `GET /fleet/{account}/{region}/{id}/history.csv`.
pub async fn history_lines(
    State(site): State<Site>,
    Extension(person): Extension<Person>,
    Path((account, region, id)): Path<(AccountId, Region, WorkspaceId)>,
) -> Response {
    let key = WorkspaceKey { scope: ScopeKey { account, region }, id };
    let lines = parts(move |before| {
        let (site, person, key) = (site.clone(), person.clone(), key.clone());
        async move { history::csv(&site.backend, &person, &key, before).await }
    });
    file("history.csv", CSV, lines.await)
}

/// `GET /plans/{id}/rows.csv`.
pub async fn plan_rows(
    State(site): State<Site>,
    Extension(person): Extension<Person>,
    Path(id): Path<i64>,
) -> Response {
    let rows = jobs::plan_csv(&site.backend, &person, id).await;
    file(&format!("plan-{id}.csv"), CSV, rows.map(Body::from))
}

/// `GET /plans/{id}/commands.sh`: a plan holds no more rows than a job, so it is made whole.
pub async fn plan_commands(
    State(site): State<Site>,
    Extension(person): Extension<Person>,
    Path(id): Path<i64>,
) -> Response {
    let script = jobs::plan_commands(&site.backend, &person, id).await;
    file(&format!("plan-{id}.sh"), "text/plain; charset=utf-8", script.map(Body::from))
}

const CSV: &str = "text/csv; charset=utf-8";

/// What is to be saved under this name; no copy stays between here and there.
fn file(name: &str, kind: &str, body: Result<Body, Fault>) -> Response {
    match body {
        Ok(body) => {
            let head = [
                (header::CONTENT_TYPE, kind.to_owned()),
                (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
                (header::CACHE_CONTROL, "no-store".to_owned()),
            ];
            (head, body).into_response()
        }
        Err(fault) => fault_page(&fault),
    }
}

/// A file that is written while it is sent: `ask` makes a part and says where the next begins.
async fn parts<Place, Part>(ask: impl Fn(Option<Place>) -> Part + Send + 'static) -> Result<Body, Fault>
where
    Place: Send + 'static,
    Part: Future<Output = Result<(String, Option<Place>), Fault>> + Send + 'static,
{
    let (first, next) = ask(None).await?;
    let rest = stream::try_unfold(next, move |next| {
        let part = next.map(|place| ask(Some(place)));
        async move {
            match part {
                Some(part) => Ok::<_, Fault>(Some(part.await?)),
                None => Ok(None),
            }
        }
    });
    Ok(Body::from_stream(stream::once(async { Ok(first) }).chain(rest)))
}

/// `GET /plans/{id}/refused.csv`: the rows of a list that its plan refused, with why, to be mended and given back.
pub async fn refused_rows(
    State(site): State<Site>,
    Extension(person): Extension<Person>,
    Path(plan): Path<i64>,
) -> Response {
    let text = backend::create::refused_csv(&site.backend, &person, plan).await;
    file(&format!("plan-{plan}-refused.csv"), CSV, text.map(Body::from))
}

/// `GET /create/template.csv`: a list of new WorkSpaces to fill in.
pub async fn template() -> Response {
    file("create.csv", CSV, Ok(Body::from(backend::create::template())))
}
