//! A row of the inventory, as a WorkSpace.

use domain::at::At;
use domain::ids::{AccountId, BundleId, DirectoryId, JobId, Region, ScopeKey, WorkspaceId, WorkspaceKey};
use domain::keys::KeyState;
use domain::tags::Tag;
use domain::words::{Compute, Connection, Protocol, RunningMode, State};
use domain::workspace::{Related, WorkSpace};
use serde::Deserialize;
use sqlx::sqlite::SqliteRow;
use sqlx::{Error, Row};

/// Reads a row of [`super::store::by_keys`].
pub(super) fn workspace(row: &SqliteRow) -> Result<WorkSpace, Error> {
    let account: String = row.try_get("account")?;
    let directory: String = row.try_get("directory_id")?;
    let bundle: String = row.try_get("bundle_id")?;
    let directory_name: Option<String> = row.try_get("directory_name")?;
    let bundle_name: Option<String> = row.try_get("bundle_name")?;
    let encryption_key: Option<String> = row.try_get("encryption_key")?;
    let key_state = match &encryption_key {
        Some(key) => Some(KeyState::read(key, row.try_get("key_state")?, row.try_get("key_why")?)),
        None => None,
    };
    let tags_read: Option<i64> = row.try_get("tags_read")?;
    Ok(WorkSpace {
        key: WorkspaceKey {
            scope: ScopeKey {
                account: AccountId::new(account),
                region: Region::new(row.try_get::<String, _>("region")?),
            },
            id: WorkspaceId::new(row.try_get::<String, _>("id")?),
        },
        account_name: row.try_get("account_name")?,
        directory_name: directory_name.unwrap_or_else(|| directory.clone()),
        directory: DirectoryId::new(directory),
        user: row.try_get("user_name")?,
        name: row.try_get("name")?,
        computer: text(row, "computer")?,
        state: State::from_wire(row.try_get("state")?),
        state_since: row.try_get::<Option<i64>, _>("state_since")?.map(At),
        connection: text(row, "connection")?.map(|wire| Connection::from_wire(&wire)),
        connection_checked: row.try_get::<Option<i64>, _>("connection_checked")?.map(At),
        last_active: Some(row.try_get("last_active")?).filter(|at| *at != 0).map(At),
        mode: text(row, "mode")?.map(|wire| RunningMode::from_wire(&wire)),
        auto_stop_minutes: row.try_get("auto_stop")?,
        bundle_name: bundle_name.unwrap_or_else(|| bundle.clone()),
        bundle: BundleId::new(bundle),
        compute: text(row, "compute")?.map(|wire| Compute::from_wire(&wire)),
        protocol: text(row, "protocol")?.map(|wire| Protocol::from_wire(&wire)),
        operating_system: row.try_get("operating_system")?,
        accelerator: row
            .try_get::<Option<String>, _>("accelerator")?
            .map(|mode| Ok::<_, Error>((mode, row.try_get("accelerator_protocol")?)))
            .transpose()?,
        nested_virtualization: row.try_get("nested_virtualization")?,
        root_gib: row.try_get("root_gib")?,
        user_gib: row.try_get("user_gib")?,
        root_encrypted: row.try_get("root_encrypted")?,
        user_encrypted: row.try_get("user_encrypted")?,
        encryption_key,
        key_state,
        ip: row.try_get("ip")?,
        subnet: row.try_get("subnet")?,
        error_code: row.try_get("error_code")?,
        error_message: row.try_get("error_message")?,
        related: related(row.try_get("related")?),
        tags: match tags_read {
            Some(_) => Some(tags(row.try_get("tags")?)),
            None => None,
        },
        as_of: At(row.try_get("as_of")?),
        job: row.try_get::<Option<i64>, _>("job")?.map(JobId),
    })
}

/// Columns that are sorted by hold '' for "none".
fn text(row: &SqliteRow, column: &str) -> Result<Option<String>, Error> {
    Ok(Some(row.try_get(column)?).filter(|text: &String| !text.is_empty()))
}

fn tags(json: &str) -> Vec<Tag> {
    let pairs: Vec<(String, String)> = serde_json::from_str(json).unwrap_or_default();
    pairs.into_iter().map(|(key, value)| Tag { key, value }).collect()
}

/// One end of a standby pair, as sync writes it.
#[derive(Deserialize)]
struct Other {
    key: String,
    kind: String,
    state: String,
    #[serde(default)]
    replication: String,
    recovered: Option<i64>,
}

/// What cannot be read is left out: a pair is shown, never relied on.
fn related(json: &str) -> Vec<Related> {
    let others: Vec<Other> = serde_json::from_str(json).unwrap_or_default();
    let read = |other: Other| {
        Some(Related {
            key: other.key.parse().ok()?,
            kind: other.kind,
            state: State::from_wire(&other.state),
            replication: match other.replication.as_str() {
                "PRIMARY_AS_SOURCE" => Some(true),
                "NO_REPLICATION" => Some(false),
                _ => None,
            },
            recovered: other.recovered.map(At),
        })
    };
    others.into_iter().filter_map(read).collect()
}
