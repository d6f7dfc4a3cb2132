//! Are pools made, changed, started, stopped and terminated as wished, and sessions ended: once, and told as AWS tells it?

use backend::{pools, resource};
use domain::jobs::{JobPage, Plan, StepState};
use domain::pools::{ALWAYS_ON, AUTO_STOP, ENABLED, Form, Pool};
use domain::resource::{Resource, ResourceKind};
use serde_json::{Value, json};
use simulator::FaultKind;

use crate::world::{HERE, World, fault, owner};

async fn all(world: &World) -> Vec<Resource<Pool>> {
    resource::list(&world.backend, &owner(), ResourceKind::Pool).await.unwrap().found
}

async fn named(world: &World, name: &str) -> Resource<Pool> {
    all(world).await.into_iter().find(|pool| pool.name == name).unwrap_or_else(|| panic!("no pool {name}"))
}

async fn shown(world: &World, plan: i64) -> Plan {
    backend::jobs::read_plan(&world.backend, &owner(), plan).await.unwrap()
}

/// The form of a new pool in the directory and from the bundle of one that is there.
async fn form(world: &World, name: &str) -> Form {
    let there = Form::of(&named(world, "training").await);
    Form {
        name: name.into(),
        description: "Sales (Dublin)".into(),
        directory: there.directory,
        bundle: there.bundle,
        desired: "7".into(),
        ..Form::default()
    }
}

async fn confirmed(world: &mut World, plan: i64) -> JobPage {
    let job = world.confirm(plan).await;
    world.ended(job).await
}

async fn made(world: &mut World, form: &Form) -> Resource<Pool> {
    let plan = pools::plan_create(&world.backend, &owner(), form).await.unwrap();
    let page = confirmed(world, plan).await;
    assert_eq!(page.job.counts, [(StepState::Done, 1)], "{:?}", page.rows);
    let key = page.rows[0].resource.clone().expect("the row names what came about");
    resource::one(&world.backend, &owner(), &key).await.unwrap()
}

/// Plans one of start, stop and terminate, and carries it out.
async fn acted(world: &mut World, pool: &Resource<Pool>, verb: &str) -> JobPage {
    let plan = pools::plan_act(&world.backend, &owner(), &pool.key, verb).await.unwrap();
    confirmed(world, plan).await
}

fn last(world: &World, operation: &str) -> Value {
    world.requests(operation).pop().expect("was sent").body
}

#[tokio::test]
async fn each_field_of_a_new_pool_reaches_the_wire_and_it_is_done_when_it_stands() {
    let mut world = World::swept(10).await;
    let whole = Form {
        mode: ALWAYS_ON.into(),
        app_settings: ENABLED.into(),
        group: "shared/sales".into(),
        disconnect: "120".into(),
        idle: "0".into(),
        longest: "7200".into(),
        tags: "team = sales".into(),
        ..form(&world, "sales").await
    };
    let pool = made(&mut world, &whole).await;
    assert_eq!(
        (pool.state.as_str(), pool.item.now.available),
        ("RUNNING", 7),
        "AlwaysOn is made when it runs"
    );
    let sent = last(&world, "CreateWorkspacesPool");
    assert_eq!(sent["PoolName"], "sales");
    assert_eq!(sent["Description"], "Sales (Dublin)");
    assert_eq!(whole.bundle, format!("{HERE}/{}", sent["BundleId"].as_str().unwrap()));
    assert_eq!(whole.directory, format!("{HERE}/{}", sent["DirectoryId"].as_str().unwrap()));
    assert_eq!(sent["Capacity"], json!({ "DesiredUserSessions": 7 }));
    assert_eq!(sent["RunningMode"], ALWAYS_ON);
    assert_eq!(sent["ApplicationSettings"], json!({ "Status": ENABLED, "SettingsGroup": "shared/sales" }));
    let timeouts = json!({
        "DisconnectTimeoutInSeconds": 120,
        "IdleDisconnectTimeoutInSeconds": 0,
        "MaxUserDurationInSeconds": 7200,
    });
    assert_eq!(sent["TimeoutSettings"], timeouts);
    assert_eq!(sent["Tags"][1], json!({ "Key": "team", "Value": "sales" }));

    let least = form(&world, "least").await;
    let pool = made(&mut world, &least).await;
    assert_eq!((pool.state.as_str(), pool.item.running_mode.as_str()), ("STOPPED", AUTO_STOP));
    let sent = last(&world, "CreateWorkspacesPool");
    for left_out in ["ApplicationSettings", "TimeoutSettings", "RunningMode"] {
        assert_eq!(sent.get(left_out), None, "what is not typed is the service's to choose");
    }
    world.over().await;
}

