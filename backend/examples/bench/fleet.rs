//! Pages, counts and the first page, asked of fleets of several sizes.

use std::path::Path;

use backend::Backend;
use backend::clock::Clock;
use backend::config::{Config, Credentials, Rate, Scope, Tell};
use domain::access::{Binding, Bound, Person, Right, Role};
use domain::at::At;
use domain::create::Form;
use domain::ids::{AccountId, DirectoryId, PersonId, Region, ScopeKey};
use domain::query::FleetQuery;
use sqlx::SqlitePool;
use sqlx::sqlite::SqliteConnectOptions;

use crate::estate::{self, ACCOUNTS, NOW, REGIONS};
use crate::measure::{Measured, SqlClock, measure};

/// What is asked: in words, the address, and who asks.
const PAGES: &[(&str, &str)] = &[
    ("100 rows, no filter", ""),
    ("100 rows, a common state, by last active", "state=AVAILABLE&sort=-last_active"),
    ("100 rows, a common state, by user", "state=STOPPED"),
    (
        "100 rows, two states and a mode, by computer",
        "state=STOPPED&state=AVAILABLE&mode=AUTO_STOP&sort=computer",
    ),
    ("100 rows, unused for 30 days, by bundle", "last_active=over%3A30d&sort=bundle"),
    ("100 rows, a common tag, by user", "tag%3Ateam=sales"),
    ("a rare state, by last active (10, 100, 100 rows)", "state=ERROR&sort=-last_active"),
    ("a name that many have, by user", "q=smith"),
    ("a name that nobody has, by user", "q=nobody-has-this"),
    ("a name that nobody has, by state", "q=nobody-has-this&sort=state"),
];
const COUNTS: &[(&str, &str)] = &[
    ("counts and facets, no filter", ""),
    ("counts and facets, a state", "state=ERROR"),
    ("counts and facets, unused for 30 days", "last_active=over%3A30d"),
    ("counts and facets, a name", "q=smith"),
    ("counts and facets, a tag", "tag%3Ateam=sales"),
];

/// A row of the table: the question, and what it took at each size.
struct Line(String, Vec<Measured>);

/// Prints the table, in Markdown.
pub async fn table(folder: &Path, sizes: &[usize]) {
    let clock = SqlClock::install();
    let mut lines: Vec<Line> = Vec::new();
    for size in sizes {
        let backend = open(folder, *size).await;
        for (at, (what, measured)) in ask(&backend, &clock).await.into_iter().enumerate() {
            match lines.get_mut(at) {
                Some(line) => line.1.push(measured),
                None => lines.push(Line(what, vec![measured])),
            }
        }
        backend.stop().await;
    }
    let heads: Vec<_> =
        sizes.iter().map(|size| format!("{} WorkSpaces", domain::count::words(*size as i64))).collect();
    println!("| question | {} | ratio | SQL |", heads.join(" | "));
    println!("|---|{}--:|--:|", "--:|".repeat(sizes.len()));
    for Line(what, measured) in lines {
        let times: Vec<_> = measured.iter().map(|one| format!("{:.1} ms", ms(one.whole))).collect();
        let (first, last) = (measured[0], measured[measured.len() - 1]);
        let share = 100.0 * ms(last.sql) / ms(last.whole);
        println!(
            "| {what} | {} | {:.1} | {share:.0} % |",
            times.join(" | "),
            ms(last.whole) / ms(first.whole)
        );
    }
}

fn ms(span: std::time::Duration) -> f64 {
    span.as_secs_f64() * 1_000.0
}

