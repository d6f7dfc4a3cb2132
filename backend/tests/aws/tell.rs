//! People hear of jobs: by webhook, Slack and mail, once each, whatever happens in between.

mod held;

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use backend::config::{By, Smtp, SmtpTls, Tell, Way};
use backend::{jobs, tell};
use domain::fleet::Action;
use domain::ids::JobId;
use domain::jobs::StepState;
use domain::tell::{Delivery, Event, Told};
use hmac::{Hmac, Mac as _};
use simulator::{Fault, FaultKind};
use sqlx::Connection as _;

use crate::receiver::Receiver;
use crate::world::World;

const SECRET: &str = "a-secret-for-signatures";
const PASSWORD: &str = "a-password-of-ours";

fn telling(by: Vec<(&str, By)>) -> Tell {
    let way = |(name, by): (&str, By)| Way { name: name.to_owned(), events: Event::ALL.to_vec(), by };
    Tell {
        ways: by.into_iter().map(way).collect(),
        jobs_url: Some("https://desks.example.org/jobs".to_owned()),
    }
}

fn webhook(to: &Receiver) -> By {
    By::Webhook { url: to.url("/hidden-path").into(), secret: SECRET.into() }
}

fn slack(to: &Receiver) -> By {
    By::Slack { url: to.url("/services/hidden-path").into() }
}

fn mail(to: &Receiver) -> By {
    let smtp = Smtp {
        host: "127.0.0.1".into(),
        port: to.port,
        tls: SmtpTls::None,
        login: Some(("deskwarden".into(), PASSWORD.into())),
        from: "Deskwarden <desk@example.org>".into(),
    };
    By::Mail { to: vec!["ann@example.org".into(), "Bob <bob@example.org>".into()], smtp }
}

/// Stops this many WorkSpaces, one of which AWS refuses when asked to, and lets the job end.
async fn stop(world: &mut World, count: usize, refuse: bool) -> JobId {
    let found = world.fleet("state=AVAILABLE&mode=AUTO_STOP").await;
    let keys: Vec<_> = found[..count].iter().map(|one| one.key.clone()).collect();
    if refuse {
        let code = FaultKind::Error { code: "ValidationException".into(), message: "no".into(), status: 400 };
        let id = Some(keys[0].id.to_string());
        let operation = Some("StopWorkspaces".into());
        world.simulator.fault(Fault { operation, workspace_id: id, ..Fault::new(code) });
    }
    let job = world.submit(Action::Stop, &keys).await;
    world.ended(job).await;
    job
}

async fn turn(world: &World) -> bool {
    tell::turn(&world.backend).await.unwrap()
}

async fn leap(world: &World, minutes: u64) {
    world.backend.clock().sleep(Duration::from_secs(minutes * 60)).await;
}

async fn told(world: &World, job: JobId) -> Vec<Told> {
    world.job(job).await.told
}

/// As a receiver checks it.
fn is_signed(request: &str) -> bool {
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let signature = head.lines().find_map(|line| line.strip_prefix("deskwarden-signature: t=")).unwrap();
    let (t, v1) = signature.split_once(",v1=").unwrap();
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(format!("{t}.{body}").as_bytes());
    mac.verify_slice(&hex::decode(v1).unwrap()).is_ok()
}

#[tokio::test]
async fn a_webhook_gets_a_signed_document_and_the_page_says_so() {
    let to = Receiver::http().await;
    let mut world = World::telling(100, telling(vec![("pager", webhook(&to))])).await;
    let job = stop(&mut world, 2, false).await;
    assert_eq!(to.taken().len(), 0, "nothing is sent before a turn");
    assert!(turn(&world).await);
    assert!(!turn(&world).await, "once");
    let page = world.job(job).await;
    assert_eq!(page.told.len(), 1);
    assert_eq!((page.told[0].way.as_str(), page.told[0].event), ("pager", Event::Ended));
    assert!(matches!(page.told[0].state, Delivery::Delivered(_)), "{:?}", page.told);
    let (requests, documents) = (to.taken(), to.documents());
    assert!(
        requests[0].starts_with("POST /hidden-path HTTP/1.1\r\n") && is_signed(&requests[0]),
        "{requests:?}"
    );
    let expected = serde_json::json!({
        "id": documents[0]["id"], "event": "ended", "job": job.0, "title": "Stop 2 WorkSpaces", "by": "demo:owner",
        "counts": { "done": 2 }, "url": format!("https://desks.example.org/jobs/{job}"),
        "at": page.job.ended.unwrap().iso(),
    });
    assert_eq!(documents, [expected]);
    assert_eq!(documents[0]["id"].as_str().unwrap().len(), 32);
    assert!(!is_signed(&requests[0].replace("demo:owner", "demo:other")));
    world.over().await;
}

