//! Changes to a value: ladders of properties, another bundle, tags, an image.

use domain::change::{Change, Image, Properties};
use domain::ids::{BundleId, WorkspaceKey};
use domain::jobs::StepState;
use domain::tags::Tag;
use domain::words::{Compute, RunningMode};
use domain::workspace::WorkSpace;
use simulator::FaultKind;

use crate::world::{World, fault};

/// One that is on its own, long there, with these volumes.
async fn some(world: &World, query: &str, fits: impl Fn(&WorkSpace) -> bool) -> WorkSpace {
    let found = world.fleet(query).await;
    let mut fitting = found.into_iter().filter(|one| one.related.is_empty() && fits(one));
    fitting.next().expect("one that fits")
}

fn sizes(root: i64, user: i64) -> Change {
    Change::Modify(Properties { root_gib: Some(root), user_gib: Some(user), ..Properties::default() })
}

#[tokio::test]
async fn a_ladder_is_walked_over_hours_and_a_restart() {
    let mut world = World::swept(400).await;
    let one = some(&world, "state=STOPPED", |one| one.root_gib == Some(80) && one.user_gib == Some(50)).await;
    let plan = world.plan(sizes(200, 150), std::slice::from_ref(&one.key)).await;
    let words: Vec<_> = plan.rows[0].rungs.iter().map(|rung| rung.task.words()).collect();
    assert_eq!(words, ["user volume 100 GiB", "root volume 200 GiB", "user volume 150 GiB"]);
    assert_eq!((plan.calls, plan.waits), (3, 6 * 3_600 + 300 + 1_800));
    let begun = world.simulator.now_ms();
    let job = world.submit(sizes(200, 150), std::slice::from_ref(&one.key)).await;
    world.minutes(45).await;
    world.restart().await;
    for _ in 0..12 {
        world.minutes(60).await;
    }
    let page = world.job(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 1)], "{:?}", page.rows);
    assert_eq!(page.rows[0].step, (3, 3));
    let now = world.one(&one.key).await;
    assert_eq!((now.root_gib, now.user_gib), (Some(200), Some(150)));
    assert_eq!(world.requests("ModifyWorkspaceProperties").len(), 3, "each once");
    assert!(world.simulator.now_ms() - begun > 6 * 3_600_000);
    world.over().await;
}

#[tokio::test]
async fn a_refusal_for_a_cooldown_waits_and_asks_again() {
    let mut world = World::swept(400).await;
    let one = some(&world, "state=STOPPED", |one| one.root_gib == Some(80) && one.user_gib == Some(50)).await;
    let code = FaultKind::Error {
        code: "ResourceUnavailableException".into(),
        message: "This modification of a WorkSpace can be requested once in 6 hours.".into(),
        status: 400,
    };
    world.simulator.fault(fault("ModifyWorkspaceProperties", code, 2));
    let job = world.submit(sizes(80, 100), std::slice::from_ref(&one.key)).await;
    world.minutes(1).await;
    let row = world.job(job).await.rows.remove(0);
    assert_eq!(row.state, StepState::Ready);
    assert!(row.due.is_some() && row.outcome.as_ref().unwrap().contains("not yet"), "{row:?}");
    for _ in 0..5 {
        world.minutes(60).await;
    }
    assert_eq!(world.job(job).await.job.counts, [(StepState::Done, 1)]);
    world.over().await;
}

#[tokio::test]
async fn a_change_that_did_not_happen_is_not_called_done() {
    let mut world = World::swept(100).await;
    // Whose user is called so is accepted and not changed, says the simulator.
    let form = crate::create::form(&world, "ignore-modify.ann").await;
    let made = crate::create::submit(&world, &form).await;
    world.ended(made).await;
    let one = some(&world, "user=ignore-modify.ann", |_| true).await;
    let wish = Properties { mode: Some(RunningMode::AlwaysOn), ..Properties::default() };
    let job = world.submit(Change::Modify(wish), std::slice::from_ref(&one.key)).await;
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Failed, 1)]);
    assert_eq!(page.rows[0].aws.as_ref().unwrap().code, "NotDone");
    world.over().await;
}

#[tokio::test]
async fn a_lost_answer_to_a_property_is_read_back_and_never_doubled() {
    for kind in [FaultKind::DropAfter, FaultKind::DropBefore] {
        let mut world = World::swept(100).await;
        let one = some(&world, "state=AVAILABLE&mode=ALWAYS_ON", |_| true).await;
        world.simulator.fault(fault("ModifyWorkspaceProperties", kind.clone(), 1));
        let wish = Properties {
            mode: Some(RunningMode::AutoStop),
            auto_stop_minutes: Some(120),
            ..Properties::default()
        };
        let job = world.submit(Change::Modify(wish), std::slice::from_ref(&one.key)).await;
        let page = world.ended(job).await;
        assert_eq!(page.job.counts, [(StepState::Done, 1)], "{:?}", page.rows);
        let sent = world.requests("ModifyWorkspaceProperties").len();
        assert_eq!(sent, if kind == FaultKind::DropAfter { 1 } else { 2 });
        assert_eq!(world.one(&one.key).await.auto_stop_minutes, Some(120));
        world.over().await;
    }
}

