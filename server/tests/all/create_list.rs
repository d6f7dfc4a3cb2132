//! Is a list of new WorkSpaces planned, mended and taken away as a file, without scripts?

use std::sync::Arc;

use axum::http::{StatusCode, header};
use backend::clock::Clock;
use backend::config::{Credentials, Scope};
use backend::{fleet, sync};
use domain::access::{Binding, Bound, Person, Role};
use domain::at::At;
use domain::ids::{PersonId, ScopeKey};
use domain::query::FleetQuery;
use simulator::{ClockMode, Settings};

use crate::world::{Answer, World, get, get_as, post_as};

/// A console that knows a small estate.
async fn console() -> World {
    let settings = Settings { fleet: 60, clock: ClockMode::Explicit, ..Settings::default() };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let simulator = Arc::new(simulator::start(settings, listener).await.unwrap());
    let key: ScopeKey = "111122223333/eu-west-1".parse().unwrap();
    let scope = Scope {
        key: key.clone(),
        account_name: "production".into(),
        credentials: Credentials::Keys { id: key.account.to_string(), secret: "any".to_owned().into() },
        endpoint: Some(simulator.url()),
    };
    let clock = Clock::leaping(At(simulator.now_ms()), move |span| simulator.advance(span));
    let world = World::watching(vec![scope], clock).await;
    sync::sweep(&world.site.backend, &key).await.unwrap();
    world
}

fn owner() -> Person {
    let binding = Binding::gives(Role::Owner, Bound::default());
    Person { id: PersonId::new("test:owner"), name: "Owner".into(), bindings: vec![binding] }
}

/// Posts as a page without scripts does, and says where it leads.
async fn posted(world: &World, cookie: &str, path: &str, form: &str) -> String {
    let mut request = post_as(cookie, path, form);
    request.headers_mut().insert(header::ACCEPT, "text/html".parse().unwrap());
    request.headers_mut().insert(header::REFERER, "http://127.0.0.1:3000/create".parse().unwrap());
    let answer = world.ask(request).await;
    assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.text);
    answer.headers[header::LOCATION].to_str().unwrap().to_owned()
}

/// The form's place: a directory and a bundle.
async fn place(world: &World) -> String {
    let catalog = backend::create::catalog(&world.site.backend, &owner()).await.unwrap();
    let directory = catalog.directories.iter().find(|one| one.state == "REGISTERED").unwrap();
    let bundle = catalog.bundles.iter().find(|one| one.scope == directory.key.scope).unwrap();
    format!("directory={}&bundle={}", directory.key, bundle.id)
}

fn is_csv(answer: &Answer) -> bool {
    answer.status == StatusCode::OK
        && answer.headers[header::CONTENT_TYPE] == "text/csv; charset=utf-8"
        && answer.headers[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment")
}

#[tokio::test]
async fn a_refused_row_is_told_mended_and_taken_away() {
    let world = console().await;
    let owner = world.sign_in("owner").await;
    let csv = "user%2Crunning_mode%0Anew.ann%2C%0A%3Db%2C%3Cb%3E";
    let form = format!("{}&csv={csv}", place(&world).await);
    let to = posted(&world, &owner, "/api/plan/create", &form).await;
    assert_eq!(to, "/plans/1?draft=1");
    let page = world.ask(get_as(&owner, &to)).await.text;
    assert!(page.contains("1 row of the list is refused."), "{page}");
    assert!(page.contains("Line 3: =b") && page.contains("“&lt;b&gt;” is not offered here."), "{page}");
    assert!(page.contains("name=\"cells[1][text]\"") && page.contains("Create 1 WorkSpace"), "{page}");

    let file = world.ask(get_as(&owner, "/plans/1/refused.csv")).await;
    assert!(is_csv(&file) && file.text.contains("3,'=b,<b>,"), "{}", file.text);
    let viewer = world.sign_in("viewer").await;
    assert_eq!(world.ask(get_as(&viewer, "/plans/1/refused.csv")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.ask(get("/plans/1/refused.csv")).await.status, StatusCode::UNAUTHORIZED);

    let cells = "cells%5B0%5D%5Bcolumn%5D=user&cells%5B0%5D%5Btext%5D=new.bob\
                 &cells%5B1%5D%5Bcolumn%5D=running_mode&cells%5B1%5D%5Btext%5D=always+on";
    let mended = posted(&world, &owner, "/api/create/mend", &format!("plan=1&line=3&draft=1&{cells}")).await;
    assert_eq!(mended, "/plans/1?draft=1#refused");
    let page = world.ask(get_as(&owner, "/plans/1?draft=1")).await.text;
    assert!(!page.contains("of the list is refused") && page.contains("Create 2 WorkSpaces"), "{page}");

    // What was planned is offered on the next visit, to this person alone.
    let form = world.ask(get_as(&owner, "/create")).await.text;
    assert!(form.contains("has not become a job") && form.contains("/create?draft=1"), "{form}");
    world.site.backend.stop().await;
}

#[tokio::test]
async fn a_form_is_kept_for_later_and_forgotten() {
    let world = console().await;
    let owner = world.sign_in("owner").await;
    let form = format!("{}&people=new.ann%0Anew.bob", place(&world).await);
    assert_eq!(posted(&world, &owner, "/api/create/keep", &form).await, "/create?draft=1");
    let page = world.ask(get_as(&owner, "/create?draft=1")).await.text;
    assert!(page.contains("new.ann\nnew.bob</textarea>"), "{page}");
    assert!(world.ask(get_as(&owner, "/create")).await.text.contains("/create?draft=1"));
    assert_eq!(posted(&world, &owner, "/api/create/forget", "").await, "/create");
    assert!(!world.ask(get_as(&owner, "/create")).await.text.contains("has not become a job"));
    world.site.backend.stop().await;
}

#[tokio::test]
async fn another_like_this_is_asked_for_from_its_page() {
    let world = console().await;
    let owner = world.sign_in("owner").await;
    let page = fleet::page(&world.site.backend, &self::owner(), &FleetQuery::default()).await.unwrap();
    let one = &page.rows[0];
    let key = one.key.to_string();
    let page = world.ask(get_as(&owner, &format!("/fleet/{key}"))).await.text;
    let link = format!("/create?like={}", key.replace('/', "%2F"));
    assert!(page.contains(&link), "{page}");
    let form = world.ask(get_as(&owner, &link)).await.text;
    assert!(form.contains(&format!("value=\"{}/{}\" selected", one.key.scope, one.directory)), "{form}");
    assert!(!form.contains(&format!("{}</textarea>", one.user)), "{form}");
    world.site.backend.stop().await;
}

#[tokio::test]
async fn the_template_is_a_file_of_every_column() {
    let world = World::demo().await;
    let owner = world.sign_in("owner").await;
    let file = world.ask(get_as(&owner, "/create/template.csv")).await;
    assert!(
        is_csv(&file) && file.text.starts_with("user,name,directory,bundle,running_mode,"),
        "{}",
        file.text
    );
    assert_eq!(world.ask(get("/create/template.csv")).await.status, StatusCode::UNAUTHORIZED);
}
