//! What may this machine's users ask over the socket? The real binary asks a real console, with a simulated AWS behind.

use std::collections::HashMap;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::Arc;
use std::time::Duration;

use backend::clock::Clock;
use backend::config::{Config, Credentials, Rate, Scope};
use backend::{Backend, access, fleet, jobs, sync};
use domain::access::{Binding, Bound, Person, Role};
use domain::at::At;
use domain::ids::{JobId, PersonId, ScopeKey};
use domain::jobs::{JobState, StepState};
use domain::query::FleetQuery;
use domain::workspace::WorkSpace;
use server::shell::{self, People, client::Client};
use server::temporary::Temporary;
use simulator::{ClockMode, Fault, FaultKind, Settings, Simulator};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub const STOPPABLE: &str = "state=AVAILABLE&mode=AUTO_STOP";

pub struct Console {
    pub simulator: Arc<Simulator>,
    pub backend: Backend,
    scope: ScopeKey,
    folder: Temporary,
    stop: CancellationToken,
    tasks: TaskTracker,
}

fn own_uid() -> u32 {
    nix::unistd::getuid().as_raw()
}

fn person(role: Role, bound: Bound) -> Person {
    let id = PersonId::new(format!("{}{}", shell::PREFIX, own_uid()));
    Person { id, name: "tester (shell)".into(), bindings: vec![Binding::gives(role, bound)] }
}

pub fn owner() -> Person {
    Person { id: PersonId::new("test:owner"), ..person(Role::Owner, Bound::default()) }
}

impl Console {
    /// A console whose inventory knows an estate; the user who runs the test is this person.
    pub async fn with(role: Role, bound: Bound) -> Self {
        let console = Self::closed().await;
        console.open(People::from([(own_uid(), person(role, bound))])).await;
        console
    }

    async fn closed() -> Self {
        let folder = Temporary::make().unwrap();
        let settings = Settings { fleet: 400, clock: ClockMode::Explicit, ..Settings::default() };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let simulator = Arc::new(simulator::start(settings, listener).await.unwrap());
        let told = Arc::clone(&simulator);
        let clock = Clock::leaping(At(simulator.now_ms()), move |span| told.advance(span));
        let scope: ScopeKey = "111122223333/eu-west-1".parse().unwrap();
        let watched = Scope {
            key: scope.clone(),
            account_name: "production".into(),
            credentials: Credentials::Keys { id: scope.account.to_string(), secret: "any".to_owned().into() },
            endpoint: Some(simulator.url()),
        };
        let config = Config {
            database: folder.path().join("deskwarden.db"),
            scopes: vec![watched],
            rate: Rate::default(),
            job_rows: 100,
            person_rows: 100,
            second_above: None,
            scope_tags: Vec::new(),
            tell: backend::config::Tell::default(),
            sweep_seconds: 60,
        };
        let backend = Backend::open(config, clock).await.unwrap();
        sync::sweep(&backend, &scope).await.unwrap();
        access::remember(&backend, &owner()).await.unwrap();
        Self { simulator, backend, scope, folder, stop: CancellationToken::new(), tasks: TaskTracker::new() }
    }

    async fn open(&self, people: People) {
        let open = shell::open_for(Some(&self.socket()), people, &self.backend).await.unwrap().unwrap();
        self.tasks.spawn(open.serve(self.stop.clone()));
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join("s")
    }

    /// What the binary answers at a shell, while jobs run.
    pub async fn shell(&self, arguments: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_deskwarden"));
        command.current_dir(self.folder.path()).env_clear().env("DESKWARDEN_SOCKET", self.socket());
        command.args(arguments);
        let mut asked = tokio::task::spawn_blocking(move || command.output().unwrap());
        let mut looked = HashMap::new();
        let output: Output = loop {
            tokio::select! {
                output = &mut asked => break output.unwrap(),
                () = self.work(&mut looked) => {}
            }
        };
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let (out, err) = (text(output.stdout), text(output.stderr));
        assert!(!err.contains("panicked"), "{err}");
        (output.status.code().unwrap(), out, err)
    }