#[tokio::test]
async fn what_would_not_change_is_skipped_with_why() {
    let world = World::swept(400).await;
    let one = some(&world, "state=STOPPED", |one| one.compute == Some(Compute::Standard)).await;
    let wish = |compute| Change::Modify(Properties { compute: Some(compute), ..Properties::default() });
    let plan = world.plan(wish(Compute::Standard), std::slice::from_ref(&one.key)).await;
    assert_eq!(plan.rows[0].skipped.as_deref(), Some("is so already"));
    let plan = world.plan(wish(Compute::GraphicsG4dn), std::slice::from_ref(&one.key)).await;
    assert!(plan.rows[0].skipped.as_ref().unwrap().contains("can't become"));
    world.over().await;
}

/// One on the organisation's own Windows 11 image, and another bundle of the same system.
async fn one_and_another_bundle(world: &World) -> (WorkSpace, BundleId) {
    let one = some(world, "state=AVAILABLE", |one| one.bundle_name == "Office 2026.2").await;
    let catalog = backend::create::catalog(&world.backend, &crate::world::owner()).await.unwrap();
    let other = catalog
        .bundles
        .iter()
        .find(|bundle| bundle.scope == one.key.scope && bundle.name == "Developer 2026.1");
    (one, other.expect("another bundle").id.clone())
}

#[tokio::test]
async fn a_migration_ends_under_a_new_id_on_the_wished_bundle() {
    let mut world = World::swept(400).await;
    let (one, bundle) = one_and_another_bundle(&world).await;
    let job = world.submit(Change::Migrate(bundle.clone()), std::slice::from_ref(&one.key)).await;
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 1)], "{:?}", page.rows);
    let new = page.rows[0].key.clone().unwrap();
    assert_ne!(new, one.key);
    let now = world.one(&new).await;
    assert_eq!((now.bundle, now.user), (bundle, one.user));
    world.over().await;
}

#[tokio::test]
async fn a_migration_without_an_answer_is_found_and_never_sent_again() {
    for (kind, end) in
        [(FaultKind::DropAfter, StepState::Done), (FaultKind::DropBefore, StepState::NeedsPerson)]
    {
        let mut world = World::swept(400).await;
        let (one, bundle) = one_and_another_bundle(&world).await;
        world.simulator.fault(fault("MigrateWorkspace", kind, 1));
        let job = world.submit(Change::Migrate(bundle), std::slice::from_ref(&one.key)).await;
        let page = world.ended(job).await;
        assert_eq!(page.job.counts, [(end, 1)], "{:?}", page.rows);
        assert_eq!(world.requests("MigrateWorkspace").len(), 1);
        world.over().await;
    }
}

fn tag(key: &str, value: &str) -> Tag {
    Tag { key: key.into(), value: value.into() }
}

#[tokio::test]
async fn tags_are_set_and_removed_in_bulk_and_read_back() {
    let mut world = World::swept(100).await;
    let keys: Vec<WorkspaceKey> = world.fleet("").await.into_iter().take(5).map(|one| one.key).collect();
    let put = Change::Tag { put: vec![tag("wave", "7")], drop: Vec::new() };
    let job = world.submit(put.clone(), &keys).await;
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, 5)]);
    for key in &keys {
        assert!(world.one(key).await.tags.unwrap().contains(&tag("wave", "7")));
    }
    let again = world.plan(put, &keys).await;
    assert_eq!((again.eligible, again.rows[0].skipped.as_deref()), (0, Some("has these tags already")));
    let drop = Change::Tag { put: vec![tag("wave", "8"), tag("x", "")], drop: vec!["team".into()] };
    let job = world.submit(drop, &keys).await;
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, 5)]);
    let tags = world.one(&keys[0]).await.tags.unwrap();
    assert!(tags.contains(&tag("wave", "8")) && !tags.iter().any(|tag| tag.key == "team"), "{tags:?}");
    world.over().await;
}

#[tokio::test]
async fn what_is_protected_is_left_out_and_looked_at_again_before_data_is_lost() {
    use domain::fleet::Action;

    let mut world = World::swept(400).await;
    let keys: Vec<_> =
        world.fleet("state=STOPPED").await.into_iter().filter(|one| one.related.is_empty()).take(2).collect();
    let keys: Vec<WorkspaceKey> = keys.into_iter().map(|one| one.key).collect();
    let protect = Change::Tag { put: vec![tag(domain::tags::PROTECTED, "yes")], drop: Vec::new() };
    let job = world.submit(protect, &keys[..1]).await;
    world.ended(job).await;
    let plan = world.plan(Action::Terminate, &keys).await;
    assert_eq!((plan.eligible, plan.skipped), (1, 1));
    assert!(plan.rows[0].skipped.as_ref().unwrap().contains("protected"), "{:?}", plan.rows[0]);
    // The second is protected behind our back, after the plan was confirmed.
    let job = world.submit(Action::Terminate, &keys[1..]).await;
    let guard =
        aws_sdk_workspaces::types::Tag::builder().key(domain::tags::PROTECTED).value("").build().unwrap();
    world.aws().await.create_tags().resource_id(keys[1].id.as_str()).tags(guard).send().await.unwrap();
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Skipped, 1)], "{:?}", page.rows);
    assert_eq!(world.requests("TerminateWorkspaces").len(), 0);
    world.over().await;
}

