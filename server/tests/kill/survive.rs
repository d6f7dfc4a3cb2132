//! How does a job live through the deaths of its process? Submitted, killed as often as asked, let go on, and looked at.

use std::os::unix::process::ExitStatusExt as _;
use std::time::Duration;

use backend::failpoint::Failpoint;
use domain::ids::JobId;
use tokio::process::Child;
use tokio::time::timeout;

use crate::world::World;

/// SIGKILL, and what `abort` ends with.
const KILLED: i32 = 9;
const ABORTED: i32 = 6;
/// Longer than anything may take before it counts as hanging, on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(180);
/// When nothing more is sent, for what is in quarantine: five minutes of the console's time, and some.
const LIFE: Duration = Duration::from_secs(7);
/// How often to look how far the process has come.
pub const LOOK: Duration = Duration::from_millis(5);

/// How a process ends.
#[derive(Clone, Copy, Debug)]
pub enum Death {
    /// By SIGKILL, so long after it has sent so many calls that change something.
    Kill { calls: usize, then: Duration },
    /// By itself, at a place that it was told.
    At(Failpoint),
}

/// Submits, lets a process die for each of the deaths, lets the last one finish, and checks what came of it. Whatever
/// kind of job it is: `submit` says its jobs, `check` looks at them and at the world when they have ended.
pub async fn survives(
    deaths: &[Death],
    submit: impl AsyncFn(&World) -> Vec<JobId>,
    check: impl AsyncFn(&World, &[JobId]),
) {
    let mut world = World::new().await;
    let jobs = submit(&world).await;
    world.bad_day();
    for death in deaths {
        die(&mut world, *death).await;
    }
    let finished = timeout(PATIENCE, world.finish(&jobs)).await;
    finished.unwrap_or_else(|_| panic!("after {} deaths the jobs do not end", deaths.len()));
    check(&world, &jobs).await;
    let faults = world.simulator.model_faults();
    assert!(faults.is_empty(), "the simulator broke the service's model: {faults:?}");
    world.over().await;
}

async fn die(world: &mut World, death: Death) {
    world.take_requests();
    let (mut process, expected) = match death {
        Death::Kill { calls, then } => {
            let mut process = served(world, None).await;
            live(world, &mut process, calls).await;
            outlast(world, &mut process, then).await;
            process.start_kill().unwrap();
            (process, KILLED)
        }
        Death::At(failpoint) => (served(world, Some(failpoint)).await, ABORTED),
    };
    let ended = timeout(PATIENCE, process.wait()).await;
    let ended = ended.unwrap_or_else(|_| panic!("{death:?} does not come: {}", world.said())).unwrap();
    assert_eq!(ended.signal(), Some(expected), "{death:?}: {ended}: {}", world.said());
}

async fn served(world: &World, failpoint: Option<Failpoint>) -> Child {
    let served = timeout(PATIENCE, world.serve(failpoint)).await;
    served.unwrap_or_else(|_| panic!("the console does not start: {}", world.said()))
}

/// Waits until so many calls have arrived; not for ever, because what is left may be in quarantine.
pub async fn live(world: &World, process: &mut Child, calls: usize) {
    let until = async {
        while world.changes() < calls {
            outlast(world, process, LOOK).await;
        }
    };
    let _ = timeout(LIFE, until).await;
}

/// A process that nobody kills lives on.
pub async fn outlast(world: &World, process: &mut Child, span: Duration) {
    if let Ok(ended) = timeout(span, process.wait()).await {
        panic!("the process ended by itself: {ended:?}: {}", world.said());
    }
}
