//! Who gets the rows of a job as a file, and is the file safe to open?

use std::sync::Arc;

use axum::http::{Method, StatusCode, header};
use backend::clock::Clock;
use backend::config::{Credentials, Scope};
use backend::{access, fleet, jobs, sync};
use domain::access::{Binding, Bound, Person, Role};
use domain::at::At;
use domain::fleet::Action;
use domain::ids::{JobId, PersonId, ScopeKey};
use domain::jobs::{JobState, Selection};
use domain::query::FleetQuery;
use simulator::{ClockMode, Fault, FaultKind, Settings, Simulator};

use crate::world::{World, get, get_as, request};

/// A console that watches the scope of the help desk's directory.
pub async fn console() -> (World, Arc<Simulator>, ScopeKey) {
    let settings = Settings { fleet: 400, clock: ClockMode::Explicit, ..Settings::default() };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let simulator = Arc::new(simulator::start(settings, listener).await.unwrap());
    let told = Arc::clone(&simulator);
    let clock = Clock::leaping(At(simulator.now_ms()), move |span| told.advance(span));
    let (account, region, _) = simulator::helpdesk_directory();
    let scope: ScopeKey = format!("{account}/{region}").parse().unwrap();
    let watched = Scope {
        key: scope.clone(),
        account_name: "production".into(),
        credentials: Credentials::Keys { id: scope.account.to_string(), secret: "any".to_owned().into() },
        endpoint: Some(simulator.url()),
    };
    let world = World::watching(vec![watched], clock).await;
    sync::sweep(&world.site.backend, &scope).await.unwrap();
    (world, simulator, scope)
}

/// One start outside of the help desk's directory, which AWS refuses in words that a spreadsheet would calculate.
pub async fn refused(world: &World, simulator: &Simulator, scope: &ScopeKey) -> JobId {
    let backend = &world.site.backend;
    let binding = Binding::gives(Role::Owner, Bound::default());
    let owner = Person { id: PersonId::new("test:owner"), name: "Ann".into(), bindings: vec![binding] };
    access::remember(backend, &owner).await.unwrap();
    let (query, _) = FleetQuery::read("state=STOPPED&mode=AUTO_STOP");
    let found = fleet::page(backend, &owner, &query).await.unwrap().rows;
    let (.., theirs) = simulator::helpdesk_directory();
    let one = found.iter().find(|one| one.directory.as_str() != theirs).unwrap().key.clone();
    let code = "InvalidParameterValuesException".to_owned();
    let message = "=HYPERLINK(\"http://127.0.0.1\",\"look\")\nor not".to_owned();
    simulator.fault(Fault {
        operation: Some("StartWorkspaces".into()),
        ..Fault::new(FaultKind::Error { code, message, status: 400 })
    });
    let permit = owner.permit(Action::Start.right()).unwrap();
    let plan = jobs::plan(backend, &permit, Action::Start, Selection::These(vec![one])).await.unwrap();
    let shown = jobs::read_plan(backend, &owner, plan).await.unwrap();
    let job = jobs::submit(backend, &permit, plan, &shown.digest, None).await.unwrap();
    while jobs::turn(backend, scope).await.unwrap() {}
    assert_eq!(jobs::one(backend, &owner, job, None).await.unwrap().job.state, JobState::Ended);
    job
}

#[tokio::test]
async fn rows_come_as_a_file_for_those_who_see_them() {
    let (world, simulator, scope) = console().await;
    let job = refused(&world, &simulator, &scope).await;
    let path = format!("/jobs/{job}/rows.csv");

    let viewer = world.sign_in("viewer").await;
    let file = world.ask(get_as(&viewer, &path)).await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.text);
    assert_eq!(file.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    assert_eq!(file.headers[header::CONTENT_DISPOSITION], format!("attachment; filename=\"job-{job}.csv\""));
    assert_eq!(file.headers[header::CACHE_CONTROL], "no-store");
    assert!(
        file.text.starts_with("user,workspace,account,region,directory,state,step,outcome,code,"),
        "{}",
        file.text
    );
    assert!(file.text.contains(",Refused,1 of 1,"), "{}", file.text);
    let guarded =
        "InvalidParameterValuesException,\"'=HYPERLINK(\"\"http://127.0.0.1\"\",\"\"look\"\")\nor not\",";
    assert!(file.text.contains(guarded), "{}", file.text);

    let done = world.ask(get_as(&viewer, &format!("{path}?only=done"))).await;
    assert_eq!((done.status, done.text.lines().count()), (StatusCode::OK, 1), "{}", done.text);
    let failed = world.ask(get_as(&viewer, &format!("{path}?only=failed"))).await;
    assert_eq!(failed.text, file.text);
    let typo = world.ask(get_as(&viewer, &format!("{path}?only=faild"))).await;
    assert_eq!(typo.status, StatusCode::UNPROCESSABLE_ENTITY, "never all rows instead: {}", typo.text);

    // A job of which one sees no row is not there, like one that is not there.
    let helper = world.sign_in("help-desk").await;
    for path in [path.as_str(), "/jobs/99/rows.csv"] {
        let answer = world.ask(get_as(&helper, path)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!answer.headers.contains_key(header::CONTENT_DISPOSITION));
        assert!(!answer.text.contains("HYPERLINK"));
    }
    world.site.backend.stop().await;
}

#[tokio::test]
async fn a_stranger_gets_no_file() {
    let world = World::demo().await;
    let answer = world.ask(get("/jobs/1/rows.csv")).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(!answer.headers.contains_key(header::CONTENT_DISPOSITION));
    // Who opens it in a browser sees where to sign in, and whether it is because their session has ended.
    for (cookie, to) in [(None, "/sign-in"), (Some("deskwarden=AAAAAAAAAAAAAAAAAAAAAA"), "/sign-in?over=1")] {
        let link = request(Method::GET, "/jobs/1/rows.csv").header(header::ACCEPT, "text/html");
        let link = cookie.into_iter().fold(link, |link, cookie| link.header(header::COOKIE, cookie));
        let answer = world.ask(link.body(axum::body::Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.headers[header::LOCATION], to);
    }
}

#[tokio::test]
async fn the_page_of_a_job_filters_by_links_and_offers_the_file() {
    let (world, simulator, scope) = console().await;
    let job = refused(&world, &simulator, &scope).await;
    let operator = world.sign_in("operator").await;
    let page = world.ask(get_as(&operator, &format!("/jobs/{job}?only=failed"))).await.text;
    assert!(page.contains(&format!("href=\"/jobs/{job}?only=failed\" aria-current=\"true\"")), "{page}");
    assert!(page.contains(&format!("href=\"/jobs/{job}/rows.csv?only=failed\"")), "{page}");
    assert!(page.contains("All rows") && page.contains("Retry the failed"), "{page}");
    let none = world.ask(get_as(&operator, &format!("/jobs/{job}?only=done"))).await.text;
    assert!(none.contains("No row: done") && none.contains("Show all rows"), "{none}");
    world.site.backend.stop().await;
}
