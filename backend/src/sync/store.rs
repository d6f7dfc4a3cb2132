//! The SQL that writes the inventory and the change log.

mod differences;
mod inventory;
mod scopes;
mod sweeps;

use domain::at::At;
use domain::ids::ScopeKey;
use sqlx::SqliteConnection;

pub(super) use inventory::log_line;
pub(crate) use inventory::{absorb, put_connections, remove};
pub(crate) use scopes::{Standing, progress, put_scopes, scope_id, stand};
pub(crate) use sweeps::{begin_sweep, first_seen, ids_after, missed, moving};

/// Where what was read belongs.
#[derive(Clone, Copy)]
pub(crate) struct Batch<'a> {
    pub(crate) scope_id: i64,
    pub(crate) scope: &'a ScopeKey,
    pub(crate) now: At,
    /// The sweep that read it, if it was one.
    pub(crate) sweep: Option<i64>,
    /// Whether to log what appears: not during the first sweep, when everything does.
    pub(crate) log_new: bool,
}

/// The number of the log's last line, within a change.
pub(crate) async fn last_line(to: &mut SqliteConnection) -> sqlx::Result<i64> {
    sqlx::query_scalar("select coalesce(max(seq), 0) from change").fetch_one(to).await
}
