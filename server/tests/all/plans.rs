//! What does the page of a plan say without scripts, and does it keep what was typed?

use axum::http::{StatusCode, header};
use domain::access::{Binding, Bound, Person, Role};
use domain::ids::PersonId;
use domain::query::FleetQuery;
use domain::workspace::WorkSpace;
use simulator::Simulator;

use crate::rows_csv::{console, refused};
use crate::world::{Answer, World, get_as, post_as};

/// Posts a form as a page without scripts does, and says where it leads.
async fn posted(world: &World, cookie: &str, path: &str, form: &str, from: &str) -> String {
    let mut request = post_as(cookie, path, form);
    request.headers_mut().insert(header::ACCEPT, "text/html".parse().unwrap());
    let from = format!("http://127.0.0.1:3000{from}");
    request.headers_mut().insert(header::REFERER, from.parse().unwrap());
    let answer = world.ask(request).await;
    assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.text);
    let to = answer.headers[header::LOCATION].to_str().unwrap();
    to.trim_start_matches("http://127.0.0.1:3000").trim_end_matches('?').to_owned()
}

/// A page, without the marks that a development build leaves between its parts.
async fn page(world: &World, cookie: &str, path: &str) -> Answer {
    let mut request = get_as(cookie, path);
    request.headers_mut().insert(header::ACCEPT, "text/html".parse().unwrap());
    let answer = world.ask(request).await;
    Answer { text: answer.text.replace("<!>", ""), ..answer }
}

async fn desks(world: &World, query: &str, count: usize) -> Vec<WorkSpace> {
    let binding = Binding::gives(Role::Owner, Bound::default());
    let owner = Person { id: PersonId::new("test:owner"), name: "Ann".into(), bindings: vec![binding] };
    let (query, _) = FleetQuery::read(query);
    let mut rows = backend::fleet::page(&world.site.backend, &owner, &query).await.unwrap().rows;
    assert!(rows.len() >= count, "only {} found", rows.len());
    rows.truncate(count);
    rows
}

/// A plan of an action, by the form that pages have: its address, and its digest.
async fn planned(world: &World, cookie: &str, action: &str, desks: &[WorkSpace]) -> (String, String) {
    let ticked = desks.iter().enumerate().map(|(n, one)| format!("selected[{n}]={}", one.key));
    let form = format!("action={action}&scope=these&{}", ticked.collect::<Vec<_>>().join("&"));
    let to = posted(world, cookie, "/api/plan/action", &form, "/fleet").await;
    let text = page(world, cookie, &to).await.text;
    let (_, after) = text.split_once("name=\"digest\" value=\"").unwrap_or_else(|| panic!("{text}"));
    (to, after.split('"').next().unwrap().to_owned())
}

fn asked(simulator: &Simulator) -> usize {
    let requests = simulator.requests();
    requests.iter().filter(|request| request.operation == "DescribeWorkspaceSnapshots").count()
}

/// The field's value, as the page has it.
fn value(text: &str, name: &str) -> Option<String> {
    let tag = text.split('<').find(|tag| tag.contains(&format!("name=\"{name}\"")))?;
    let (_, after) = tag.split_once("value=\"")?;
    after.split('"').next().map(str::to_owned)
}

#[tokio::test]
async fn a_refused_pace_comes_back_as_it_was_typed_with_its_errors() {
    let (world, ..) = console().await;
    let operator = world.sign_in("operator").await;
    let desks = desks(&world, "state=AVAILABLE&mode=AUTO_STOP", 2).await;
    let (plan, digest) = planned(&world, &operator, "stop", &desks).await;
    let id = plan.trim_start_matches("/plans/");
    let form = format!(
        "plan={id}&digest={digest}&draft=7&first=some&approve=on&stop_percent=5&from=22:00&to=05:00&zone=Europe/Berlin&share=30"
    );
    let to = posted(&world, &operator, "/api/plan/confirm", &form, &plan).await;
    assert_eq!(to, format!("{plan}?draft=7&typed=1"), "the way back to the form stays");
    let again = page(&world, &operator, &to).await.text;
    assert!(again.contains("A number of WorkSpaces, or a share such as 10 %."), "{again}");
    for (name, typed) in
        [("first", "some"), ("stop_percent", "5"), ("from", "22:00"), ("zone", "Europe/Berlin")]
    {
        assert_eq!(value(&again, name).as_deref(), Some(typed), "{name}");
    }
    assert_eq!(
        (value(&again, "share").as_deref(), value(&again, "draft").as_deref()),
        (Some("30"), Some("7"))
    );
    let approve = again.split('<').find(|tag| tag.contains("name=\"approve\"")).unwrap();
    assert!(approve.contains("checked"), "{approve}");
    let details = again.split('<').find(|tag| tag.contains("class=\"pace\"")).unwrap();
    assert!(details.contains(" open"), "what is wrong must be seen: {details}");
    // What only the backend can tell, and a world that has changed, come back the same way.
    let form = format!("plan={id}&digest={digest}&zone=Mars/Base");
    let to = posted(&world, &operator, "/api/plan/confirm", &form, &plan).await;
    assert!(page(&world, &operator, &to).await.text.contains("“Mars/Base” is not a time zone"), "{to}");
    let form = format!("plan={id}&digest=another&first=1");
    let to = posted(&world, &operator, "/api/plan/confirm", &form, &plan).await;
    let again = page(&world, &operator, &to).await.text;
    assert!(again.contains("The plan has changed since you looked."), "{again}");
    assert_eq!(value(&again, "first").as_deref(), Some("1"));
    // Somebody else's draft is not there; one that is gone costs what was typed alone.
    let gone = page(&world, &operator, &format!("{plan}?typed=99")).await.text;
    assert!(gone.contains("name=\"digest\""), "{gone}");
    // What can be used goes.
    let form = format!("plan={id}&digest={digest}&first=1");
    assert_eq!(posted(&world, &operator, "/api/plan/confirm", &form, &plan).await, "/jobs/1");
}

