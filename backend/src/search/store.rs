//! The SQL of the search: what begins with a text, read along an index and never a whole table.

use domain::access::{Bound, Reach};
use domain::fault::Fault;
use domain::ids::{AccountId, JobId, Region, ScopeKey, WorkspaceId, WorkspaceKey, fold};
use domain::jobs::Kind;
use domain::resource::{ResourceKey, ResourceKind};
use domain::workspace::UNDEFINED_USER;
use sqlx::{FromRow, QueryBuilder, Row, Sqlite};

use crate::access::{Rows, push_reach, push_scope_reach};
use crate::db::{Db, FromDb};

/// Most entries of an index that one look reads before it is asked who may see them. Of what begins more often so, a few
/// letters more tell it apart.
const LOOKED_AT: i64 = 2_000;
/// Sorts after every text that begins as the one before it does.
const LAST: char = char::MAX;

/// By what a desktop is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    User,
    Name,
    Id,
    Computer,
    Ip,
}

impl Column {
    pub(super) const ALL: &[Column] = &[Self::User, Self::Name, Self::Id, Self::Computer, Self::Ip];

    fn name(self) -> &'static str {
        match self {
            Self::User => "user_folded",
            Self::Name => "name",
            Self::Id => "id",
            Self::Computer => "computer",
            Self::Ip => "ip",
        }
    }
}

/// A desktop, as far as a hit shows it.
#[derive(Clone, Debug, FromRow)]
pub(super) struct Desk {
    pub(super) account: String,
    pub(super) region: String,
    pub(super) id: String,
    pub(super) user_name: String,
    pub(super) name: Option<String>,
    pub(super) computer: String,
    pub(super) ip: Option<String>,
    pub(super) state: String,
    pub(super) account_name: String,
}

impl Desk {
    pub(super) fn key(&self) -> WorkspaceKey {
        let scope = ScopeKey { account: AccountId::new(&*self.account), region: Region::new(&*self.region) };
        WorkspaceKey { scope, id: WorkspaceId::new(&*self.id) }
    }

    pub(super) fn label(&self) -> &str {
        self.name.as_deref().filter(|_| self.user_name == UNDEFINED_USER).unwrap_or(&self.user_name)
    }

    /// What it has in the column.
    pub(super) fn at(&self, column: Column) -> &str {
        match column {
            Column::User => &self.user_name,
            Column::Name => self.name.as_deref().unwrap_or_default(),
            Column::Id => &self.id,
            Column::Computer => &self.computer,
            Column::Ip => self.ip.as_deref().unwrap_or_default(),
        }
    }
}

