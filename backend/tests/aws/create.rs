//! New WorkSpaces, honestly: asynchronous, refused one by one, never doubled.

use backend::{create, history, jobs};
use domain::access::Right;
use domain::create::Form;
use domain::fault::FaultKind as Refused;
use domain::ids::JobId;
use domain::jobs::StepState;
use domain::words::State;
use simulator::{Fault, FaultKind};

use crate::world::{World, owner};

/// A form that the service takes, for these people.
pub async fn form(world: &World, people: &str) -> Form {
    let catalog = create::catalog(&world.backend, &owner()).await.unwrap();
    let directory = catalog.directories.iter().find(|one| one.state == "REGISTERED").unwrap();
    let bundle = catalog.bundles.iter().find(|one| one.scope == directory.key.scope).unwrap();
    Form {
        directory: directory.key.to_string(),
        bundle: bundle.id.to_string(),
        people: people.into(),
        mode: "AUTO_STOP".into(),
        auto_stop: "60".into(),
        tags: "team = sales".into(),
        ..Form::default()
    }
}

pub async fn submit(world: &World, form: &Form) -> JobId {
    let permit = owner().permit(Right::Create).unwrap();
    let id = jobs::plan_create(&world.backend, &permit, form).await.unwrap();
    let plan = jobs::read_plan(&world.backend, &owner(), id).await.unwrap();
    jobs::submit(&world.backend, &permit, id, &plan.digest, None).await.unwrap()
}

#[tokio::test]
async fn of_three_people_one_exists_already() {
    let mut world = World::swept(200).await;
    let form = form(&world, "").await;
    let directory = form.directory.rsplit('/').next().unwrap().to_owned();
    let there = world.fleet(&format!("directory={directory}")).await;
    let exists = there.iter().find(|one| one.user != "[UNDEFINED]").unwrap().user.clone();
    let job =
        submit(&world, &Form { people: format!("new.ann\n{}\nnew.bob", exists.to_uppercase()), ..form })
            .await;
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 2), (StepState::Failed, 1)], "{:?}", page.rows);
    let refused = page.rows.iter().find(|row| row.state == StepState::Failed).unwrap();
    let words = refused.aws.as_ref().unwrap();
    assert_eq!(words.code, "ResourceExists.WorkSpace");
    assert_eq!(words.message, "A WorkSpace already exists for the specified user.");
    assert_eq!(world.requests("CreateWorkspaces").len(), 1);
    let made = world.one(page.rows[0].key.as_ref().unwrap()).await;
    assert_eq!((made.user.as_str(), &made.state), ("new.ann", &State::Available));
    world.sweep().await;
    let tags = world.one(&made.key).await.tags.unwrap();
    assert!(tags.iter().any(|tag| tag.key == "team" && tag.value == "sales"), "{tags:?}");
    // Pages that are open learn of it by the log.
    let log = history::of(&world.backend, &owner(), &made.key, None).await.unwrap();
    let tagged = log.iter().find(|change| change.field == "tag team").unwrap();
    assert_eq!((tagged.old.as_deref(), tagged.new.as_deref()), (None, Some("sales")));
    world.sweep().await;
    let again = history::of(&world.backend, &owner(), &made.key, None).await.unwrap();
    assert_eq!(again.len(), log.len(), "what stays the same is not logged: {again:?}");
    world.over().await;
}

#[tokio::test]
async fn a_form_with_faults_sends_nothing() {
    let world = World::swept(100).await;
    let form = Form { auto_stop: "90".into(), root_gib: "100".into(), ..form(&world, "ann\nANN").await };
    let permit = owner().permit(Right::Create).unwrap();
    let refused = jobs::plan_create(&world.backend, &permit, &form).await.unwrap_err();
    assert_eq!(refused.kind, Refused::Invalid);
    let fields: Vec<_> = refused.fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(fields, ["people", "auto_stop", "root_gib"]);
    assert!(world.requests("CreateWorkspaces").is_empty());
    world.over().await;
}

#[tokio::test]
async fn two_jobs_cannot_create_for_the_same_person_at_once() {
    let mut world = World::swept(100).await;
    let form = form(&world, "new.ann").await;
    let permit = owner().permit(Right::Create).unwrap();
    let second = jobs::plan_create(&world.backend, &permit, &form).await.unwrap();
    let shown = jobs::read_plan(&world.backend, &owner(), second).await.unwrap();
    let first = submit(&world, &form).await;
    let refused = jobs::submit(&world.backend, &permit, second, &shown.digest, None).await.unwrap_err();
    assert_eq!(refused.kind, Refused::Conflict);
    world.ended(first).await;
    world.over().await;
}

#[tokio::test]
async fn a_launch_that_fails_says_what_aws_says() {
    let mut world = World::swept(100).await;
    let job = submit(&world, &form(&world, "fail-launch.ann").await).await;
    let page = world.ended(job).await;
    assert_eq!(page.rows[0].state, StepState::Failed);
    assert!(!page.rows[0].aws.as_ref().unwrap().message.is_empty());
    world.over().await;
}

fn on_create(kind: FaultKind) -> Fault {
    Fault { operation: Some("CreateWorkspaces".into()), times: Some(1), ..Fault::new(kind) }
}

#[tokio::test]
async fn an_answer_that_was_lost_is_found_by_our_tag_and_nothing_is_doubled() {
    let mut world = World::swept(100).await;
    let form = form(&world, "new.ann\nnew.bob").await;
    world.simulator.fault(on_create(FaultKind::DropAfter));
    let job = submit(&world, &form).await;
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 2)], "{:?}", page.rows);
    assert_eq!(world.requests("CreateWorkspaces").len(), 1, "never sent a second time");
    world.sweep().await;
    assert_eq!(world.fleet("user=new.ann").await.len(), 1);
    world.over().await;
}

#[tokio::test]
async fn a_call_that_never_arrived_is_sent_again_after_the_quarantine() {
    let mut world = World::swept(100).await;
    let form = form(&world, "new.ann").await;
    world.simulator.fault(on_create(FaultKind::DropBefore));
    let job = submit(&world, &form).await;
    world.minutes(1).await;
    let row = world.job(job).await.rows.remove(0);
    let asked_until = row.due.expect("it says until when AWS is asked");
    assert_eq!((row.state, row.is_sent_again), (StepState::Unknown, true));
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 1)]);
    let sent = world.requests("CreateWorkspaces");
    assert!(
        sent[1].at > asked_until.0 && sent[1].at - asked_until.0 < 30_000,
        "and only then it is sent again"
    );
    assert_eq!(sent.len(), 2);
    assert!(sent[1].at - sent[0].at >= 5 * 60_000, "only after five minutes of absence");
    world.sweep().await;
    assert_eq!(world.fleet("user=new.ann").await.len(), 1);
    world.over().await;
}

#[tokio::test]
async fn without_a_user_nothing_is_sent_a_second_time_by_itself() {
    let mut world = World::swept(100).await;
    let form = Form { name: "kiosk-77".into(), ..form(&world, "").await };
    world.simulator.fault(on_create(FaultKind::DropBefore));
    let job = submit(&world, &form).await;
    world.minutes(1).await;
    let row = world.job(job).await.rows.remove(0);
    assert!(row.due.is_some() && !row.is_sent_again, "{row:?}");
    let page = world.ended(job).await;
    assert_eq!(page.rows[0].state, StepState::NeedsPerson);
    assert_eq!(world.requests("CreateWorkspaces").len(), 1);
    world.over().await;
}