    /// Time moves only while a job is on its way: nothing else of the estate shall change meanwhile.
    async fn work(&self, looked: &mut HashMap<String, At>) {
        let jobs = jobs::list(&self.backend, &owner(), None).await.unwrap();
        if jobs.iter().any(|job| job.state != JobState::Ended) {
            self.second(looked).await;
        } else {
            tokio::task::yield_now().await;
        }
    }

    async fn second(&self, looked: &mut HashMap<String, At>) {
        while jobs::turn(&self.backend, &self.scope).await.unwrap() {}
        let _ = sync::follow_once(&self.backend, &self.scope, looked).await;
        self.backend.clock().sleep(Duration::from_secs(1)).await;
    }

    pub async fn desks(&self, address: &str, count: usize) -> Vec<WorkSpace> {
        let (query, dropped) = FleetQuery::read(address);
        assert!(dropped.is_empty());
        let mut rows = fleet::page(&self.backend, &owner(), &query).await.unwrap().rows;
        assert!(rows.len() >= count, "only {} found", rows.len());
        rows.truncate(count);
        rows
    }

    fn list(&self, text: &str) {
        std::fs::write(self.folder.path().join("list.csv"), text).unwrap();
    }

    pub fn list_ids(&self, desks: &[WorkSpace]) {
        let ids: Vec<_> = desks.iter().map(|desk| desk.key.id.to_string()).collect();
        self.list(&format!("workspace\n{}\n", ids.join("\n")));
    }

    pub fn sent(&self, operation: &str) -> usize {
        self.simulator.requests().iter().filter(|request| request.operation == operation).count()
    }

    pub async fn jobs(&self) -> usize {
        jobs::list(&self.backend, &owner(), None).await.unwrap().len()
    }

    pub async fn over(self) {
        self.stop.cancel();
        self.tasks.close();
        self.tasks.wait().await;
        assert!(!self.socket().exists(), "the socket is taken away");
        self.backend.stop().await;
    }
}