/// One way along an index of desktops.
struct Walk {
    index: &'static str,
    /// The column that the index begins with, where it is not the one that is looked in.
    within: Option<(&'static str, String)>,
    from: String,
}

/// The ways to what begins so. Of users there is an index within a directory, account and region, so that whoever may
/// see few finds all of them; of the rest one for all.
fn walks(reach: &Reach<'_>, column: Column, text: &str) -> Vec<Walk> {
    let along = |index, from| Walk { index, within: None, from };
    match column {
        Column::User => {
            let walk = |bound: &&Bound| {
                let (index, within) = match (&bound.directory, &bound.account, &bound.region) {
                    (Some(one), ..) => ("workspace_directory", Some(("directory_id", one.to_string()))),
                    (_, Some(one), _) => ("workspace_account", Some(("account", one.to_string()))),
                    (.., Some(one)) => ("workspace_region", Some(("region", one.to_string()))),
                    _ => ("workspace_user", None),
                };
                Walk { index, within, from: fold(text) }
            };
            reach.within.iter().map(walk).collect()
        }
        Column::Name => vec![along("workspace_name", text.to_owned())],
        Column::Id => vec![along("workspace_id", fold(text))],
        Column::Ip => vec![along("workspace_ip", text.to_owned())],
        // Computers' names are in capitals, unless someone renamed them.
        Column::Computer => {
            let capitals = text.to_uppercase();
            let mut walks = vec![along("workspace_computer", text.to_owned())];
            walks.extend((capitals != text).then(|| along("workspace_computer", capitals)));
            walks
        }
    }
}

/// Adds `from (…) near join workspace w join scope c` for what begins so and is within reach.
fn push_near(to: &mut QueryBuilder<Sqlite>, reach: &Reach<'_>, column: Column, text: &str) {
    let nocase = if column == Column::Name { " collate nocase" } else { "" };
    let name = column.name();
    to.push(" from (");
    for (at, Walk { index, within, from }) in walks(reach, column, text).into_iter().enumerate() {
        to.push(if at == 0 { "" } else { " union " });
        to.push(format!("select key from (select w.key from workspace w indexed by {index} where "));
        if let Some((column, value)) = within {
            to.push(format!("w.{column} = ")).push_bind(value).push(" and ");
        }
        to.push(format!("w.{name} >= ")).push_bind(from.clone());
        to.push(format!("{nocase} and w.{name} < ")).push_bind(format!("{from}{LAST}"));
        to.push(format!("{nocase} order by w.{name}{nocase} limit {LOOKED_AT})"));
    }
    to.push(
        ") near cross join workspace w on w.key = near.key
         cross join scope c on c.id = w.scope_id and c.watched = 1 where ",
    );
    push_reach(to, reach, "w", Rows::Workspaces);
}

const DESK: &str =
    "w.account, w.region, w.id, w.user_name, w.name, w.computer, w.ip, w.state, c.account_name";

fn find_desks(reach: &Reach<'_>, column: Column, text: &str, most: usize) -> QueryBuilder<Sqlite> {
    let mut find = QueryBuilder::new(format!("select {DESK}"));
    push_near(&mut find, reach, column, text);
    find.push(format!(" order by w.{}, w.key limit {most}", column.name()));
    find
}

/// Desktops whose column begins so, in its order.
pub(super) async fn desks(
    db: &Db,
    reach: &Reach<'_>,
    column: Column,
    text: &str,
    most: usize,
) -> Result<Vec<Desk>, Fault> {
    let mut find = find_desks(reach, column, text, most);
    find.build_query_as().fetch_all(db.read()).await.map_err(Fault::from_db)
}

fn find_people(reach: &Reach<'_>, text: &str, most: usize) -> QueryBuilder<Sqlite> {
    // Beside `min`, SQLite answers with the columns of the row that has it.
    let mut find = QueryBuilder::new(format!("select {DESK}, count(*) as desks, min(w.key)"));
    push_near(&mut find, reach, Column::User, text);
    find.push(" and w.user_name <> ").push_bind(UNDEFINED_USER);
    find.push(format!(" group by w.user_folded order by w.user_folded limit {most}"));
    find
}

/// Users that begin so, each with one of their desktops and how many they have.
pub(super) async fn people(
    db: &Db,
    reach: &Reach<'_>,
    text: &str,
    most: usize,
) -> Result<Vec<(Desk, i64)>, Fault> {
    let rows = find_people(reach, text, most).build().fetch_all(db.read()).await.map_err(Fault::from_db)?;
    rows.iter()
        .map(|row| Ok((Desk::from_row(row)?, row.try_get("desks")?)))
        .collect::<Result<_, _>>()
        .map_err(Fault::from_db)
}

/// A resource, as far as a hit shows it.
#[derive(Clone, Debug, FromRow)]
pub(super) struct Near {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) account: String,
    pub(super) account_name: String,
    pub(super) region: String,
}

impl Near {
    pub(super) fn key(&self, kind: ResourceKind) -> ResourceKey {
        let scope = ScopeKey { account: AccountId::new(&*self.account), region: Region::new(&*self.region) };
        ResourceKey { scope, kind, id: self.id.clone() }
    }
}

