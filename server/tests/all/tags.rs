//! Are the ticked ones of a list tagged without scripts, and is what AWS would refuse told before anything is sent?

use std::fmt::Write as _;
use std::sync::Arc;

use axum::http::{StatusCode, header};
use backend::clock::Clock;
use backend::config::{Credentials, Scope};
use backend::sync;
use domain::at::At;
use domain::ids::ScopeKey;
use simulator::{ClockMode, Settings};

use crate::world::{World, get_as, post_as};

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

/// Posts as a page without scripts does, and says where it leads.
async fn posted(world: &World, cookie: &str, form: &str) -> String {
    let mut request = post_as(cookie, "/api/plan/resource-tags", form);
    request.headers_mut().insert(header::ACCEPT, "text/html".parse().unwrap());
    let answer = world.ask(request).await;
    assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.text);
    answer.headers[header::LOCATION].to_str().unwrap().to_owned()
}

/// The values of the boxes on a page, and whether each is ticked.
fn boxes(page: &str) -> Vec<(String, bool)> {
    let inputs = page.split("<input").skip(1).filter_map(|rest| rest.split('>').next());
    let boxes = inputs.filter(|input| input.contains("name=\"selected[]\""));
    let value = |input: &str| input.split("value=\"").nth(1)?.split('"').next().map(str::to_owned);
    boxes.map(|input| (value(input).unwrap(), input.contains(" checked"))).collect()
}

#[tokio::test]
async fn those_that_are_ticked_are_tagged_by_one_plan_and_a_refused_form_loses_nothing() {
    let world = console().await;
    let owner = world.sign_in("owner").await;
    let list = world.ask(get_as(&owner, "/directories")).await.text;
    let found = boxes(&list);
    assert!(!found.is_empty() && found.iter().all(|(_, is_ticked)| !is_ticked), "{list}");
    assert!(list.contains("Tag the selected …") && list.contains("Keys in use: "), "{list}");
    let ticked: String = found.iter().fold(String::new(), |mut form, (key, _)| {
        let _ = write!(form, "selected%5B%5D={key}&");
        form
    });

    let many = (0..50).fold(String::new(), |mut lines, number| {
        let _ = write!(lines, "key{number}+%3D+x%0A");
        lines
    });
    for (put, told) in [
        ("aws%3Ateam+%3D+it", "tag keys that begin with aws: are Amazon's own."),
        (&*many, "AWS takes 49 tags besides Deskwarden's own; these are 50."),
        ("%3Cb%3E", "“&lt;b&gt;” has no “=”"),
    ] {
        let to = posted(&world, &owner, &format!("{ticked}list=directory&put={put}&drop=old")).await;
        assert!(to.starts_with("/directories?draft="), "{to}");
        let page = world.ask(get_as(&owner, &to)).await.text;
        assert!(page.contains(told), "{told}: {page}");
        assert!(page.contains("old</textarea>"), "{page}");
        assert!(boxes(&page).iter().all(|(_, is_ticked)| *is_ticked), "{page}");
    }
    let to = posted(&world, &owner, "list=directory&put=team+%3D+it&drop=").await;
    let page = world.ask(get_as(&owner, &to)).await.text;
    assert!(
        page.contains("Nothing is selected: choose what to tag first.") && page.contains("team = it"),
        "{page}"
    );

    let to = posted(&world, &owner, &format!("{ticked}list=directory&put=team+%3D+it&drop=")).await;
    assert_eq!(to, "/plans/1", "what was refused has become no plan");
    let page = world.ask(get_as(&owner, &to)).await.text;
    assert!(page.contains("tag team"), "{page}");
    world.site.backend.stop().await;
}

#[tokio::test]
async fn what_the_directory_decides_stands_on_the_form_for_new_workspaces() {
    let world = console().await;
    let owner = world.sign_in("owner").await;
    let list = world.ask(get_as(&owner, "/directories")).await.text;
    let (key, _) = boxes(&list).swap_remove(0);
    let key = key.replace("/directory/", "/");
    let mut request = post_as(&owner, "/api/create/keep", &format!("directory={key}"));
    request.headers_mut().insert(header::ACCEPT, "text/html".parse().unwrap());
    let answer = world.ask(request).await;
    let form = world.ask(get_as(&owner, answer.headers[header::LOCATION].to_str().unwrap())).await.text;
    assert!(form.contains("The directory decides for new WorkSpaces. Maintenance mode: on; "), "{form}");
    assert!(form.contains("Organizational unit: OU=WorkSpaces,DC="), "{form}");
    world.site.backend.stop().await;
}
