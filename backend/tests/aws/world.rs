//! A world of one test: its own database, its own simulator on port 0, and time that moves by sleeping only.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use backend::clock::Clock;
use backend::config::{Config, Credentials, Rate, Scope, Tell};
use backend::{Backend, access, fleet, jobs, sync};
use domain::access::{Binding, Bound, Person, Role};
use domain::at::At;
use domain::change::Change;
use domain::ids::{JobId, PersonId, ScopeKey, WorkspaceKey};
use domain::jobs::{JobPage, JobState, Kind, Plan, Selection};
use domain::query::FleetQuery;
use domain::workspace::WorkSpace;
use simulator::{ClockMode, Fault, FaultKind, Settings, Simulator};
use tokio::task::JoinHandle;
use tokio_util::task::TaskTracker;

/// The scope that most tests look at.
pub const HERE: &str = "111122223333/eu-west-1";

const DATABASE: &str = "deskwarden.sqlite";

pub struct World {
    pub simulator: Arc<Simulator>,
    pub backend: Backend,
    folder: tempfile::TempDir,
    scopes: Vec<ScopeKey>,
    tell: Tell,
    looked: HashMap<ScopeKey, HashMap<String, At>>,
    done: bool,
}

impl World {
    /// A world with so many WorkSpaces, of which nothing has been read yet. Only the first scope is watched.
    pub async fn new(fleet: usize) -> Self {
        Self::watching(fleet, &[HERE]).await
    }

    pub async fn watching(fleet: usize, scopes: &[&str]) -> Self {
        Self::made(fleet, scopes, Tell::default()).await
    }

    /// A world whose inventory knows the whole fleet, and whose people are told of jobs.
    pub async fn telling(fleet: usize, tell: Tell) -> Self {
        let world = Self::made(fleet, &[HERE], tell).await;
        world.sweep().await;
        world
    }

    async fn made(fleet: usize, scopes: &[&str], tell: Tell) -> Self {
        let settings = Settings { fleet, clock: ClockMode::Explicit, ..Settings::default() };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let simulator = Arc::new(simulator::start(settings, listener).await.unwrap());
        let folder = tempfile::tempdir().unwrap();
        let scopes: Vec<ScopeKey> = scopes.iter().map(|scope| scope.parse().unwrap()).collect();
        let backend = open(&simulator, &folder, &scopes, &tell).await;
        access::remember(&backend, &owner()).await.unwrap();
        Self { simulator, backend, folder, scopes, tell, looked: HashMap::new(), done: false }
    }

    /// A world whose inventory knows the whole fleet.
    pub async fn swept(fleet: usize) -> Self {
        let world = Self::new(fleet).await;
        world.sweep().await;
        world
    }

    pub fn here(&self) -> &ScopeKey {
        &self.scopes[0]
    }

    pub async fn sweep(&self) {
        for scope in &self.scopes {
            sync::sweep(&self.backend, scope).await.unwrap();
        }
    }

    /// The process dies and starts again: whatever it had in memory is gone.
    pub async fn restart(&mut self) {
        self.backend.stop().await;
        self.backend = open(&self.simulator, &self.folder, &self.scopes, &self.tell).await;
        self.looked.clear();
        for scope in &self.scopes {
            jobs::adopt(&self.backend, scope).await.unwrap();
        }
    }

    /// As [`Self::restart`], with another config of whom to tell.
    pub async fn restart_telling(&mut self, tell: Tell) {
        self.tell = tell;
        self.restart().await;
    }

    /// All that the database has written to its files.
    pub fn written(&self) -> Vec<u8> {
        let files = std::fs::read_dir(self.folder.path()).unwrap();
        files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
    }

    /// One second of the life of the process, without its sweeps.
    pub async fn second(&mut self) {
        for scope in &self.scopes {
            while jobs::turn(&self.backend, scope).await.unwrap() {}
            let looked = self.looked.entry(scope.clone()).or_default();
            // What AWS refuses is the sync's to report; the jobs go on.
            let _ = sync::follow_once(&self.backend, scope, looked).await;
        }
        self.backend.clock().sleep(Duration::from_secs(1)).await;
    }

    pub async fn minutes(&mut self, minutes: u32) {
        for _ in 0..minutes * 60 {
            self.second().await;
        }
    }

    /// Minutes in which turns and looks may fail, as the runner's own loop bears it; what they say.
    pub async fn minutes_of_faults(&mut self, minutes: u32) -> Vec<String> {
        let (here, mut said) = (self.here().clone(), Vec::new());
        for _ in 0..minutes * 60 {
            while match jobs::turn(&self.backend, &here).await {
                Ok(again) => again,
                Err(fault) => {
                    said.push(fault.message);
                    false
                }
            } {}
            let looked = self.looked.entry(here.clone()).or_default();
            said.extend(
                sync::follow_once(&self.backend, &here, looked).await.err().map(|one| one.to_string()),
            );
            self.backend.clock().sleep(Duration::from_secs(1)).await;
        }
        said
    }

    /// What is being launched, as far as the inventory knows it, is there at once: nobody waits twenty minutes for it.
    pub async fn launched(&self) {
        for one in self.fleet("state=PENDING").await {
            let there = serde_json::json!({ "State": "AVAILABLE" });
            let ScopeKey { account, region } = &one.key.scope;
            assert!(self.simulator.edit(account.as_str(), region.as_str(), one.key.id.as_str(), there));
        }
    }

    /// The database's file.
    pub fn database(&self) -> std::path::PathBuf {
        self.folder.path().join(DATABASE)
    }

    /// Lets the job run to its end, for two hours at most.
    pub async fn ended(&mut self, job: JobId) -> JobPage {
        for _ in 0..7_200 {
            let page = self.job(job).await;
            if page.job.state == JobState::Ended {
                return page;
            }
            self.second().await;
        }
        panic!("the job did not end: {:?}", self.job(job).await);
    }

