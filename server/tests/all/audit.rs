//! Does every door that changes something leave its entry, and who is shown it?

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::http::{Method, StatusCode, header};
use backend::clock::Clock;
use backend::{audit, fleet, jobs};
use domain::access::{Binding, Bound, Person, Role};
use domain::audit::{AuditQuery, Entry};
use domain::ids::PersonId;
use domain::query::FleetQuery;
use server::routes::{ROUTES, UNTRACED};
use server::sign_in::SignIn;
use server::sign_in::local::Link;

use crate::rows_csv::{console, refused};
use crate::sso::leaving::told_of_an_end;
use crate::world::{Answer, World, get_as, post_as};

fn owner() -> Person {
    let binding = Binding::gives(Role::Owner, Bound::default());
    Person { id: PersonId::new("demo:owner"), name: "Otto (owner)".into(), bindings: vec![binding] }
}

/// What the audit says, newest first.
pub async fn entries(world: &World) -> Vec<Entry> {
    audit::page(&world.site.backend, &owner(), &AuditQuery::default()).await.unwrap().entries
}

/// Posts as a page without scripts does.
async fn posted(world: &World, cookie: &str, path: &str, form: &str) -> Answer {
    let mut request = post_as(cookie, path, form);
    request.headers_mut().insert(header::ACCEPT, "text/html".parse().unwrap());
    request.headers_mut().insert(header::REFERER, "http://127.0.0.1:3000/fleet".parse().unwrap());
    let answer = world.ask(request).await;
    assert!(answer.status.is_redirection(), "{path} with {form}: {} {}", answer.status, answer.text);
    answer
}

fn leads(answer: &Answer) -> &str {
    answer.headers[header::LOCATION].to_str().unwrap()
}

/// What stands behind the last slash of where an answer leads.
fn number(answer: &Answer) -> i64 {
    leads(answer).rsplit('/').next().unwrap().parse().unwrap()
}

struct Proof {
    world: World,
    cookie: String,
    proven: BTreeSet<&'static str>,
}

impl Proof {
    /// Posts to a door, and sees that an entry is there that was not, with the id of the request that wrote it.
    async fn of(&mut self, path: &'static str, form: &str, what: &str) -> Answer {
        let before = entries(&self.world).await.first().map_or(0, |entry| entry.seq);
        let answer = posted(&self.world, &self.cookie, path, form).await;
        let request = answer.headers["x-request-id"].to_str().unwrap();
        let new: Vec<_> = entries(&self.world).await.into_iter().filter(|entry| entry.seq > before).collect();
        let entry = new.iter().find(|entry| entry.what == what);
        let entry = entry.unwrap_or_else(|| panic!("{path} leaves no {what}: {new:?}"));
        assert_eq!(entry.request_id.as_deref(), Some(request), "{path}");
        assert_eq!(entry.person_id.as_str(), "demo:owner", "{path}");
        self.proven.insert(path);
        answer
    }
}

/// Keys of so many that are stopped, as a form selects them.
async fn selected(world: &World, skip: usize, count: usize) -> String {
    let (query, _) = FleetQuery::read("state=STOPPED&mode=AUTO_STOP");
    let found = fleet::page(&world.site.backend, &owner(), &query).await.unwrap().rows;
    let keys: Vec<_> = found.iter().skip(skip).take(count).map(|one| one.key.to_string()).collect();
    assert_eq!(keys.len(), count);
    let fields = keys.iter().enumerate().map(|(n, key)| format!("&selected[{n}]={key}"));
    format!("action=start&scope=these{}", fields.collect::<String>())
}