#[tokio::test]
async fn what_fails_is_tried_again_after_a_while_over_a_restart_and_delivered_once() {
    let to = Receiver::http().await;
    let mut world = World::telling(100, telling(vec![("pager", webhook(&to))])).await;
    let job = stop(&mut world, 1, false).await;
    to.answer("500 Oh\r\n\r\nout_of_order");
    assert!(turn(&world).await);
    let waits = told(&world, job).await.remove(0);
    assert_eq!((waits.tries, waits.why.as_deref()), (1, Some("it answered 500, out_of_order")));
    assert_eq!(waits.state, Delivery::Waits(world.backend.clock().now().plus_ms(60_000)));
    assert!(!turn(&world).await, "not before its time");
    world.restart().await;
    assert_eq!(told(&world, job).await, [waits]);
    leap(&world, 1).await;
    assert!(turn(&world).await);
    assert!(matches!(told(&world, job).await[0].state, Delivery::Delivered(_)));
    leap(&world, 600).await;
    assert!(!turn(&world).await);
    let documents = to.documents();
    assert_eq!(documents.len(), 2);
    assert_eq!(documents[0], documents[1], "the same id: a receiver can tell doubles");
    world.over().await;
}

#[tokio::test]
async fn a_receiver_that_stays_away_is_given_up_after_eight_tries_and_one_that_is_gone_at_once() {
    let (away, gone) = (Receiver::http().await, Receiver::http().await);
    let mut world =
        World::telling(100, telling(vec![("away", webhook(&away)), ("gone", slack(&gone))])).await;
    let job = stop(&mut world, 1, false).await;
    gone.answer("410 Gone\r\n\r\n");
    // A redirect is not followed: it would carry the message to where the config does not lead.
    for _ in 0..10 {
        away.answer(&format!("302 Found\r\nlocation: {}\r\n\r\n", gone.url("/elsewhere")));
    }
    for _ in 0..10 {
        turn(&world).await;
        leap(&world, 120).await;
    }
    let told = told(&world, job).await;
    let states: Vec<_> = told.iter().map(|told| (told.way.as_str(), told.state, told.tries)).collect();
    assert_eq!(states, [("away", Delivery::GivenUp, 8), ("gone", Delivery::GivenUp, 1)]);
    assert_eq!(told[0].why.as_deref(), Some("it answered 302, which is not followed"));
    assert_eq!((away.taken().len(), gone.taken().len()), (8, 1));
    world.over().await;
}

#[tokio::test]
async fn slack_and_mail_say_it_in_words_and_one_that_fails_delays_no_other() {
    let (chat, post) = (Receiver::http().await, Receiver::mail().await);
    let nobody = Receiver::nobody();
    let ways = telling(vec![("down", webhook(&nobody)), ("Slack", slack(&chat)), ("mail", mail(&post))]);
    let mut world = World::telling(100, ways).await;
    let job = stop(&mut world, 3, true).await;
    assert!(turn(&world).await);
    let link = format!("https://desks.example.org/jobs/{job}");
    let headline = format!("Job {job} has ended, but not all went well: Stop 3 WorkSpaces");
    let facts = "By demo:owner. 2 done, 1 refused.";
    assert_eq!(chat.documents(), [serde_json::json!({ "text": format!("{headline}\n{facts}\n{link}") })]);
    let mails = post.taken();
    assert_eq!(mails.len(), 1);
    for expected in [
        "MAIL FROM:<desk@example.org>",
        "RCPT TO:<ann@example.org>\r\nRCPT TO:<bob@example.org>",
        "Auto-Submitted: auto-generated",
        &format!("\r\nSubject: {headline}\r\n"),
        &format!("\r\n\r\n{headline}\r\n{facts}\r\n{link}\r\n.\r\n"),
    ] {
        assert!(mails[0].contains(expected), "{expected} is missing in:\n{}", mails[0]);
    }
    let told = told(&world, job).await;
    assert_eq!((told[0].event, told[0].why.as_deref()), (Event::Failed, Some("connection refused")));
    assert!(told[1..].iter().all(|told| matches!(told.state, Delivery::Delivered(_))), "{told:?}");
    world.over().await;
}

#[tokio::test]
async fn nothing_goes_in_the_clear_where_tls_is_asked_for() {
    let (hook, post) = (Receiver::http().await, Receiver::mail().await);
    let by_mail = |to_be| match mail(&post) {
        By::Mail { to, smtp } => By::Mail { to, smtp: Smtp { tls: to_be, ..smtp } },
        other => other,
    };
    let secure = hook.url("").replace("http:", "https:");
    let ways = vec![
        ("https", By::Slack { url: secure.into() }),
        ("starttls", by_mail(SmtpTls::StartTls)),
        ("tls", by_mail(SmtpTls::Tls)),
    ];
    let mut world = World::telling(100, telling(ways)).await;
    let job = stop(&mut world, 1, false).await;
    assert!(turn(&world).await);
    let told = told(&world, job).await;
    assert!(
        told.iter().all(|told| matches!(told.state, Delivery::Waits(_)) && told.why.is_some()),
        "{told:?}"
    );
    assert_eq!((hook.taken().len(), post.taken().len(), post.logins()), (0, 0, 0), "{told:?}");
    world.over().await;
}