#[tokio::test]
async fn an_update_sends_what_is_other_and_the_mode_waits_for_a_stop() {
    let mut world = World::swept(10).await;
    let pool = named(&world, "call-centre").await;
    let now = Form::of(&pool);
    let form = Form { desired: "50".into(), longest: "3600".into(), ..now.clone() };
    let plan = pools::plan_update(&world.backend, &owner(), &pool.key, &form).await.unwrap();
    let fields: Vec<_> = shown(&world, plan).await.rows[0].diff.iter().map(|one| one.field.clone()).collect();
    assert_eq!(fields, ["desired sessions", "longest session (s)"]);
    let page = confirmed(&mut world, plan).await;
    assert_eq!(page.job.counts, [(StepState::Done, 1)], "{:?}", page.rows);
    let sent = last(&world, "UpdateWorkspacesPool");
    let mut members: Vec<_> = sent.as_object().unwrap().keys().cloned().collect();
    members.sort();
    assert_eq!(members, ["Capacity", "PoolId", "TimeoutSettings"]);
    assert_eq!(sent["TimeoutSettings"]["DisconnectTimeoutInSeconds"], 900, "timeouts go together");
    let pool = named(&world, "call-centre").await;
    assert_eq!((pool.item.desired_sessions, pool.item.timeouts.longest), (50, Some(3_600)));

    let again = pools::plan_update(&world.backend, &owner(), &pool.key, &form).await.unwrap();
    assert_eq!(shown(&world, again).await.rows[0].skipped.as_deref(), Some("is so already"));
    let told = resource::history(&world.backend, &owner(), &pool.key, None).await.unwrap();
    assert!(
        told.iter().any(|line| line.field == "desired sessions" && line.job == Some(page.job.id)),
        "{told:?}"
    );
    assert!(told.iter().all(|line| !line.field.starts_with("now")), "capacity is no history: {told:?}");

    let always = Form { mode: ALWAYS_ON.into(), ..form.clone() };
    let refused = pools::plan_update(&world.backend, &owner(), &pool.key, &always).await.unwrap_err();
    assert_eq!(refused.fields[0].field, "mode");
    let corp = world.fleet("").await[0].directory.to_string();
    let moved = Form { directory: format!("{HERE}/{corp}"), ..form };
    let refused = pools::plan_update(&world.backend, &owner(), &pool.key, &moved).await.unwrap_err();
    assert!(refused.fields[0].message.contains("not for pools"), "{refused:?}");
    world.over().await;
}

#[tokio::test]
async fn a_pool_is_started_stopped_and_terminated_as_its_state_lets_it() {
    let mut world = World::swept(10).await;
    let pool = named(&world, "training").await;
    let stop = pools::plan_act(&world.backend, &owner(), &pool.key, "stop-pool").await.unwrap();
    let why = shown(&world, stop).await.rows[0].skipped.clone().unwrap();
    assert_eq!(why, "is stopped: only a running pool can be stopped");

    let page = acted(&mut world, &pool, "start-pool").await;
    assert_eq!(page.job.counts, [(StepState::Done, 1)], "{:?}", page.rows);
    assert_eq!(last(&world, "StartWorkspacesPool")["PoolId"], pool.key.id);
    assert_eq!(named(&world, "training").await.state, "RUNNING");

    let full = named(&world, "call-centre").await;
    let plan = pools::plan_act(&world.backend, &owner(), &full.key, "stop-pool").await.unwrap();
    assert_eq!(shown(&world, plan).await.rows[0].diff[0].before.as_deref(), Some("12 active"));
    assert_eq!(confirmed(&mut world, plan).await.job.counts, [(StepState::Done, 1)]);
    assert_eq!(named(&world, "call-centre").await.state, "STOPPED");

    let page = acted(&mut world, &full, "terminate-pool").await;
    assert_eq!(page.job.counts, [(StepState::Done, 1)], "{:?}", page.rows);
    assert!(all(&world).await.iter().all(|pool| pool.name != "call-centre"));
    assert!(pools::plan_act(&world.backend, &owner(), &pool.key, "tag-pool").await.is_err());
    world.over().await;
}

