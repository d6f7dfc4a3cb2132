//! The change log: history of one WorkSpace, and hints for live pages.

use backend::live::News;
use domain::live::Hint;
use sqlx::SqlitePool;

use crate::estate::{Desk, NOW};
use crate::pages::put_job;
use crate::world::{owner, world};

/// A line of the log: what changed at this desk, by job 1 if there is one.
pub async fn put_line(pool: &SqlitePool, desk: &Desk, field: &str, old: Option<&str>, new: Option<&str>) {
    sqlx::query(
        "insert into change (at, kind, scope_id, directory_id, subject, field, old, new, job)
         values (?, 'workspace', ?, ?, ?, ?, ?, ?, (select min(id) from job))",
    )
    .bind(NOW)
    .bind(desk.scope_id)
    .bind(&desk.directory)
    .bind(&desk.id)
    .bind(field)
    .bind(old)
    .bind(new)
    .execute(pool)
    .await
    .unwrap();
}

/// A line of the log: the sync of a scope has moved.
pub async fn put_scope_line(pool: &SqlitePool, scope_id: i64) {
    sqlx::query(
        "insert into change (at, kind, scope_id, subject, field) values (?, 'scope', ?, '', 'sweep')",
    )
    .bind(NOW)
    .bind(scope_id)
    .execute(pool)
    .await
    .unwrap();
}

#[tokio::test]
async fn history_is_newest_first_and_outlives_the_workspace() {
    let world = world(50).await;
    let (desk, other) = (&world.desks[0], &world.desks[1]);
    let key = format!("{}/{}/{}", desk.account, desk.region, desk.id).parse().unwrap();
    assert_eq!(backend::history::of(&world.backend, &owner(), &key, None).await.unwrap(), []);
    put_line(&world.pool, desk, "address", None, Some("10.0.0.1")).await;
    put_job(&world.pool, desk, "done").await;
    for number in 0..120 {
        put_line(&world.pool, other, "state", None, Some("ERROR")).await;
        put_line(&world.pool, desk, "state", Some("STOPPED"), Some(&number.to_string())).await;
    }
    let newest = backend::history::of(&world.backend, &owner(), &key, None).await.unwrap();
    assert_eq!(newest.len(), 100);
    assert_eq!(newest[0].new.as_deref(), Some("119"));
    assert_eq!((newest[0].by.as_deref(), newest[0].job.unwrap().0), (Some("Olive"), 1));
    sqlx::query("delete from workspace where key = ?").bind(desk.key).execute(&world.pool).await.unwrap();
    let older = backend::history::of(&world.backend, &owner(), &key, Some(newest[99].seq)).await.unwrap();
    assert_eq!(older.len(), 21);
    assert_eq!((older[20].field.as_str(), &older[20].by), ("address", &None));
}

#[tokio::test]
async fn a_page_far_behind_starts_afresh() {
    let world = world(20).await;
    let person = owner();
    let since = |seq| backend::live::since(&world.backend, &person, seq);
    assert_eq!(since(0).await.unwrap(), News::Hint(Hint::default()));
    assert_eq!(since(5).await.unwrap(), News::Resync(0), "the log was restored to before this number");
    for _ in 0..1_000 {
        put_line(&world.pool, &world.desks[0], "state", None, Some("ERROR")).await;
    }
    let News::Hint(hint) = since(0).await.unwrap() else { panic!("1,000 lines are told") };
    assert_eq!((hint.seq, hint.workspaces.len()), (1_000, 1));
    put_scope_line(&world.pool, 1).await;
    assert_eq!(since(0).await.unwrap(), News::Resync(1_001));
    let News::Hint(hint) = since(1_000).await.unwrap() else { panic!("one line is told") };
    assert_eq!((hint.workspaces.len(), hint.scopes.len()), (0, 1));
    assert_eq!(backend::live::last(&world.backend).await.unwrap(), 1_001);
}
