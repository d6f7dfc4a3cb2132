//! What do the fleet's pages ask the server?

use domain::history::Change;
use domain::ids::WorkspaceKey;
use domain::jobs::WorkSpaceJobs;
use domain::query::{FleetCounts, FleetPage};
use domain::workspace::{Snapshots, WorkSpace};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

use crate::door::{Json, Refusal};

/// A page of the fleet, by the address's query.
#[server(name = ReadFleet, endpoint = "fleet/page", input = GetUrl, output = Json)]
pub async fn page(query: String) -> Result<FleetPage, Refusal> {
    let (query, _) = domain::query::FleetQuery::read(&query);
    crate::request::door(
        |asker| async move { backend::fleet::page(&asker.backend, &asker.person, &query).await },
    )
    .await
}

/// How many match, and how many would for each value of a facet.
#[server(name = CountFleet, endpoint = "fleet/counts", input = GetUrl, output = Json)]
pub async fn counts(query: String) -> Result<FleetCounts, Refusal> {
    let (query, _) = domain::query::FleetQuery::read(&query);
    crate::request::door(|asker| async move {
        backend::fleet::counts(&asker.backend, &asker.person, &query).await
    })
    .await
}

/// One WorkSpace.
#[server(name = ReadWorkSpace, endpoint = "fleet/one", input = GetUrl, output = Json)]
pub async fn one(key: WorkspaceKey) -> Result<WorkSpace, Refusal> {
    crate::request::door(
        |asker| async move { backend::fleet::one(&asker.backend, &asker.person, &key).await },
    )
    .await
}

/// What changed of one WorkSpace, newest first, older than line `before` when it is given.
#[server(name = ReadHistory, endpoint = "fleet/history", input = GetUrl, output = Json)]
pub async fn history(key: WorkspaceKey, before: Option<i64>) -> Result<Vec<Change>, Refusal> {
    crate::request::door(|asker| async move {
        backend::history::of(&asker.backend, &asker.person, &key, before).await
    })
    .await
}

/// What our jobs have done to one WorkSpace, newest first, older than row `before` when it is given.
#[server(name = ReadWorkSpaceJobs, endpoint = "fleet/jobs", input = GetUrl, output = Json)]
pub async fn jobs(key: WorkspaceKey, before: Option<i64>) -> Result<WorkSpaceJobs, Refusal> {
    crate::request::door(|asker| async move {
        backend::jobs::of_workspace(&asker.backend, &asker.person, &key, before).await
    })
    .await
}

/// The snapshots of its volumes: AWS is asked now.
#[server(name = ReadSnapshots, endpoint = "fleet/snapshots", input = GetUrl, output = Json)]
pub async fn snapshots(key: WorkspaceKey) -> Result<Snapshots, Refusal> {
    crate::request::door(|asker| async move {
        backend::fleet::snapshots(&asker.backend, &asker.person, &key).await
    })
    .await
}
