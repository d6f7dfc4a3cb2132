//! Who gets which file from a page, and what is in it?

use axum::http::{StatusCode, header};

use crate::rows_csv::{console, refused};
use crate::world::{World, get_as, post_as};

/// The plan that a form without scripts leads to.
async fn planned(world: &World, cookie: &str, form: &str) -> String {
    let mut request = post_as(cookie, "/api/plan/action", form);
    request.headers_mut().insert(header::ACCEPT, "text/html".parse().unwrap());
    request.headers_mut().insert(header::REFERER, "http://127.0.0.1:3000/fleet".parse().unwrap());
    let answer = world.ask(request).await;
    assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.text);
    answer.headers[header::LOCATION].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_plan_is_shown_as_commands_and_is_a_file_of_them() {
    let (world, _simulator, scope) = console().await;
    let owner = world.sign_in("owner").await;
    let plan = planned(&world, &owner, "action=terminate&scope=matching&query=state%3DSTOPPED").await;
    let page = world.ask(get_as(&owner, &plan)).await.text;
    assert!(page.contains("Show as AWS CLI commands") && page.contains("terminate-workspaces"), "{page}");
    assert!(page.contains(&format!("href=\"{plan}/commands.sh\"")), "{page}");
    assert!(page.contains(&format!("href=\"{plan}/rows.csv\"")), "{page}");

    let file = world.ask(get_as(&owner, &format!("{plan}/commands.sh"))).await;
    assert_eq!(
        (file.status, file.headers[header::CONTENT_TYPE].to_str().unwrap()),
        (StatusCode::OK, "text/plain; charset=utf-8")
    );
    assert!(file.headers[header::CONTENT_DISPOSITION].to_str().unwrap().ends_with(".sh\""));
    assert_eq!(file.headers[header::CACHE_CONTROL], "no-store");
    assert!(
        file.text.contains("\nset -eu\n") && file.text.contains("guards are not in this file"),
        "{}",
        file.text
    );
    let head = format!("# Account {}, region {}.\n", scope.account, scope.region);
    assert!(file.text.contains(&head), "{}", file.text);

    let rows = world.ask(get_as(&owner, &format!("{plan}/rows.csv"))).await;
    assert!(rows.text.starts_with("user,workspace,account,region,directory,state,verdict,why,steps\r\n"));
    let (all, told) = (rows.text.matches("will change").count(), file.text.matches("WorkspaceId").count());
    assert!(all > 25 && all == told, "{all} rows, {told} in commands");
    assert!(file.text.lines().filter(|line| line.starts_with("aws ")).count() == all.div_ceil(25));

    // A plan is its person's.
    let viewer = world.sign_in("viewer").await;
    for path in ["commands.sh", "rows.csv"] {
        let answer = world.ask(get_as(&viewer, &format!("{plan}/{path}"))).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.text);
        assert!(!answer.headers.contains_key(header::CONTENT_DISPOSITION));
    }
    world.site.backend.stop().await;
}

#[tokio::test]
async fn the_fleet_is_a_file_of_what_matches_for_those_who_see_it() {
    let (world, simulator, scope) = console().await;
    let (.., directory) = simulator::helpdesk_directory();
    let owner = world.sign_in("owner").await;
    let all = world.ask(get_as(&owner, "/fleet/rows.csv")).await;
    assert_eq!(
        (all.status, all.headers[header::CONTENT_TYPE].to_str().unwrap()),
        (StatusCode::OK, "text/csv; charset=utf-8")
    );
    let stopped = world.ask(get_as(&owner, "/fleet/rows.csv?state=STOPPED&size=25&after=x")).await;
    let lines = |text: &str| text.lines().count();
    assert!(lines(&stopped.text) > 26 && lines(&stopped.text) < lines(&all.text), "whole, and chosen");
    assert!(stopped.text.lines().skip(1).all(|line| line.contains(",STOPPED,")), "{}", stopped.text);

    let typo = world.ask(get_as(&owner, "/fleet/rows.csv?stat=STOPPED")).await;
    assert_eq!(typo.status, StatusCode::UNPROCESSABLE_ENTITY, "never all instead: {}", typo.text);

    let helper = world.sign_in("help-desk").await;
    let theirs = world.ask(get_as(&helper, "/fleet/rows.csv")).await;
    assert!(lines(&theirs.text) > 1 && lines(&theirs.text) < lines(&all.text));
    assert!(
        theirs.text.lines().skip(1).all(|line| line.contains(&format!(",{directory},"))),
        "{}",
        theirs.text
    );
    let page = world.ask(get_as(&owner, "/fleet?state=STOPPED&size=25")).await.text;
    assert!(page.contains("href=\"/fleet/rows.csv?state=STOPPED\""), "{page}");

    // The history of one that may not be seen is not there; nor is a job that touches nothing of theirs.
    let job = refused(&world, &simulator, &scope).await;
    let one = all.text.lines().find(|line| !line.contains(directory) && line.contains(",ws-")).unwrap();
    let id = one.split(',').find(|cell| cell.starts_with("ws-")).unwrap();
    let history = format!("/fleet/{scope}/{id}/history.csv");
    let told = world.ask(get_as(&owner, &history)).await;
    assert_eq!(
        (told.status, told.text.lines().next()),
        (StatusCode::OK, Some("at,field,before,after,job,by"))
    );
    assert_eq!(world.ask(get_as(&helper, &history)).await.status, StatusCode::NOT_FOUND);
    let jobs = world.ask(get_as(&owner, "/jobs/rows.csv")).await;
    assert!(jobs.text.contains(&format!("\n{job},start,Start 1 WorkSpace,ended,")), "{}", jobs.text);
    assert_eq!(lines(&world.ask(get_as(&helper, "/jobs/rows.csv")).await.text), 1);
    let page = world.ask(get_as(&owner, "/jobs")).await.text;
    assert!(page.contains("href=\"/jobs/rows.csv\""), "{page}");
    world.site.backend.stop().await;
}
