//! The SQL of pairs.

use sqlx::SqliteConnection;

/// Makes the pairs of a WorkSpace what its row says.
pub(in crate::sync) async fn keep(to: &mut SqliteConnection, scope_id: i64, id: &str) -> sqlx::Result<()> {
    sqlx::query(
        "delete from pair where workspace = (select key from workspace where scope_id = ? and id = ?)",
    )
    .bind(scope_id)
    .bind(id)
    .execute(&mut *to)
    .await?;
    sqlx::query(
        "insert or replace into pair (workspace, kind, region, id, state, replication, recovered)
         select w.key, o.value ->> 'kind', o.value ->> 'region', o.value ->> 'id', o.value ->> 'state',
            coalesce(o.value ->> 'replication', ''), o.value ->> 'recovered'
         from workspace w, json_each(w.related) o where w.scope_id = ? and w.id = ?",
    )
    .bind(scope_id)
    .bind(id)
    .execute(to)
    .await?;
    Ok(())
}