#[tokio::test]
async fn a_start_that_comes_to_nothing_fails_in_awss_words() {
    let mut world = World::swept(10).await;
    let failing = form(&world, "fail-subnet-not-found").await;
    let pool = made(&mut world, &failing).await;
    let page = acted(&mut world, &pool, "start-pool").await;
    assert_eq!(page.job.counts, [(StepState::Failed, 1)]);
    assert_eq!(page.rows[0].aws.as_ref().unwrap().code, "SUBNET_NOT_FOUND");
    let pool = named(&world, "fail-subnet-not-found").await;
    assert!(domain::pools::told(&pool.item.errors[0].code).is_some());
    world.over().await;
}

#[tokio::test]
async fn somebodys_session_is_found_and_ended_and_nobody_elses() {
    let mut world = World::swept(10).await;
    let pool = named(&world, "call-centre").await;
    let sessions = pools::sessions(&world.backend, &owner(), &pool.key, None, None).await.unwrap();
    assert_eq!((sessions.found.len(), sessions.next), (12, None));
    assert_eq!(last(&world, "DescribeWorkspacesPoolSessions")["Limit"], 50);
    let theirs = pools::sessions(&world.backend, &owner(), &pool.key, Some("agent03"), None).await.unwrap();
    assert_eq!(theirs.found.len(), 1);
    assert!(pools::sessions(&world.backend, &owner(), &pool.key, Some("a"), None).await.is_err());

    let one = &theirs.found[0];
    assert!(one.is_connected() && one.since.is_some() && one.instance.starts_with("i-"), "{one:?}");
    let plan = pools::plan_end_session(&world.backend, &owner(), &pool.key, &one.id).await.unwrap();
    assert_eq!(shown(&world, plan).await.rows[0].diff[0].before.as_deref(), Some("agent03, connected"));
    // An answer that was lost is looked for by the session itself.
    world.simulator.fault(fault("TerminateWorkspacesPoolSession", FaultKind::DropAfter, 1));
    let page = confirmed(&mut world, plan).await;
    assert_eq!(page.job.counts, [(StepState::Done, 1)], "{:?}", page.rows);
    assert_eq!(world.requests("TerminateWorkspacesPoolSession").len(), 1);
    assert_eq!(last(&world, "TerminateWorkspacesPoolSession")["SessionId"], one.id);
    let left = pools::sessions(&world.backend, &owner(), &pool.key, None, None).await.unwrap();
    assert_eq!(left.found.len(), 11);
    assert!(pools::plan_end_session(&world.backend, &owner(), &pool.key, &one.id).await.is_err(), "is over");
    assert_eq!(named(&world, "call-centre").await.item.now.active, 11);
    world.over().await;
}

#[tokio::test]
async fn a_pool_without_an_answer_is_found_by_its_name_and_our_tag() {
    for (kind, calls) in [(FaultKind::DropAfter, 1), (FaultKind::DropBefore, 2)] {
        let mut world = World::swept(10).await;
        let lost = form(&world, "lost").await;
        world.simulator.fault(fault("CreateWorkspacesPool", kind, 1));
        made(&mut world, &lost).await;
        assert_eq!(world.requests("CreateWorkspacesPool").len(), calls);
        assert_eq!(all(&world).await.iter().filter(|pool| pool.name == "lost").count(), 1);
        world.over().await;
    }
}

#[tokio::test]
async fn an_account_without_pools_is_told_that_amazon_has_closed_them() {
    let mut world = World::swept(10).await;
    let new = form(&world, "late").await;
    for pool in all(&world).await {
        acted(&mut world, &pool, "terminate-pool").await;
    }
    let plan = pools::plan_create(&world.backend, &owner(), &new).await.unwrap();
    let page = confirmed(&mut world, plan).await;
    assert_eq!(page.job.counts, [(StepState::Failed, 1)]);
    let told = page.rows[0].aws.clone().unwrap();
    assert_eq!(told.code, "AccessDeniedException");
    assert!(told.message.contains("no longer available to new customers"), "{told:?}");
    world.over().await;
}