#[tokio::test]
async fn each_row_says_how_old_its_snapshot_is_and_only_a_post_asks_for_it() {
    let (world, simulator, _) = console().await;
    let operator = world.sign_in("operator").await;
    let desks = desks(&world, "state=STOPPED", 3).await;
    let (plan, _) = planned(&world, &operator, "rebuild", &desks).await;
    let id = plan.trim_start_matches("/plans/");
    let told = |text: &str| {
        text.matches("would be lost<").count() + text.matches("no snapshot: AWS will refuse<").count()
    };
    let text = page(&world, &operator, &format!("{plan}?look=true")).await.text;
    assert!(text.contains("Look up the next") && text.contains("Snapshots of 0 of 3"), "{text}");
    assert_eq!((told(&text), asked(&simulator)), (0, 0), "looking at a page asks for nothing");
    let answer = world.ask(get_as(&operator, &format!("/api/plan/snapshots?id={id}"))).await;
    assert_eq!((answer.status, asked(&simulator)), (StatusCode::OK, 0));
    for (known, most) in [(2, 2), (3, 3)] {
        let to = posted(&world, &operator, "/api/plan/look-up", &format!("id={id}"), &plan).await;
        assert_eq!(to, plan);
        let text = page(&world, &operator, &plan).await.text;
        assert_eq!((told(&text), asked(&simulator)), (known, most), "{text}");
    }
    assert!(page(&world, &operator, &plan).await.text.contains("Snapshots of all looked up"));
}

#[tokio::test]
async fn a_plan_calls_accounts_by_their_names() {
    let (world, _, scope) = console().await;
    let operator = world.sign_in("operator").await;
    let desks = desks(&world, "state=STOPPED", 1).await;
    let (plan, _) = planned(&world, &operator, "rebuild", &desks).await;
    let text = page(&world, &operator, &plan).await.text;
    assert!(text.contains(&format!("title=\"{}\">production</span>", scope.account)), "{text}");
}

#[tokio::test]
async fn what_is_tried_again_leads_back_and_forth() {
    let (world, simulator, scope) = console().await;
    let first = refused(&world, &simulator, &scope).await;
    simulator.clear_faults();
    let owner = world.sign_in("owner").await;
    let plan = posted(&world, &owner, "/api/jobs/retry", "id=1", "/jobs/1").await;
    let text = page(&world, &owner, &plan).await.text;
    let back = format!("Again: what ended badly in <a href=\"/jobs/{first}\">job {first}</a>");
    assert!(text.contains(&back), "{text}");
    let digest = value(&text, "digest").unwrap();
    let id = plan.trim_start_matches("/plans/");
    let form = format!("plan={id}&digest={digest}");
    let job = posted(&world, &owner, "/api/plan/confirm", &form, &plan).await;
    assert!(page(&world, &owner, &job).await.text.contains(&back), "the job that came of it");
    let text = page(&world, &owner, "/jobs/1").await.text;
    assert!(text.contains(&format!("Tried again in <a href=\"{job}\">job 2</a>")), "{text}");
    assert!(!text.contains("Again: what"), "{text}");
    // Whoever may see none of its rows sees none of it.
    let helper = world.sign_in("help-desk").await;
    assert!(!page(&world, &helper, "/jobs/1").await.text.contains("Tried again"));
}
