//! The SQL that reads WorkSpaces by their names.

use domain::access::{Person, Right};
use domain::fault::Fault;
use domain::ids::WorkspaceKey;
use domain::workspace::WorkSpace;
use sqlx::{QueryBuilder, Sqlite};

use super::read;
use crate::access::{Rows, push_reach};
use crate::db::{Db, FromDb};

/// The WorkSpaces with these numbers, in this order, with all that a page shows of them: one statement.
pub(super) async fn by_keys(db: &Db, keys: &[i64]) -> Result<Vec<WorkSpace>, Fault> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query(
        "select w.*, c.account_name, d.name as directory_name, b.name as bundle_name,
            k.state as key_state, k.why as key_why,
            (select json_group_array(json_array(t.key, t.value)) from tag t where t.workspace = w.key) as tags,
            (select max(r.job) from job_row r join step s on s.row = r.id
             where r.scope_id = w.scope_id and r.workspace_id = w.id
               and s.state in ('planned', 'ready', 'sending', 'sent', 'settling', 'unknown')) as job
         from json_each(?) wanted
         cross join workspace w on w.key = wanted.value
         join scope c on c.id = w.scope_id
         left join directory d on d.scope_id = w.scope_id and d.id = w.directory_id
         left join bundle b on b.scope_id = w.scope_id and b.id = w.bundle_id
         left join kms_key k on k.scope_id = w.scope_id and k.key = w.encryption_key
         order by wanted.key",
    )
    .bind(serde_json::json!(keys).to_string())
    .fetch_all(db.read())
    .await
    .map_err(Fault::from_db)?;
    rows.iter().map(|row| read::workspace(row).map_err(Fault::from_db)).collect()
}

/// The numbers of those of these WorkSpaces that the person may see, in their order.
pub(super) async fn visible(db: &Db, person: &Person, keys: &[WorkspaceKey]) -> Result<Vec<i64>, Fault> {
    let names: Vec<_> = keys
        .iter()
        .map(|key| [key.scope.account.as_str(), key.scope.region.as_str(), key.id.as_str()])
        .collect();
    let mut find = QueryBuilder::<Sqlite>::new("select w.key from json_each(");
    find.push_bind(serde_json::json!(names).to_string());
    find.push(
        ") wanted
         cross join scope c on c.account = wanted.value ->> 0 and c.region = wanted.value ->> 1 and c.watched = 1
         cross join workspace w on w.scope_id = c.id and w.id = wanted.value ->> 2
         where ",
    );
    push_reach(&mut find, &person.reach(Right::Read), "w", Rows::Workspaces);
    find.push(" order by wanted.key");
    find.build_query_scalar().fetch_all(db.read()).await.map_err(Fault::from_db)
}

/// Tells the planner how many rows the values of each index have; a sample is enough.
pub(super) async fn analyze(db: &Db) -> Result<(), Fault> {
    let mut change = db.begin().await?;
    let run = async {
        sqlx::query("pragma analysis_limit = 1000").execute(&mut *change).await?;
        sqlx::query("pragma optimize = 0x10002").execute(&mut *change).await?;
        change.commit().await
    };
    run.await.map_err(Fault::from_db)
}
