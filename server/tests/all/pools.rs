//! Do the pages of pools say all there is to say without scripts, and do their forms lead to plans?

use std::sync::Arc;

use axum::http::{StatusCode, header};
use backend::clock::Clock;
use backend::config::{Credentials, Scope};
use backend::{resource, sync};
use domain::access::{Binding, Bound, Person, Role};
use domain::at::At;
use domain::ids::{PersonId, ScopeKey};
use domain::pools::{Form, Pool};
use domain::resource::{Resource, ResourceKind};
use simulator::{ClockMode, Settings, Simulator};

use crate::world::{World, get_as, post_as};

/// A console that watches the one account and region with pools.
async fn console() -> (World, Arc<Simulator>) {
    let settings = Settings { fleet: 60, clock: ClockMode::Explicit, ..Settings::default() };
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
    let world = World::watching(vec![watched], clock).await;
    sync::sweep(&world.site.backend, &scope).await.unwrap();
    (world, simulator)
}

async fn pool(world: &World, name: &str) -> Resource<Pool> {
    let binding = Binding::gives(Role::Owner, Bound::default());
    let owner = Person { id: PersonId::new("test:owner"), name: "Ann".into(), bindings: vec![binding] };
    let found = resource::list::<Pool>(&world.site.backend, &owner, ResourceKind::Pool).await.unwrap().found;
    found.into_iter().find(|pool| pool.name == name).unwrap()
}

/// Posts a form as a page without scripts does, and says where it leads.
async fn posted(world: &World, cookie: &str, door: &str, form: &[(&str, &str)]) -> String {
    let mut body = form_urlencoded::Serializer::new(String::new());
    let body = body.extend_pairs(form).finish();
    let mut request = post_as(cookie, door, &body);
    request.headers_mut().insert(header::ACCEPT, "text/html".parse().unwrap());
    request.headers_mut().insert(header::REFERER, "http://127.0.0.1:3000/pools".parse().unwrap());
    let answer = world.ask(request).await;
    assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.text);
    answer.headers[header::LOCATION].to_str().unwrap().to_owned()
}

fn has(page: &str, words: &[&str]) {
    for word in words {
        assert!(page.contains(word), "{word:?} is not on the page: {page}");
    }
}

#[tokio::test]
async fn the_list_and_the_parts_of_a_pool_are_drawn_whole() {
    let (world, _simulator) = console().await;
    let owner = world.sign_in("owner").await;
    let read = async |path: &str| {
        let answer = world.ask(get_as(&owner, path)).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        answer.text
    };
    let list = read("/pools").await;
    has(&list, &["31 December 2027", "30 July 2026", "call-centre", "training", "12 of 40 in use"]);
    let pool = pool(&world, "call-centre").await;
    let path = format!("/pools/{}/{}", pool.key.scope, pool.key.id);
    let page = read(&path).await;
    has(
        &page,
        &["User sessions: 12 active, 28 available, 40 actual, 40 desired", "Agents of the call centre"],
    );
    has(&page, &["This pool is running: only a stopped pool can be started."]);
    let page = read(&format!("{path}?tab=sessions")).await;
    has(&page, &["agent01", "agent12", "End session", "SAML"]);
    let page = read(&format!("{path}?tab=sessions&user=agent07")).await;
    assert!(page.contains("agent07") && !page.contains("agent01"), "{page}");
    let short = world.ask(get_as(&owner, &format!("{path}?tab=sessions&user=a"))).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&short.text, &["2 to 128 characters"]);
    let page = read(&format!("{path}?tab=errors")).await;
    has(&page, &["AWS reports no error of this pool"]);
    let page = read(&format!("{path}?tab=settings")).await;
    has(
        &page,
        &["The running mode changes only while the pool is stopped.", "value=\"40\"", "Desired sessions"],
    );
    has(&read(&format!("{path}?tab=tags")).await, &["Change the tags"]);
    has(&read(&format!("{path}?tab=history")).await, &["call-centre"]);
    has(&read("/pools/new").await, &["31 December 2027", ">pools (wsd-", "Desired sessions"]);
    world.site.backend.stop().await;
}

#[tokio::test]
async fn the_forms_lead_to_plans_and_come_back_with_what_is_wrong() {
    let (world, _simulator) = console().await;
    let owner = world.sign_in("owner").await;
    let pool = pool(&world, "call-centre").await;
    let (key, there) = (pool.key.to_string(), Form::of(&pool));
    let wrong = [("name", "-x"), ("description", "a & b"), ("desired", "many"), ("longest", "5")];
    let back = posted(&world, &owner, "/api/plan/pool", &wrong).await;
    assert!(back.starts_with("/pools/new?draft="), "{back}");
    let page = world.ask(get_as(&owner, &back)).await.text;
    has(
        &page,
        &["Begin with a letter or a digit.", "“many” is not a whole number.", "From 600 to 432,000 seconds."],
    );
    has(&page, &["Choose a directory for pools.", "value=\"a &amp; b\""]);

    let (directory, bundle) = (there.directory.as_str(), there.bundle.as_str());
    let new = [
        ("name", "sales"),
        ("description", "Sales"),
        ("directory", directory),
        ("bundle", bundle),
        ("desired", "5"),
    ];
    let plan = posted(&world, &owner, "/api/plan/pool", &new).await;
    has(&world.ask(get_as(&owner, &plan)).await.text, &["Create 1 pool", "desired sessions"]);

    let change = [("key", key.as_str()), ("description", "Agents"), ("desired", "44")];
    let plan = posted(&world, &owner, "/api/plan/pool-change", &change).await;
    let page = world.ask(get_as(&owner, &plan)).await.text;
    has(&page, &["Agents of the call centre", "<del>40<", "<ins>44<"]);

    let gone = [("key", key.as_str()), ("verb", "terminate-pool")];
    let plan = posted(&world, &owner, "/api/plan/pool-act", &gone).await;
    let page = world.ask(get_as(&owner, &plan)).await.text;
    has(&page, &["Terminate for good?", "12 active", "what was not saved is lost"]);

    let sessions = format!("/pools/{}/{}?tab=sessions&user=agent07", pool.key.scope, pool.key.id);
    let page = world.ask(get_as(&owner, &sessions)).await.text;
    let at = page.find("name=\"session\" value=\"").unwrap() + "name=\"session\" value=\"".len();
    let session = &page[at..at + 36];
    let end = [("key", key.as_str()), ("session", session)];
    let plan = posted(&world, &owner, "/api/plan/pool-session", &end).await;
    let page = world.ask(get_as(&owner, &plan)).await.text;
    has(&page, &["End a session for good?", "agent07, connected", "What the person has not saved is lost."]);
    world.site.backend.stop().await;
}