pub fn everywhere() -> Bound {
    Bound::default()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_whom_the_config_does_not_name_is_refused() {
    let console = Console::closed().await;
    let other = person(Role::Owner, everywhere());
    console.open(People::from([(own_uid() + 1, other)])).await;
    let (code, out, err) = console.shell(&["jobs"]).await;
    assert_eq!((code, out.as_str()), (1, ""), "{err}");
    assert!(err.contains("may not use this console from a shell") && err.contains("[[shell.user]]"), "{err}");
    console.list("ann");
    assert_eq!(console.shell(&["apply", "--csv", "list.csv", "--action", "stop", "--yes"]).await.0, 1);
    console.over().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_says_each_verdict_and_sends_nothing() {
    let console = Console::with(Role::Operator, everywhere()).await;
    let mut desks = console.desks(STOPPABLE, 2).await;
    desks.extend(console.desks("state=STOPPED&mode=AUTO_STOP", 1).await);
    console.list_ids(&desks);
    let apply = ["apply", "--csv", "list.csv", "--action", "stop"];
    let (code, out, err) = console.shell(&[&apply[..], &["--dry-run"]].concat()).await;
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("2 will change, 1 skipped") && out.contains("skipped: is stopped"), "{out}");
    assert!(desks.iter().all(|desk| out.contains(desk.key.id.as_str())), "{out}");
    let (code, out, _) = console.shell(&apply).await;
    assert!(code == 0 && out.contains("add: --yes (or --confirm 2)"), "{out}");
    let (code, out, _) = console.shell(&[&apply[..], &["--dry-run", "--json"]].concat()).await;
    let told: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, told["rows"].as_array().unwrap().len(), &told["plan"]["eligible"]), (0, 3, &2.into()));
    assert_eq!((console.jobs().await, console.sent("StopWorkspaces")), (0, 0));
    console.over().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_confirmed_becomes_a_job_that_can_be_waited_for() {
    let console = Console::with(Role::Operator, everywhere()).await;
    let desks = console.desks(STOPPABLE, 3).await;
    console.list_ids(&desks[..2]);
    let apply = ["apply", "--csv", "list.csv", "--action", "stop", "--wait"];
    let (code, _, err) = console.shell(&[&apply[..], &["--confirm", "3"]].concat()).await;
    assert!(code == 1 && err.contains("2 WorkSpaces would change, not 3"), "{err}");
    assert_eq!(console.jobs().await, 0);
    let (code, out, err) = console.shell(&[&apply[..], &["--yes"]].concat()).await;
    assert_eq!(code, 0, "{out}{err}");
    assert!(out.contains("Ended: 2 of 2 done"), "{out}");
    let (code, out, _) = console.shell(&["jobs"]).await;
    assert!(code == 0 && out.contains("Stop 2 WorkSpaces") && out.contains("tester (shell)"), "{out}");
    let (_, out, _) = console.shell(&["jobs", "1"]).await;
    assert!(
        out.contains("2 of 2 done") && out.contains(desks[0].key.id.as_str()) && out.contains("request "),
        "{out}"
    );

    // A row that AWS refuses ends with 3, in AWS's own words.
    console.list_ids(&desks[2..]);
    let refused = FaultKind::Error {
        code: "OperationNotSupportedException".into(),
        message: "not today".into(),
        status: 400,
    };
    console.simulator.fault(Fault {
        operation: Some("StopWorkspaces".into()),
        workspace_id: Some(desks[2].key.id.to_string()),
        ..Fault::new(refused)
    });
    let (code, out, err) = console.shell(&[&apply[..], &["--yes"]].concat()).await;
    assert_eq!(code, 3, "{out}{err}");
    assert!(out.contains("OperationNotSupportedException: not today"), "{out}");
    console.over().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_destroys_data_asks_for_the_count() {
    let console = Console::with(Role::Admin, everywhere()).await;
    console.list_ids(&console.desks("state=AVAILABLE", 2).await);
    let apply = ["apply", "--csv", "list.csv", "--action", "terminate"];
    let (code, _, err) = console.shell(&[&apply[..], &["--yes"]].concat()).await;
    assert!(code == 2 && err.contains("--confirm N"), "{err}");
    assert_eq!(console.shell(&[&apply[..], &["--wait"]].concat()).await.0, 2);
    let (code, out, _) = console.shell(&apply).await;
    assert!(code == 0 && out.contains("This destroys data.") && out.contains("add: --confirm 2"), "{out}");
    assert_eq!(console.jobs().await, 0);
    let (code, out, err) = console.shell(&[&apply[..], &["--confirm", "2", "--wait"]].concat()).await;
    assert_eq!(code, 0, "{out}{err}");
    console.over().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_sees_or_changes_more_than_their_place() {
    let console = Console::closed().await;
    let (query, _) = FleetQuery::read(&format!("{STOPPABLE}&size=200"));
    let rows = fleet::page(&console.backend, &owner(), &query).await.unwrap().rows;
    let inside = &rows[0];
    let outside = rows.iter().find(|desk| desk.directory != inside.directory).unwrap();
    let bound = Bound { directory: Some(inside.directory.clone()), ..Bound::default() };
    console.open(People::from([(own_uid(), person(Role::Operator, bound))])).await;
    console.list_ids(&[inside.clone(), outside.clone()]);
    let apply = ["apply", "--csv", "list.csv", "--action", "stop"];
    let (code, _, err) = console.shell(&apply).await;
    let words = format!("Line 3: There is no WorkSpace {} that you may see.", outside.key.id);
    assert!(code == 1 && err.contains(&words), "{err}");
    let (code, out, _) = console.shell(&[&apply[..], &["--leave-out"]].concat()).await;
    assert!(code == 0 && out.contains("1 will change") && out.contains("Left out: Line 3"), "{out}");
    // Somebody else's job on what lies outside is not there.
    let permit = owner().permit(domain::access::Right::Power).unwrap();
    let chosen = domain::jobs::Selection::These(vec![outside.key.clone()]);
    let plan = jobs::plan(&console.backend, &permit, domain::fleet::Action::Reboot, chosen).await.unwrap();
    let plan = jobs::read_plan(&console.backend, &owner(), plan).await.unwrap();
    let job = jobs::submit(&console.backend, &permit, plan.id, &plan.digest, None).await.unwrap();
    let (_, out, _) = console.shell(&["jobs"]).await;
    assert_eq!(out, "No jobs that you may see.\n");
    let (code, _, err) = console.shell(&["jobs", &job.to_string()]).await;
    assert!(code == 1 && err.contains("no such job"), "{err}");
    // Nor is somebody else's plan theirs to submit.
    let client = Client::at(&console.socket());
    let rows: Result<Vec<domain::jobs::PlanRow>, _> = client.get(&format!("/plans/{}/rows", plan.id)).await;
    assert!(rows.unwrap_err().0.contains("someone else's"));
    console.over().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_names_nothing_is_refused_and_never_means_all() {
    let console = Console::with(Role::Operator, everywhere()).await;
    let apply = ["apply", "--csv", "list.csv", "--action", "stop", "--leave-out", "--yes"];
    for (text, words) in [
        ("", "empty"),
        ("user\n", "empty"),
        ("user\nnobody\n", "No line names"),
        ("a,b\n", "should name the columns"),
    ] {
        console.list(text);
        let (code, _, err) = console.shell(&apply).await;
        assert!(code == 1 && err.contains(words), "{text:?}: {err}");
    }
    let (code, _, err) = console.shell(&["apply", "--csv", "none.csv", "--action", "stop"]).await;
    assert!(code == 1 && err.contains("none.csv"), "{err}");
    std::fs::write(console.folder.path().join("list.csv"), b"user\nM\xfcller\n").unwrap();
    assert!(console.shell(&apply).await.2.contains("not UTF-8"));
    assert_eq!(console.shell(&["apply", "--csv", "list.csv", "--action", "explode"]).await.0, 2);
    assert_eq!((console.jobs().await, console.sent("StopWorkspaces")), (0, 0));
    console.over().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_only_look_changes_nothing() {
    let console = Console::with(Role::Viewer, everywhere()).await;
    console.list_ids(&console.desks(STOPPABLE, 1).await);
    let (code, _, err) = console.shell(&["apply", "--csv", "list.csv", "--action", "stop", "--yes"]).await;
    assert!(code == 1 && err.contains("You may not start, stop or reboot WorkSpaces (Viewer)."), "{err}");
    assert_eq!(console.shell(&["jobs"]).await.0, 0);
    console.over().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_named_no_more_is_refused_the_rows_that_wait() {
    let console = Console::with(Role::Operator, everywhere()).await;
    let desks = console.desks(STOPPABLE, 2).await;
    let me = access::person(&console.backend, &person(Role::Operator, everywhere()).id).await.unwrap();
    let me = me.expect("is remembered before asking anything");
    let permit = me.permit(domain::access::Right::Power).unwrap();
    let chosen = domain::jobs::Selection::These(desks.into_iter().map(|desk| desk.key).collect());
    let plan = jobs::plan(&console.backend, &permit, domain::fleet::Action::Stop, chosen).await.unwrap();
    let plan = jobs::read_plan(&console.backend, &me, plan).await.unwrap();
    let job: JobId = jobs::submit(&console.backend, &permit, plan.id, &plan.digest, None).await.unwrap();
    // The next start, with a config that names nobody.
    assert!(shell::open_for(None, People::new(), &console.backend).await.unwrap().is_none());
    let mut looked = HashMap::new();
    for _ in 0..60 {
        console.second(&mut looked).await;
    }
    let page = jobs::one(&console.backend, &owner(), job, None).await.unwrap();
    assert_eq!((page.job.state, page.job.count(StepState::Skipped)), (JobState::Ended, 2), "{page:?}");
    assert_eq!(console.sent("StopWorkspaces"), 0);
    console.over().await;
}

#[tokio::test]
async fn where_nobody_listens_a_shell_is_told_what_to_do() {
    let folder = Temporary::make().unwrap();
    let client = Client::at(&folder.path().join("none"));
    let refused = client.get::<Vec<domain::jobs::Job>>("/jobs").await.unwrap_err();
    assert!(
        refused.0.contains("no console listens on") && refused.0.contains("deskwarden serve"),
        "{refused}"
    );
}
