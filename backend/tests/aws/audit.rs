//! Every change leaves its entry, and none is made whose entry cannot be written.

use backend::{access, audit, jobs, sync, views};
use domain::access::{Bound, Person, Right, Role};
use domain::at::At;
use domain::audit::{AuditQuery, Entry, Outcome, Phase};
use domain::fault::Fault;
use domain::fleet::Action;
use domain::ids::{JobId, WorkspaceKey};
use domain::jobs::{First, Pace, StepState};
use domain::views::ViewForm;
use simulator::FaultKind;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};

use crate::world::{World, fault, owner, person};

/// Everything that somebody may change from a page.
const TABLES: [&str; 8] = ["view", "view_start", "plan", "job", "job_row", "step", "person", "session"];

async fn entries(world: &World) -> Vec<Entry> {
    audit::page(&world.backend, &owner(), &AuditQuery::default()).await.unwrap().entries
}

async fn stopped(world: &World, count: usize) -> Vec<WorkspaceKey> {
    let found = world.fleet("state=STOPPED&mode=AUTO_STOP").await;
    found.into_iter().take(count).map(|one| one.key).collect()
}

#[tokio::test]
async fn a_row_tells_what_was_wished_and_how_it_ended() {
    let mut world = World::swept(200).await;
    let keys = stopped(&world, 2).await;
    let code = FaultKind::Error { code: "AccessDeniedException".into(), message: "no".into(), status: 400 };
    let job = world.submit(Action::Start, &keys[..1]).await;
    world.ended(job).await;
    let told = entries(&world).await;
    let [outcome, intent] = &told[..] else { panic!("two entries for one change: {told:?}") };
    assert_eq!((intent.phase, outcome.phase), (Phase::Intent, Phase::Outcome));
    assert_eq!((intent.outcome, outcome.outcome), (Outcome::Intended, Outcome::Done));
    assert_eq!((intent.before.as_deref(), intent.seq, outcome.seq), (Some("STOPPED"), 1, 2));
    for entry in [intent, outcome] {
        assert_eq!(
            (entry.what.as_str(), entry.job, entry.person.as_str()),
            ("start", Some(job), "demo:owner")
        );
        assert!(entry.target.ends_with(&format!("({})", keys[0].id)), "{entry:?}");
        assert_eq!(entry.account.as_ref(), Some(&keys[0].scope.account));
    }
    let sent = &world.requests("StartWorkspaces")[0];
    assert!(outcome.request_id.is_some() && sent.status == 200, "{outcome:?}");

    world.simulator.fault(fault("StartWorkspaces", code, 9));
    let job = world.submit(Action::Start, &keys[1..]).await;
    world.ended(job).await;
    let refused = entries(&world).await.remove(0);
    assert_eq!(refused.outcome, Outcome::Failed);
    assert!(refused.note.is_some_and(|note| note.contains("AccessDeniedException: no")));
    let found = audit::verify(&world.database(), None).await.unwrap();
    assert_eq!((found.entries, &found.broken[..]), (4, &[][..]));
    world.over().await;
}

/// The database beside the backend: what no disk lets happen, a trigger does.
struct Book(SqliteConnection);

impl Book {
    async fn of(world: &World) -> Self {
        let options = SqliteConnectOptions::new().filename(world.database());
        Self(SqliteConnection::connect_with(&options).await.unwrap())
    }

    async fn run(&mut self, sql: &'static str) {
        sqlx::raw_sql(sql).execute(&mut self.0).await.unwrap();
    }

    /// All that is in the tables, as text.
    async fn all(&mut self) -> Vec<Option<String>> {
        let mut all = Vec::new();
        for table in TABLES {
            let columns = "select group_concat('quote(\"' || name || '\")', '||') from pragma_table_info(?)";
            let columns: String =
                sqlx::query_scalar(columns).bind(table).fetch_one(&mut self.0).await.unwrap();
            let rows =
                format!("select group_concat(line, char(10)) from (select {columns} as line from {table})");
            all.push(sqlx::query_scalar(AssertSqlSafe(rows)).fetch_one(&mut self.0).await.unwrap());
        }
        all
    }
}

/// What the changes of the test are made to.
struct Ready {
    view: i64,
    /// Its rows were refused.
    failed: JobId,
    /// Its rows wait.
    waiting: JobId,
    /// Not confirmed yet.
    plan: (i64, String),
}

