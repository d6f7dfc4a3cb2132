//! Which WorkSpaces are pairs? What AWS tells of both ends, in the columns of the inventory.

mod store;

use aws_sdk_workspaces::types;

use super::aws::ms;

pub(super) use store::keep;

/// The other ends of a WorkSpace's pairs, as JSON. A primary tells the replication of each of its standbys, a standby
/// its own.
pub(super) fn related(item: &types::Workspace, account: &str) -> String {
    let others = item.related_workspaces().iter().filter_map(|other| {
        let (region, id) = (other.region()?, other.workspace_id()?);
        let told = told(item, id);
        Some(serde_json::json!({
            "key": format!("{account}/{region}/{id}"),
            "region": region,
            "id": id,
            "kind": other.r#type().map_or("", |kind| kind.as_str()),
            "state": other.state().map_or("", |state| state.as_str()),
            "replication": told.0,
            "recovered": told.1,
        }))
    });
    serde_json::Value::Array(others.collect()).to_string()
}

/// The other ends as history tells them, by what and where they are; their states and data are their own matter.
pub(super) fn words(related: &str) -> Option<String> {
    let others: Vec<Other> = serde_json::from_str(related).unwrap_or_default();
    let words: Vec<_> = others.iter().map(|Other { kind, key }| format!("{kind} {key}")).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// The other end of a pair, as far as history tells it.
#[derive(serde::Deserialize)]
struct Other {
    kind: String,
    key: String,
}

/// PRIMARY_AS_SOURCE or NO_REPLICATION of this end: its own, or that of its first standby.
pub(super) fn replication(item: &types::Workspace) -> String {
    let own = item.data_replication_settings().and_then(|settings| settings.data_replication());
    let first = item.standby_workspaces_properties().first().and_then(|standby| standby.data_replication());
    own.or(first).map_or("", |replication| replication.as_str()).to_owned()
}

/// The replication to or from the other end, and when its data were taken.
fn told<'a>(item: &'a types::Workspace, id: &str) -> (&'a str, Option<i64>) {
    let standbys = item.standby_workspaces_properties();
    if let Some(standby) = standbys.iter().find(|standby| standby.standby_workspace_id() == Some(id)) {
        let replication = standby.data_replication().map_or("", |replication| replication.as_str());
        return (replication, ms(standby.recovery_snapshot_time()));
    }
    item.data_replication_settings().map_or(("", None), |own| {
        let replication = own.data_replication().map_or("", |replication| replication.as_str());
        (replication, ms(own.recovery_snapshot_time()))
    })
}
