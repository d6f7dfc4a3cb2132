//! Pages follow each other without loss and without a row twice, in every order, forwards and back.

use domain::access::Right;
use domain::fault::FaultKind;
use domain::jobs::Wish;
use domain::query::{Column, FleetQuery, Sort};
use domain::words::State;
use domain::workspace::WorkSpace;

use crate::estate::{Desk, NOW};
use crate::world::{owner, query, world};

fn place(desk: &Desk, column: Column) -> (String, i64) {
    let text = match column {
        Column::User => &desk.folded,
        Column::Computer => &desk.computer,
        Column::Id => &desk.id,
        Column::State => &desk.state,
        Column::Connection => &desk.connection,
        Column::LastActive => return (String::new(), desk.last_active),
        Column::Mode => &desk.mode,
        Column::Bundle => &desk.bundle,
        Column::Compute => &desk.compute,
        Column::Protocol => &desk.protocol,
        Column::Region => &desk.region,
        Column::Account => &desk.account,
        Column::Directory => &desk.directory,
    };
    (text.clone(), 0)
}

#[tokio::test]
async fn every_order_walks_the_whole_set_both_ways() {
    let world = world(600).await;
    let desk = |row: &WorkSpace| world.desks.iter().find(|desk| desk.id == row.key.id.as_str()).unwrap();
    for column in Column::all() {
        for descending in [false, true] {
            for filter in ["", "state=STOPPED&state=ERROR"] {
                let query = FleetQuery { sort: Sort { column, descending }, size: Some(50), ..query(filter) };
                let pages = world.walk(&owner(), &query).await;
                let places: Vec<_> =
                    pages.iter().flat_map(|page| &page.rows).map(|row| place(desk(row), column)).collect();
                let right_way = |pair: &[_]| if descending { pair[0] >= pair[1] } else { pair[0] <= pair[1] };
                assert!(places.windows(2).all(right_way), "{column:?} {descending}");

                let mut ids: Vec<_> =
                    pages.iter().flat_map(|page| &page.rows).map(|row| row.key.clone()).collect();
                let count = ids.len();
                ids.sort();
                ids.dedup();
                assert_eq!(ids.len(), count, "a row twice: {column:?} {descending}");
                let expected = world.desks.iter().filter(|desk| crate::brute::matches(desk, &query, None));
                assert_eq!(count, expected.count(), "{column:?} {descending}");

                // Back again: the same pages.
                let mut at = pages.len() - 1;
                while let Some(previous) = &pages[at].previous {
                    let before = query.page_before(previous);
                    let back = backend::fleet::page(&world.backend, &owner(), &before).await.unwrap();
                    at -= 1;
                    assert_eq!(back, pages[at], "{column:?} {descending}");
                }
                assert_eq!(at, 0);
            }
        }
    }
}

#[tokio::test]
async fn a_page_outlives_the_rows_around_it() {
    let world = world(60).await;
    let query = query("size=25");
    let pages = world.walk(&owner(), &query).await;
    assert_eq!(pages.len(), 3);
    sqlx::query("delete from workspace where id = ?")
        .bind(pages[0].rows[24].key.id.as_str())
        .execute(&world.pool)
        .await
        .unwrap();
    let next = query.page_after(pages[0].next.as_ref().unwrap());
    let second = backend::fleet::page(&world.backend, &owner(), &next).await.unwrap();
    assert_eq!(second.rows, pages[1].rows);
    // Only 24 are left before it: then it is the first page, whole.
    let back = query.page_before(second.previous.as_ref().unwrap());
    let first = backend::fleet::page(&world.backend, &owner(), &back).await.unwrap();
    assert_eq!((first.rows.len(), &first.previous), (25, &None));
    assert_eq!(first.rows[24], second.rows[0]);
    // All gone after it: an empty page still knows the way back.
    let last = query.page_after(pages[1].next.as_ref().unwrap());
    for row in &pages[2].rows {
        let gone = sqlx::query("delete from workspace where id = ?").bind(row.key.id.as_str());
        gone.execute(&world.pool).await.unwrap();
    }
    let empty = backend::fleet::page(&world.backend, &owner(), &last).await.unwrap();
    assert!(empty.rows.is_empty() && empty.next.is_none());
    let back = query.page_before(&empty.previous.unwrap());
    assert_eq!(backend::fleet::page(&world.backend, &owner(), &back).await.unwrap().rows.len(), 25);
}

