//! The SQL of coverage.

use domain::access::Reach;
use domain::at::At;
use domain::fault::Fault;
use domain::ids::{AccountId, Region, ScopeKey};
use domain::resilience::{Cover, NO_COMPUTES, RegionPair, SYSTEMS};
use domain::workspace::UNDEFINED_USER;
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::access::{Rows, push_reach};
use crate::db::{Db, FromDb};

/// Adds the condition that AWS would make a standby of a row `w` of `workspace`, whose state and pairs are another matter
/// (`domain::resilience::suits`). What is not known is no obstacle.
pub(crate) fn push_suits(to: &mut QueryBuilder<Sqlite>) {
    to.push("(w.user_name <> ").push_bind(UNDEFINED_USER).push(" and ");
    push_suits_named(to);
    to.push(")");
}

/// The part of it that is the same for all with one compute type and one operating system.
fn push_suits_named(to: &mut QueryBuilder<Sqlite>) {
    to.push("(w.operating_system is null or w.operating_system glob ")
        .push_bind(format!("{SYSTEMS}*"))
        .push(")");
    for compute in NO_COMPUTES {
        to.push(" and w.compute not glob ").push_bind(format!("{compute}*"));
    }
}

/// Each account and region with WorkSpaces that are no standbys, and the pairs that it has. All are counted as if none had
/// another end, and then the few that have one are looked at.
pub(super) async fn covers(db: &Db, reach: &Reach<'_>) -> Result<Vec<Cover>, Fault> {
    let mut count = QueryBuilder::<Sqlite>::new(
        "select c.account, c.region, c.account_name, sum(v.covered) as covered,
            sum(v.suit) as missing, sum(v.others - v.suit) as unfit
         from (select w.scope_id, 0 as covered, sum(w.others) as others, sum(iif(",
    );
    push_suits_named(&mut count);
    count.push(
        ", w.named, 0)) as suit
           from (select w.scope_id, w.compute, w.operating_system, count(*) as others, count(*) filter (where w.user_name <> ",
    );
    count.push_bind(UNDEFINED_USER);
    count.push(") as named from workspace w indexed by workspace_resilience where ");
    push_reach(&mut count, reach, "w", Rows::Workspaces);
    // In the index's own order, so that nothing is sorted.
    count.push(
        " group by w.account, w.region, w.directory_id, w.scope_id, w.compute, w.operating_system) w
          group by w.scope_id
          union all
          select w.scope_id, sum(not p.is_standby), -count(*), -sum(",
    );
    push_suits(&mut count);
    count.push(
        ") from (select workspace, max(kind = 'PRIMARY') as is_standby from pair group by workspace) p
            join workspace w on w.key = p.workspace where ",
    );
    push_reach(&mut count, reach, "w", Rows::Workspaces);
    count.push(
        " group by w.scope_id) v join scope c on c.id = v.scope_id where c.watched = 1 group by c.id
         having covered + missing + unfit > 0 order by c.account_name, c.account, c.region",
    );
    let rows = count.build().fetch_all(db.read()).await.map_err(Fault::from_db)?;
    let mut covers: Vec<Cover> = rows.iter().map(cover).collect::<Result<_, _>>().map_err(Fault::from_db)?;
    for (scope, pair) in pairs(db, reach).await? {
        if let Some(cover) = covers.iter_mut().find(|cover| cover.scope == scope) {
            cover.pairs.push(pair);
        }
    }
    Ok(covers)
}

/// The standbys of each account and region by where they are. The median is the one in the middle of those with data.
async fn pairs(db: &Db, reach: &Reach<'_>) -> Result<Vec<(ScopeKey, RegionPair)>, Fault> {
    let mut count = QueryBuilder::<Sqlite>::new(
        "select v.account, v.region, v.other, count(*) as standbys, sum(v.replication = 'NO_REPLICATION') as off,
            sum(v.state = 'ERROR') as failed,
            sum(v.replication <> 'NO_REPLICATION' and v.recovered is null) as uncopied, min(v.recovered) as oldest,
            max(iif(v.recovered is not null and v.nth = (v.copies + 1) / 2, v.recovered, null)) as median
         from (select w.account, w.region, p.region as other, p.replication, p.state, p.recovered,
                count(p.recovered) over of_pair as copies,
                row_number() over (of_pair order by p.recovered is null, p.recovered) as nth
               from pair p join workspace w on w.key = p.workspace
               where p.kind = 'STANDBY' and w.scope_id in (select id from scope where watched = 1) and ",
    );
    push_reach(&mut count, reach, "w", Rows::Workspaces);
    count.push(
        " window of_pair as (partition by w.account, w.region, p.region)) v
         group by v.account, v.region, v.other order by v.account, v.region, v.other",
    );
    let rows = count.build().fetch_all(db.read()).await.map_err(Fault::from_db)?;
    rows.iter().map(|row| pair(row).map_err(Fault::from_db)).collect()
}

fn scope(row: &SqliteRow) -> Result<ScopeKey, sqlx::Error> {
    Ok(ScopeKey {
        account: AccountId::new(row.try_get::<String, _>("account")?),
        region: Region::new(row.try_get::<String, _>("region")?),
    })
}

fn cover(row: &SqliteRow) -> Result<Cover, sqlx::Error> {
    Ok(Cover {
        scope: scope(row)?,
        account_name: row.try_get("account_name")?,
        covered: row.try_get("covered")?,
        missing: row.try_get("missing")?,
        unfit: row.try_get("unfit")?,
        pairs: Vec::new(),
    })
}

fn pair(row: &SqliteRow) -> Result<(ScopeKey, RegionPair), sqlx::Error> {
    let pair = RegionPair {
        region: Region::new(row.try_get::<String, _>("other")?),
        standbys: row.try_get("standbys")?,
        off: row.try_get("off")?,
        failed: row.try_get("failed")?,
        uncopied: row.try_get("uncopied")?,
        oldest: row.try_get::<Option<i64>, _>("oldest")?.map(At),
        median: row.try_get::<Option<i64>, _>("median")?.map(At),
    };
    Ok((scope(row)?, pair))
}
