//! Is each list a file for those who see it, and the sessions of a pool and the histories too?

use app::paths;
use axum::http::{StatusCode, header};
use domain::resource::ResourceKind;

use crate::rows_csv::console;
use crate::world::get_as;

#[tokio::test]
async fn every_list_is_a_file_of_what_one_may_see() {
    let (world, _simulator, scope) = console().await;
    let (owner, helper) = (world.sign_in("owner").await, world.sign_in("help-desk").await);
    let (.., directory) = simulator::helpdesk_directory();
    for kind in ResourceKind::ALL {
        let at = paths::resources_csv(*kind);
        let all = world.ask(get_as(&owner, &at)).await;
        assert_eq!(all.status, StatusCode::OK, "{at}: {}", all.text);
        assert_eq!(all.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8", "{at}");
        assert_eq!(all.headers[header::CACHE_CONTROL], "no-store", "{at}");
        let name = all.headers[header::CONTENT_DISPOSITION].to_str().unwrap().to_owned();
        assert_eq!(name, format!("attachment; filename=\"{}.csv\"", &paths::resources(*kind)[1..]));
        assert!(
            all.text.starts_with("account,region,id,account_label,name,directory,state,"),
            "{at}: {}",
            all.text
        );
        let page = world.ask(get_as(&owner, paths::resources(*kind))).await.text;
        assert!(page.contains(&format!("href=\"{at}\"")), "{at}: {page}");
        let theirs = world.ask(get_as(&helper, &at)).await;
        let own = |line: &str| *kind != ResourceKind::Directory || line.contains(directory);
        assert!(theirs.text.lines().skip(1).all(own), "{at}: {}", theirs.text);
        // The history of the first one; of one that is not there, nothing.
        let Some(id) = all.text.lines().nth(1).and_then(|line| line.split(',').nth(2)) else { continue };
        let one = format!("{}/{scope}", paths::resources(*kind));
        let told = world.ask(get_as(&owner, &format!("{one}/{id}/history.csv"))).await;
        assert_eq!(told.text.lines().next(), Some("at,field,before,after,job,by"), "{one}/{id}");
        let none = world.ask(get_as(&owner, &format!("{one}/no-such/history.csv"))).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND, "{one}");
    }
    for at in ["/resilience/coverage.csv", "/resilience/pairs.csv"] {
        let file = world.ask(get_as(&owner, at)).await;
        assert!(
            file.status == StatusCode::OK && file.text.starts_with("account,region,"),
            "{at}: {}",
            file.text
        );
    }
    world.site.backend.stop().await;
}

#[tokio::test]
async fn the_sessions_of_a_pool_are_a_file_of_all_pages() {
    let (world, _simulator, _) = console().await;
    let owner = world.sign_in("owner").await;
    let pools = world.ask(get_as(&owner, "/pools/rows.csv")).await.text;
    let column = |name: &str| pools.lines().next().unwrap().split(',').position(|cell| cell == name).unwrap();
    let (id, active) = (column("id"), column("active_sessions"));
    let lines = pools.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    let busy = lines.max_by_key(|cells| cells[active].parse::<i64>().unwrap_or_default()).expect("a pool");
    let at = format!("/pools/{}/{}/{}/sessions.csv", busy[0], busy[1], busy[id]);
    let file = world.ask(get_as(&owner, &at)).await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.text);
    assert!(file.text.starts_with("session,user,state,"), "{}", file.text);
    let sessions = file.text.lines().count() - 1;
    assert!(sessions > 0, "somebody is there: {pools}");
    let user = file.text.lines().nth(1).unwrap().split(',').nth(1).unwrap();
    let theirs = world.ask(get_as(&owner, &format!("{at}?user={user}"))).await;
    assert!(theirs.text.lines().skip(1).all(|line| line.split(',').nth(1) == Some(user)), "{}", theirs.text);
    let none = world.ask(get_as(&owner, "/pools/111122223333/eu-west-1/wspool-000000000/sessions.csv")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND, "{}", none.text);
    world.site.backend.stop().await;
}

#[tokio::test]
async fn own_bundles_can_be_ticked_and_amazons_have_no_box() {
    let (world, _simulator, _) = console().await;
    let owner = world.sign_in("owner").await;
    let own = world.ask(get_as(&owner, paths::BUNDLES)).await.text;
    assert!(own.contains("name=\"selected[]\"") && own.contains("Tag the selected"), "{own}");
    let amazons = world.ask(get_as(&owner, paths::BUNDLES_OF_AMAZON)).await.text;
    assert!(amazons.contains("Amazon's") && amazons.contains("wsb-"), "{amazons}");
    assert!(!amazons.contains("selected[]") && !amazons.contains("Tag the selected"), "{amazons}");
    world.site.backend.stop().await;
}