fn find_resources(reach: &Reach<'_>, kind: ResourceKind, text: &str, most: usize) -> QueryBuilder<Sqlite> {
    let mut find =
        QueryBuilder::new("select t.id, t.name, v.account, v.account_name, v.region, min(v.id) from (");
    let ways = [("name", " collate nocase", text.to_owned()), ("id", "", fold(text))];
    for (at, (column, nocase, from)) in ways.into_iter().enumerate() {
        find.push(if at == 0 { "" } else { " union " });
        find.push(format!(
            "select key from (select t.key from resource t indexed by resource_{column} where t.kind = "
        ));
        find.push_bind(kind.slug()).push(format!(" and t.{column} >= "));
        find.push_bind(from.clone()).push(format!("{nocase} and t.{column} < "));
        find.push_bind(format!("{from}{LAST}")).push(format!("{nocase} limit {LOOKED_AT})"));
    }
    find.push(
        ") near cross join resource t on t.key = near.key
         cross join scope v on v.id = t.scope_id and v.watched = 1
         where case t.directory_id when '' then ",
    );
    // What belongs to an account and region as a whole is seen by whoever sees anything there.
    push_scope_reach(&mut find, reach, "v");
    find.push(" else exists (select 1 from (select v.account, v.region, t.directory_id) place where ");
    push_reach(&mut find, reach, "place", Rows::Others);
    find.push(format!(") end group by t.id order by t.name collate nocase, t.id limit {most}"));
    find
}

/// Resources of a kind whose name or id begins so, by name; one that several accounts have is one.
pub(super) async fn resources(
    db: &Db,
    reach: &Reach<'_>,
    kind: ResourceKind,
    text: &str,
    most: usize,
) -> Result<Vec<Near>, Fault> {
    let mut find = find_resources(reach, kind, text, most);
    find.build_query_as().fetch_all(db.read()).await.map_err(Fault::from_db)
}

/// The job with this number, when one of its rows is within reach: its kind, and who asked for it.
pub(super) async fn job(
    db: &Db,
    reach: &Reach<'_>,
    id: JobId,
) -> Result<Option<(JobId, Option<Kind>, String)>, Fault> {
    let mut find = QueryBuilder::<Sqlite>::new("select j.kind, j.person_name from job j where j.id = ");
    find.push_bind(id.0).push(
        " and exists (select 1 from (select r.job, r.scope_id, r.workspace_id, r.directory_id, c.account, c.region from job_row r
          join scope c on c.id = r.scope_id) v where v.job = j.id and ",
    );
    push_reach(&mut find, reach, "v", Rows::AboutWorkspaces);
    find.push(")");
    let found: Option<(String, String)> =
        find.build_query_as().fetch_optional(db.read()).await.map_err(Fault::from_db)?;
    Ok(found.map(|(kind, by)| (id, Kind::from_slug(&kind), by)))
}

#[cfg(test)]
mod tests {
    use domain::ids::DirectoryId;

    use super::*;

    /// What a search without a hit reads is what tells whether it scans.
    #[tokio::test]
    async fn nothing_is_found_by_reading_a_whole_table() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&folder.path().join("search.db"), crate::clock::Clock::wall()).await.unwrap();
        let bounds = [
            Bound::default(),
            Bound { directory: Some(DirectoryId::new("d-1")), ..Bound::default() },
            Bound { account: Some(AccountId::new("1")), region: Some(Region::new("r")), ..Bound::default() },
            Bound { region: Some(Region::new("r")), ..Bound::default() },
        ];
        let reaches = [vec![&bounds[0]], vec![&bounds[1]], vec![&bounds[2], &bounds[3], &bounds[1]]]
            .map(|within| Reach { within, without: Vec::new() });
        for reach in &reaches {
            let mut finds = vec![find_people(reach, "Ann", 7)];
            finds.extend(Column::ALL.iter().map(|column| find_desks(reach, *column, "Ann", 7)));
            let kinds = ResourceKind::ALL.iter();
            finds.extend(kinds.map(|kind| find_resources(reach, *kind, "Ann", 7)));
            for find in finds {
                let sql = format!("explain query plan {}", find.sql().as_str());
                let plan: Vec<(i64, i64, i64, String)> =
                    sqlx::query_as(&*sql.clone().leak()).fetch_all(db.read()).await.unwrap();
                let scanned = |detail: &str| {
                    detail.starts_with("SCAN w")
                        || detail.starts_with("SCAN t")
                        || detail.starts_with("SCAN c")
                };
                assert!(!plan.iter().any(|(.., detail)| scanned(detail)), "{sql}\n{plan:?}");
            }
        }
        db.close().await;
    }
}
