//! What does a person see of each error that the service's model lists, for each operation that is called?

mod kept;
mod resources;
mod tags;

use std::collections::BTreeSet;
use std::path::Path;

use backend::{fleet, jobs, overview, reach, resource, sync};
use domain::advice;
use domain::change::{Change, Image, Properties};
use domain::create::Form;
use domain::fault::AwsWords;
use domain::fleet::Action;
use domain::ids::{BundleId, JobId};
use domain::jobs::{Kind, StepState};
use domain::resource::{Resource, ResourceKind};
use domain::tags::Tag;
use domain::words::RunningMode;
use domain::workspace::WorkSpace;
use simulator::{Fault, FaultKind};

use crate::world::{World, owner};
use crate::{create, standby};

/// The service's own model.
const MODEL: &str = include_str!("../../../simulator/model/workspaces.json");
const MESSAGE: &str = "These are AWS's own words.";

/// Where a person meets a refusal.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Met {
    /// At the row of a job.
    Row,
    /// At the badge of the scope, whose sweep did not go through.
    Scope,
    /// Where the snapshots would be.
    Snapshots,
    /// Where it is checked who the credentials are.
    Check,
    /// Nowhere: it is asked again until AWS tells, and the row says that it is late.
    Later,
    /// Where somebody has just asked.
    Asked,
    /// Beside what it is about: what AWS does not tell is said to be unknown there (`words/kept.rs`).
    Kept,
}

/// Every operation that the backend calls, besides those that only resources have (`words/resources.rs`).
const CALLED: [(&str, Met); 27] = [
    ("CreateStandbyWorkspaces", Met::Row),
    ("CreateTags", Met::Row),
    ("CreateWorkspaceImage", Met::Row),
    ("CreateWorkspaces", Met::Row),
    ("DeleteTags", Met::Row),
    ("DescribeCustomWorkspaceImageImport", Met::Kept),
    ("DescribeKey", Met::Kept),
    ("DescribeTags", Met::Scope),
    ("DescribeWorkspaceBundles", Met::Scope),
    ("DescribeWorkspaceDirectories", Met::Scope),
    ("DescribeWorkspaceImagePermissions", Met::Asked),
    ("DescribeWorkspaceImages", Met::Later),
    ("DescribeWorkspaceSnapshots", Met::Snapshots),
    ("DescribeWorkspaces", Met::Scope),
    ("DescribeWorkspacesConnectionStatus", Met::Scope),
    ("DescribeWorkspacesPoolSessions", Met::Asked),
    ("GetCallerIdentity", Met::Check),
    ("GetResources", Met::Scope),
    ("MigrateWorkspace", Met::Row),
    ("ModifyWorkspaceProperties", Met::Row),
    ("ModifyWorkspaceState", Met::Row),
    ("RebootWorkspaces", Met::Row),
    ("RebuildWorkspaces", Met::Row),
    ("RestoreWorkspace", Met::Row),
    ("StartWorkspaces", Met::Row),
    ("StopWorkspaces", Met::Row),
    ("TerminateWorkspaces", Met::Row),
];

fn model() -> serde_json::Value {
    serde_json::from_str(MODEL).unwrap()
}

/// The errors that the model lists for an operation; those of the other two services are known from their pages. What a
/// policy forbids is answered by each of them, listed or not.
fn errors(model: &serde_json::Value, operation: &str) -> BTreeSet<String> {
    let own: &[&str] = match operation {
        "GetResources" => &["InvalidParameterException", "PaginationTokenExpiredException"],
        _ => &["AccessDeniedException"],
    };
    let listed = model["operations"][operation]["errors"].as_array().into_iter().flatten();
    let listed = listed.map(|error| error["shape"].as_str().unwrap());
    listed.chain(own.iter().copied()).map(str::to_owned).collect()
}

fn met(met: Met) -> impl Iterator<Item = &'static str> {
    CALLED.into_iter().filter(move |(_, other)| *other == met).map(|(operation, _)| operation)
}

fn set(world: &World, operation: &str, code: &str) {
    let kind = FaultKind::Error { code: code.to_owned(), message: MESSAGE.to_owned(), status: 400 };
    world.simulator.fault(Fault { operation: Some(operation.into()), ..Fault::new(kind) });
}

/// AWS's code, its message and the request's id are all there, and what to do is said.
fn check(asked: &str, code: &str, words: &AwsWords, kind: Option<Kind>) {
    assert_eq!((words.code.as_str(), words.message.as_str()), (code, MESSAGE), "{asked}");
    assert!(words.request_id.as_ref().is_some_and(|id| !id.is_empty()), "{asked} {code}: no request id");
    let next = advice::after(words, kind).map(|(next, _)| next);
    // What is alike for everything is told alike.
    if matches!(kind, Some(Kind::Order(_))) && !code.starts_with("AccessDenied") {
        let plain = advice::after(words, None).map(|(next, _)| next);
        assert_ne!(next, plain, "{asked} {code}: the next step is nobody's own");
    }
    assert!(next.is_some_and(|next| next.ends_with('.')), "{asked} {code}: nobody says what to do");
}