fn image(name: &str) -> Change {
    Change::CreateImage(Image { name: name.into(), description: "of a test".into(), tags: Vec::new() })
}

#[tokio::test]
async fn an_image_is_done_when_aws_has_made_it() {
    let mut world = World::swept(400).await;
    let one = some(&world, "state=AVAILABLE", |one| !one.root_encrypted && !one.user_encrypted).await;
    let job = world.submit(image("golden-1"), std::slice::from_ref(&one.key)).await;
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 1)], "{:?}", page.rows);
    assert!(page.rows[0].outcome.as_ref().unwrap().starts_with("wsi-"), "{:?}", page.rows[0]);
    world.over().await;
}

#[tokio::test]
async fn an_image_without_an_answer_is_found_by_its_name_and_our_tag() {
    let mut world = World::swept(400).await;
    let one = some(&world, "state=AVAILABLE", |one| !one.root_encrypted && !one.user_encrypted).await;
    world.simulator.fault(fault("CreateWorkspaceImage", FaultKind::DropAfter, 1));
    let job = world.submit(image("golden-2"), std::slice::from_ref(&one.key)).await;
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 1)], "{:?}", page.rows);
    assert_eq!(world.requests("CreateWorkspaceImage").len(), 1);
    world.over().await;
}

#[tokio::test]
async fn the_rest_of_a_ladder_is_cancelled_between_two_steps() {
    let mut world = World::swept(400).await;
    let one = some(&world, "state=STOPPED", |one| one.root_gib == Some(80) && one.user_gib == Some(50)).await;
    let job = world.submit(sizes(200, 100), std::slice::from_ref(&one.key)).await;
    world.minutes(1).await;
    let permit = crate::world::owner().permit(domain::access::Right::Modify).unwrap();
    backend::jobs::cancel_rest(&world.backend, &permit, job).await.unwrap();
    for _ in 0..4 {
        world.minutes(60).await;
    }
    let page = world.job(job).await;
    assert_eq!(page.job.counts, [(StepState::Cancelled, 1)], "{:?}", page.rows);
    let now = world.one(&one.key).await;
    assert_eq!((now.root_gib, now.user_gib), (Some(80), Some(100)), "what was sent has come about");
    world.over().await;
}

#[tokio::test]
async fn an_action_that_takes_more_than_its_name_is_refused_without_it() {
    use domain::fleet::Action;
    use domain::jobs::Selection;

    let world = World::swept(100).await;
    let owner = crate::world::owner();
    for action in [Action::Modify, Action::Migrate, Action::Tag, Action::CreateImage] {
        let permit = owner.permit(action.right()).unwrap();
        let all = Selection::Matching(String::new());
        let refused = backend::jobs::plan(&world.backend, &permit, action, all).await.unwrap_err();
        assert!(refused.message.contains("more than its name"), "{refused}");
    }
    world.over().await;
}

#[tokio::test]
async fn who_owns_another_place_guards_nothing_here() {
    use domain::access::{Binding, Bound, Role};
    use domain::ids::AccountId;
    use domain::jobs::Selection;

    let world = World::swept(100).await;
    let elsewhere = Bound { account: Some(AccountId::new("444455556666")), ..Bound::default() };
    let mut half = crate::world::person("demo:half", Role::Operator, Bound::default());
    half.bindings.push(Binding::gives(Role::Owner, elsewhere));
    let permit = half.permit(domain::access::Right::Modify).unwrap();
    let one = some(&world, "state=AVAILABLE", |_| true).await;
    for change in [
        Change::Tag { put: vec![tag(domain::tags::PROTECTED, "")], drop: Vec::new() },
        Change::Tag { put: vec![tag("floor", "7")], drop: Vec::new() },
    ] {
        let chosen = Selection::These(vec![one.key.clone()]);
        let plan = backend::jobs::plan(&world.backend, &permit, change.clone(), chosen).await.unwrap();
        let plan = backend::jobs::read_plan(&world.backend, &half, plan).await.unwrap();
        let guards = matches!(&change, Change::Tag { put, .. } if put[0].key == domain::tags::PROTECTED);
        assert_eq!(plan.eligible, i64::from(!guards), "{:?}", plan.rows[0].skipped);
    }
    world.over().await;
}
