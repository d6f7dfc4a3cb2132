//! The SQL of KMS keys.

use domain::fault::Fault;
use sqlx::SqliteConnection;

use super::super::store::Batch;
use super::Told;
use crate::db::{Db, FromDb};

/// Keys that WorkSpaces of the scope are encrypted with, those asked for longest ago first. Amazon's own cannot be
/// disabled, so nobody asks for it.
pub(super) async fn longest_unasked(db: &Db, scope_id: i64, limit: usize) -> Result<Vec<String>, Fault> {
    sqlx::query_scalar(
        "select w.encryption_key from workspace w
         left join kms_key k on k.scope_id = w.scope_id and k.key = w.encryption_key
         where w.scope_id = ? and w.encryption_key <> '' and w.encryption_key not like 'alias/aws/%'
            and w.encryption_key not like '%:alias/aws/%'
         group by w.encryption_key order by coalesce(max(k.as_of), 0), w.encryption_key limit ?",
    )
    .bind(scope_id)
    .bind(limit as i64)
    .fetch_all(db.read())
    .await
    .map_err(Fault::from_db)
}

/// Writes what was told; keys that no WorkSpace has any more go.
pub(super) async fn put(to: &mut SqliteConnection, batch: Batch<'_>, told: &[Told]) -> sqlx::Result<()> {
    for one in told {
        sqlx::query(
            "insert or replace into kms_key (scope_id, key, state, why, as_of) values (?, ?, ?, ?, ?)",
        )
        .bind(batch.scope_id)
        .bind(&one.key)
        .bind(&one.state)
        .bind(&one.why)
        .bind(batch.now.0)
        .execute(&mut *to)
        .await?;
    }
    let gone = sqlx::query(
        "delete from kms_key where scope_id = ?1
            and key not in (select encryption_key from workspace where scope_id = ?1 and encryption_key is not null)",
    );
    gone.bind(batch.scope_id).execute(&mut *to).await?;
    Ok(())
}
