//! Does coverage lead by plain forms to the standbys that are missing, and does each page say what it should?

use std::sync::Arc;

use axum::http::{StatusCode, header};
use backend::clock::Clock;
use backend::config::{Credentials, Scope};
use backend::sync;
use domain::at::At;
use domain::ids::ScopeKey;
use simulator::{ClockMode, Settings, Simulator};

use crate::world::{World, get_as, post_as};

/// A console that watches two regions of an account.
async fn console() -> (World, Arc<Simulator>) {
    let settings = Settings { fleet: 200, clock: ClockMode::Explicit, ..Settings::default() };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let simulator = Arc::new(simulator::start(settings, listener).await.unwrap());
    let told = Arc::clone(&simulator);
    let clock = Clock::leaping(At(simulator.now_ms()), move |span| told.advance(span));
    let scopes: [ScopeKey; 2] =
        ["111122223333/eu-west-1", "111122223333/us-east-1"].map(|scope| scope.parse().unwrap());
    let watched = scopes.iter().map(|scope| Scope {
        key: scope.clone(),
        account_name: "production".into(),
        credentials: Credentials::Keys { id: scope.account.to_string(), secret: "any".to_owned().into() },
        endpoint: Some(simulator.url()),
    });
    let world = World::watching(watched.collect(), clock).await;
    for scope in &scopes {
        sync::sweep(&world.site.backend, scope).await.unwrap();
    }
    (world, simulator)
}

/// Posts as a page without scripts does, and says where it leads.
async fn posted(world: &World, cookie: &str, door: &str, form: &str) -> String {
    let mut request = post_as(cookie, door, form);
    request.headers_mut().insert(header::ACCEPT, "text/html".parse().unwrap());
    request.headers_mut().insert(header::REFERER, "http://127.0.0.1:3000/resilience".parse().unwrap());
    let answer = world.ask(request).await;
    assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.text);
    answer.headers[header::LOCATION].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn coverage_leads_to_a_form_and_the_form_to_a_plan() {
    let (world, simulator) = console().await;
    let owner = world.sign_in("owner").await;
    let page = world.ask(get_as(&owner, "/resilience")).await;
    assert_eq!(page.status, StatusCode::OK);
    for shown in [
        "Coverage by account and region",
        "Pairs of regions",
        "production",
        "eu-west-1",
        "Create the missing",
    ] {
        assert!(page.text.contains(shown), "{shown}: {}", page.text);
    }
    let missing = "account=111122223333&amp;region=eu-west-1&amp;standby=none";
    assert!(page.text.contains(missing), "{}", page.text);

    let query = missing.replace("&amp;", "%26").replace('=', "%3D");
    let form = format!("action=standby&scope=matching&query={query}");
    let to = posted(&world, &owner, "/api/plan/action", &form).await;
    assert!(to.starts_with("/resilience/standby?draft="), "{to}");
    let page = world.ask(get_as(&owner, &to)).await;
    assert!(page.text.contains("Create a standby of "), "{}", page.text);
    assert!(page.text.contains("production · us-east-1") && !page.text.contains("production · eu-west-1"));
    let directory = page.text.split("value=\"111122223333/us-east-1/").nth(1).unwrap();
    let directory = directory.split('"').next().unwrap().to_owned();

    let draft = to.rsplit('=').next().unwrap();
    let typed = format!("draft={draft}&directory=&encryption_key=a+key&replication=on&tags=%3Cb%3E");
    let again = posted(&world, &owner, "/api/plan/standby", &typed).await;
    let page = world.ask(get_as(&owner, &again)).await;
    for shown in
        ["Choose the directory in the other region.", "without spaces", "&lt;b&gt;", "value=\"a key\""]
    {
        assert!(page.text.contains(shown), "{shown}: {}", page.text);
    }

    let typed = format!(
        "draft={draft}&directory=111122223333/us-east-1/{directory}&encryption_key=&replication=off&tags="
    );
    let plan = posted(&world, &owner, "/api/plan/standby", &typed).await;
    assert!(plan.starts_with("/plans/"), "{plan}");
    let page = world.ask(get_as(&owner, &plan)).await;
    for shown in [
        "Review: Create a standby of ",
        "will get a standby",
        "data replication off",
        "Two things only AWS knows.",
    ] {
        assert!(page.text.contains(shown), "{shown}: {}", page.text);
    }
    assert!(page.text.contains("/resilience/standby?draft="), "the way back to what was typed");
    assert!(simulator.requests().iter().all(|request| request.operation != "CreateStandbyWorkspaces"));

    // Somebody else's selection is not there.
    let other = world.sign_in("viewer").await;
    let page = world.ask(get_as(&other, &to)).await;
    assert!(page.text.contains("Nothing is selected"), "{}", page.text);
}

#[tokio::test]
async fn both_ends_of_a_pair_show_each_other_with_the_age_of_the_data() {
    let (world, _simulator) = console().await;
    let viewer = world.sign_in("viewer").await;
    let page = world.ask(get_as(&viewer, "/fleet?standby=primary%3Aus-east-1")).await;
    assert!(page.text.contains("has one, in us-east-1"), "{}", page.text);
    let link = page.text.split("href=\"/fleet/111122223333/eu-west-1/").nth(1).unwrap();
    let path = format!("/fleet/111122223333/eu-west-1/{}", link.split(['"', '?']).next().unwrap());
    let page = world.ask(get_as(&viewer, &format!("{path}?tab=related"))).await;
    for shown in ["Related WorkSpaces", "us-east-1", "Standby", "Data replication", "<td>On<", "<time"] {
        assert!(page.text.contains(shown), "{shown}: {}", page.text);
    }
    let page = world.ask(get_as(&viewer, "/fleet?standby=perhaps")).await;
    assert!(page.text.contains("is nothing that Standby can be"), "{}", page.text);
}