async fn ready(world: &mut World) -> Ready {
    let keys = stopped(world, 4).await;
    views::save(&world.backend, &read(), &form("Broken")).await.unwrap();
    let view = views::list(&world.backend, &owner(), None).await.unwrap().all[0].id;
    let code = FaultKind::Error { code: "AccessDeniedException".into(), message: "no".into(), status: 400 };
    world.simulator.fault(fault("StartWorkspaces", code, 9));
    let failed = world.submit(Action::Start, &keys[..1]).await;
    world.ended(failed).await;
    world.simulator.clear_faults();
    let waiting = world.submit(Action::Start, &keys[1..2]).await;
    let plan = world.plan(Action::Start, &keys[2..4]).await;
    for key in ["mine", "other", "third"] {
        let holder = serde_json::json!({ "holder": { "person": "demo:owner", "opened": 1, "noted": 2 } });
        let until = At(world.backend.clock().now().0 + 3_600_000);
        access::save_session(&world.backend, key, &holder.to_string(), until).await.unwrap();
    }
    Ready { view, failed, waiting, plan: (plan.id, plan.digest) }
}

fn read() -> domain::access::Permit {
    owner().permit(Right::Read).unwrap()
}

fn form(name: &str) -> ViewForm {
    ViewForm { name: name.to_owned(), query: "state=ERROR".to_owned(), shared: String::new() }
}

/// Every change of our own database that somebody can ask for, and what its entry is called.
const CHANGES: [&str; 16] = [
    "view-save",
    "view-change",
    "view-overwrite",
    "view-start",
    "view-remove",
    "job-pause",
    "job-resume",
    "job-cancel",
    "job-retry",
    "start",
    "region-try",
    "sign-in",
    "session-end",
    "sessions-end",
    "sign-out",
    "sessions-end",
];

/// Makes one of them.
async fn change(world: &World, number: usize, ready: &Ready) -> Result<(), Fault> {
    let (backend, owner) = (&world.backend, owner());
    let power = owner.permit(Right::Power)?;
    match number {
        0 => views::save(backend, &read(), &form("Another")).await.map(drop),
        1 => views::change(backend, &read(), ready.view, &form("Renamed")).await.map(drop),
        2 => views::overwrite(backend, &read(), ready.view, "state=STOPPED").await,
        3 => views::start(backend, &read(), ready.view, false).await,
        4 => views::remove(backend, &read(), ready.view).await,
        5 => jobs::pause(backend, &power, ready.waiting, true).await,
        6 => jobs::pause(backend, &power, ready.waiting, false).await,
        7 => jobs::cancel_rest(backend, &power, ready.waiting).await,
        8 => jobs::retry(backend, &power, ready.failed).await.map(drop),
        9 => jobs::submit(backend, &power, ready.plan.0, &ready.plan.1, None).await.map(drop),
        10 => sync::try_now(backend, &power, world.here()).await,
        11 => access::sign_in(backend, &Person { name: "Otto anew".to_owned(), ..owner }).await,
        12 => access::end_one(backend, &owner, "other").await,
        13 => access::end_others(backend, &owner, "mine").await,
        14 => access::sign_out(backend, &owner, "mine").await,
        _ => access::end_all(backend, &owner, &owner.id).await,
    }
}

#[tokio::test]
async fn nothing_is_changed_whose_entry_cannot_be_written() {
    let mut world = World::swept(200).await;
    let ready = ready(&mut world).await;
    let mut book = Book::of(&world).await;
    for (number, what) in CHANGES.into_iter().enumerate() {
        let (before, told) = (book.all().await, entries(&world).await.len());
        book.run("create trigger shut before insert on audit begin select raise(abort, 'shut'); end").await;
        change(&world, number, &ready).await.expect_err(what);
        assert_eq!(book.all().await, before, "{what} was refused and done");
        book.run("drop trigger shut").await;
        change(&world, number, &ready).await.unwrap();
        let now = entries(&world).await;
        assert!(
            now.len() > told && now[..now.len() - told].iter().any(|entry| entry.what == what),
            "{what}: {now:?}"
        );
    }
    let found = audit::verify(&world.database(), None).await.unwrap();
    assert_eq!(found.broken, Vec::<String>::new());
    for job in jobs::list(&world.backend, &owner(), None).await.unwrap() {
        world.ended(job.id).await;
    }
    assert_eq!(world.job(ready.waiting).await.job.counts, [(StepState::Cancelled, 1)]);
    world.over().await;
}

#[tokio::test]
async fn an_approval_is_told_as_one() {
    let mut world = World::swept(200).await;
    let keys = stopped(&world, 2).await;
    let plan = world.plan(Action::Start, &keys).await;
    let permit = owner().permit(Right::Power).unwrap();
    let pace = Pace { first: Some(First::Rows(1)), approve: true, ..Pace::default() };
    let job =
        jobs::submit_at_pace(&world.backend, &permit, plan.id, &plan.digest, None, &pace).await.unwrap();
    while world.job(job).await.job.held.is_none() {
        world.second().await;
    }
    let other = person("demo:second", Role::Admin, Bound::default());
    jobs::pause(&world.backend, &other.permit(Right::Power).unwrap(), job, false).await.unwrap();
    let told = entries(&world).await.remove(0);
    assert_eq!(
        (told.what.as_str(), told.person_id.as_str(), told.job),
        ("job-approve", "demo:second", Some(job))
    );
    world.ended(job).await;
    world.over().await;
}
