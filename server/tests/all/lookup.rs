//! The search and the help desk without scripts: a form, a page, links and buttons.

use axum::http::StatusCode;
use backend::fleet;
use domain::access::{Binding, Bound, Person, Role};
use domain::ids::PersonId;
use domain::query::FleetQuery;
use domain::words::{RunningMode, State};

use crate::rows_csv::console;
use crate::world::{World, get_as};

#[tokio::test]
async fn what_is_found_is_a_page_of_links() {
    let (world, simulator, _) = console().await;
    let binding = Binding::gives(Role::Owner, Bound::default());
    let owner = Person { id: PersonId::new("test:owner"), name: "Ann".into(), bindings: vec![binding] };
    let (query, _) = FleetQuery::read("state=STOPPED&size=200");
    let rows = fleet::page(&world.site.backend, &owner, &query).await.unwrap().rows;
    let (.., theirs) = simulator::helpdesk_directory();
    let stopped = |here: bool| {
        let mut rows = rows.iter().filter(|row| row.mode == Some(RunningMode::AutoStop));
        rows.find(|row| (row.directory.as_str() == theirs) == here).unwrap()
    };
    let (own, other) = (stopped(true), stopped(false));
    drop(simulator);

    let helper = world.sign_in("help-desk").await;
    let page = world.ask(get_as(&helper, &format!("/search?q={}", own.key.id))).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains(&format!("href=\"/fleet/{}\"", own.key)), "{}", page.text);
    assert!(page.text.contains(&format!("href=\"/fleet?q={}\"", own.key.id)), "{}", page.text);
    let none = world.ask(get_as(&helper, &format!("/search?q={}", other.key.id))).await.text;
    assert!(!none.contains(&format!("href=\"/fleet/{}\"", other.key)), "{none}");
    assert!(none.contains("Nothing that you may see begins with"), "{none}");

    // The card: what may be done is a form, what may not says why.
    assert_eq!(own.state, State::Stopped);
    let card = world.ask(get_as(&helper, &format!("/help-desk?q={}", own.key.id))).await.text;
    assert!(card.contains("action=\"/api/plan/action\"") && card.contains("value=\"start\""), "{card}");
    assert!(card.contains("This WorkSpace is stopped.") && card.contains("One WorkSpace"), "{card}");
    assert!(!card.contains("value=\"terminate\"") && card.contains(own.label()), "{card}");
    let none = world.ask(get_as(&helper, &format!("/help-desk?q={}", other.key.id))).await.text;
    assert!(
        none.contains("Nobody and nothing that you may see") && !none.contains("One WorkSpace"),
        "{none}"
    );
}

#[tokio::test]
async fn the_bars_form_and_the_pages_work_where_there_is_nothing() {
    let world = World::demo().await;
    let viewer = world.sign_in("viewer").await;
    let text = "%3Cscript%3E+%22csv";
    for (path, says) in [
        ("/search".to_owned(), "href=\"/fleet/from-csv\""),
        (format!("/search?q={text}"), "All WorkSpaces that contain “&lt;script&gt; \"csv”"),
        ("/help-desk".to_owned(), "Who is calling?"),
        (format!("/help-desk?q={text}"), "Nobody and nothing that you may see"),
    ] {
        let page = world.ask(get_as(&viewer, &path)).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains(says), "{path}: {}", page.text);
        assert!(page.text.contains("action=\"/search\"") && !page.text.contains("palette-0"), "{path}");
        assert!(!page.text.contains("href=\"/create\""), "{path}");
    }
}
