//! Does a list that is refused come back as it was typed, with what is wrong said at its field?

use axum::http::{StatusCode, header};

use crate::world::{World, get_as, post_as};

/// Posts a list as a page without scripts does, and says where it leads.
async fn posted(world: &World, cookie: &str, form: &str) -> String {
    let mut request = post_as(cookie, "/api/plan/csv", form);
    request.headers_mut().insert(header::ACCEPT, "text/html".parse().unwrap());
    request.headers_mut().insert(header::REFERER, "http://127.0.0.1:3000/fleet/from-csv".parse().unwrap());
    let answer = world.ask(request).await;
    assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.text);
    answer.headers[header::LOCATION].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_refused_list_comes_back_with_its_lines_told() {
    let world = World::demo().await;
    let operator = world.sign_in("operator").await;
    let form = "action=stop&leave_out=on&csv=workspace%0A%3C%2Ftextarea%3E%3Cscript%3E%0Aws-8d1k2f9qz";
    let to = posted(&world, &operator, form).await;
    assert_eq!(to, "/fleet/from-csv?draft=1");
    let page = world.ask(get_as(&operator, &to)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Nothing was planned: 1 thing to mend."), "{}", page.text);
    assert!(page.text.contains("Line 2: “&lt;/textarea&gt;&lt;script&gt;” is no WorkSpace"), "{}", page.text);
    assert!(
        page.text.contains("workspace\n&lt;/textarea&gt;&lt;script&gt;\nws-8d1k2f9qz</textarea>"),
        "{}",
        page.text
    );
    // Somebody else's is not there, and the form is.
    let viewer = world.sign_in("viewer").await;
    let page = world.ask(get_as(&viewer, &to)).await;
    assert!(page.text.contains("not there any more") && !page.text.contains("ws-8d1k2f9qz"), "{}", page.text);
}

#[tokio::test]
async fn an_empty_list_never_means_all() {
    let world = World::demo().await;
    let operator = world.sign_in("operator").await;
    for form in ["action=stop&csv=", "action=stop", "action=stop&csv=user%0D%0A&leave_out=on"] {
        let to = posted(&world, &operator, form).await;
        let page = world.ask(get_as(&operator, &to)).await;
        assert!(page.text.contains("empty: nothing is selected."), "{form}");
    }
}

#[tokio::test]
async fn the_form_offers_what_one_may_and_says_why_not() {
    let world = World::demo().await;
    let helper = world.sign_in("help-desk").await;
    let page = world.ask(get_as(&helper, "/fleet/from-csv")).await.text;
    assert!(page.contains("value=\"stop\"") && page.contains("value=\"terminate\""));
    assert!(page.contains("You may not terminate WorkSpaces (Help desk)."), "{page}");
    let fleet = world.ask(get_as(&helper, "/fleet")).await.text;
    assert!(fleet.contains("href=\"/fleet/from-csv\""));
}
