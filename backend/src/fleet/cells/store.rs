//! Counts over cells, as parts of a query.

use domain::access::Reach;
use sqlx::{QueryBuilder, Sqlite};

use crate::access::{Rows, push_reach};

/// How cells are counted within a reach.
pub(crate) struct Cells<'a> {
    reach: &'a Reach<'a>,
    /// Whether each WorkSpace `w` is looked at, because what is asked tells those of one cell apart.
    each: bool,
}

impl<'a> Cells<'a> {
    /// Of all WorkSpaces within reach.
    pub(crate) fn within(reach: &'a Reach<'a>) -> Self {
        let mut bounds = reach.within.iter().chain(&reach.without);
        Self { reach, each: bounds.any(|bound| bound.tag.is_some()) }
    }

    /// Of those for which more holds than a cell knows: conditions on `w` may follow [`Self::push_from`].
    pub(crate) fn of_each(self) -> Self {
        Self { each: true, ..self }
    }

    /// Adds the number of WorkSpaces in a group of cells.
    pub(crate) fn push_count(&self, to: &mut QueryBuilder<Sqlite>) {
        to.push(if self.each { "count(*)" } else { "sum(c.count)" });
    }

    /// Adds the number of those in a group of cells for which a condition on `w.last_active` or `w.connection` holds.
    pub(crate) fn push_count_if(
        &self,
        to: &mut QueryBuilder<Sqlite>,
        push_condition: impl FnOnce(&mut QueryBuilder<Sqlite>),
    ) {
        let (begin, end) = match self.each {
            true => ("count(*) filter (where ", ")"),
            // By the index in the order of last active: those are few of the cell.
            false => (
                "sum((select count(*) from workspace w indexed by workspace_cell where w.cell = c.id and (",
                ")))",
            ),
        };
        to.push(begin);
        push_condition(to);
        to.push(end);
    }

    /// Adds the cells of what is watched and within reach, with their WorkSpaces where each is looked at.
    pub(crate) fn push_from(&self, to: &mut QueryBuilder<Sqlite>) {
        let (from, rows) = match self.each {
            true => (
                "cell c cross join workspace w indexed by workspace_cell on w.cell = c.id",
                Rows::WorkspacesOfCells,
            ),
            false => ("cell c", Rows::Others),
        };
        // The plus keeps cells in the order of their numbers, so that those of one number are one group without being sorted.
        to.push(format!(" from {from} where +c.scope_id in (select id from scope where watched = 1) and "));
        push_reach(to, self.reach, "c", rows);
    }
}

#[cfg(test)]
mod tests {
    use rand::rngs::StdRng;
    use rand::seq::IndexedRandom as _;
    use rand::{Rng as _, SeedableRng as _};

    use crate::clock::Clock;
    use crate::db::Db;

    type Alike = (i64, String, String, String, String, String, String, i64);

    const COLUMNS: &str = "scope_id, directory_id, state, connection, mode, compute, protocol";

    /// Something that happens to one of twenty WorkSpaces.
    fn anything(dice: &mut StdRng) -> String {
        let id = dice.random_range(0..20);
        let mut one = |of: &[&'static str]| *of.choose(dice).unwrap();
        let (directory, state) = (one(&["d-1", "d-2"]), one(&["AVAILABLE", "STOPPED", "ERROR"]));
        match one(&["put", "put", "put", "connection", "properties", "touch", "gone"]) {
            "put" => format!(
                "insert into workspace (scope_id, id, account, region, directory_id, user_name, user_folded, state, bundle_id,
                    first_seen, as_of)
                 values (1, 'ws-{id}', 'a', 'r', '{directory}', 'u', 'u', '{state}', 'wsb-1', 1, 1)
                 on conflict (scope_id, id) do update set directory_id = excluded.directory_id, state = excluded.state"
            ),
            "connection" => format!("update workspace set connection = 'CONNECTED' where id = 'ws-{id}'"),
            "properties" => format!(
                "update workspace set mode = '{}', compute = '{}', protocol = '{}' where state = '{state}'",
                one(&["ALWAYS_ON", "AUTO_STOP"]),
                one(&["VALUE", "POWER"]),
                one(&["PCOIP", "DCV"])
            ),
            "touch" => format!("update workspace set as_of = as_of + 1, state = state where directory_id = '{directory}'"),
            _ => format!("delete from workspace where id = 'ws-{id}' or state = 'ERROR' and id > 'ws-{id}'"),
        }
    }

    #[tokio::test]
    async fn cells_hold_what_the_fleet_holds_whatever_happens_to_it() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&folder.path().join("cells.db"), Clock::wall()).await.unwrap();
        let mut dice = StdRng::seed_from_u64(7);
        let mut change = db.begin().await.unwrap();
        let scope = "insert into scope (id, account, region, account_name) values (1, 'a', 'r', 'A')";
        sqlx::query(scope).execute(&mut *change).await.unwrap();
        let mut fullest = 0;
        for step in 0..2_000 {
            let statement = anything(&mut dice);
            sqlx::query(sqlx::AssertSqlSafe(statement.clone())).execute(&mut *change).await.unwrap();
            let counted =
                format!("select {COLUMNS}, count(*) from workspace group by {COLUMNS} order by {COLUMNS}");
            let kept = format!("select {COLUMNS}, count from cell order by {COLUMNS}");
            let joined = format!(
                "select {COLUMNS}, count(*) from (select c.* from workspace w join cell c on c.id = w.cell)
                 group by {COLUMNS} order by {COLUMNS}"
            );
            let mut read = Vec::new();
            for sql in [counted, kept, joined] {
                let found: Vec<Alike> =
                    sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&mut *change).await.unwrap();
                read.push(found);
            }
            assert_eq!(read[0], read[1], "after step {step}: {statement}");
            assert_eq!(read[0], read[2], "after step {step}: {statement}");
            fullest = fullest.max(read[0].len());
        }
        assert!(fullest > 6, "{fullest} cells at most");
        drop(change);
        db.close().await;
    }
}
