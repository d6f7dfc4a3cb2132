//! The SQL of the first page.

use domain::access::{Bound, Reach};
use domain::at::At;
use domain::credentials::Lack;
use domain::estate::{Health, ScopeStatus};
use domain::fault::{AwsWords, Fault};
use domain::ids::{AccountId, Region, ScopeKey};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::access::{Rows, push_reach, push_scope_reach};
use crate::db::{Db, FromDb};
use crate::fleet::Cells;

/// WorkSpaces of an account × region that are alike.
pub(super) struct Group {
    pub(super) account: String,
    pub(super) region: String,
    pub(super) state: String,
    pub(super) protocol: String,
    pub(super) count: i64,
    /// How many of them nobody was connected to since the moment asked for; never counts as not.
    pub(super) unused: i64,
}

/// All WorkSpaces within reach, in groups.
pub(super) async fn groups(db: &Db, reach: &Reach<'_>, unused_since: At) -> Result<Vec<Group>, Fault> {
    let cells = Cells::within(reach);
    let mut count = QueryBuilder::<Sqlite>::new("select c.account, c.region, c.state, c.protocol, ");
    cells.push_count(&mut count);
    count.push(", ");
    cells.push_count_if(&mut count, |to| {
        to.push("w.last_active > 0 and w.last_active < ").push_bind(unused_since.0);
    });
    cells.push_from(&mut count);
    count.push(" group by c.account, c.region, c.state, c.protocol");
    let rows = count.build().fetch_all(db.read()).await.map_err(Fault::from_db)?;
    let group = |row: &SqliteRow| {
        Ok(Group {
            account: row.try_get(0)?,
            region: row.try_get(1)?,
            state: row.try_get(2)?,
            protocol: row.try_get(3)?,
            count: row.try_get(4)?,
            unused: row.try_get(5)?,
        })
    };
    rows.iter().map(|row| group(row).map_err(Fault::from_db)).collect()
}

/// How many are in each of these states since before the moment that goes with it.
pub(super) async fn since_before(
    db: &Db,
    reach: &Reach<'_>,
    limits: &[(String, At)],
) -> Result<Vec<(String, i64)>, Fault> {
    // One that we never saw in another state has been in this one at least since we know of it.
    let mut count = QueryBuilder::<Sqlite>::new(
        "select w.state, count(*) from workspace w indexed by workspace_state
         where w.scope_id in (select id from scope where watched = 1)
           and coalesce(w.state_since, w.first_seen) < case w.state",
    );
    for (state, before) in limits {
        count.push(" when ").push_bind(state.clone()).push(" then ").push_bind(before.0);
    }
    count.push(" end and w.state in (");
    let mut states = count.separated(", ");
    for (state, _) in limits {
        states.push_bind(state.clone());
    }
    count.push(") and ");
    push_reach(&mut count, reach, "w", Rows::Workspaces);
    count.push(" group by w.state");
    count.build_query_as().fetch_all(db.read()).await.map_err(Fault::from_db)
}

/// Rows of jobs that ended badly since then, in each of the two ways: the state, how many, and the job when it is one.
pub(super) async fn bad_ends(
    db: &Db,
    reach: &Reach<'_>,
    since: At,
) -> Result<Vec<(String, i64, Option<i64>)>, Fault> {
    let mut count = QueryBuilder::<Sqlite>::new(
        "select v.state, count(*), iif(min(v.job) = max(v.job), min(v.job), null)
         from (select s.state, s.moved_at, r.job, r.scope_id, r.workspace_id, r.directory_id, c.account, c.region
               from step s join job_row r on r.id = s.row join scope c on c.id = r.scope_id
               where s.state in ('failed', 'needs_person')) v
         where v.moved_at >= ",
    );
    count.push_bind(since.0).push(" and ");
    push_reach(&mut count, reach, "v", Rows::AboutWorkspaces);
    count.push(" group by v.state");
    count.build_query_as().fetch_all(db.read()).await.map_err(Fault::from_db)
}

/// How the sync of each scope stands that reach touches; without what the gateway counts.
pub(super) async fn scopes(db: &Db, reach: &Reach<'_>) -> Result<Vec<ScopeStatus>, Fault> {
    let cells = Cells::within(reach);
    let mut find = QueryBuilder::<Sqlite>::new(
        "select c.*, coalesce(k.known, 0) as known from scope c left join (select c.scope_id, ",
    );
    cells.push_count(&mut find);
    find.push(" as known");
    cells.push_from(&mut find);
    find.push(" group by c.scope_id) k on k.scope_id = c.id where c.watched = 1 and ");
    push_scope_reach(&mut find, reach, "c");
    find.push(" order by c.account_name, c.account, c.region");
    let rows = find.build().fetch_all(db.read()).await.map_err(Fault::from_db)?;
    rows.iter().map(|row| status(row, reach).map_err(Fault::from_db)).collect()
}

/// Whether the reach holds all of the account × region.
pub(crate) fn holds_all(reach: &Reach<'_>, key: &ScopeKey) -> bool {
    let touches = |bound: &Bound| {
        bound.account.as_ref().is_none_or(|account| *account == key.account)
            && bound.region.as_ref().is_none_or(|region| *region == key.region)
    };
    reach.within.iter().any(|bound| bound.directory.is_none() && bound.tag.is_none() && touches(bound))
        && !reach.without.iter().any(|bound| touches(bound))
}

fn status(row: &SqliteRow, reach: &Reach<'_>) -> Result<ScopeStatus, sqlx::Error> {
    let key = ScopeKey {
        account: AccountId::new(row.try_get::<String, _>("account")?),
        region: Region::new(row.try_get::<String, _>("region")?),
    };
    let known = row.try_get("known")?;
    let whole = holds_all(reach, &key);
    // The progress of a sweep counts everybody's: whoever sees one directory sees no more than what is known of it.
    let sweeping = row.try_get::<Option<i64>, _>("sweeping")?.map(|read| if whole { read } else { known });
    let code: Option<String> = row.try_get("error_code")?;
    let message: Option<String> = row.try_get("error_message")?;
    let request_id = row.try_get("error_request")?;
    Ok(ScopeStatus {
        key,
        account_name: row.try_get("account_name")?,
        health: match row.try_get("health")? {
            "good" => Health::Good,
            "denied" => Health::Denied,
            "failing" => Health::Failing,
            other => Lack::from_slug(other).map_or(Health::Waiting, Health::Lacking),
        },
        as_of: row.try_get::<Option<i64>, _>("swept_at")?.map(At),
        sweeping,
        known,
        calls: 0,
        throttles: 0,
        next_try: None,
        error: code.map(|code| AwsWords { code, message: message.unwrap_or_default(), request_id }),
    })
}
