//! After a job: its rows by their state, as a file, and planned once more.

use backend::{access, jobs};
use domain::access::{Bound, Person, Role};
use domain::create::Form;
use domain::fault::FaultKind as Refused;
use domain::fleet::Action;
use domain::ids::{DirectoryId, JobId, WorkspaceKey};
use domain::jobs::{JobRow, Only, Plan, StepState};
use simulator::FaultKind;

use crate::create;
use crate::world::{World, fault, owner, person};

fn not_today() -> FaultKind {
    let code = "InvalidParameterValuesException".into();
    FaultKind::Error { code, message: "=Not today, \"ann\"".into(), status: 400 }
}

/// So many stopped ones are started; the call fails for its first one, and so do the first `refused` that go alone.
async fn partly_refused(world: &mut World, keys: &[WorkspaceKey], refused: u32) -> JobId {
    world.simulator.fault(fault("StartWorkspaces", not_today(), refused + 1));
    let job = world.submit(Action::Start, keys).await;
    world.ended(job).await;
    job
}

async fn stopped(world: &World, count: usize) -> Vec<WorkspaceKey> {
    let found = world.fleet("state=STOPPED&mode=AUTO_STOP").await;
    assert!(found.len() >= count, "only {} found", found.len());
    found.into_iter().take(count).map(|one| one.key).collect()
}

async fn only(world: &World, person: &Person, job: JobId, only: Only, after: Option<i64>) -> Vec<JobRow> {
    jobs::one_only(&world.backend, person, job, Some(only), after).await.unwrap().rows
}

async fn retried(world: &World, person: &Person, action: Action, job: JobId) -> Plan {
    let plan = jobs::retry(&world.backend, &person.permit(action.right()).unwrap(), job).await.unwrap();
    jobs::read_plan(&world.backend, person, plan).await.unwrap()
}

async fn csv(world: &World, person: &Person, job: JobId, only: Option<Only>) -> Vec<Vec<String>> {
    let (mut text, mut after) = (String::new(), Some(0));
    while let Some(row) = after {
        let (part, next) = jobs::csv(&world.backend, person, job, only, row).await.unwrap();
        text.push_str(&part);
        after = next;
    }
    text.split_terminator("\r\n").map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

#[tokio::test]
async fn rows_are_found_by_state_and_just_the_failed_are_planned_again() {
    let mut world = World::swept(400).await;
    let keys = stopped(&world, 3).await;
    let job = partly_refused(&mut world, &keys, 2).await;
    let page = world.job(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 1), (StepState::Failed, 2)], "{:?}", page.rows);
    let failed = only(&world, &owner(), job, Only::Failed, None).await;
    assert!(failed.iter().all(|row| row.state == StepState::Failed));
    assert_eq!(failed.iter().map(|row| row.n).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(only(&world, &owner(), job, Only::Failed, Some(1)).await.len(), 1);
    assert_eq!(only(&world, &owner(), job, Only::Done, None).await[0].n, 3);
    assert!(only(&world, &owner(), job, Only::Waiting, None).await.is_empty());
    let lines = csv(&world, &owner(), job, Some(Only::Failed)).await;
    assert_eq!(lines.len(), 3, "the head and two rows: {lines:?}");
    let (rest, next) = jobs::csv(&world.backend, &owner(), job, None, 2).await.unwrap();
    assert!(!rest.starts_with("user,") && next.is_none(), "a later part has no head");

    let plan = retried(&world, &owner(), Action::Start, job).await;
    let mut planned: Vec<_> = plan.rows.iter().filter_map(|row| row.key.clone()).collect();
    planned.sort_by_key(ToString::to_string);
    let mut wanted: Vec<_> = failed.iter().filter_map(|row| row.key.clone()).collect();
    wanted.sort_by_key(ToString::to_string);
    assert_eq!((plan.eligible, plan.skipped, plan.warned), (2, 0, 0));
    assert_eq!(planned, wanted);
    let permit = owner().permit(Action::Start.right()).unwrap();
    let second = jobs::submit(&world.backend, &permit, plan.id, &plan.digest, None).await.unwrap();
    assert_eq!(world.ended(second).await.job.counts, [(StepState::Done, 2)]);
    let (first, tried) = (world.job(job).await, world.job(second).await);
    assert_eq!((plan.again, tried.again, tried.tried), (Some(job), Some(job), vec![]));
    assert_eq!((first.again, first.tried), (None, vec![second]));

    let nothing = jobs::retry(&world.backend, &permit, second).await.unwrap_err();
    assert_eq!(nothing.kind, Refused::Conflict, "{nothing}");
    let other = owner().permit(Action::Terminate.right()).unwrap();
    assert_eq!(jobs::retry(&world.backend, &other, job).await.unwrap_err().kind, Refused::Forbidden);
    let there_is_none = jobs::retry(&world.backend, &permit, JobId(99)).await.unwrap_err();
    assert_eq!(there_is_none.kind, Refused::NotFound);
    // What has come about meanwhile is skipped with why, like in any plan.
    let late = retried(&world, &owner(), Action::Start, job).await;
    assert_eq!((late.eligible, late.skipped), (0, 2));
    world.over().await;
}

