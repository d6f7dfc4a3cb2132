//! The SQL that reads hints from the change log.

use domain::access::Reach;
use domain::fault::Fault;
use domain::ids::{AccountId, JobId, Region, ScopeKey, WorkspaceId, WorkspaceKey};
use domain::live::Hint;
use domain::resource::{ResourceKey, ResourceKind};
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::access::{Rows, push_reach, push_scope_reach};
use crate::db::{Db, FromDb};

/// The number of the log's last line.
pub(super) async fn last(db: &Db) -> Result<i64, Fault> {
    sqlx::query_scalar("select coalesce(max(seq), 0) from change")
        .fetch_one(db.read())
        .await
        .map_err(Fault::from_db)
}

/// What the lines after `seq` up to `last` say of places within reach; each subject once.
pub(super) async fn hint(db: &Db, reach: &Reach<'_>, seq: i64, last: i64) -> Result<Hint, Fault> {
    let mut find = QueryBuilder::<Sqlite>::new(
        "select v.kind, v.subject, v.account, v.region, max(v.seq) as newest
         from (select h.seq, h.kind, h.subject, h.subject as workspace_id, h.directory_id, h.scope_id, h.scope_id as id, c.account, c.region
               from change h left join scope c on c.id = h.scope_id
               where coalesce(c.watched, 1) = 1) v
         where v.seq > ",
    );
    find.push_bind(seq)
        .push(" and v.seq <= ")
        .push_bind(last)
        .push(" and case v.kind when 'workspace' then ");
    push_reach(&mut find, reach, "v", Rows::AboutWorkspaces);
    find.push(" when 'scope' then ");
    push_scope_reach(&mut find, reach, "v");
    find.push(
        " when 'job' then exists (
            select 1 from (select r.job, r.scope_id, r.workspace_id, r.directory_id, c.account, c.region
                           from job_row r join scope c on c.id = r.scope_id) touched
            where touched.job = cast(v.subject as integer) and ",
    );
    push_reach(&mut find, reach, "touched", Rows::AboutWorkspaces);
    find.push(") else case when v.directory_id is null then ");
    push_scope_reach(&mut find, reach, "v");
    find.push(" else ");
    push_reach(&mut find, reach, "v", Rows::Others);
    find.push(" end end group by v.kind, v.subject, v.account, v.region order by newest");
    let mut hint = Hint { seq: last, ..Hint::default() };
    for row in find.build().fetch_all(db.read()).await.map_err(Fault::from_db)? {
        let subject: String = row.get("subject");
        let place = (row.get::<Option<String>, _>("account"), row.get::<Option<String>, _>("region"));
        let scope =
            |account, region| ScopeKey { account: AccountId::new(account), region: Region::new(region) };
        match (row.get("kind"), place) {
            ("workspace", (Some(account), Some(region))) => hint
                .workspaces
                .push(WorkspaceKey { scope: scope(account, region), id: WorkspaceId::new(subject) }),
            ("scope", (Some(account), Some(region))) => hint.scopes.push(scope(account, region)),
            (kind, (Some(account), Some(region))) if ResourceKind::from_slug(kind).is_some() => {
                let kind = ResourceKind::from_slug(kind);
                let key = |kind| ResourceKey { scope: scope(account, region), kind, id: subject };
                hint.resources.extend(kind.map(key));
            }
            ("job", _) => hint.jobs.extend(subject.parse().ok().map(JobId)),
            _ => {}
        }
    }
    // A job's lines may stand in several accounts.
    hint.jobs.sort_unstable();
    hint.jobs.dedup();
    Ok(hint)
}
