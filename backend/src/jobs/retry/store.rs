//! The SQL of rows that ended badly.

use domain::access::{Person, Right};
use domain::fault::Fault;
use domain::ids::{AccountId, JobId, Region, ScopeKey, WorkspaceId, WorkspaceKey};
use sqlx::{QueryBuilder, Sqlite};

use crate::access::{Rows, push_reach};
use crate::db::{Db, FromDb};

/// A row that was refused or needs a person.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Ended {
    pub(super) wish: String,
    pub(super) state: String,
    workspace_id: Option<String>,
    account: String,
    region: String,
}

impl Ended {
    /// The WorkSpace that the row is about.
    pub(super) fn key(&self) -> Option<WorkspaceKey> {
        let scope = ScopeKey { account: AccountId::new(&self.account), region: Region::new(&self.region) };
        self.workspace_id.as_deref().map(|id| WorkspaceKey { scope, id: WorkspaceId::new(id) })
    }
}

/// The rows of a job that ended badly, of those that this person may see, in their order.
pub(super) async fn badly(db: &Db, person: &Person, id: JobId) -> Result<Vec<Ended>, Fault> {
    let mut find = QueryBuilder::<Sqlite>::new(
        "select v.wish, s.state, v.workspace_id, v.account, v.region
         from (select r.*, c.account, c.region from job_row r join scope c on c.id = r.scope_id) v
         join step s on s.row = v.id and s.n = v.at
         where s.state in ('failed', 'needs_person') and v.job = ",
    );
    find.push_bind(id.0).push(" and ");
    push_reach(&mut find, &person.reach(Right::Read), "v", Rows::AboutWorkspaces);
    find.push(" order by v.n");
    find.build_query_as().fetch_all(db.read()).await.map_err(Fault::from_db)
}