#[tokio::test]
async fn who_cares_for_one_directory_sees_and_plans_its_rows_only() {
    let mut world = World::swept(400).await;
    let all = world.fleet("state=STOPPED&mode=AUTO_STOP").await;
    let here = all[0].directory.clone();
    let other = all.iter().find(|one| one.directory != here).expect("another directory");
    let keys = [all[0].key.clone(), other.key.clone()];
    let job = partly_refused(&mut world, &keys, 2).await;
    let bound = Bound { directory: Some(DirectoryId::new(here.as_str())), ..Bound::default() };
    let helper = person("demo:help-desk", Role::HelpDesk, bound);
    access::remember(&world.backend, &helper).await.unwrap();
    assert_eq!(only(&world, &owner(), job, Only::Failed, None).await.len(), 2);
    let theirs = only(&world, &helper, job, Only::Failed, None).await;
    assert_eq!(theirs.iter().map(|row| row.key.as_ref()).collect::<Vec<_>>(), [Some(&keys[0])]);
    assert_eq!(csv(&world, &owner(), job, None).await.len(), 3);
    let lines = csv(&world, &helper, job, None).await;
    assert_eq!(lines.len(), 2);
    assert_eq!((lines[1][1].as_str(), lines[1][4].as_str()), (keys[0].id.as_str(), here.as_str()));
    assert!(lines[1][9].starts_with("\"'=Not today"), "no spreadsheet calculates it: {lines:?}");
    let plan = retried(&world, &helper, Action::Start, job).await;
    assert_eq!(plan.rows.iter().map(|row| row.key.as_ref()).collect::<Vec<_>>(), [Some(&keys[0])]);

    let nowhere = Bound { directory: Some(DirectoryId::new("d-0000000000")), ..Bound::default() };
    let stranger = person("demo:other", Role::Operator, nowhere);
    let unseen = jobs::csv(&world.backend, &stranger, job, None, 0).await.unwrap_err();
    assert_eq!(unseen.kind, Refused::NotFound);
    let permit = stranger.permit(Action::Start.right()).unwrap();
    assert_eq!(jobs::retry(&world.backend, &permit, job).await.unwrap_err().kind, Refused::NotFound);
    // Who sees everything and may do so in one directory is told what is out of reach.
    let sees_all = person("demo:help-desk", Role::Viewer, Bound::default()).bindings;
    let both = Person { bindings: [helper.bindings.clone(), sees_all].concat(), ..helper };
    let plan = retried(&world, &both, Action::Start, job).await;
    assert_eq!((plan.eligible, plan.skipped), (1, 1), "{:?}", plan.rows);
    world.over().await;
}

#[tokio::test]
async fn only_the_people_who_were_refused_are_created_again() {
    let mut world = World::swept(200).await;
    let form = create::form(&world, "").await;
    let directory = form.directory.rsplit('/').next().unwrap().to_owned();
    let there = world.fleet(&format!("directory={directory}")).await;
    let exists = there.iter().find(|one| one.user != "[UNDEFINED]").unwrap().user.clone();
    let form = Form { people: format!("new.ann\n{exists}"), ..form };
    let job = create::submit(&world, &form).await;
    world.ended(job).await;
    let permit = owner().permit(domain::access::Right::Create).unwrap();
    let id = jobs::retry(&world.backend, &permit, job).await.unwrap();
    let plan = jobs::read_plan(&world.backend, &owner(), id).await.unwrap();
    assert_eq!((plan.rows.len(), plan.eligible), (1, 1));
    assert_eq!(plan.rows[0].label, exists);
    assert_eq!(plan.rows[0].spec.as_ref().unwrap().tags.len(), 1, "all that was wished");
    assert!(plan.rows[0].warning.as_ref().unwrap().contains("already"), "{:?}", plan.rows[0]);
    world.over().await;
}

#[tokio::test]
async fn what_may_have_been_done_is_planned_again_with_a_warning() {
    let mut world = World::swept(400).await;
    let keys: Vec<_> = world.fleet("state=AVAILABLE").await.into_iter().take(1).map(|one| one.key).collect();
    world.simulator.fault(fault("RebootWorkspaces", FaultKind::DropBefore, 1));
    let job = world.submit(Action::Reboot, &keys).await;
    assert_eq!(world.ended(job).await.job.counts, [(StepState::NeedsPerson, 1)]);
    assert_eq!(only(&world, &owner(), job, Only::NeedsPerson, None).await.len(), 1);
    let plan = retried(&world, &owner(), Action::Reboot, job).await;
    let warning = plan.rows[0].warning.clone().unwrap();
    assert!(warning.contains("the outcome of job 1 is not known: look first"), "{warning}");

    // Without a user nothing at AWS would keep a second one from coming about; and the second time is told of too.
    let kiosk = Form { name: "kiosk-77".into(), ..create::form(&world, "").await };
    world.simulator.fault(fault("CreateWorkspaces", FaultKind::DropBefore, 2));
    let mut job = create::submit(&world, &kiosk).await;
    let permit = owner().permit(domain::access::Right::Create).unwrap();
    for _ in 0..2 {
        assert_eq!(world.ended(job).await.job.counts, [(StepState::NeedsPerson, 1)]);
        let id = jobs::retry(&world.backend, &permit, job).await.unwrap();
        let plan = jobs::read_plan(&world.backend, &owner(), id).await.unwrap();
        let told = format!("the outcome of job {job} is not known: look first");
        assert_eq!(plan.rows[0].warning.as_deref(), Some(told.as_str()));
        job = jobs::submit(&world.backend, &permit, id, &plan.digest, None).await.unwrap();
    }
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, 1)]);
    world.over().await;
}

#[tokio::test]
async fn what_was_found_out_stays_with_the_row() {
    let mut world = World::swept(400).await;
    let key = world.fleet("state=AVAILABLE&mode=AUTO_STOP").await[0].key.clone();
    world.simulator.fault(fault("StopWorkspaces", FaultKind::DropAfter, 1));
    let job = world.submit(Action::Stop, &[key]).await;
    let row = world.ended(job).await.rows.remove(0);
    assert_eq!(row.state, StepState::Done);
    let told = row.outcome.unwrap();
    assert!(told.starts_with("AWS gave no answer, but has done it; after "), "{told}");
    world.over().await;
}
