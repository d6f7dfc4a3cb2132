//! Does each property of the form reach the wire as typed, one a call, and come back into the inventory?

use domain::change::{Among, Change, Form};
use domain::jobs::StepState;
use domain::workspace::WorkSpace;
use serde_json::json;
use simulator::FaultKind;

use crate::world::{World, fault};

/// One that AWS lets nested virtualization be of.
async fn some(world: &World) -> WorkSpace {
    let found = world.fleet("state=STOPPED&protocol=WSP").await;
    let fits = |one: &WorkSpace| {
        let on_windows = one.operating_system.as_deref().is_some_and(|system| system.starts_with("WINDOWS"));
        on_windows && one.related.is_empty() && !one.compute.as_ref().unwrap().has_gpu()
    };
    found.into_iter().find(fits).expect("one that fits")
}

fn typed(form: Form) -> Change {
    Form { what: "modify".into(), ..form }.check(false, &Among::ANYTHING).unwrap()
}

fn both() -> Change {
    typed(Form {
        accelerator: "ENABLED_AUTO".into(),
        accelerator_protocol: "TCP".into(),
        nested_virtualization: "on".into(),
        ..Form::default()
    })
}

/// What was sent of the properties, call by call.
fn sent(world: &World) -> Vec<serde_json::Value> {
    let requests = world.requests("ModifyWorkspaceProperties");
    requests.iter().map(|request| request.body["WorkspaceProperties"].clone()).collect()
}

#[tokio::test]
async fn the_accelerator_and_nested_virtualization_are_sent_one_by_one_and_read_back() {
    let mut world = World::swept(400).await;
    let one = some(&world).await;
    let job = world.submit(both(), std::slice::from_ref(&one.key)).await;
    for _ in 0..4 {
        world.minutes(10).await;
    }
    let page = world.job(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 1)], "{:?}", page.rows);
    assert_eq!(
        sent(&world),
        [
            json!({ "GlobalAccelerator": { "Mode": "ENABLED_AUTO", "PreferredProtocol": "TCP" } }),
            json!({ "NestedVirtualizationEnabled": true }),
        ]
    );
    let now = world.one(&one.key).await;
    assert_eq!(now.accelerator, Some(("ENABLED_AUTO".into(), Some("TCP".into()))));
    assert_eq!(now.nested_virtualization, Some(true));
    let again = world.plan(both(), std::slice::from_ref(&one.key)).await;
    assert_eq!(again.rows[0].skipped.as_deref(), Some("is so already"));
    world.over().await;
}

#[tokio::test]
async fn off_and_as_the_directory_are_said_explicitly() {
    let mut world = World::swept(400).await;
    let one = some(&world).await;
    let off = typed(Form {
        accelerator: "INHERITED".into(),
        nested_virtualization: "off".into(),
        ..Form::default()
    });
    let job = world.submit(off, std::slice::from_ref(&one.key)).await;
    for _ in 0..4 {
        world.minutes(10).await;
    }
    assert_eq!(world.job(job).await.job.counts, [(StepState::Done, 1)]);
    assert_eq!(
        sent(&world),
        [
            json!({ "GlobalAccelerator": { "Mode": "INHERITED" } }),
            json!({ "NestedVirtualizationEnabled": false }),
        ]
    );
    world.over().await;
}

#[tokio::test]
async fn a_lost_answer_to_the_accelerator_is_read_back_and_never_doubled() {
    for (kind, calls) in [(FaultKind::DropAfter, 1), (FaultKind::DropBefore, 2)] {
        let mut world = World::swept(400).await;
        let one = some(&world).await;
        world.simulator.fault(fault("ModifyWorkspaceProperties", kind, 1));
        let wish = typed(Form { accelerator: "DISABLED".into(), ..Form::default() });
        let job = world.submit(wish, std::slice::from_ref(&one.key)).await;
        assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, 1)]);
        assert_eq!(sent(&world).len(), calls);
        assert_eq!(world.one(&one.key).await.accelerator, Some(("DISABLED".into(), None)));
        world.over().await;
    }
}
