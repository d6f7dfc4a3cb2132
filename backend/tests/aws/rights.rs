//! Rights hold when a plan is made, when it is confirmed, and when a row runs.

use backend::{access, jobs};
use domain::access::{Bound, Role};
use domain::change::Change;
use domain::fleet::Action;
use domain::ids::DirectoryId;
use domain::jobs::{Selection, StepState};
use domain::tags::{self, Tag};

use crate::world::{World, owner, person};

#[tokio::test]
async fn whoever_is_demoted_while_a_job_waits_is_refused_the_rest() {
    let mut world = World::swept(400).await;
    let helper = person("demo:help-desk", Role::HelpDesk, Bound::default());
    access::remember(&world.backend, &helper).await.unwrap();
    let keys: Vec<_> =
        world.fleet("state=AVAILABLE&mode=AUTO_STOP").await[..2].iter().map(|one| one.key.clone()).collect();
    let permit = helper.permit(Action::Stop.right()).unwrap();
    let id = jobs::plan(&world.backend, &permit, Action::Stop, Selection::These(keys)).await.unwrap();
    let plan = jobs::read_plan(&world.backend, &helper, id).await.unwrap();
    let job = jobs::submit(&world.backend, &permit, id, &plan.digest, None).await.unwrap();
    let viewer = person("demo:help-desk", Role::Viewer, Bound::default());
    access::remember(&world.backend, &viewer).await.unwrap();
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Skipped, 2)]);
    assert!(world.requests("StopWorkspaces").is_empty());
    world.over().await;
}

#[tokio::test]
async fn an_owner_who_is_one_no_more_when_the_row_runs_guards_nothing() {
    let mut world = World::swept(400).await;
    let was = person("demo:was-owner", Role::Owner, Bound::default());
    access::remember(&world.backend, &was).await.unwrap();
    let keys: Vec<_> = world.fleet("state=AVAILABLE").await[..2].iter().map(|one| one.key.clone()).collect();
    let tag =
        |key: &str| Change::Tag { put: vec![Tag { key: key.into(), value: "yes".into() }], drop: Vec::new() };
    let mut jobs = Vec::new();
    for (change, key) in [tag(tags::PROTECTED), tag("floor")].into_iter().zip(keys) {
        let permit = was.permit(change.action().right()).unwrap();
        let chosen = Selection::These(vec![key]);
        let id = jobs::plan(&world.backend, &permit, change, chosen).await.unwrap();
        let plan = jobs::read_plan(&world.backend, &was, id).await.unwrap();
        assert_eq!(plan.eligible, 1, "an owner may");
        jobs.push(jobs::submit(&world.backend, &permit, id, &plan.digest, None).await.unwrap());
    }
    let admin = person("demo:was-owner", Role::Admin, Bound::default());
    access::remember(&world.backend, &admin).await.unwrap();
    assert_eq!(world.ended(jobs[0]).await.job.counts, [(StepState::Skipped, 1)]);
    assert_eq!(world.ended(jobs[1]).await.job.counts, [(StepState::Done, 1)], "other tags stay theirs");
    let sent = world.requests("CreateTags");
    assert!(sent.iter().all(|one| !one.body.to_string().contains(tags::PROTECTED)), "{sent:?}");
    world.over().await;
}

#[tokio::test]
async fn a_plan_reaches_no_further_than_its_author() {
    let world = World::swept(400).await;
    let available = world.fleet("state=AVAILABLE&mode=AUTO_STOP").await;
    let inside = available[0].directory.clone();
    let outside = available.iter().find(|one| one.directory != inside).unwrap();
    let bound = Bound { directory: Some(DirectoryId::new(inside.as_str())), ..Bound::default() };
    let helper = person("demo:help-desk", Role::HelpDesk, bound);
    let permit = helper.permit(Action::Stop.right()).unwrap();
    let chosen = Selection::These(vec![outside.key.clone()]);
    let refused = jobs::plan(&world.backend, &permit, Action::Stop, chosen).await;
    assert!(refused.is_err(), "what may not be seen cannot be selected");
    let all =
        jobs::plan(&world.backend, &permit, Action::Stop, Selection::Matching(String::new())).await.unwrap();
    let theirs = jobs::read_plan(&world.backend, &helper, all).await.unwrap();
    let everyones = jobs::plan(
        &world.backend,
        &owner().permit(Action::Stop.right()).unwrap(),
        Action::Stop,
        Selection::Matching(String::new()),
    )
    .await
    .unwrap();
    let everyones = jobs::read_plan(&world.backend, &owner(), everyones).await.unwrap();
    assert!(theirs.eligible + theirs.skipped < everyones.eligible + everyones.skipped);
    jobs::read_plan(&world.backend, &helper, everyones.id).await.unwrap_err();
    world.over().await;
}
