//! What does every answer say to the browser?

use axum::http::{Method, header};
use server::routes::ROUTES;

use crate::world::{World, filled, get, get_as, post_as};

#[tokio::test]
async fn every_answer_is_closed_and_not_kept() {
    let world = World::demo().await;
    let owner = world.sign_in("owner").await;
    for route in ROUTES.iter().filter(|route| route.path != "/sign-out") {
        let path = filled(route.path);
        let request =
            if route.method == Method::GET { get_as(&owner, &path) } else { post_as(&owner, &path, "") };
        // Not read to its end: the stream has none.
        let headers = world.send(request).await.headers().clone();
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        for part in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"]
        {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{path}: {policy}");
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
        assert_eq!(headers[header::REFERRER_POLICY], "same-origin", "{path}");
        assert!(headers.contains_key("x-request-id"), "{path}");
        let is_file = path.starts_with("/pkg/") || path == "/live.js" || path == "/favicon.svg";
        let cache = headers[header::CACHE_CONTROL].to_str().unwrap();
        assert!(is_file || cache.starts_with("no-"), "{path}: {cache}");
    }
}

#[tokio::test]
async fn every_page_has_a_nonce_of_its_own() {
    let world = World::demo().await;
    let mut nonces = Vec::new();
    for _ in 0..3 {
        let page = world.ask(get("/sign-in")).await;
        let policy = page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        let nonce =
            policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap().to_owned();
        assert!(nonce.len() >= 22, "{policy}");
        // Every script of the page carries it: one that does not would not run.
        let scripts = page.text.matches("<script").count();
        assert_eq!(page.text.matches(&format!("nonce=\"{nonce}\"")).count(), scripts, "{}", page.text);
        assert!(!page.text.contains(" style="), "an inline style is refused by the policy");
        nonces.push(nonce);
    }
    nonces.dedup();
    assert_eq!(nonces.len(), 3);
}

#[tokio::test]
async fn the_shared_worker_may_reach_the_stream() {
    let world = World::demo().await;
    let script = world.ask(get("/live.js")).await;
    assert!(script.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().contains("connect-src 'self'"));
}

#[tokio::test]
async fn pages_name_their_files_by_version() {
    let world = World::demo().await;
    let page = world.ask(get("/sign-in")).await;
    let folder = server::assets::folder();
    assert!(page.text.contains(&format!("/{folder}/deskwarden.css")), "{}", page.text);
    // What another version asks for is answered with what is there, and not kept.
    let other = world.ask(get("/pkg/0000000000000000/deskwarden.css")).await;
    assert_ne!(other.headers[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
}
