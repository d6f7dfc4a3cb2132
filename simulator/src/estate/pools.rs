//! Which pools does the demo organisation have, and who sits at them?

use serde_json::{Value, json};

use super::accounts::Account;
use super::directories::{network, registered, subnets};
use crate::seeded::{BASE36, Dice, HEX};
use crate::world::resource::{Kind, Resource, Turn};

/// What a pool's timeouts are when nobody says otherwise, in seconds (invented: those of AppStream 2.0).
pub const TIMEOUTS: [(&str, i64); 3] = [
    ("DisconnectTimeoutInSeconds", 900),
    ("IdleDisconnectTimeoutInSeconds", 0),
    ("MaxUserDurationInSeconds", 57_600),
];

/// Name, description, state, desired sessions and people of each.
type Pool = (&'static str, &'static str, &'static str, u64, u64);

static POOLS: [Pool; 2] = [
    ("call-centre", "Agents of the call centre", "RUNNING", 40, 12),
    ("training", "Courses on the second floor", "STOPPED", 20, 0),
];

/// All of an account's region, with its directory and its people; only one has any: that is an old customer (facts.md 23).
pub fn of(account: &Account, region: &str, bundle: &str, born: i64) -> Vec<Resource> {
    if (account.name, region) != ("production", "eu-west-1") {
        return Vec::new();
    }
    let directory = directory(account.id, region, born);
    let mut all = Vec::new();
    for (name, description, state, desired, people) in POOLS {
        let mut dice = Dice::new(0, &["pool", account.id, region, name]);
        let id = format!("wspool-{}", dice.letters(BASE36, 9));
        let item = json!({
            "PoolId": id,
            "PoolArn": arn(account.id, region, &id),
            "PoolName": name,
            "Description": description,
            "State": state,
            "CreatedAt": born as f64 / 1000.0,
            "BundleId": bundle,
            "DirectoryId": directory.id,
            "ApplicationSettings": { "Status": "DISABLED" },
            "TimeoutSettings": timeouts(&Value::Null),
            "RunningMode": "AUTO_STOP",
        });
        let mut pool = Resource::new(Kind::Pool, &id, item, born);
        pool.hidden["desired"] = json!(desired);
        for number in 1..=people {
            let end = born + 1000 * limit(&pool, "MaxUserDurationInSeconds");
            let mut session = session(&pool, &format!("agent{number:02}"), &mut dice, born, end);
            session.hidden["expires"] = json!(end);
            session.next = Some(Turn { at: end, becomes: None });
            all.push(session);
        }
        all.push(pool);
    }
    all.push(directory);
    all
}

/// The name of a pool in all the world.
pub fn arn(account: &str, region: &str, id: &str) -> String {
    format!("arn:aws:workspaces:{region}:{account}:workspacespool/{id}")
}

/// Timeouts as they are asked for, and the usual ones where they are not.
pub fn timeouts(asked: &Value) -> Value {
    let mut timeouts = json!({});
    for (name, usual) in TIMEOUTS {
        timeouts[name] = asked.get(name).filter(|value| !value.is_null()).cloned().unwrap_or(json!(usual));
    }
    timeouts
}

/// One of a pool's timeouts, in seconds.
pub fn limit(pool: &Resource, name: &str) -> i64 {
    pool.item["TimeoutSettings"][name].as_i64().unwrap_or_default()
}

/// Somebody's session from `now` on; `end` is when it ends at the latest.
pub fn session(pool: &Resource, user: &str, dice: &mut Dice, now: i64, end: i64) -> Resource {
    let id = [8, 4, 4, 4, 12].map(|length| dice.letters(HEX, length)).join("-");
    let network = network(pool.text("DirectoryId"));
    let item = json!({
        "SessionId": id,
        "PoolId": pool.id,
        "UserId": user,
        "AuthenticationType": "SAML",
        "State": "CONNECTED",
        "StartTime": now as f64 / 1000.0,
        "ExpirationTime": end as f64 / 1000.0,
        "InstanceId": format!("i-{}", dice.letters(HEX, 17)),
        "NetworkAccessConfiguration": {
            "EniPrivateIpAddress": format!("10.{network}.{}.{}", dice.between(0, 256), dice.between(4, 255)),
            "EniId": format!("eni-{}", dice.letters(HEX, 17)),
        },
    });
    Resource::new(Kind::PoolSession, &id, item, now)
}

fn directory(account: &str, region: &str, born: i64) -> Resource {
    let mut dice = Dice::new(0, &["pools", account, region]);
    let id = format!("wsd-{}", dice.letters(BASE36, 9));
    let mut item = registered(account, region, &id, "pools.example.com", &json!(subnets(&id)));
    item["DirectoryType"] = json!("CUSTOMER_MANAGED");
    item["UserIdentityType"] = json!("CUSTOMER_MANAGED");
    item["WorkspaceType"] = json!("POOLS");
    item["WorkspaceDirectoryName"] = json!("pools");
    item["WorkspaceDirectoryDescription"] = json!("Directory of the pools");
    Resource::new(Kind::Directory, &id, item, born)
}
