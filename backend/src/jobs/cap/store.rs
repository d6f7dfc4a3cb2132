//! The SQL of what a person has under way.

use domain::access::Person;
use sqlx::SqliteConnection;

/// How many rows of this person's have no end yet: those of other jobs, and those of this one. Jobs that have ended are
/// never looked at, so this costs what is under way, and not what has ever been.
pub(super) async fn under_way(
    within: &mut SqliteConnection,
    person: &Person,
    job: i64,
) -> sqlx::Result<(i64, i64)> {
    sqlx::query_as(
        "select coalesce(sum(j.id <> ?1), 0), coalesce(sum(j.id = ?1), 0)
         from job j indexed by job_open cross join job_row r on r.job = j.id
         join step s on s.row = r.id and s.n = r.at
         where j.ended is null and j.person_id = ?2
            and s.state in ('planned', 'ready', 'sending', 'sent', 'settling', 'unknown')",
    )
    .bind(job)
    .bind(person.id.as_str())
    .fetch_one(within)
    .await
}
