//! The SQL that reads the change log of one WorkSpace or other resource.

use domain::access::Reach;
use domain::at::At;
use domain::fault::Fault;
use domain::history::Change;
use domain::ids::{JobId, ScopeKey};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::access::{Rows, push_reach, push_scope_reach};
use crate::db::{Db, FromDb};

/// Lines that are shown at once.
const LINES: i64 = 100;

/// Whose lines: the log's word for its kind, where it is, and its id.
pub(super) struct Subject<'a> {
    pub(super) kind: &'static str,
    pub(super) scope: &'a ScopeKey,
    pub(super) id: &'a str,
}

/// Lines within reach, newest first. A line keeps the directory it was written in, so a WorkSpace that has gone keeps
/// its history.
pub(super) async fn lines(
    db: &Db,
    reach: &Reach<'_>,
    subject: Subject<'_>,
    before: i64,
) -> Result<Vec<Change>, Fault> {
    let mut find = QueryBuilder::<Sqlite>::new(
        "select h.*, j.person_name from scope v join change h on h.scope_id = v.id and h.kind = ",
    );
    find.push_bind(subject.kind)
        .push(" left join job j on j.id = h.job where v.watched = 1 and v.account = ");
    find.push_bind(subject.scope.account.as_str().to_owned());
    find.push(" and v.region = ").push_bind(subject.scope.region.as_str().to_owned());
    // What changes all the time is told to live pages, and is no history.
    find.push(" and h.field <> 'now' and h.subject = ").push_bind(subject.id.to_owned());
    find.push(" and h.seq < ").push_bind(before);
    // What belongs to an account and region as a whole is seen by whoever sees anything there.
    find.push(" and case when h.directory_id is null then ");
    push_scope_reach(&mut find, reach, "v");
    find.push(" else exists (select 1 from (select v.account, v.region, h.directory_id, h.scope_id, h.subject as workspace_id) place where ");
    let rows = if subject.kind == "workspace" { Rows::AboutWorkspaces } else { Rows::Others };
    push_reach(&mut find, reach, "place", rows);
    find.push(") end order by h.seq desc limit ").push_bind(LINES);
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
