//! Does the registry name every route, and no other?

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use server::pages;
use server::routes::{Access, ROUTES};

use crate::world::{World, filled, get_as, post_as};

fn named(method: &Method) -> BTreeSet<&'static str> {
    ROUTES.iter().filter(|route| route.method == method).map(|route| route.path).collect()
}

#[tokio::test]
async fn every_door_and_every_page_is_named() {
    // The router registers the doors with the first one that is made.
    let _world = World::demo().await;
    for (path, method) in server_fn::axum::server_fn_paths() {
        assert!(named(&method).contains(path), "{method} {path} is not in the registry");
    }
    for page in pages::routes() {
        assert!(named(&Method::GET).contains(page.path()), "the page {} is not in the registry", page.path());
    }
}

#[tokio::test]
async fn every_door_and_every_page_that_is_named_is_there() {
    let world = World::demo().await;
    let doors: BTreeSet<_> = server_fn::axum::server_fn_paths().collect();
    for route in ROUTES.iter().filter(|route| route.path.starts_with("/api/")) {
        let there = doors.iter().any(|(path, method)| (*path, method) == (route.path, &route.method));
        assert!(there, "no door answers {} {}", route.method, route.path);
    }
    let owner = world.sign_in("owner").await;
    for route in ROUTES.iter().filter(|route| !route.path.starts_with("/api/")) {
        if route.path == "/sign-out" || route.path == "/events" {
            continue;
        }
        let path = filled(route.path);
        let request =
            if route.method == Method::GET { get_as(&owner, &path) } else { post_as(&owner, &path, "") };
        let answer = world.send(request).await;
        assert_ne!(answer.status(), StatusCode::METHOD_NOT_ALLOWED, "{} {path}", route.method);
    }
}

#[test]
fn the_exceptions_only_shrink() {
    let open: Vec<_> = ROUTES.iter().filter(|route| route.access == Access::Public).collect();
    let open: Vec<_> = open.iter().map(|route| format!("{} {}", route.method, route.path)).collect();
    let agreed = [
        "GET /healthz",
        "GET /readyz",
        "GET /metrics",
        "GET /pkg/{*file}",
        "GET /live.js",
        "GET /favicon.svg",
        "GET /sign-in",
        "POST /sign-in",
        "GET /sign-in/once",
        "POST /sign-in/once",
        "GET /sign-in/oidc",
        "GET /sign-in/oidc/back",
        "POST /sign-in/oidc/logged-out",
    ];
    assert_eq!(open, agreed);
}

#[tokio::test]
async fn what_is_read_by_get_is_on_the_read_only_list() {
    let _world = World::demo().await;
    let by_get: BTreeSet<_> = server_fn::axum::server_fn_paths()
        .filter(|(_, method)| method == Method::GET)
        .map(|(path, _)| path)
        .collect();
    // Each of these only reads. A door that changes something is a POST, whatever it is called.
    let read_only = BTreeSet::from([
        "/api/overview",
        "/api/fleet/page",
        "/api/fleet/counts",
        "/api/fleet/one",
        "/api/fleet/history",
        "/api/fleet/jobs",
        "/api/fleet/snapshots",
        "/api/frame/scopes",
        "/api/frame/jobs",
        "/api/create/catalog",
        "/api/create/draft",
        "/api/create/like",
        "/api/create/unfinished",
        "/api/create/refused",
        "/api/change/read",
        "/api/plan/read",
        "/api/plan/snapshots",
        "/api/plan/refused",
        "/api/plan/csv-draft",
        "/api/resource/history",
        "/api/resource/tag-draft",
        "/api/resource/tag-keys",
        "/api/aliases/list",
        "/api/aliases/one",
        "/api/aliases/directories",
        "/api/aliases/dns",
        "/api/aliases/draft",
        "/api/directories/list",
        "/api/directories/one",
        "/api/directories/groups",
        "/api/directories/draft",
        "/api/pools/list",
        "/api/pools/one",
        "/api/pools/choices",
        "/api/pools/draft",
        // Asks AWS who is there now: nothing is changed.
        "/api/pools/sessions",
        "/api/ip-groups/list",
        "/api/ip-groups/one",
        "/api/ip-groups/draft",
        "/api/images/list",
        "/api/images/one",
        // Asks AWS who may copy an image: nothing is changed.
        "/api/images/permissions",
        "/api/images/import-draft",
        "/api/images/custom-draft",
        "/api/images/make-draft",
        "/api/images/share-draft",
        "/api/bundles/list",
        "/api/bundles/one",
        "/api/bundles/draft",
        "/api/jobs/list",
        "/api/jobs/one",
        "/api/views/list",
        "/api/search",
        "/api/help-desk",
        "/api/resilience/read",
        "/api/resilience/form",
        "/api/audit/list",
        "/api/access/account",
        "/api/access/people",
    ]);
    assert!(by_get.is_subset(&read_only), "{:?}", by_get.difference(&read_only).collect::<Vec<_>>());
}
