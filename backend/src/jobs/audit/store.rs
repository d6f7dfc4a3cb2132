//! The SQL of the audit: it is only ever added to.

use sqlx::SqliteConnection;

use super::Entry;

/// Adds entries to the end of the chain.
pub(in crate::jobs) async fn add(to: &mut SqliteConnection, entries: &[Entry<'_>]) -> sqlx::Result<()> {
    let last: Option<String> = sqlx::query_scalar("select hash from audit order by seq desc limit 1")
        .fetch_optional(&mut *to)
        .await?;
    let mut previous = last.unwrap_or_default();
    for entry in entries {
        let hash = entry.hash(&previous);
        sqlx::query(
            "insert into audit (at, person_id, job, row, phase, what, previous, hash) values (?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(entry.at.0)
        .bind(entry.person_id)
        .bind(entry.job)
        .bind(entry.row)
        .bind(entry.phase)
        .bind(entry.what)
        .bind(&previous)
        .bind(&hash)
        .execute(&mut *to)
        .await?;
        previous = hash;
    }
    Ok(())
}