#[tokio::test]
async fn a_cursor_that_is_none_is_said() {
    let world = world(60).await;
    let by_user = world.walk(&owner(), &query("size=25")).await[0].next.clone().unwrap();
    let other_order = query("sort=-user").page_after(&by_user);
    let mut faults = vec![backend::fleet::page(&world.backend, &owner(), &other_order).await];
    for garbage in ["", "x", "00", "7b7d", "' or 1=1 --", "ÿ"] {
        faults.push(backend::fleet::page(&world.backend, &owner(), &query("").page_after(garbage)).await);
        let before = query("sort=state").page_before(garbage);
        faults.push(backend::fleet::page(&world.backend, &owner(), &before).await);
    }
    for fault in faults {
        let fault = fault.unwrap_err();
        assert_eq!(fault.kind, FaultKind::Invalid);
        assert!(fault.at("after").chain(fault.at("before")).any(|words| words.contains("first page")));
    }
}

#[tokio::test]
async fn a_row_says_all_that_is_known() {
    let world = world(1_000).await;
    let desk = world.desks.iter().find(|desk| desk.tags.len() == 2 && desk.state == "HIBERNATING").unwrap();
    let scope = format!("{}/{}", desk.account, desk.region);
    let related =
        format!(r#"[{{"key":"{scope}/ws-other","kind":"STANDBY","state":"DREAMING"}},{{"key":"bad"}}]"#);
    sqlx::query("update workspace set related = ? where key = ?")
        .bind(related.replace(r#",{"key":"bad"}"#, ""))
        .bind(desk.key)
        .execute(&world.pool)
        .await
        .unwrap();
    put_job(&world.pool, desk, "settling").await;
    let key = format!("{scope}/{}", desk.id).parse().unwrap();
    let row = backend::fleet::one(&world.backend, &owner(), &key).await.unwrap();
    assert_eq!(row.state, State::Other("HIBERNATING".to_owned()));
    assert_eq!(row.account_name, format!("Account {}", &desk.account[..1]));
    assert_eq!(row.tags.as_ref().unwrap().len(), 2);
    assert_eq!(row.tags.unwrap()[1].value, "Design & Print");
    assert_eq!(row.related[0].state, State::Other("DREAMING".to_owned()));
    assert_eq!(row.job.unwrap().0, 1);
    let pending = world.desks.iter().find(|desk| desk.state == "PENDING").unwrap();
    let key = format!("{}/{}/{}", pending.account, pending.region, pending.id).parse().unwrap();
    let row = backend::fleet::one(&world.backend, &owner(), &key).await.unwrap();
    assert_eq!((row.computer, row.connection), (None, None));
    assert!(row.job.is_none() && owner().holds(Right::Read));
}

/// A job with one row for the desk, its step in this state.
pub async fn put_job(pool: &sqlx::SqlitePool, desk: &Desk, state: &str) {
    let wish = Wish::Act {
        key: format!("{}/{}/{}", desk.account, desk.region, desk.id).parse().unwrap(),
        directory: desk.directory.clone(),
        user: desk.user.clone(),
    };
    let mut change = pool.begin().await.unwrap();
    let job: i64 = sqlx::query_scalar(
        "insert into job (kind, person_id, person_name, at) values ('stop', 'p', 'Olive', ?) returning id",
    )
    .bind(NOW)
    .fetch_one(&mut *change)
    .await
    .unwrap();
    sqlx::query("insert into wave (id, job, n) values (?1, ?1, 1)")
        .bind(job)
        .execute(&mut *change)
        .await
        .unwrap();
    sqlx::query(
        "insert into job_row (id, job, wave, n, scope_id, directory_id, label, workspace_id, wish)
         values (?1, ?1, ?1, 1, ?2, ?3, ?4, ?5, ?6)",
    )
    .bind(job)
    .bind(desk.scope_id)
    .bind(&desk.directory)
    .bind(&desk.user)
    .bind(&desk.id)
    .bind(serde_json::to_string(&wish).unwrap())
    .execute(&mut *change)
    .await
    .unwrap();
    sqlx::query("insert into step (row, n, state, earliest, moved_at) values (?, 1, ?, 0, ?)")
        .bind(job)
        .bind(state)
        .bind(NOW)
        .execute(&mut *change)
        .await
        .unwrap();
    change.commit().await.unwrap();
}
