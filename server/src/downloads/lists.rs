//! Which lists besides the fleet and the jobs are files: what each kind of resource has, and what is known of standbys.

use app::paths;
use axum::Router;
use axum::body::Body;
use axum::extract::{Extension, Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use backend::{history, pools, resilience, resource};
use domain::access::Person;
use domain::ids::{AccountId, Region, ScopeKey};
use domain::resource::{ResourceKey, ResourceKind};
use serde::Deserialize;

use super::{CSV, file, parts};
use crate::site::Site;

/// The routes of these files: of each kind its list and the history of one.
pub fn routes() -> Router<Site> {
    let kinds = ResourceKind::ALL.iter().fold(Router::new(), |router, kind| {
        let (kind, at) = (*kind, paths::resources(*kind));
        router.route(&paths::resources_csv(kind), get(move |site, person| list(kind, site, person))).route(
            &format!("{at}/{{account}}/{{region}}/{{id}}/history.csv"),
            get(move |site, person, one| lines(kind, site, person, one)),
        )
    });
    kinds
        .route("/pools/{account}/{region}/{id}/sessions.csv", get(sessions))
        .route("/resilience/coverage.csv", get(coverage))
        .route("/resilience/pairs.csv", get(pairs))
}

/// One resource, as its address names it.
type One = Path<(AccountId, Region, String)>;

fn key(kind: ResourceKind, Path((account, region, id)): One) -> ResourceKey {
    ResourceKey { scope: ScopeKey { account, region }, kind, id }
}

async fn list(
    kind: ResourceKind,
    State(site): State<Site>,
    Extension(person): Extension<Person>,
) -> Response {
    let rows = resource::csv(&site.backend, &person, kind).await;
    file(&format!("{}.csv", paths::resources(kind).trim_start_matches('/')), CSV, rows.map(Body::from))
}

async fn lines(
    kind: ResourceKind,
    State(site): State<Site>,
    Extension(person): Extension<Person>,
    one: One,
) -> Response {
    let key = key(kind, one);
    let lines = parts(move |before| {
        let (site, person, key) = (site.clone(), person.clone(), key.clone());
        async move { history::csv_of_resource(&site.backend, &person, &key, before).await }
    });
    file("history.csv", CSV, lines.await)
}

/// Whose sessions: as the page of the pool is asked for them.
#[derive(Debug, Deserialize)]
struct Whose {
    user: Option<String>,
}

async fn sessions(
    State(site): State<Site>,
    Extension(person): Extension<Person>,
    one: One,
    Query(Whose { user }): Query<Whose>,
) -> Response {
    let key = key(ResourceKind::Pool, one);
    let sessions = parts(move |after| {
        let (site, person, key, user) = (site.clone(), person.clone(), key.clone(), user.clone());
        async move { pools::csv_sessions(&site.backend, &person, &key, user.as_deref(), after).await }
    });
    file("sessions.csv", CSV, sessions.await)
}

async fn coverage(State(site): State<Site>, Extension(person): Extension<Person>) -> Response {
    let rows = resilience::csv_coverage(&site.backend, &person).await;
    file("coverage.csv", CSV, rows.map(Body::from))
}

async fn pairs(State(site): State<Site>, Extension(person): Extension<Person>) -> Response {
    let rows = resilience::csv_pairs(&site.backend, &person).await;
    file("standbys.csv", CSV, rows.map(Body::from))
}
