//! Which files can be fetched from a page? Written while they are sent, so that a large one is never held whole.

use axum::body::Body;
use axum::extract::{Extension, Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use domain::access::Person;
use domain::fault::Fault;
use domain::ids::JobId;
use domain::jobs::Only;
use futures::{StreamExt as _, stream};
use serde::Deserialize;

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
    match rows(site, person, id, asked.only.as_deref()).await {
        Ok(body) => file(&format!("job-{id}"), body),
        Err(fault) => fault_page(&fault),
    }
}

async fn rows(site: Site, person: Person, id: JobId, only: Option<&str>) -> Result<Body, Fault> {
    let only = Only::read(only)?;
    let (first, next) = backend::jobs::csv(&site.backend, &person, id, only, 0).await?;
    let rest = stream::try_unfold((site, person, next), move |(site, person, next)| async move {
        let Some(after) = next else { return Ok(None) };
        let (part, next) = backend::jobs::csv(&site.backend, &person, id, only, after).await?;
        Ok::<_, Fault>(Some((part, (site, person, next))))
    });
    Ok(Body::from_stream(stream::once(async { Ok(first) }).chain(rest)))
}

/// `GET /plans/{id}/refused.csv`: the rows of a list that its plan refused, with why, to be mended and given back.
pub async fn refused_rows(
    State(site): State<Site>,
    Extension(person): Extension<Person>,
    Path(plan): Path<i64>,
) -> Response {
    match backend::create::refused_csv(&site.backend, &person, plan).await {
        Ok(text) => file(&format!("plan-{plan}-refused"), Body::from(text)),
        Err(fault) => fault_page(&fault),
    }
}

/// `GET /create/template.csv`: a list of new WorkSpaces to fill in.
pub async fn template() -> Response {
    file("create", Body::from(backend::create::template()))
}

fn file(name: &str, body: Body) -> Response {
    let head = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (head, body).into_response()
}
