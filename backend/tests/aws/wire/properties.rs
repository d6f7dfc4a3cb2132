//! What a person types for the properties of a WorkSpace.

use std::collections::BTreeSet;

use domain::change::{Among, Form};
use domain::jobs::StepState;
use domain::words::{Compute, Protocol, RunningMode};
use domain::workspace::WorkSpace;
use serde_json::{Value, json};

use super::{CORE, Call, calls, promised};
use crate::world::World;

/// What is typed, for a WorkSpace of which sort, and what AWS is to be sent besides its id.
type Line = (Form, fn(&WorkSpace) -> bool, Value);

fn typed(fill: impl FnOnce(&mut Form)) -> Form {
    let mut form = Form { what: "modify".into(), ..Form::default() };
    fill(&mut form);
    form
}

fn properties(properties: &Value) -> Value {
    json!({ "WorkspaceProperties": properties })
}

fn always_on(one: &WorkSpace) -> bool {
    one.related.is_empty() && one.mode == Some(RunningMode::AlwaysOn)
}

fn auto_stop(one: &WorkSpace) -> bool {
    one.related.is_empty() && one.mode == Some(RunningMode::AutoStop) && one.auto_stop_minutes == Some(60)
}

fn has(one: &WorkSpace, compute: &Compute, root: i64, user: i64) -> bool {
    let is = (one.compute.as_ref(), one.root_gib, one.user_gib);
    one.related.is_empty() && is == (Some(compute), Some(root), Some(user))
}

fn is_primary(one: &WorkSpace) -> bool {
    one.related.iter().any(|other| other.kind == "STANDBY")
}

fn of_the_mode() -> Vec<Line> {
    let (auto, minutes) = ("RunningMode", "RunningModeAutoStopTimeoutInMinutes");
    vec![
        (
            typed(|form| (form.mode, form.auto_stop) = ("AUTO_STOP".into(), "120".into())),
            always_on,
            properties(&json!({ auto: "AUTO_STOP", minutes: 120 })),
        ),
        (typed(|form| form.mode = "AUTO_STOP".into()), always_on, properties(&json!({ auto: "AUTO_STOP" }))),
        (
            typed(|form| form.auto_stop = "180".into()),
            auto_stop,
            properties(&json!({ auto: "AUTO_STOP", minutes: 180 })),
        ),
        (typed(|form| form.mode = "ALWAYS_ON".into()), auto_stop, properties(&json!({ auto: "ALWAYS_ON" }))),
    ]
}

fn of_the_machine() -> Vec<Line> {
    vec![
        (
            typed(|form| form.compute = "PERFORMANCE".into()),
            |one| has(one, &Compute::Standard, 80, 50),
            properties(&json!({ "ComputeTypeName": "PERFORMANCE" })),
        ),
        (
            typed(|form| form.user_gib = "100".into()),
            |one| has(one, &Compute::Standard, 80, 50),
            properties(&json!({ "UserVolumeSizeGib": 100 })),
        ),
        (
            typed(|form| form.root_gib = "175".into()),
            |one| has(one, &Compute::Performance, 80, 100),
            properties(&json!({ "RootVolumeSizeGib": 175 })),
        ),
        (
            typed(|form| form.protocol = "WSP".into()),
            |one| one.related.is_empty() && one.protocol == Some(Protocol::Pcoip),
            properties(&json!({ "Protocols": ["WSP"] })),
        ),
    ]
}

fn of_the_pair() -> Vec<Line> {
    let replication = |value: &str| json!({ "DataReplication": value });
    vec![
        (typed(|form| form.replication = "off".into()), is_primary, replication("NO_REPLICATION")),
        (typed(|form| form.replication = "on".into()), is_primary, replication("PRIMARY_AS_SOURCE")),
    ]
}

/// Carries out each line, of a WorkSpace of its own: what was changed once can't be again for hours. All at once, as some
/// take an hour.
async fn each_is_sent(world: &mut World, lines: impl IntoIterator<Item = Line>) {
    let (mut taken, mut asked) = (BTreeSet::new(), Vec::new());
    for (form, fits, mut wire) in lines {
        let found = world.fleet("state=AVAILABLE&state=STOPPED").await.into_iter().filter(fits);
        let mut free = found.filter(|one| !taken.contains(&one.key));
        let key = free.next().unwrap_or_else(|| panic!("the estate has none for {wire}")).key;
        let plan = world.plan(form.check(false, &Among::ANYTHING).unwrap(), std::slice::from_ref(&key)).await;
        wire["WorkspaceId"] = json!(key.id);
        asked.push((wire, promised(&plan), world.confirm(plan.id).await));
        taken.insert(key);
    }
    for (wire, promised, job) in asked {
        let page = world.ended(job).await;
        assert_eq!(page.job.counts, [(StepState::Done, 1)], "{:?}", page.rows);
        let of_this = |(_, body): &Call| body["WorkspaceId"] == wire["WorkspaceId"];
        let sent: Vec<Call> = calls(world).into_iter().filter(of_this).collect();
        assert_eq!(sent, promised, "what is sent is what was shown");
        assert_eq!(sent, [("ModifyWorkspaceProperties".to_owned(), wire)]);
    }
}

#[tokio::test]
async fn each_property_is_sent_as_it_was_typed_and_nothing_with_it() {
    let mut world = World::swept(400).await;
    let lines = of_the_mode().into_iter().chain(of_the_machine()).chain(of_the_pair());
    each_is_sent(&mut world, lines).await;
    world.over().await;
}

#[tokio::test]
async fn manual_is_sent_without_minutes() {
    let mut world = World::watching(200, &[CORE]).await;
    world.sweep().await;
    let manual = typed(|form| form.mode = "MANUAL".into());
    each_is_sent(&mut world, [(manual, auto_stop as _, properties(&json!({ "RunningMode": "MANUAL" })))])
        .await;
    world.over().await;
}
