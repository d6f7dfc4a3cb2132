//! No file may grow any more, and the disk answers every write with an error: is nothing sent that could not be written
//! down, does the console stay up and say so, and does it go on where it was when there is room again?
//!
//! The limit is the kernel's own (`setrlimit(2)`, RLIMIT_FSIZE), set to zero while the process sends: whichever write
//! comes next is the first to fail.

use std::process::Stdio;

use backend::jobs;
use domain::access::Right;
use domain::ids::JobId;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::watch;
use tokio::time::timeout;
use tokio_util::task::TaskTracker;

use crate::browser::Browser;
use crate::create::Create;
use crate::survive::{LOOK, PATIENCE, live, outlast};
use crate::world::{World, owner};

const SAYS: &str = "Nothing can be written down since ";
/// What is logged when the runner of the jobs could not do its turn.
const TURN: &str = "a turn of the jobs did not go through";

/// A console that somebody looks at, and whose disk can be taken away.
struct Console {
    process: Child,
    browser: Browser,
    /// How many turns of the jobs have failed.
    failed: watch::Receiver<usize>,
}

impl Console {
    async fn start(world: &World) -> Self {
        let (mut process, line) = world.serve_unkilled_by_limits().await;
        let (count, failed) = watch::channel(0);
        let mut log = BufReader::new(process.stderr.take().unwrap()).lines();
        TaskTracker::new().spawn(async move {
            while let Ok(Some(line)) = log.next_line().await {
                count.send_modify(|count| *count += usize::from(line.contains(TURN)));
            }
        });
        Self { process, browser: Browser::signed_in(&line).await, failed }
    }

    /// How large a file may grow from now on, as prlimit(1) spells it.
    async fn limit(&self, size: &str) {
        let pid = self.process.id().unwrap().to_string();
        let mut command = Command::new("prlimit");
        command.args(["--pid", &pid]).arg(format!("--fsize={size}:unlimited")).stdout(Stdio::null());
        assert!(command.status().await.unwrap().success());
    }

    /// Waits until `/readyz` answers so.
    async fn until(&mut self, world: &World, status: u16) {
        let until = async {
            while self.browser.get("/readyz").await.status != status {
                outlast(world, &mut self.process, LOOK).await;
            }
        };
        timeout(PATIENCE, until).await.unwrap_or_else(|_| panic!("/readyz does not come to answer {status}"));
    }

    /// Waits until so many more turns have failed: a call that was claimed before is over then.
    async fn turns_have_failed(&mut self, count: usize) {
        let since = *self.failed.borrow();
        let more = self.failed.wait_for(|failed| *failed >= since + count);
        timeout(PATIENCE, more).await.expect("the jobs try no more").unwrap();
    }
}

/// One job after another of so many rows, each let go on in a console whose disk fails after so many of its calls.
pub async fn survives_without_room(rows: usize, calls: &[usize]) {
    let world = World::new().await;
    let mut all = Vec::new();
    for (number, calls) in calls.iter().enumerate() {
        let job = paused(&world, &Create { rows, kiosks: 0, first: number * rows }).await;
        all.push(job);
        world.take_requests();
        let mut console = Console::start(&world).await;
        let goes_on = console.browser.post("/api/jobs/pause", &format!("id={job}&paused=false")).await;
        assert!(goes_on.status < 400, "{}", goes_on.text);
        live(&world, &mut console.process, *calls).await;
        console.limit("0").await;
        console.until(&world, 503).await;
        stays_up(&console.browser, job).await;
        console.turns_have_failed(1).await;
        let sent = world.changes();
        console.turns_have_failed(3).await;
        assert_eq!(world.changes(), sent, "sent, and not written down before");
        console.limit("unlimited").await;
        console.until(&world, 200).await;
        assert!(!console.browser.get("/fleet").await.text.contains(SAYS));
        console.process.kill().await.unwrap();
    }
    let finished = timeout(PATIENCE, world.finish(&all)).await;
    finished.expect("the jobs do not end");
    Create { rows: rows * calls.len(), kiosks: 0, first: 0 }.check(&world, &all).await;
    let creates = world.calls("CreateWorkspaces").len();
    assert!(creates >= rows * calls.len() / domain::create::BATCH);
    world.over().await;
}

/// Submits a job that waits for its author.
async fn paused(world: &World, create: &Create) -> JobId {
    let job = create.submit(world).await.remove(0);
    let backend = world.open().await;
    let permit = owner().permit(Right::Create).unwrap();
    jobs::pause(&backend, &permit, job, true).await.unwrap();
    backend.stop().await;
    job
}

/// What can be read is shown, and each page says what is wrong; what would have to be written is refused in words.
async fn stays_up(browser: &Browser, job: JobId) {
    for page in ["/", "/fleet", "/jobs", "/create"] {
        let shown = browser.get(page).await;
        assert_eq!(shown.status, 200, "{page}: {}", shown.text);
        assert!(shown.text.contains(SAYS), "{page}: {}", shown.text);
    }
    assert_eq!(browser.get("/healthz").await.status, 200);
    let refused = browser.post("/api/jobs/pause", &format!("id={job}&paused=true")).await;
    assert!(
        refused.status >= 500 && refused.text.contains("the disk answers with errors"),
        "{}",
        refused.text
    );
}
