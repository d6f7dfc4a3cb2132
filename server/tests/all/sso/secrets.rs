//! Is anything logged that would let somebody in, even when all is logged that can be?

use std::io;
use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use backend::clock::Clock;
use server::config::{Mode, ProxyHeader};
use tracing::Level;
use tracing_subscriber::fmt::MakeWriter;

use super::flow::{both, leap, sign_in, status};
use super::issuer::{SECRET, TOKEN};
use crate::world::{World, from_peer, get, post_as};

const PROXY_SECRET: &str = "canary-of-the-proxy";

/// What was logged in this thread, on which the whole test runs.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'l> MakeWriter<'l> for Log {
    type Writer = Self;

    fn make_writer(&'l self) -> Self {
        self.clone()
    }
}

impl Log {
    /// Fails when one of these is in it.
    fn holds_none_of(&self, secrets: &[String]) {
        let bytes = self.0.lock().unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("TRACE"), "all is logged: {text}");
        for secret in secrets {
            assert_eq!(text.lines().find(|line| line.contains(secret)), None, "{secret} is logged");
        }
    }
}

fn listen() -> (Log, tracing::subscriber::DefaultGuard) {
    let log = Log::default();
    let all = tracing_subscriber::fmt().with_max_level(Level::TRACE).with_writer(log.clone()).finish();
    (log, tracing::subscriber::set_default(all))
}

#[tokio::test]
async fn nothing_of_a_sign_in_at_the_provider_is_logged() {
    let (log, _guard) = listen();
    let (issuer, world) = both().await;
    let ann = sign_in(&issuer, &world).await;
    leap(&issuer, &world, 10).await;
    assert_eq!(status(&world, &ann).await, StatusCode::OK);
    // A refusal is told with its reason, and without what was refused.
    issuer.said.lock().unwrap().refuses = Some((StatusCode::BAD_REQUEST, "invalid_grant"));
    leap(&issuer, &world, 10).await;
    assert_eq!(status(&world, &ann).await, StatusCode::UNAUTHORIZED);
    issuer.said.lock().unwrap().refuses = None;
    let again = sign_in(&issuer, &world).await;
    world.ask(post_as(&again, "/sign-out", "")).await;
    let asked = issuer.said.lock().unwrap().asked.clone();
    let of = |name: &str| asked.iter().filter_map(|form| form.get(name).cloned()).collect::<Vec<_>>();
    let mut secrets = [of("code"), of("code_verifier"), of("refresh_token")].concat();
    assert_eq!(secrets.len(), 6, "two codes, their proofs, and two refreshes");
    let value = |cookie: &str| cookie.split_once('=').unwrap().1.to_owned();
    secrets.extend([
        SECRET.to_owned(),
        "an-access-token".to_owned(),
        TOKEN.to_owned(),
        value(&ann),
        value(&again),
    ]);
    log.holds_none_of(&secrets);
}

#[tokio::test]
async fn the_proxys_secret_is_not_logged() {
    let (log, _guard) = listen();
    let mut config = super::config(Mode::ProxyHeader);
    config.auth.proxy_header = Some(ProxyHeader {
        secret: Some(PROXY_SECRET.into()),
        trusted_proxies: vec!["127.0.0.1".into()],
        ..ProxyHeader::default()
    });
    tracing::debug!(?config, "as whoever looks for a fault would write it");
    let world = World::configured(&config, Clock::wall()).await;
    for (secret, expected) in
        [(PROXY_SECRET, StatusCode::OK), ("canary-of-a-guess", StatusCode::UNAUTHORIZED)]
    {
        let mut asked = from_peer("127.0.0.1", get("/api/frame/jobs"));
        for (name, value) in
            [("x-remote-user", "ann"), ("x-remote-groups", "desks"), ("x-proxy-secret", secret)]
        {
            asked.headers_mut().insert(name, value.parse().unwrap());
        }
        assert_eq!(world.ask(asked).await.status, expected);
    }
    log.holds_none_of(&[PROXY_SECRET.to_owned(), "canary-of-a-guess".to_owned()]);
}
