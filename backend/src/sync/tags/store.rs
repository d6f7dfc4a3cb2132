//! The SQL of tags: only what differs is written, and each difference is a line of the log.

use std::collections::BTreeMap;

use domain::fault::Fault;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use super::super::aws::{Facts, Tagged};
use super::super::store::{Batch, log_line};
use crate::db::{Db, FromDb};

/// What is known of one WorkSpace's tags.
struct Known {
    key: i64,
    facts: Facts,
    tags: BTreeMap<String, String>,
}

/// Makes the tags of these WorkSpaces what AWS says; those that are not in the inventory are passed over.
pub(super) async fn put(to: &mut SqliteConnection, batch: Batch<'_>, all: &[Tagged]) -> sqlx::Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    let known = known(to, batch, all).await?;
    for (id, tags) in all {
        let Some(known) = known.get(id) else { continue };
        let tags: BTreeMap<String, String> = tags.iter().cloned().collect();
        if tags != known.tags {
            replace(to, batch, known, &tags).await?;
        }
    }
    let mut read = QueryBuilder::<Sqlite>::new("update workspace set tags_read = ");
    read.push_bind(batch.now.0).push(" where key in (");
    let mut keys = read.separated(", ");
    known.values().for_each(|known| {
        keys.push_bind(known.key);
    });
    read.push(")");
    read.build().execute(to).await?;
    Ok(())
}

async fn known(
    to: &mut SqliteConnection,
    batch: Batch<'_>,
    all: &[Tagged],
) -> sqlx::Result<BTreeMap<String, Known>> {
    let mut find = QueryBuilder::<Sqlite>::new(
        "select w.id, w.key, w.directory_id, t.key, t.value from workspace w left join tag t on t.workspace = w.key
         where w.scope_id = ",
    );
    find.push_bind(batch.scope_id).push(" and w.id in (");
    let mut ids = find.separated(", ");
    all.iter().for_each(|(id, _)| {
        ids.push_bind(id);
    });
    find.push(")");
    type Row = (String, i64, String, Option<String>, Option<String>);
    let rows: Vec<Row> = find.build_query_as().fetch_all(to).await?;
    let mut known = BTreeMap::new();
    for (id, key, directory_id, name, value) in rows {
        let facts = Facts { id: id.clone(), directory_id, ..Facts::default() };
        let one = known.entry(id).or_insert(Known { key, facts, tags: BTreeMap::new() });
        one.tags.extend(name.zip(value));
    }
    Ok(known)
}

async fn replace(
    to: &mut SqliteConnection,
    batch: Batch<'_>,
    known: &Known,
    tags: &BTreeMap<String, String>,
) -> sqlx::Result<()> {
    sqlx::query("delete from tag where workspace = ?").bind(known.key).execute(&mut *to).await?;
    for (name, value) in tags {
        let put = sqlx::query("insert into tag (workspace, key, value) values (?, ?, ?)");
        put.bind(known.key).bind(name).bind(value).execute(&mut *to).await?;
    }
    if !batch.log_new {
        return Ok(());
    }
    let names = known.tags.keys().chain(tags.keys().filter(|name| !known.tags.contains_key(*name)));
    for name in names {
        let (old, new) = (known.tags.get(name), tags.get(name));
        if old != new {
            let field = format!("tag {name}");
            log_line(to, batch, &known.facts, &field, old.map(String::as_str), new.map(String::as_str))
                .await?;
        }
    }
    Ok(())
}

/// After all pages of tags: what was in none of them has no tags (any more).
pub(super) async fn clear_unread(to: &mut SqliteConnection, batch: Batch<'_>) -> sqlx::Result<()> {
    let unread = "scope_id = ?1 and coalesce(tags_read, 0) < ?2";
    let tagged = format!(
        "select id from workspace w where {unread} and exists (select 1 from tag where workspace = w.key)"
    );
    let lost: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(tagged))
        .bind(batch.scope_id)
        .bind(batch.now.0)
        .fetch_all(&mut *to)
        .await?;
    let lost: Vec<Tagged> = lost.into_iter().map(|id| (id, Vec::new())).collect();
    for some in lost.chunks(100) {
        put(to, batch, some).await?;
    }
    let mark = format!("update workspace set tags_read = ?2 where {unread}");
    sqlx::query(sqlx::AssertSqlSafe(mark)).bind(batch.scope_id).bind(batch.now.0).execute(to).await?;
    Ok(())
}

/// Ids whose tags were read longest ago, or never.
pub(super) async fn stalest(db: &Db, scope_id: i64, limit: usize) -> Result<Vec<String>, Fault> {
    sqlx::query_scalar(
        "select id from workspace where scope_id = ? order by coalesce(tags_read, 0), key limit ?",
    )
    .bind(scope_id)
    .bind(limit as i64)
    .fetch_all(db.read())
    .await
    .map_err(Fault::from_db)
}
