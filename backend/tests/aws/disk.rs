//! The disk is full, at whichever write: nothing is sent that was not written down before, what can be read is shown,
//! and when there is room again the job ends as if nothing had been.

use backend::{access, create as catalog, fleet, jobs};
use domain::access::Right;
use domain::create::Form;
use domain::jobs::StepState;
use domain::query::FleetQuery;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, SqliteConnection};

use crate::create;
use crate::world::{World, owner};

/// The writes of a job's life, in their order: what SQLite is doing, and which of those it is.
const WRITES: &[(&str, &str)] = &[
    ("insert on call", "true"),
    ("update on step", "new.state = 'sending'"),
    ("insert on workspace", "true"),
    ("insert on change", "new.kind = 'workspace'"),
    ("update on call", "new.ended is not null"),
    ("update on step", "new.state = 'settling'"),
    ("update on job_row", "new.workspace_id is not old.workspace_id"),
    ("insert on change", "new.kind = 'job'"),
    ("update on workspace", "true"),
    ("update on step", "new.state = 'done'"),
    ("update on job_row", "new.creating is not old.creating"),
    ("insert on audit", "new.phase = 'outcome'"),
    ("update on job", "new.ended is not null"),
];

/// Writes that come before the call: while they fail, nothing may be sent.
const BEFORE: usize = 2;

/// The database's file, beside the backend: what a disk does, a trigger does here. SQLite takes the whole transaction
/// back by itself and says the same words.
struct Disk(SqliteConnection);

impl Disk {
    async fn of(world: &World) -> Self {
        let options = SqliteConnectOptions::new().filename(world.database());
        Self(SqliteConnection::connect_with(&options).await.unwrap())
    }

    async fn full_at(&mut self, (doing, which): (&str, &str)) {
        let raise = "select raise(rollback, 'database or disk is full')";
        let trigger = format!("create trigger full before {doing} when {which} begin {raise}; end");
        sqlx::raw_sql(sqlx::AssertSqlSafe(trigger)).execute(&mut self.0).await.unwrap();
    }

    async fn has_room(&mut self) {
        sqlx::raw_sql("drop trigger full").execute(&mut self.0).await.unwrap();
    }

    async fn count(&mut self, what: &'static str) -> i64 {
        sqlx::query_scalar(what).fetch_one(&mut self.0).await.unwrap()
    }
}

#[tokio::test]
async fn what_cannot_be_written_is_remembered_until_the_next_sweep_goes_through() {
    let world = World::swept(60).await;
    let form = create::form(&world, "new.ann").await;
    let permit = owner().permit(Right::Create).unwrap();
    assert_eq!(world.backend.unwritten(), None);
    world.backend.cap(1).await.unwrap();
    let mut tries = 0;
    let fault = loop {
        // Pages that are there already are filled first.
        match jobs::plan_create(&world.backend, &permit, &form).await {
            Ok(_) if tries < 1_000 => tries += 1,
            planned => break planned.unwrap_err(),
        }
    };
    assert!(fault.message.contains("the disk is full"), "{fault:?}");
    let unwritten = world.backend.unwritten().unwrap();
    assert_eq!((unwritten.since, unwritten.why.as_str()), (world.backend.clock().now(), "the disk is full"));
    assert!(!world.fleet("").await.is_empty(), "reading goes on");
    world.backend.cap(u32::MAX - 1).await.unwrap();
    world.sweep().await;
    assert_eq!(world.backend.unwritten(), None);
    world.over().await;
}

/// Every read of the console that a person would look at now.
async fn can_be_read(world: &World) {
    let everything = FleetQuery::default();
    assert!(!fleet::page(&world.backend, &owner(), &everything).await.unwrap().rows.is_empty());
    assert!(!jobs::list(&world.backend, &owner(), None).await.unwrap().is_empty());
    assert!(!catalog::catalog(&world.backend, &owner()).await.unwrap().directories.is_empty());
}

#[tokio::test]
async fn whatever_cannot_be_written_nothing_is_lost_doubled_or_sent_unwritten() {
    let mut world = World::swept(60).await;
    let mut disk = Disk::of(&world).await;
    let blank = create::form(&world, "").await;
    for (number, write) in WRITES.iter().enumerate() {
        let people = format!("new.ann.{number}\nnew.bob.{number}");
        let job = create::submit(&world, &Form { people: people.clone(), ..blank.clone() }).await;
        let before = world.requests("CreateWorkspaces").len();
        disk.full_at(*write).await;
        let mut faults = Vec::new();
        // Each longer than a lease: what was being sent when the disk was full must not be forgotten.
        for _ in 0..2 {
            faults.extend(world.minutes_of_faults(1).await);
            world.launched().await;
        }
        faults.extend(world.minutes_of_faults(1).await);
        assert!(faults.iter().any(|fault| fault.contains("the disk is full")), "{write:?}: {faults:?}");
        can_be_read(&world).await;
        let sent = world.requests("CreateWorkspaces").len() - before;
        assert_eq!(sent, usize::from(number >= BEFORE), "{write:?}");
        let intents = "select count(*) from audit where phase = 'intent'";
        assert_eq!(disk.count(intents).await, 2 * (number as i64 + 1), "{write:?}");
        disk.has_room().await;
        world.minutes(1).await;
        world.launched().await;
        let page = world.ended(job).await;
        assert_eq!(page.job.counts, [(StepState::Done, 2)], "{write:?}: {:?}", page.rows);
        assert_eq!(world.requests("CreateWorkspaces").len() - before, 1, "{write:?}: sent once");
        let outcomes = "select count(distinct row) * 1000 + count(*) from audit where phase = 'outcome'";
        let rows = 2 * (number as i64 + 1);
        assert_eq!(disk.count(outcomes).await, rows * 1000 + rows, "{write:?}: each row ends once");
    }
    world.over().await;
}

#[tokio::test]
async fn a_job_whose_intents_cannot_be_written_is_refused_in_words_and_sends_nothing() {
    let mut world = World::swept(60).await;
    let mut disk = Disk::of(&world).await;
    let form = create::form(&world, "new.ann").await;
    let permit = owner().permit(Right::Create).unwrap();
    let id = jobs::plan_create(&world.backend, &permit, &form).await.unwrap();
    let plan = jobs::read_plan(&world.backend, &owner(), id).await.unwrap();
    disk.full_at(("insert on audit", "new.phase = 'intent'")).await;
    let refused = jobs::submit(&world.backend, &permit, id, &plan.digest, None).await.unwrap_err();
    assert!(refused.message.contains("the disk is full"), "{refused:?}");
    world.minutes(1).await;
    assert!(world.requests("CreateWorkspaces").is_empty());
    assert!(access::person(&world.backend, &owner().id).await.unwrap().is_some());
    disk.has_room().await;
    let job = jobs::submit(&world.backend, &permit, id, &plan.digest, None).await.unwrap();
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, 1)]);
    world.over().await;
}
