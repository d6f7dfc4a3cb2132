//! How close to the rate limit does a large creation come? Prints a table; the simulator keeps the limit.

use std::path::Path;
use std::time::Duration;

use backend::clock::Clock;
use backend::config::{Config, Credentials, Rate, Scope, Tell};
use backend::{Backend, access, create, jobs, overview};
use domain::access::{Binding, Bound, Permit, Person, Right, Role};
use domain::at::At;
use domain::create::{BATCH, Form};
use domain::ids::PersonId;
use domain::jobs::Plan;
use simulator::{ClockMode, LoggedRequest, Settings, Simulator};

const ACCOUNT: &str = "111122223333";
const ROWS: usize = 1_000;
/// As Amazon's text has it, and all of it ours.
const RATE: Rate = Rate { per_second: 2.0, burst: 5, share: 1.0 };
const LOOK: Duration = Duration::from_millis(100);

/// Prints the table, in Markdown: from the first confirmation to the answer of the last call.
pub async fn table(folder: &Path) {
    let clock = Clock::wall();
    let simulator = simulated().await;
    let backend = open(folder, &simulator, clock.clone()).await;
    let owner = Person {
        id: PersonId::new("bench"),
        name: "Bench".to_owned(),
        bindings: vec![Binding { role: Role::Owner, bound: Bound::default() }],
    };
    access::remember(&backend, &owner).await.unwrap();
    backend.start();
    while overview::scopes(&backend, &owner).await.unwrap()[0].as_of.is_none() {
        clock.sleep(LOOK).await;
    }
    at_rest(&simulator, &clock).await;
    let permit = owner.permit(Right::Create).unwrap();
    let plan = plan(&backend, &permit).await;
    let begun = clock.now();
    jobs::submit(&backend, &permit, plan.id, &plan.digest, None).await.unwrap();
    let calls = ROWS.div_ceil(BATCH);
    let answered = loop {
        let answered: Vec<LoggedRequest> = simulator.requests().into_iter().filter(is_done).collect();
        if answered.len() >= calls {
            break answered;
        }
        clock.sleep(LOOK).await;
    };
    let mut since = simulator.requests();
    since.retain(|call| call.at >= begun.0);
    tell(begun, &answered, &since);
    backend.stop().await;
    simulator.shutdown().await;
}

/// Waits until the first sweep has read all that there is, and what it has spent of the burst has come back.
async fn at_rest(simulator: &Simulator, clock: &Clock) {
    let mut before = None;
    while before != Some(simulator.requests().len()) {
        before = Some(simulator.requests().len());
        clock.sleep(Duration::from_secs(5)).await;
    }
}

fn is_done(call: &LoggedRequest) -> bool {
    call.operation == "CreateWorkspaces" && call.status == 200
}

fn tell(begun: At, answered: &[LoggedRequest], since: &[LoggedRequest]) {
    let refused = since.iter().filter(|call| call.error_code.is_some()).count();
    let others = since.len() - refused - answered.len();
    let last = answered.iter().map(|call| call.at).max().unwrap_or_default();
    let took = At(last).ms_since(begun) as f64 / 1_000.0;
    let allowed = (answered.len() as f64 - f64::from(RATE.burst)) / RATE.per_second;
    println!(
        "| rows | calls | others meanwhile | refused | the rate allows | took | ratio |\n|--:|--:|--:|--:|--:|--:|--:|"
    );
    println!(
        "| {} | {} | {others} | {refused} | {allowed:.1} s | {took:.1} s | {:.2} |",
        domain::count::words(ROWS as i64),
        answered.len(),
        took / allowed
    );
}

async fn simulated() -> Simulator {
    let rate = simulator::Rate { per_second: RATE.per_second, burst: RATE.burst };
    let settings = Settings { fleet: 60, clock: ClockMode::Instant, rate: Some(rate), ..Settings::default() };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    simulator::start(settings, listener).await.unwrap()
}

async fn open(folder: &Path, simulator: &Simulator, clock: Clock) -> Backend {
    std::fs::create_dir_all(folder).unwrap();
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.join(format!("sending.db{end}")));
    }
    let scope = Scope {
        key: format!("{ACCOUNT}/eu-west-1").parse().unwrap(),
        account_name: "production".to_owned(),
        credentials: Credentials::Keys { id: ACCOUNT.to_owned(), secret: "any".to_owned().into() },
        endpoint: Some(simulator.url()),
    };
    let config = Config {
        database: folder.join("sending.db"),
        scopes: vec![scope],
        rate: RATE,
        job_rows: ROWS,
        person_rows: ROWS,
        second_above: None,
        sweep_seconds: 600,
        tell: Tell::default(),
    };
    Backend::open(config, clock).await.unwrap()
}

/// The plan of one job for all of them.
async fn plan(backend: &Backend, permit: &Permit) -> Plan {
    let catalog = create::catalog(backend, permit.person()).await.unwrap();
    let directory = catalog.directories.iter().find(|one| one.state == "REGISTERED").unwrap();
    let bundle = catalog.bundles.iter().find(|one| one.scope == directory.key.scope).unwrap();
    let people: Vec<_> = (0..ROWS).map(|at| format!("bench.{at}")).collect();
    let form = Form {
        directory: directory.key.to_string(),
        bundle: bundle.id.to_string(),
        people: people.join("\n"),
        ..Form::default()
    };
    let id = jobs::plan_create(backend, permit, &form).await.unwrap();
    let plan = jobs::read_plan(backend, permit.person(), id).await.unwrap();
    assert_eq!(plan.eligible, ROWS as i64);
    plan
}