    pub async fn job(&self, job: JobId) -> JobPage {
        jobs::one(&self.backend, &owner(), job, None).await.unwrap()
    }

    /// Plans and confirms an action, as the owner.
    pub async fn submit(&self, change: impl Into<Change>, keys: &[WorkspaceKey]) -> JobId {
        let plan = self.plan(change, keys).await;
        let permit = owner().permit(plan.kind.right()).unwrap();
        jobs::submit(&self.backend, &permit, plan.id, &plan.digest, Some(plan.eligible)).await.unwrap()
    }

    /// Confirms a plan of the owner's.
    pub async fn confirm(&self, plan: i64) -> JobId {
        let plan = jobs::read_plan(&self.backend, &owner(), plan).await.unwrap();
        let permit = owner().permit(plan.kind.right()).unwrap();
        jobs::submit(&self.backend, &permit, plan.id, &plan.digest, Some(plan.eligible)).await.unwrap()
    }

    /// Plans a change, as the owner.
    pub async fn plan(&self, change: impl Into<Change>, keys: &[WorkspaceKey]) -> Plan {
        let change = change.into();
        let permit = owner().permit(change.action().right()).unwrap();
        let selection = Selection::These(keys.to_vec());
        let plan = jobs::plan(&self.backend, &permit, change.clone(), selection).await.unwrap();
        let plan = jobs::read_plan(&self.backend, &owner(), plan).await.unwrap();
        assert_eq!(plan.kind, Kind::Act(change.action()));
        plan
    }

    /// All WorkSpaces of the inventory that match an address query, in its order.
    pub async fn fleet(&self, query: &str) -> Vec<WorkSpace> {
        let (query, dropped) = FleetQuery::read(query);
        assert!(dropped.is_empty(), "{dropped:?}");
        let mut query = FleetQuery { size: Some(200), ..query };
        let mut all = Vec::new();
        loop {
            let page = fleet::page(&self.backend, &owner(), &query).await.unwrap();
            all.extend(page.rows);
            match page.next {
                Some(cursor) => query = query.page_after(&cursor),
                None => return all,
            }
        }
    }

    pub async fn one(&self, key: &WorkspaceKey) -> WorkSpace {
        fleet::one(&self.backend, &owner(), key).await.unwrap()
    }

    /// Another tool of the organisation, that works in the first scope behind our back.
    pub async fn aws(&self) -> aws_sdk_workspaces::Client {
        let keys = aws_sdk_workspaces::config::Credentials::new("111122223333", "any", None, None, "tests");
        let config = aws_config::defaults(aws_config::BehaviorVersion::latest())
            .credentials_provider(keys)
            .region(aws_config::Region::new("eu-west-1"))
            .endpoint_url(self.simulator.url())
            .load()
            .await;
        aws_sdk_workspaces::Client::new(&config)
    }

    /// Requests of an operation that the simulator has met.
    /// Begins something, and comes back a second after a call of it has met this fault.
    pub async fn held(&self, met: Fault, work: impl Future<Output = ()> + Send + 'static) -> JoinHandle<()> {
        self.simulator.fault(met);
        let work = TaskTracker::new().spawn(work);
        while self.simulator.faults_left() > 0 {
            tokio::task::yield_now().await;
        }
        self.backend.clock().sleep(Duration::from_secs(1)).await;
        work
    }

    pub fn requests(&self, operation: &str) -> Vec<simulator::LoggedRequest> {
        self.simulator.requests().into_iter().filter(|request| request.operation == operation).collect()
    }

    /// Says that the test is over: no job may be left behind.
    pub async fn over(mut self) {
        self.done = true;
        for job in jobs::list(&self.backend, &owner(), None).await.unwrap() {
            assert_eq!(job.state, JobState::Ended, "a job is left behind: {job:?}");
        }
        let faults = self.simulator.model_faults();
        assert!(faults.is_empty(), "the simulator broke the service's model: {faults:?}");
        self.backend.stop().await;
    }
}

impl Drop for World {
    fn drop(&mut self) {
        assert!(self.done || std::thread::panicking(), "end a test with `world.over().await`");
    }
}

async fn open(
    simulator: &Arc<Simulator>,
    folder: &tempfile::TempDir,
    scopes: &[ScopeKey],
    tell: &Tell,
) -> Backend {
    let told = Arc::clone(simulator);
    let clock = Clock::leaping(At(simulator.now_ms()), move |span| told.advance(span));
    let scope = |key: &ScopeKey| Scope {
        key: key.clone(),
        account_name: "production".into(),
        credentials: Credentials::Keys { id: key.account.to_string(), secret: "any".into() },
        endpoint: Some(simulator.url()),
    };
    let config = Config {
        database: folder.path().join(DATABASE),
        scopes: scopes.iter().map(scope).collect(),
        rate: Rate::default(),
        job_rows: 1_000,
        person_rows: 1_000,
        // No other test has a job that large.
        second_above: Some(210),
        sweep_seconds: 60,
        scope_tags: Vec::new(),
        tell: tell.clone(),
    };
    Backend::open(config, clock).await.unwrap()
}

/// Who may do everything.
pub fn owner() -> Person {
    person("demo:owner", Role::Owner, Bound::default())
}

pub fn person(id: &str, role: Role, bound: Bound) -> Person {
    Person { id: PersonId::new(id), name: id.to_owned(), bindings: vec![Binding::gives(role, bound)] }
}

/// A fault that an operation meets so many times.
pub fn fault(operation: &str, kind: FaultKind, times: u32) -> Fault {
    Fault { operation: Some(operation.into()), times: Some(times), ..Fault::new(kind) }
}
