//! What does the service show of a pool?

use serde_json::{Value, json};

use crate::seeded::{BASE36, Dice};
use crate::world::World;
use crate::world::resource::Resource;
use crate::world::scope::Scope;

/// A pool as in an answer: what is kept of it, and the capacity of this moment.
pub fn shown(world: &World, scope: usize, pool: &Resource) -> Value {
    let active = world.sessions_of(scope, &pool.id).count() as u64;
    let desired = desired(pool);
    let runs = match pool.state() {
        "RUNNING" => true,
        "UPDATING" => pool.hidden["was_running"] == true,
        _ => false,
    };
    // Nobody is thrown out when fewer sessions are desired than there are.
    let actual = if runs { desired.max(active) } else { 0 };
    let mut item = pool.item.clone();
    item["CapacityStatus"] = json!({
        "DesiredUserSessions": desired,
        "ActualUserSessions": actual,
        "ActiveUserSessions": active,
        "AvailableUserSessions": actual.saturating_sub(active),
    });
    item
}

/// User sessions that a pool is to have room for.
pub fn desired(pool: &Resource) -> u64 {
    pool.hidden["desired"].as_u64().unwrap_or_default()
}

/// Application settings of an answer. The bucket's name and the usual group, the pool's name, are invented.
pub fn application_settings(scope: &Scope, name: &str, asked: &Value) -> Value {
    if asked["Status"] != "ENABLED" {
        return json!({ "Status": "DISABLED" });
    }
    let (region, account) = (&scope.region, &scope.account);
    let tail = Dice::new(0, &["bucket", account, region]).letters(BASE36, 8);
    json!({
        "Status": "ENABLED",
        "SettingsGroup": asked["SettingsGroup"].as_str().unwrap_or(name),
        "S3BucketName": format!("wspool-app-settings-{region}-{account}-{tail}"),
    })
}
