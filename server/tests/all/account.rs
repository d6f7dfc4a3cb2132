//! Who am I, what may I do, and where am I signed in? And who may end that?

use axum::http::{StatusCode, header};
use futures::StreamExt as _;

use crate::world::{World, cookie, get_as, post, post_as};

async fn is_in(world: &World, cookie: &str) -> bool {
    world.ask(get_as(cookie, "/api/frame/jobs")).await.status == StatusCode::OK
}

/// Signs in with this browser.
async fn sign_in_with(world: &World, identity: &str, agent: &str) -> String {
    let mut request = post("/sign-in", &format!("identity={identity}&back=/"));
    request.headers_mut().insert(header::USER_AGENT, agent.parse().unwrap());
    cookie(&world.ask(request).await).unwrap()
}

/// The keys of the other sessions, as the page's forms name them.
fn keys(page: &str) -> Vec<String> {
    let after = page.split("name=\"session\" value=\"").skip(1);
    after.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

const FIREFOX: &str = "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0";
const SAFARI: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1";

#[tokio::test]
async fn the_page_says_who_i_am_what_i_may_do_and_where_i_am_signed_in() {
    let world = World::demo().await;
    let here = sign_in_with(&world, "help-desk", FIREFOX).await;
    let there = sign_in_with(&world, "help-desk", SAFARI).await;
    let page = world.ask(get_as(&here, "/account")).await;
    assert_eq!(page.status, StatusCode::OK);
    let (account, region, directory) = simulator::helpdesk_directory();
    for part in [
        "Hugo (help desk)",
        "demo:help-desk",
        "Start, stop or reboot WorkSpaces",
        "Terminate WorkSpaces",
        &format!("{account} {region} {directory}"),
        "Firefox on Windows",
        "Safari on iPhone",
        "This one: sign out to end it",
        "action=\"/account/end-others\"",
    ] {
        assert!(page.text.contains(part), "{part} is not in {}", page.text);
    }
    assert!(!page.text.contains("href=\"/people\""), "people are an owner's to see");
    assert_eq!(keys(&page.text).len(), 1);

    // The other one is ended from here, and its stream with it.
    let mut stream = world.send(get_as(&there, "/events")).await.into_body().into_data_stream();
    stream.next().await.unwrap().unwrap();
    let form = format!("session={}", keys(&page.text)[0]);
    let ended = world.ask(post_as(&here, "/account/end", &form)).await;
    assert_eq!(
        (ended.status, ended.headers[header::LOCATION].to_str().unwrap()),
        (StatusCode::SEE_OTHER, "/account")
    );
    assert!(is_in(&world, &here).await && !is_in(&world, &there).await);
    let end = tokio::time::timeout(std::time::Duration::from_secs(10), stream.next()).await;
    assert!(end.expect("the stream goes on").is_none());
    let again = world.ask(post_as(&here, "/account/end", &form)).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND, "{}", again.text);
}

#[tokio::test]
async fn all_others_end_and_this_one_stays() {
    let world = World::demo().await;
    let mut sessions = Vec::new();
    for _ in 0..3 {
        sessions.push(world.sign_in("viewer").await);
    }
    let owner = world.sign_in("owner").await;
    world.ask(post_as(&sessions[1], "/account/end-others", "")).await;
    assert!(is_in(&world, &sessions[1]).await && is_in(&world, &owner).await);
    assert!(!is_in(&world, &sessions[0]).await && !is_in(&world, &sessions[2]).await);
}

#[tokio::test]
async fn nobody_ends_the_session_of_somebody_else_but_an_owner() {
    let world = World::demo().await;
    let (viewer, operator) = (world.sign_in("viewer").await, world.sign_in("operator").await);
    let owner = world.sign_in("owner").await;
    world.sign_in("viewer").await;
    let key = keys(&world.ask(get_as(&viewer, "/account")).await.text).remove(0);
    for other in [&operator, &owner] {
        let refused = world.ask(post_as(other, "/account/end", &format!("session={key}"))).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{}", refused.text);
    }
    for other in [&viewer, &operator] {
        let refused = world.ask(post_as(other, "/people/end", "person=demo%3Aowner")).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
        let refused = world.ask(get_as(other, "/api/access/people")).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
        let page = world.ask(get_as(other, "/people")).await;
        assert!(page.status == StatusCode::FORBIDDEN && !page.text.contains("demo:owner"), "{}", page.text);
    }
    assert!(is_in(&world, &owner).await);
    let page = world.ask(get_as(&owner, "/people")).await.text;
    for part in ["Vera (viewer)", "Olga (operator)", "Otto (owner)", "(you)", "action=\"/people/end\""] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    world.ask(post_as(&owner, "/people/end", "person=demo%3Aviewer")).await;
    assert!(!is_in(&world, &viewer).await && is_in(&world, &operator).await && is_in(&world, &owner).await);
    let nobody = world.ask(post_as(&owner, "/people/end", "person=nobody")).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND, "{}", nobody.text);
}
