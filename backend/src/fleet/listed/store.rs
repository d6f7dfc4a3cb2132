//! The SQL that finds what the lines of a list name.

use domain::access::{Person, Right};
use domain::fault::Fault;
use domain::ids::{AccountId, DirectoryId, Region, ScopeKey, WorkspaceId, WorkspaceKey, fold};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use super::read::{Line, Named};
use crate::access::{Rows, push_reach};
use crate::db::{Db, FromDb};

/// A WorkSpace that a line may mean.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The place of its line among those that were asked for.
    pub(super) line: usize,
    pub(super) key: WorkspaceKey,
    pub(super) account_name: String,
    pub(super) directory: DirectoryId,
    pub(super) directory_name: String,
    pub(super) user: String,
}

/// What has the id or the user of each line, of those that the person may see: a statement for the ids, another for
/// the users, each by its index.
pub(super) async fn find(db: &Db, person: &Person, lines: &[Line]) -> Result<Vec<Found>, Fault> {
    let (mut ids, mut users) = (Vec::new(), Vec::new());
    for (at, line) in lines.iter().enumerate() {
        match &line.named {
            Named::Id { id, .. } => ids.push((at, id.clone())),
            Named::User(user) => users.push((at, fold(user))),
        }
    }
    let mut found = by(db, person, "w.id", &ids).await?;
    found.extend(by(db, person, "w.user_folded", &users).await?);
    Ok(found)
}

async fn by(db: &Db, person: &Person, column: &str, names: &[(usize, String)]) -> Result<Vec<Found>, Fault> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let mut find = QueryBuilder::<Sqlite>::new(
        "select wanted.value ->> 0 as line, w.id, w.account, w.region, w.directory_id, w.user_name, c.account_name,
            d.name as directory_name
         from json_each(",
    );
    find.push_bind(serde_json::json!(names).to_string());
    // Each name is looked up by itself, in the order of the list: a place that one may see must not be walked for it.
    find.push(format!(
        ") wanted
         cross join workspace w on {column} = wanted.value ->> 1
         cross join scope c on c.id = w.scope_id and c.watched = 1
         left join directory d on d.scope_id = w.scope_id and d.id = w.directory_id
         where "
    ));
    push_reach(&mut find, &person.reach(Right::Read), "w", Rows::Workspaces);
    find.push(" order by wanted.key, w.key");
    let rows = find.build().fetch_all(db.read()).await.map_err(Fault::from_db)?;
    rows.iter().map(|row| found(row).map_err(Fault::from_db)).collect()
}

fn found(row: &SqliteRow) -> Result<Found, sqlx::Error> {
    let directory: String = row.try_get("directory_id")?;
    let directory_name: Option<String> = row.try_get("directory_name")?;
    Ok(Found {
        line: usize::try_from(row.try_get::<i64, _>("line")?).unwrap_or(usize::MAX),
        key: WorkspaceKey {
            scope: ScopeKey {
                account: AccountId::new(row.try_get::<String, _>("account")?),
                region: Region::new(row.try_get::<String, _>("region")?),
            },
            id: WorkspaceId::new(row.try_get::<String, _>("id")?),
        },
        account_name: row.try_get("account_name")?,
        directory_name: directory_name.unwrap_or_else(|| directory.clone()),
        directory: DirectoryId::new(directory),
        user: row.try_get("user_name")?,
    })
}