/// Waits until the job's row says what AWS said, which must be enough to go on with; then the job ends.
async fn refused(world: &mut World, job: JobId, asked: &str, code: &str) {
    let mut seconds = 0;
    let page = loop {
        let page = world.job(job).await;
        if page.rows[0].aws.is_some() {
            break page;
        }
        assert!(seconds < 60, "{asked}: {:?}", page.rows[0]);
        seconds += 1;
        world.second().await;
    };
    check(asked, code, page.rows[0].aws.as_ref().unwrap(), Some(page.job.kind));
    world.simulator.clear_faults();
    if page.rows[0].state != StepState::Failed {
        let permit = owner().permit(page.job.kind.right()).unwrap();
        jobs::cancel_rest(&world.backend, &permit, job).await.unwrap();
    }
}

#[test]
fn every_operation_that_is_called_is_in_the_table() {
    let mut text = String::new();
    gather(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut text);
    let model = model();
    let known = model["operations"].as_object().unwrap().keys().map(String::as_str);
    // Those of other services.
    let known = known.chain(["DescribeKey", "GetCallerIdentity", "GetResources"]);
    let called: BTreeSet<_> = known
        .filter(|operation| {
            let method = snake(operation);
            text.contains(&format!(".{method}()")) || text.contains(&format!("ask!({method},"))
        })
        .collect();
    let here = CALLED.iter().map(|(operation, _)| *operation);
    assert_eq!(called, here.chain(resources::operations()).collect());
}

/// The sources without white space: a call may be broken over lines.
fn gather(folder: &Path, to: &mut String) {
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            gather(&path, to);
        } else {
            to.extend(std::fs::read_to_string(&path).unwrap().split_whitespace());
        }
    }
}

fn snake(operation: &str) -> String {
    let mut to = String::new();
    for sign in operation.chars() {
        if sign.is_ascii_uppercase() && !to.is_empty() {
            to.push('_');
        }
        to.push(sign.to_ascii_lowercase());
    }
    to
}

/// WorkSpaces that fit an operation, and the change that calls it.
fn change(operation: &str, one: &WorkSpace, bundles: &[BundleId]) -> Option<Change> {
    let tag = |key: &str| Tag { key: key.into(), value: "x".into() };
    let (state, mode) = (one.state.wire(), one.mode.as_ref());
    let is_switched = mode == Some(&RunningMode::AutoStop);
    let (runs, stopped) = (state == "AVAILABLE", state == "STOPPED");
    Some(match operation {
        "StartWorkspaces" if stopped && is_switched => Action::Start.into(),
        "StopWorkspaces" if runs && is_switched => Action::Stop.into(),
        "RebootWorkspaces" if runs => Action::Reboot.into(),
        "RebuildWorkspaces" if runs => Action::Rebuild.into(),
        "RestoreWorkspace" if runs => Action::Restore.into(),
        "TerminateWorkspaces" if runs => Action::Terminate.into(),
        "ModifyWorkspaceState" if runs => Action::BeginMaintenance.into(),
        "ModifyWorkspaceProperties" if runs && is_switched => {
            Change::Modify(Properties { mode: Some(RunningMode::AlwaysOn), ..Properties::default() })
        }
        "MigrateWorkspace" if runs => {
            Change::Migrate(bundles.iter().find(|bundle| **bundle != one.bundle)?.clone())
        }
        "CreateTags" if runs => Change::Tag { put: vec![tag("words")], drop: Vec::new() },
        "DeleteTags" if runs => {
            let key = one.tags.as_ref()?.iter().find(|tag| !tag.key.starts_with("deskwarden"))?.key.clone();
            Change::Tag { put: Vec::new(), drop: vec![key] }
        }
        "CreateWorkspaceImage" if runs && !one.root_encrypted && !one.user_encrypted => {
            let (name, description) = ("gold".to_owned(), "for words".to_owned());
            Change::CreateImage(Image { name, description, tags: Vec::new() })
        }
        _ => return None,
    })
}

#[tokio::test]
async fn a_row_says_what_aws_said_and_what_to_do() {
    let mut world = World::swept(500).await;
    let mut fleet = world.fleet("").await;
    fleet.retain(|one| one.related.is_empty() && one.user != "[UNDEFINED]");
    let catalog = backend::create::catalog(&world.backend, &owner()).await.unwrap();
    let bundles: Vec<_> = catalog.bundles.into_iter().map(|bundle| bundle.id).collect();
    let form = create::form(&world, "").await;
    let model = model();
    for operation in met(Met::Row) {
        for code in errors(&model, operation) {
            let asked = format!("{operation} {code}");
            set(&world, operation, &code);
            if operation == "CreateStandbyWorkspaces" {
                continue;
            }
            let job = if operation == "CreateWorkspaces" {
                let people = format!("new.{}", code.to_lowercase());
                create::submit(&world, &Form { people, ..form.clone() }).await
            } else {
                let at = fleet.iter().position(|one| change(operation, one, &bundles).is_some());
                let one = fleet.remove(at.unwrap_or_else(|| panic!("{asked}: none fits")));
                let change = change(operation, &one, &bundles).unwrap();
                world.submit(change, std::slice::from_ref(&one.key)).await
            };
            refused(&mut world, job, &asked, &code).await;
        }
    }
    world.over().await;
}

