//! The jobs of one WorkSpace: every row that was about it, whatever became of it, page by page, as far as one may see.

use std::collections::BTreeSet;

use backend::jobs;
use domain::fault::FaultKind;
use domain::ids::WorkspaceKey;
use domain::jobs::StepState;
use sqlx::SqlitePool;

use crate::estate::Desk;
use crate::pages::put_job;
use crate::world::{help_desk, owner, world};

const MINE: &str = "d-1b00000000";

fn key(desk: &Desk) -> WorkspaceKey {
    format!("{}/{}/{}", desk.account, desk.region, desk.id).parse().unwrap()
}

async fn ended(pool: &SqlitePool, job: i64, outcome: Option<&str>, code: Option<&str>) {
    let update = "update step set outcome = ?, code = ?, message = 'no' where row = ?";
    sqlx::query(update).bind(outcome).bind(code).bind(job).execute(pool).await.unwrap();
}

#[tokio::test]
async fn what_was_refused_skipped_or_cancelled_is_listed_like_what_was_done() {
    let world = world(400).await;
    let [desk, other] = [0, 1].map(|at| &world.desks[at]);
    let states = ["done", "failed", "skipped", "cancelled", "ready"];
    for state in states {
        put_job(&world.pool, desk, state).await;
        put_job(&world.pool, other, state).await;
    }
    ended(&world.pool, 3, None, Some("OperationNotSupportedException")).await;
    ended(&world.pool, 5, Some("job 3 is changing it"), None).await;
    let page = jobs::of_workspace(&world.backend, &owner(), &key(desk), None).await.unwrap();
    let found: Vec<_> = page.rows.iter().map(|row| (row.id.0, row.state.slug())).collect();
    assert_eq!(found, [(9, "ready"), (7, "cancelled"), (5, "skipped"), (3, "failed"), (1, "done")]);
    assert_eq!(page.next, None);
    let [_, _, skipped, failed, _] = &page.rows[..] else { panic!("{page:?}") };
    assert_eq!(skipped.outcome.as_deref(), Some("job 3 is changing it"));
    let aws = failed.aws.as_ref().unwrap();
    assert_eq!((aws.code.as_str(), aws.message.as_str()), ("OperationNotSupportedException", "no"));
    assert!(
        page.rows.iter().all(|row| row.by == "Olive" && row.kind.is_some_and(|kind| kind.slug() == "stop"))
    );
}

#[tokio::test]
async fn pages_follow_each_other_without_a_row_lost_or_twice() {
    let world = world(400).await;
    let desk = &world.desks[0];
    for _ in 0..120 {
        put_job(&world.pool, desk, "done").await;
    }
    let (mut ids, mut sizes, mut before) = (Vec::new(), Vec::new(), None);
    loop {
        let page = jobs::of_workspace(&world.backend, &owner(), &key(desk), before).await.unwrap();
        sizes.push(page.rows.len());
        ids.extend(page.rows.into_iter().map(|row| row.id.0));
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(sizes, [50, 50, 20]);
    assert_eq!(ids, (1..=120).rev().collect::<Vec<_>>(), "newest first");
}

#[tokio::test]
async fn nobody_is_shown_the_jobs_of_one_that_they_may_not_see() {
    let world = world(400).await;
    let mine = world.desks.iter().find(|desk| desk.directory == MINE).unwrap();
    let other = world.desks.iter().find(|desk| desk.directory != MINE).unwrap();
    for desk in [mine, other] {
        put_job(&world.pool, desk, "done").await;
    }
    let helper = help_desk(MINE);
    let own = jobs::of_workspace(&world.backend, &helper, &key(mine), None).await.unwrap();
    assert_eq!(own.rows.iter().map(|row| row.state).collect::<BTreeSet<_>>(), [StepState::Done].into());
    let refused = jobs::of_workspace(&world.backend, &helper, &key(other), None).await.unwrap_err();
    let nobodys = "111122223333/eu-west-1/ws-nothing".parse().unwrap();
    let absent = jobs::of_workspace(&world.backend, &helper, &nobodys, None).await.unwrap_err();
    assert_eq!(refused.kind, FaultKind::NotFound);
    assert_eq!(refused, absent, "it reads like one that is not there");
    // A row keeps the directory it was in: one that has gone keeps its jobs for whoever could see it.
    sqlx::query("delete from workspace where id = ?").bind(&mine.id).execute(&world.pool).await.unwrap();
    let gone = jobs::of_workspace(&world.backend, &helper, &key(mine), None).await.unwrap();
    assert_eq!(gone, own);
}
