//! Rights hold when a plan is made, when it is confirmed, and when a row runs.

use backend::{access, jobs};
use domain::access::{Bound, Person, Right, Role};
use domain::change::Change;
use domain::fault::{Fault, FaultKind};
use domain::fleet::Action;
use domain::ids::{DirectoryId, JobId};
use domain::jobs::{Plan, Selection, StepState};
use domain::tags::{self, Tag};
use sqlx::{Connection as _, SqliteConnection};

use crate::create;
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
async fn whoever_is_demoted_while_a_job_runs_has_done_what_was_sent_and_is_refused_the_rest() {
    let mut world = World::swept(100).await;
    let admin = person("demo:admin", Role::Admin, Bound::default());
    access::remember(&world.backend, &admin).await.unwrap();
    let people: Vec<_> = (0..60).map(|number| format!("new.{number}")).collect();
    let form = create::form(&world, &people.join("\n")).await;
    let permit = admin.permit(Right::Create).unwrap();
    let id = jobs::plan_create(&world.backend, &permit, &form).await.unwrap();
    let plan = jobs::read_plan(&world.backend, &admin, id).await.unwrap();
    let job = jobs::submit(&world.backend, &permit, id, &plan.digest, None).await.unwrap();
    assert!(jobs::turn(&world.backend, world.here()).await.unwrap(), "one turn, one call");
    assert_eq!(world.requests("CreateWorkspaces").len(), 1);
    let viewer = person("demo:admin", Role::Viewer, Bound::default());
    access::remember(&world.backend, &viewer).await.unwrap();
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 25), (StepState::Skipped, 35)]);
    for row in page.rows.iter().filter(|row| row.state == StepState::Skipped) {
        assert_eq!(row.outcome.as_deref(), Some("whoever submitted it may no longer do this here"));
    }
    assert_eq!(world.requests("CreateWorkspaces").len(), 1, "nothing was sent after that");
    world.over().await;
}

/// A plan of new ones for so many people whose names begin so.
async fn planned(world: &World, by: &Person, name: &str, count: usize) -> Plan {
    access::remember(&world.backend, by).await.unwrap();
    let people: Vec<_> = (0..count).map(|number| format!("{name}.{number}")).collect();
    let form = create::form(world, &people.join("\n")).await;
    let permit = by.permit(Right::Create).unwrap();
    let id = jobs::plan_create(&world.backend, &permit, &form).await.unwrap();
    jobs::read_plan(&world.backend, by, id).await.unwrap()
}

async fn confirmed(world: &World, by: &Person, plan: &Plan) -> Result<JobId, Fault> {
    let permit = by.permit(Right::Create).unwrap();
    jobs::submit(&world.backend, &permit, plan.id, &plan.digest, None).await
}

#[tokio::test]
async fn one_person_has_so_many_rows_under_way_and_no_more_whatever_others_have() {
    let world = World::swept(100).await;
    let [ann, bob] = ["demo:ann", "demo:bob"].map(|id| person(id, Role::Admin, Bound::default()));
    let first = planned(&world, &ann, "first", 600).await;
    let second = planned(&world, &ann, "second", 401).await;
    let first_job = confirmed(&world, &ann, &first).await.unwrap();
    let refused = confirmed(&world, &ann, &second).await.unwrap_err();
    assert_eq!(refused.kind, FaultKind::Conflict);
    let said = "You have 600 rows under way and this job would add 401: more than the 1,000 that one person may have at once.";
    assert_eq!(refused.message, said);
    assert!(refused.next.as_deref().is_some_and(|next| next.contains("cancel the rest")), "{refused:?}");
    assert_eq!(jobs::list(&world.backend, &owner(), None).await.unwrap().len(), 1, "nothing of it is kept");
    let of_bob = planned(&world, &bob, "bob", 401).await;
    let other_job = confirmed(&world, &bob, &of_bob).await.unwrap();
    assert_eq!(
        confirmed(&world, &ann, &first).await.unwrap(),
        first_job,
        "confirming twice gives the same job"
    );
    let exactly = planned(&world, &ann, "third", 400).await;
    let third_job = confirmed(&world, &ann, &exactly).await.unwrap();
    // What has ended counts no more.
    let permit = owner().permit(Right::Create).unwrap();
    jobs::cancel_rest(&world.backend, &permit, first_job).await.unwrap();
    let second_job = confirmed(&world, &ann, &second).await.unwrap();
    for job in [other_job, third_job, second_job] {
        jobs::cancel_rest(&world.backend, &permit, job).await.unwrap();
    }
    assert!(world.requests("CreateWorkspaces").is_empty());
    world.over().await;
}

#[tokio::test]
async fn two_plans_that_are_confirmed_at_once_do_not_slip_past_the_cap_together() {
    let world = World::swept(100).await;
    let ann = person("demo:ann", Role::Admin, Bound::default());
    let first = planned(&world, &ann, "first", 501).await;
    let second = planned(&world, &ann, "second", 500).await;
    let (first, second) = tokio::join!(confirmed(&world, &ann, &first), confirmed(&world, &ann, &second));
    let (one, other) = if first.is_ok() { (first, second) } else { (second, first) };
    assert_eq!(other.unwrap_err().kind, FaultKind::Conflict);
    let permit = owner().permit(Right::Create).unwrap();
    jobs::cancel_rest(&world.backend, &permit, one.unwrap()).await.unwrap();
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
async fn a_row_is_refused_whose_tag_was_changed_meanwhile() {
    let mut world = World::swept(400).await;
    let keys: Vec<_> =
        world.fleet("state=AVAILABLE&mode=AUTO_STOP").await[..2].iter().map(|one| one.key.clone()).collect();
    let team = Tag { key: "team".into(), value: "here".into() };
    let tag = world.submit(Change::Tag { put: vec![team.clone()], drop: Vec::new() }, &keys).await;
    assert_eq!(world.ended(tag).await.job.counts, [(StepState::Done, 2)]);
    let bound = Bound { tag: Some(team), ..Bound::default() };
    let helper = person("demo:help-desk", Role::HelpDesk, bound);
    access::remember(&world.backend, &helper).await.unwrap();
    let permit = helper.permit(Action::Stop.right()).unwrap();
    let all = Selection::Matching(String::new());
    let id = jobs::plan(&world.backend, &permit, Action::Stop, all).await.unwrap();
    let plan = jobs::read_plan(&world.backend, &helper, id).await.unwrap();
    assert_eq!((plan.eligible, plan.skipped), (2, 0), "those with the tag, and no other");
    let job = jobs::submit(&world.backend, &permit, id, &plan.digest, None).await.unwrap();
    // What the next reading of tags would write, between the confirmation and the row.
    let mut change =
        SqliteConnection::connect(&format!("sqlite:{}", world.database().display())).await.unwrap();
    sqlx::query("update tag set value = 'there' where workspace = (select key from workspace where id = ?)")
        .bind(keys[0].id.as_str())
        .execute(&mut change)
        .await
        .unwrap();
    change.close().await.unwrap();
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 1), (StepState::Skipped, 1)]);
    let sent = world.requests("StopWorkspaces");
    assert!(!sent.is_empty() && sent.iter().all(|one| !one.body.to_string().contains(keys[0].id.as_str())));
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