#[tokio::test]
async fn a_row_of_a_standby_says_what_aws_said_and_what_to_do() {
    let mut world = standby::two_regions(900).await;
    let operation = "CreateStandbyWorkspaces";
    let errors = errors(&model(), operation);
    let chosen = standby::some(&world, "eu-west-1", errors.len()).await;
    for (code, one) in errors.iter().zip(&chosen) {
        set(&world, operation, code);
        let form = standby::form(&world).await;
        let job = standby::submit(&world, std::slice::from_ref(one), form).await;
        refused(&mut world, job, &format!("{operation} {code}"), code).await;
    }
    world.over().await;
}

#[tokio::test]
async fn whoever_asks_about_a_pool_or_an_image_is_told_what_to_do() {
    let world = World::swept(50).await;
    let first = async |kind: ResourceKind| {
        let all = resource::list::<serde_json::Value>(&world.backend, &owner(), kind).await.unwrap();
        let own = |one: &&Resource<serde_json::Value>| one.item["owner"] != "AMAZON";
        all.found.iter().find(own).expect("the estate has one").key.clone()
    };
    let (pool, image) = (first(ResourceKind::Pool).await, first(ResourceKind::Image).await);
    let model = model();
    for operation in met(Met::Asked) {
        for code in errors(&model, operation) {
            set(&world, operation, &code);
            let fault = if operation == "DescribeWorkspacesPoolSessions" {
                backend::pools::sessions(&world.backend, &owner(), &pool, None, None).await.map(|_| ())
            } else {
                backend::images::permissions(&world.backend, &owner(), &image).await.map(|_| ())
            };
            check(operation, &code, fault.unwrap_err().aws.as_ref().unwrap(), None);
            world.simulator.clear_faults();
        }
    }
    world.over().await;
}

/// A sweep asks this about each of a list, and one of them may have gone since: that is no fault.
fn is_passed_over(operation: &str, code: &str) -> bool {
    let asks_of_each = ["DescribeTags", "DescribeConnectionAliasPermissions"].contains(&operation);
    asks_of_each && code == "ResourceNotFoundException"
}

#[tokio::test]
async fn a_scope_says_what_aws_said_and_what_to_do() {
    let world = World::swept(50).await;
    let model = model();
    for operation in met(Met::Scope) {
        for code in errors(&model, operation) {
            set(&world, operation, &code);
            if operation == "DescribeTags" {
                // They are read one by one only where the other way is denied.
                world
                    .simulator
                    .fault(Fault { operation: Some("GetResources".into()), ..Fault::new(FaultKind::Deny) });
            }
            let swept = sync::sweep(&world.backend, world.here()).await;
            if is_passed_over(operation, &code) {
                swept.unwrap();
            } else {
                swept.unwrap_err();
                let scopes = overview::scopes(&world.backend, &owner()).await.unwrap();
                check(operation, &code, scopes[0].error.as_ref().unwrap(), None);
            }
            world.simulator.clear_faults();
        }
    }
    world.over().await;
}

#[tokio::test]
async fn who_asks_and_is_refused_is_told_what_to_do() {
    let world = World::swept(50).await;
    let model = model();
    let one = world.fleet("state=AVAILABLE").await.remove(0);
    for code in errors(&model, "DescribeWorkspaceSnapshots") {
        set(&world, "DescribeWorkspaceSnapshots", &code);
        let fault = fleet::snapshots(&world.backend, &owner(), &one.key).await.unwrap_err();
        check("DescribeWorkspaceSnapshots", &code, fault.aws.as_ref().unwrap(), None);
        assert_ne!(fault.next.as_deref(), Some("AWS's own words say why."), "{code}");
        world.simulator.clear_faults();
    }
    for code in errors(&model, "GetCallerIdentity") {
        set(&world, "GetCallerIdentity", &code);
        let credentials =
            backend::config::Credentials::Keys { id: "111122223333".into(), secret: "any".into() };
        let url = world.simulator.url();
        let fault = reach::whoami(&credentials, &world.here().region, Some(&url)).await.unwrap_err();
        check("GetCallerIdentity", &code, fault.aws.as_ref().unwrap(), None);
        world.simulator.clear_faults();
    }
    world.over().await;
}

#[tokio::test]
async fn an_image_that_cannot_be_looked_at_is_waited_for() {
    let mut world = World::swept(200).await;
    let fleet = world.fleet("state=AVAILABLE").await;
    let found = fleet.iter().find_map(|one| Some((one, change("CreateWorkspaceImage", one, &[])?)));
    let (one, change) = found.unwrap();
    for operation in met(Met::Later) {
        for code in errors(&model(), operation) {
            set(&world, operation, &code);
        }
    }
    let job = world.submit(change, std::slice::from_ref(&one.key)).await;
    world.minutes(2).await;
    assert_eq!(world.job(job).await.rows[0].state, StepState::Settling);
    world.simulator.clear_faults();
    assert_eq!(world.ended(job).await.rows[0].state, StepState::Done);
    world.over().await;
}
