//! What does such a test own? A simulator that outlives every console, one database, and a time that goes on between them.

use std::fs::File;
use std::process::Stdio;
use std::sync::Mutex;

use backend::clock::Clock;
use backend::config::{Credentials, Scope};
use backend::failpoint::Failpoint;
use backend::{Backend, access, jobs, live};
use domain::access::{Binding, Bound, Person, Role};
use domain::at::At;
use domain::ids::{AccountId, JobId, PersonId, Region, ScopeKey};
use domain::jobs::JobState;
use server::config::Config;
use server::temporary::Temporary;
use simulator::{ClockMode, Fault, FaultKind, LoggedRequest, Preset, Settings, Simulator};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

const CONSOLE: &str = env!("CARGO_BIN_EXE_deskwarden");
const ACCOUNT: &str = "111122223333";
const REGION: &str = "eu-west-1";
/// Enough desktops of a kind for ladders; what is created comes on top.
const FLEET: usize = 4_000;
/// The console's time runs so much quicker: the quarantine of a create without an answer is five seconds.
const SPEED: f64 = 60.0;
/// The service is quicker still, so that nobody waits for launches (two seconds at most)…
const SERVICE: f64 = 600.0;
/// …and what it makes stays unseen for a minute of the console's time.
const UNSEEN_MS: u64 = 1_000;
/// How late an answer is, or what it answers for; three seconds of the console's time.
const LATE_MS: u64 = 50;

pub struct World {
    pub simulator: Simulator,
    folder: Temporary,
    since: At,
    /// The calls of the lives so far.
    past: Mutex<Vec<LoggedRequest>>,
}

impl World {
    pub async fn new() -> Self {
        let clock = ClockMode::Auto { speed: SERVICE };
        let settings = Settings { fleet: FLEET, clock, rate: None, ..Settings::default() };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let simulator = simulator::start(settings, listener).await.unwrap();
        let folder = Temporary::make().unwrap();
        let config = format!(
            "listen = \"127.0.0.1:0\"\nendpoint = \"{}\"\n[[account]]\nid = \"{ACCOUNT}\"\nregions = [\"{REGION}\"]\n",
            simulator.url()
        );
        std::fs::write(folder.path().join("deskwarden.toml"), config).unwrap();
        let world = Self { simulator, folder, since: Clock::wall().now(), past: Mutex::default() };
        let backend = world.open().await;
        access::remember(&backend, &owner()).await.unwrap();
        backend::sync::sweep(&backend, &here()).await.unwrap();
        backend.stop().await;
        world
    }

    /// The backend, in this process: while no other serves.
    pub async fn open(&self) -> Backend {
        let scope = Scope {
            key: here(),
            account_name: "production".into(),
            credentials: Credentials::Keys { id: ACCOUNT.into(), secret: "any".to_owned().into() },
            endpoint: Some(self.simulator.url()),
        };
        let config = Config { data: self.folder.path().join("data"), ..Config::default() };
        std::fs::create_dir_all(&config.data).unwrap();
        let clock = Clock::hastened(SPEED, self.since);
        Backend::open(config.backend(vec![scope]), clock).await.unwrap()
    }

    /// From now on calls are throttled, answers are lost or late, and nothing is to be seen at once. What is late leaves
    /// time to die between the call and its answer, before or after it is carried out.
    pub fn bad_day(&self) {
        self.simulator.fault(Fault::new(FaultKind::Preset { name: Preset::BadDay }));
        for operation in ["CreateWorkspaces", "ModifyWorkspaceProperties"] {
            for late in [FaultKind::Delay { ms: LATE_MS }, FaultKind::Slow { ms: LATE_MS }] {
                let operation = Some(operation.to_owned());
                self.simulator.fault(Fault { operation, share: Some(0.4), ..Fault::new(late) });
            }
        }
        self.simulator.fault(Fault::new(FaultKind::Lag { ms: UNSEEN_MS }));
    }