async fn ask(backend: &Backend, clock: &SqlClock) -> Vec<(String, Measured)> {
    let owner = person(Bound::default());
    let help_desk = person(Bound { directory: Some(DirectoryId::new("d-0b00000000")), ..Bound::default() });
    let mut answers = Vec::new();
    for (what, address) in PAGES {
        let query = &FleetQuery::read(address).0;
        let page = measure(clock, || backend::fleet::page(backend, &owner, query)).await;
        answers.push(((*what).to_owned(), page));
    }
    let deep = FleetQuery::read("state=AVAILABLE&sort=-last_active").0;
    let deep = middle(backend, &owner, deep).await;
    let page = measure(clock, || backend::fleet::page(backend, &owner, &deep)).await;
    answers.push(("100 rows, five pages on".to_owned(), page));
    let all = FleetQuery::default();
    let page = measure(clock, || backend::fleet::page(backend, &help_desk, &all)).await;
    answers.push(("a help desk's first page (one directory)".to_owned(), page));
    for (what, address) in COUNTS {
        let query = &FleetQuery::read(address).0;
        let counts = measure(clock, || backend::fleet::counts(backend, &owner, query)).await;
        answers.push(((*what).to_owned(), counts));
    }
    let overview = measure(clock, || backend::overview::overview(backend, &owner)).await;
    answers.push(("the first page (overview)".to_owned(), overview));
    let form = new_ones(backend).await;
    let permit = &creator().permit(Right::Create).unwrap();
    let plan = measure(clock, || backend::jobs::plan_create(backend, permit, &form)).await;
    answers.push(("10,000 rows of a CSV for new WorkSpaces, checked and planned".to_owned(), plan));
    answers
}

fn creator() -> Person {
    Person { bindings: vec![Binding::gives(Role::Owner, Bound::default())], ..person(Bound::default()) }
}

/// A form with a list of 10,000, of whom a few have a WorkSpace already.
async fn new_ones(backend: &Backend) -> Form {
    let catalog = backend::create::catalog(backend, &creator()).await.unwrap();
    let directory = catalog.directories.iter().find(|one| one.state == "REGISTERED").unwrap();
    let bundle = catalog.bundles.iter().find(|one| one.scope == directory.key.scope).unwrap();
    let line = |number: usize| format!("person.{number},AUTO_STOP,60,team {}\n", number % 40);
    let head = "user,running_mode,auto_stop_minutes,tag:team\n".to_owned();
    let csv = std::iter::once(head).chain((0..10_000).map(line)).collect();
    Form { directory: directory.key.to_string(), bundle: bundle.id.to_string(), csv, ..Form::default() }
}

/// The query of the page after five pages, or of the last there is.
async fn middle(backend: &Backend, person: &Person, mut query: FleetQuery) -> FleetQuery {
    for _ in 0..5 {
        let page = backend::fleet::page(backend, person, &query).await.unwrap();
        // A fleet of 1,000 has that many pages of a common state at least.
        match page.next {
            Some(next) => query = query.page_after(&next),
            None => break,
        }
    }
    query
}

fn person(bound: Bound) -> Person {
    let bindings = vec![Binding::gives(Role::Viewer, bound)];
    Person { id: PersonId::new("bench"), name: "Bench".to_owned(), bindings }
}

/// A fleet of this size in a file of its own, made anew.
async fn open(folder: &Path, size: usize) -> Backend {
    std::fs::create_dir_all(folder).unwrap();
    let database = folder.join(format!("{size}.db"));
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.join(format!("{size}.db{end}")));
    }
    let scopes = ACCOUNTS.iter().flat_map(|account| REGIONS.iter().map(move |region| (account, region)));
    let scopes = scopes.map(|(account, region)| Scope {
        key: ScopeKey { account: AccountId::new(*account), region: Region::new(*region) },
        account_name: (*account).to_owned(),
        credentials: Credentials::Keys { id: (*account).to_owned(), secret: "none".to_owned().into() },
        endpoint: Some("http://127.0.0.1:9".to_owned()),
    });
    let config = Config {
        database: database.clone(),
        scopes: scopes.collect(),
        rate: Rate::default(),
        job_rows: 10_000,
        person_rows: 10_000,
        second_above: None,
        sweep_seconds: 600,
        scope_tags: Vec::new(),
        tell: Tell::default(),
    };
    let backend = Backend::open(config, Clock::leaping(At(NOW), |_| {})).await.unwrap();
    let pool = SqlitePool::connect_with(SqliteConnectOptions::new().filename(&database)).await.unwrap();
    estate::fill(&pool, &estate::desks(size)).await;
    sqlx::query("analyze").execute(&pool).await.unwrap();
    pool.close().await;
    backend
}
