//! The SQL that reads the change log of one WorkSpace.

use domain::access::Bound;
use domain::at::At;
use domain::fault::Fault;
use domain::history::Change;
use domain::ids::{JobId, WorkspaceKey};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::access::push_reach;
use crate::db::{Db, FromDb};

/// Lines that are shown at once.
const LINES: i64 = 100;

/// Lines within reach, newest first. A line keeps the directory it was written in, so a WorkSpace that has gone keeps
/// its history.
pub(super) async fn lines(
    db: &Db,
    reach: &[&Bound],
    key: &WorkspaceKey,
    before: i64,
) -> Result<Vec<Change>, Fault> {
    let mut find = QueryBuilder::<Sqlite>::new(
        "select h.*, j.person_name from scope v join change h on h.kind = 'workspace' and h.scope_id = v.id
         left join job j on j.id = h.job where v.watched = 1 and v.account = ",
    );
    find.push_bind(key.scope.account.as_str().to_owned());
    find.push(" and v.region = ").push_bind(key.scope.region.as_str().to_owned());
    find.push(" and h.subject = ").push_bind(key.id.as_str().to_owned());
    find.push(" and h.seq < ").push_bind(before);
    find.push(" and exists (select 1 from (select v.account, v.region, h.directory_id) place where ");
    push_reach(&mut find, reach, "place");
    find.push(") order by h.seq desc limit ").push_bind(LINES);
    let rows = find.build().fetch_all(db.read()).await.map_err(Fault::from_db)?;
    rows.iter().map(|row| change(row).map_err(Fault::from_db)).collect()
}

fn change(row: &SqliteRow) -> Result<Change, sqlx::Error> {
    Ok(Change {
        seq: row.try_get("seq")?,
        at: At(row.try_get("at")?),
        field: row.try_get("field")?,
        old: row.try_get("old")?,
        new: row.try_get("new")?,
        job: row.try_get::<Option<i64>, _>("job")?.map(JobId),
        by: row.try_get("person_name")?,
    })
}