    /// The console as people run it. With a failpoint it may be dead before it can say that it is ready.
    pub async fn serve(&self, failpoint: Option<Failpoint>) -> Child {
        let log = File::options().create(true).append(true).open(self.log()).unwrap();
        let mut command = self.serving(Command::new(CONSOLE));
        if let Some(Failpoint { place, nth }) = failpoint {
            command.arg("--die-at").arg(format!("{}:{nth}", place.slug()));
        }
        let (child, line) = ready(command.stderr(log)).await;
        assert!(line.is_some() || failpoint.is_some(), "the console did not start: {}", self.said());
        child
    }

    /// The same, where a write beyond what its files may grow to fails instead of killing it (SIGXFSZ is ignored, and
    /// stays so in what the shell becomes); with the link to sign in by. Its log is a pipe, which no such limit touches.
    pub async fn serve_unkilled_by_limits(&self) -> (Child, String) {
        let mut shell = Command::new("sh");
        shell.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\"", CONSOLE]);
        let (child, line) = ready(self.serving(shell).stderr(Stdio::piped())).await;
        (child, line.expect("the console did not start"))
    }

    fn serving(&self, mut command: Command) -> Command {
        command.current_dir(self.folder.path()).env_clear().args(["serve", "--config", "deskwarden.toml"]);
        command.arg("--hasten").arg(format!("{SPEED}@{}", self.since.0));
        command.env("AWS_ACCESS_KEY_ID", ACCOUNT).env("AWS_SECRET_ACCESS_KEY", "any");
        command.env("DESKWARDEN_DATA", "data").kill_on_drop(true).stdin(Stdio::null()).stdout(Stdio::piped());
        command
    }

    /// Keeps the calls so far apart from those that come.
    pub fn take_requests(&self) {
        let calls = self.simulator.requests();
        self.simulator.clear_requests();
        self.past.lock().unwrap().extend(calls);
    }

    /// How many calls that change something have come in this life.
    pub fn changes(&self) -> usize {
        let reads = ["Describe", "Get", "List"];
        let calls = self.simulator.requests().into_iter();
        calls.filter(|call| !reads.iter().any(|read| call.operation.starts_with(read))).count()
    }

    /// Every call of an operation, in every life.
    pub fn calls(&self, operation: &str) -> Vec<LoggedRequest> {
        self.take_requests();
        self.past.lock().unwrap().iter().filter(|call| call.operation == operation).cloned().collect()
    }

    /// The last life, in this process: until each of the jobs has ended.
    pub async fn finish(&self, jobs: &[JobId]) {
        let backend = self.open().await;
        backend.start();
        let mut log = live::watch(&backend);
        for job in jobs {
            while jobs::one(&backend, &owner(), *job, None).await.unwrap().job.state != JobState::Ended {
                log.changed().await.unwrap();
            }
        }
        backend.stop().await;
    }

    fn log(&self) -> std::path::PathBuf {
        self.folder.path().join("log")
    }

    /// What the processes have said last.
    pub fn said(&self) -> String {
        let log = std::fs::read_to_string(self.log()).unwrap_or_default();
        let lines: Vec<_> = log.lines().rev().take(20).collect();
        lines.into_iter().rev().collect::<Vec<_>>().join("\n")
    }

    pub async fn over(self) {
        self.simulator.shutdown().await;
    }
}

/// Starts it, and waits for its last line; none, when it is dead before.
async fn ready(command: &mut Command) -> (Child, Option<String>) {
    let mut child = command.spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    while let Some(line) = lines.next_line().await.unwrap() {
        // Nobody listens to it afterwards.
        if line.starts_with("sign in") {
            return (child, Some(line));
        }
    }
    (child, None)
}

pub fn here() -> ScopeKey {
    ScopeKey { account: AccountId::new(ACCOUNT), region: Region::new(REGION) }
}

/// Who submits and looks.
pub fn owner() -> Person {
    let bindings = vec![Binding::gives(Role::Owner, Bound::default())];
    Person { id: PersonId::new("local:owner"), name: "Owner".to_owned(), bindings }
}
