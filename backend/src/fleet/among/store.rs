//! The SQL of what some WorkSpaces have. What is not known counts as had: nothing is turned off for it.

use domain::access::Reach;
use domain::at::At;
use domain::change::Among;
use domain::fault::Fault;
use domain::query::FleetQuery;
use domain::words::{GPU, RunningMode};
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::access::{Rows, push_reach};
use crate::db::{Db, FromDb};
use crate::fleet::filter::{push_filter, push_text};

/// Of the WorkSpaces with these numbers.
pub(super) async fn of_keys(db: &Db, keys: &[i64]) -> Result<Among, Fault> {
    let mut look = begin();
    look.push("w.key in (select value from json_each(");
    look.push_bind(serde_json::json!(keys).to_string()).push("))");
    read(db, look).await
}

/// Of those that the query lets through.
pub(super) async fn matching(
    db: &Db,
    reach: &Reach<'_>,
    query: &FleetQuery,
    now: At,
) -> Result<Among, Fault> {
    let mut look = begin();
    look.push("w.scope_id in (select id from scope where watched = 1) and ");
    push_reach(&mut look, reach, "w", Rows::Workspaces);
    for filter in &query.filters {
        look.push(" and ");
        push_filter(&mut look, filter, now);
    }
    if let Some(text) = &query.text {
        look.push(" and (");
        push_text(&mut look, text);
        look.push(")");
    }
    read(db, look).await
}

fn begin() -> QueryBuilder<Sqlite> {
    let mut look = QueryBuilder::new("select max(w.mode in ('', ");
    look.push_bind(RunningMode::AutoStop.wire().to_owned());
    look.push(")) as auto_stop, max(w.compute not glob ").push_bind(format!("{GPU}*"));
    look.push(
        ") as no_gpu, max(w.key in (select p.workspace from pair p)) as paired,
            max(w.root_encrypted or w.user_encrypted) as encrypted
         from workspace w where ",
    );
    look
}

/// Of nobody nothing is known.
async fn read(db: &Db, mut look: QueryBuilder<Sqlite>) -> Result<Among, Fault> {
    let row = look.build().fetch_one(db.read()).await.map_err(Fault::from_db)?;
    let some = |column| row.try_get::<Option<bool>, _>(column).map(|is| is.unwrap_or(true));
    let among = || {
        Ok(Among {
            auto_stop: some("auto_stop")?,
            no_gpu: some("no_gpu")?,
            paired: some("paired")?,
            encrypted: some("encrypted")?,
        })
    };
    among().map_err(Fault::from_db)
}