#[tokio::test]
async fn what_was_rolled_back_is_not_told() {
    let to = Receiver::http().await;
    let mut world = World::telling(100, telling(vec![("pager", webhook(&to))])).await;
    let key = world.fleet("state=AVAILABLE&mode=AUTO_STOP").await[0].key.clone();
    let job = world.submit(Action::Stop, &[key]).await;
    // The transaction that ends the job fails after the message was written.
    let url = format!("sqlite://{}", world.database().display());
    let mut beside = sqlx::SqliteConnection::connect(&url).await.unwrap();
    let fail = "create trigger fail before insert on change
        when exists (select 1 from message) begin select raise(abort, 'no room'); end";
    sqlx::raw_sql(fail).execute(&mut beside).await.unwrap();
    let here = world.here().clone();
    let mut looked = std::collections::HashMap::new();
    let mut failed = false;
    for _ in 0..600 {
        failed |= jobs::turn(&world.backend, &here).await.is_err();
        let _ = backend::sync::follow_once(&world.backend, &here, &mut looked).await;
        assert!(!turn(&world).await);
        world.backend.clock().sleep(Duration::from_secs(1)).await;
    }
    assert!(failed, "the trigger never fired");
    assert_ne!(world.job(job).await.job.counts, [(StepState::Done, 1)]);
    assert_eq!(told(&world, job).await, []);
    sqlx::raw_sql("drop trigger fail").execute(&mut beside).await.unwrap();
    beside.close().await.unwrap();
    world.ended(job).await;
    assert!(turn(&world).await);
    assert_eq!(to.taken().len(), 1);
    world.over().await;
}

#[tokio::test]
async fn a_way_that_leaves_the_config_is_given_up_and_without_any_nothing_is_shown() {
    let to = Receiver::http().await;
    let mut world = World::telling(100, telling(vec![("old", webhook(&to))])).await;
    let job = stop(&mut world, 1, false).await;
    let only_failures = |name: &str| {
        let mut tell = telling(vec![(name, webhook(&to))]);
        tell.ways[0].events = Event::USUAL.to_vec();
        tell
    };
    world.restart_telling(only_failures("new")).await;
    assert!(!turn(&world).await, "what happened before is not told to a new way");
    assert_eq!(told(&world, job).await[0].state, Delivery::GivenUp);
    let well = stop(&mut world, 1, false).await;
    assert_eq!(told(&world, well).await, [], "a way hears only of what it asked for");
    world.restart_telling(Tell::default()).await;
    assert_eq!(told(&world, job).await, []);
    assert_eq!(to.taken().len(), 0);
    world.over().await;
}

#[tokio::test]
async fn the_running_process_delivers_by_itself() {
    let to = Receiver::http().await;
    let mut world = World::telling(100, telling(vec![("pager", webhook(&to))])).await;
    stop(&mut world, 1, false).await;
    world.backend.start();
    while to.taken().is_empty() {
        tokio::task::yield_now().await;
    }
    world.over().await;
}

/// What is logged, kept.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn no_secret_is_logged_kept_or_shown() {
    let kept = Kept::default();
    let writer = kept.clone();
    let log =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || writer.clone());
    let _guard = tracing::subscriber::set_default(log.finish());
    let (chat, post) = (Receiver::http().await, Receiver::mail().await);
    let ways = vec![("pager", webhook(&chat)), ("chat", slack(&chat)), ("mail", mail(&post))];
    let mut world = World::telling(100, telling(ways)).await;
    // Receivers that repeat what they were told.
    let login = "AGRlc2t3YXJkZW4AYS1wYXNzd29yZC1vZi1vdXJz";
    for _ in 0..2 {
        chat.answer(&format!("404 Not Found\r\n\r\nno POST /services/hidden-path, {SECRET}"));
    }
    post.answer(&format!("535 AUTH PLAIN {login} {PASSWORD}\r\n"));
    let job = stop(&mut world, 1, false).await;
    assert!(turn(&world).await);
    let told = told(&world, job).await;
    let whys: Vec<_> = told.iter().filter_map(|told| told.why.as_deref()).collect();
    assert_eq!(whys, ["it answered 404", "it answered 404", "the mail server answered 535"]);
    assert!(told.iter().all(|told| matches!(told.state, Delivery::Waits(_))), "it may be mended: {told:?}");
    let mut seen = String::from_utf8_lossy(&kept.0.lock().unwrap()).into_owned();
    assert!(seen.contains("a message is tried again later"), "nothing was logged");
    seen.push_str(&String::from_utf8_lossy(&world.written()));
    assert!(seen.contains("it answered 404") && seen.contains("pager"));
    for secret in [SECRET, "hidden-path", PASSWORD, login] {
        assert!(!seen.contains(secret), "{secret} was written");
    }
    world.over().await;
}