#[tokio::test]
async fn every_door_that_changes_something_leaves_an_entry() {
    let (world, simulator, scope) = console().await;
    let failed = refused(&world, &simulator, &scope).await;
    simulator.clear_faults();
    let cookie = world.sign_in("owner").await;
    let mut proof = Proof { world, cookie, proven: BTreeSet::new() };
    proof.cookie = {
        let answer = proof.of("/sign-in", "identity=owner&back=/", "sign-in").await;
        crate::world::cookie(&answer).unwrap()
    };

    // One that harms nobody goes at once; two are a plan.
    let one = selected(&proof.world, 5, 1).await;
    let job = number(&proof.of("/api/plan/action", &one, "start").await);
    let two = selected(&proof.world, 6, 2).await;
    let plan = number(&posted(&proof.world, &proof.cookie, "/api/plan/action", &two).await);
    let digest = jobs::read_plan(&proof.world.site.backend, &owner(), plan).await.unwrap().digest;
    proof.of("/api/plan/confirm", &format!("plan={plan}&digest={digest}"), "start").await;
    proof.of("/api/jobs/pause", &format!("id={job}&paused=true"), "job-pause").await;
    proof.of("/api/jobs/pause", &format!("id={job}&paused=false"), "job-resume").await;
    proof.of("/api/jobs/cancel", &format!("id={job}"), "job-cancel").await;
    proof.of("/api/jobs/retry", &format!("id={failed}"), "job-retry").await;
    proof.of("/api/frame/try-now", &format!("scope={scope}"), "region-try").await;

    proof.of("/api/views/save", "name=Broken&query=state%3DERROR", "view-save").await;
    proof.of("/api/views/change", "id=1&name=Red&query=state%3DERROR", "view-change").await;
    proof.of("/api/views/overwrite", "id=1&query=state%3DSTOPPED", "view-overwrite").await;
    proof.of("/api/views/start", "id=1&query=state%3DSTOPPED", "view-start").await;
    proof.of("/api/views/remove", "id=1&query=", "view-remove").await;

    proof.world.sign_in("owner").await;
    let page = proof.world.ask(get_as(&proof.cookie, "/account")).await.text;
    let key = page.split("name=\"session\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let key = key.unwrap_or_else(|| panic!("no other session on {page}")).to_owned();
    proof.of("/account/end", &format!("session={key}"), "session-end").await;
    proof.of("/account/end-others", "", "sessions-end").await;
    proof.of("/sign-out", "", "sign-out").await;
    proof.cookie = proof.world.sign_in("owner").await;
    proof.of("/people/end", "person=demo%3Aowner", "sessions-end").await;

    // What the shell's link opens is a session like any other.
    let link = Arc::new(Link::default());
    let token = link.renew();
    let local = World::with(SignIn::Local(link), Clock::wall()).await;
    posted(&local, "", "/sign-in/once", &format!("token={token}")).await;
    assert_eq!(entries(&local).await.first().map(|entry| entry.what.clone()).as_deref(), Some("sign-in"));
    proof.proven.insert("/sign-in/once");

    // The identity provider posts what it signs, and nothing of a page.
    let (_issuer, console) = told_of_an_end().await;
    let ended = entries(&console).await.into_iter().next().unwrap();
    assert_eq!((ended.what.as_str(), ended.person.as_str()), ("sessions-end", "Ann"));
    assert_eq!(ended.note.as_deref(), Some("They had ended at the identity provider."));
    proof.proven.insert("/sign-in/oidc/logged-out");

    let untraced: BTreeSet<_> = UNTRACED.iter().flat_map(|(_, paths)| paths.iter().copied()).collect();
    assert!(UNTRACED.iter().all(|(why, _)| why.len() > 20));
    let doors: BTreeSet<_> =
        ROUTES.iter().filter(|route| route.method != Method::GET).map(|route| route.path).collect();
    for door in &doors {
        assert!(
            proof.proven.contains(door) != untraced.contains(door),
            "{door} leaves an entry or is named with a reason; it does not do both"
        );
    }
    assert!(
        proof.proven.is_subset(&doors) && untraced.is_subset(&doors),
        "a door that is named is not there"
    );
    proof.world.site.backend.stop().await;
}

#[tokio::test]
async fn the_page_works_without_scripts_and_its_file_calculates_nothing() {
    let (world, simulator, scope) = console().await;
    let job = refused(&world, &simulator, &scope).await;
    let viewer = world.sign_in("viewer").await;
    let page = world.ask(get_as(&viewer, "/audit?what=start&outcome=failed")).await;
    assert_eq!(page.status, StatusCode::OK);
    for part in [
        "Start 1 WorkSpace",
        "Refused",
        "Ann",
        "InvalidParameterValuesException",
        &format!("href=\"/jobs/{job}\""),
        "href=\"/audit/rows.csv?what=start&amp;outcome=failed\"",
        "action=\"/audit\"",
        "option value=\"start\" selected",
    ] {
        assert!(page.text.contains(part), "{part} is not in {}", page.text);
    }
    let file = world.ask(get_as(&viewer, "/audit/rows.csv?what=start")).await;
    assert_eq!(
        (file.status, file.headers[header::CONTENT_DISPOSITION].to_str().unwrap()),
        (StatusCode::OK, "attachment; filename=\"audit.csv\"")
    );
    assert!(file.text.starts_with("number,at,person,"), "{}", file.text);
    assert_eq!(file.text.matches(",start,").count(), 2, "the intent and the outcome: {}", file.text);
    let typo = world.ask(get_as(&viewer, "/audit/rows.csv?wat=start")).await;
    assert_eq!(typo.status, StatusCode::UNPROCESSABLE_ENTITY, "never all instead: {}", typo.text);
    let page = world.ask(get_as(&viewer, "/audit?wat=start")).await.text;
    assert!(
        page.contains("Part of the address is not used") && page.contains("“wat” is not a filter"),
        "{page}"
    );

    // The job is outside of the help desk's directory: neither page nor file knows of it.
    let helper = world.sign_in("help-desk").await;
    for path in ["/audit", "/audit/rows.csv"] {
        let theirs = world.ask(get_as(&helper, path)).await.text;
        assert!(!theirs.contains("InvalidParameterValues") && theirs.contains("Hugo"), "{theirs}");
    }
    world.site.backend.stop().await;
}
