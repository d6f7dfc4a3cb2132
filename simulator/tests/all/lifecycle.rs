//! Whatever is called in whatever order: is no desktop lost, and does each go only where it may?
//!
//! Random sequences of calls and of time. `SOAK=20000 cargo nextest run -p simulator any_sequence` runs as many of them.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::common::{ACCOUNT, REGION, World};
use crate::migrate::{POWER, STANDARD, bundle};
use serde_json::{Value, json};

/// Where a call may take a desktop at once. An empty state is an id that can't be described.
const BY_CALL: &[(&str, &[&str], &str)] = &[
    ("Create", &[""], ""),
    ("Start", &["STOPPED"], "STARTING"),
    ("Connect", &["STOPPED"], "STARTING"),
    ("Stop", &["AVAILABLE", "UNHEALTHY", "ERROR"], "STOPPING"),
    ("Reboot", &["AVAILABLE", "UNHEALTHY", "REBOOTING"], "REBOOTING"),
    ("Rebuild", &["AVAILABLE", "ERROR", "UNHEALTHY", "STOPPED", "REBOOTING"], "REBUILDING"),
    ("Restore", &["AVAILABLE", "ERROR", "UNHEALTHY", "STOPPED"], "RESTORING"),
    ("Out", &["AVAILABLE"], "ADMIN_MAINTENANCE"),
    ("Back", &["ADMIN_MAINTENANCE"], "AVAILABLE"),
    ("Modify", &["STOPPED"], "STARTING"),
    ("Migrate", &["AVAILABLE", "STOPPED", "ERROR"], "UPDATING"),
    ("Migrate", &[""], "PENDING"),
    // Terminating the target of a migration brings its source back.
    ("Terminate", &["UPDATING"], "AVAILABLE"),
    ("Terminate", &["UPDATING"], "STOPPED"),
    ("Terminate", &["UPDATING"], "ERROR"),
];

/// Where a desktop may go by itself as time passes.
const BY_ITSELF: &[(&str, &[&str])] = &[
    ("", &["PENDING"]),
    ("PENDING", &["AVAILABLE", "ERROR", "TERMINATING"]),
    ("AVAILABLE", &["STOPPING", "UPDATING"]),
    ("STARTING", &["AVAILABLE", "ERROR"]),
    ("STOPPING", &["STOPPED"]),
    ("STOPPED", &["UPDATING"]),
    ("REBOOTING", &["AVAILABLE"]),
    ("REBUILDING", &["AVAILABLE", "ERROR"]),
    ("RESTORING", &["AVAILABLE", "ERROR"]),
    ("UPDATING", &["AVAILABLE", "STOPPED", "ERROR", "TERMINATING"]),
    ("TERMINATING", &["TERMINATED"]),
    ("TERMINATED", &[""]),
];

const USERS: [&str; 12] = [
    "plain",
    "quiet",
    "fail-start",
    "stuck-reboot",
    "fail-rebuild",
    "fail-restore",
    "fail-migrate",
    "fail-modify",
    "ignore-modify",
    "fail-launch",
    "slow-launch",
    "other",
];

/// Minutes that may pass, and a few seconds.
const TICKS: [u64; 8] = [0, 1, 1, 3, 15, 40, 130, 500];

struct Dice(u64);

impl Dice {
    /// Splitmix64.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }
}

/// Where the desktops are made, from what, and to what they may migrate.
struct Place {
    directory: String,
    bundles: [String; 2],
}

type Seen = BTreeMap<String, (String, String)>;

/// All desktops of a world, by id: user and state. Pages of this size must hold each once.
async fn seen(world: &World, size: usize) -> Seen {
    let (mut all, mut input) = (Seen::new(), json!({ "Limit": size }));
    loop {
        let page = world.ok("DescribeWorkspaces", input.clone()).await;
        for item in page["Workspaces"].as_array().unwrap() {
            let part = |name: &str| item[name].as_str().unwrap().to_owned();
            let twice = all.insert(part("WorkspaceId"), (part("UserName"), part("State")));
            assert!(twice.is_none(), "a page repeats {twice:?}");
        }
        match page["NextToken"].as_str() {
            Some(token) => input["NextToken"] = json!(token),
            None => return all,
        }
    }
}

fn state<'a>(seen: &'a Seen, id: &str) -> &'a str {
    seen.get(id).map_or("", |(_, state)| state)
}

fn called(name: &str, from: &str, to: &str) -> bool {
    let terminated = name == "Terminate" && to == "TERMINATING" && from != "SUSPENDED" && !from.is_empty();
    from == to
        || terminated
        || BY_CALL.iter().any(|(call, before, after)| *call == name && before.contains(&from) && *after == to)
}

/// Whether time alone can have brought it there: an id appears when it is new, and goes for good.
fn came(from: &str, to: &str) -> bool {
    let (mut reached, mut at) = (vec![from], 0);
    while let Some(here) = reached.get(at).copied() {
        let gone = here.is_empty() && at > 0;
        for (_, after) in BY_ITSELF.iter().filter(|(before, _)| *before == here && !gone) {
            let new: Vec<&str> = after.iter().copied().filter(|state| !reached.contains(state)).collect();
            reached.extend(new);
        }
        at += 1;
    }
    reached.contains(&to)
}

/// One per user: a second one only as the target of a migration, or on its way out.
fn alone(seen: &Seen) {
    let mut settled: BTreeMap<&str, usize> = BTreeMap::new();
    for (user, state) in seen.values() {
        if !["PENDING", "TERMINATING", "TERMINATED"].contains(&state.as_str()) {
            *settled.entry(user).or_default() += 1;
        }
    }
    assert!(settled.values().all(|count| *count == 1), "{settled:?}");
}

/// Does something to a desktop, allowed or not.
async fn act(world: &World, name: &str, user: &str, id: &str, place: &Place, number: usize) {
    let one = json!([{ "WorkspaceId": id }]);
    let (operation, input) = match name {
        "Create" => {
            let mode = if number.is_multiple_of(2) { "AUTO_STOP" } else { "ALWAYS_ON" };
            let properties = json!({ "RunningMode": mode });
            let item = json!({ "DirectoryId": place.directory, "UserName": user, "BundleId": place.bundles[0],
                "WorkspaceProperties": properties });
            ("CreateWorkspaces".to_owned(), json!({ "Workspaces": [item] }))
        }
        "Connect" => {
            world.sim().connect(ACCOUNT, REGION, id);
            return;
        }
        "Disconnect" => {
            world.sim().disconnect(ACCOUNT, REGION, id);
            return;
        }
        "Restore" => ("RestoreWorkspace".to_owned(), json!({ "WorkspaceId": id })),
        "Out" => state_to(id, "ADMIN_MAINTENANCE"),
        "Back" => state_to(id, "AVAILABLE"),
        "Migrate" => {
            let input = json!({ "SourceWorkspaceId": id, "BundleId": place.bundles[number % 2] });
            ("MigrateWorkspace".to_owned(), input)
        }
        "Modify" => {
            let properties = [
                json!({ "RunningMode": "ALWAYS_ON" }),
                json!({ "RunningMode": "AUTO_STOP" }),
                json!({ "UserVolumeSizeGib": 100 }),
                json!({ "RootVolumeSizeGib": 200 }),
                json!({ "ComputeTypeName": "POWER" }),
                json!({ "ComputeTypeName": "STANDARD" }),
                json!({ "NestedVirtualizationEnabled": true }),
            ];
            let input = json!({ "WorkspaceId": id, "WorkspaceProperties": properties[number % 7] });
            ("ModifyWorkspaceProperties".to_owned(), input)
        }
        verb => (format!("{verb}Workspaces"), json!({ format!("{verb}WorkspaceRequests"): one })),
    };
    let answer = world.call(&operation, input).await;
    assert!([200, 400].contains(&answer.status), "{operation}: {}", answer.text);
}

fn state_to(id: &str, state: &str) -> (String, Value) {
    ("ModifyWorkspaceState".to_owned(), json!({ "WorkspaceId": id, "WorkspaceState": state }))
}

const CALLS: [&str; 14] = [
    "Create",
    "Start",
    "Stop",
    "Reboot",
    "Rebuild",
    "Restore",
    "Out",
    "Back",
    "Modify",
    "Modify",
    "Migrate",
    "Connect",
    "Disconnect",
    "Terminate",
];

/// A sequence on a few desktops, which are all terminated at its end.
async fn sequence(world: &World, place: &Place, seed: u64, steps: usize) {
    let mut dice = Dice(seed);
    let mut users = Vec::new();
    for number in 0..3 {
        let user = format!("{}-{number}", USERS[dice.roll(USERS.len())]);
        act(world, "Create", &user, "", place, dice.roll(2)).await;
        users.push(user);
    }
    world.minutes(30);
    let mut before = seen(world, 25).await;
    for step in 0..steps {
        let ids: Vec<String> = before.keys().cloned().collect();
        let id = ids.get(dice.roll(ids.len().max(1))).cloned().unwrap_or("ws-unknown00".to_owned());
        let user = &users[dice.roll(users.len())];
        let moved = dice.roll(2) == 0;
        let name = if moved { "Time" } else { CALLS[dice.roll(CALLS.len())] };
        if moved {
            let seconds = 60 * TICKS[dice.roll(TICKS.len())] + dice.roll(60) as u64;
            world.sim().advance(Duration::from_secs(seconds));
        } else {
            act(world, name, user, &id, place, dice.roll(14)).await;
        }
        let after = seen(world, 25).await;
        if step % 4 == 0 {
            assert_eq!(after, seen(world, 1 + dice.roll(3)).await, "pages skip nothing and repeat nothing");
        }
        for id in before.keys().chain(after.keys()) {
            let (from, to) = (state(&before, id), state(&after, id));
            let legal = if moved { came(from, to) } else { called(name, from, to) };
            assert!(legal, "seed {seed}, step {step}: {name} took {id} from {from:?} to {to:?}");
        }
        alone(&after);
        before = after;
    }
    // A second round catches the source that came back when the target of its migration went.
    for _ in 0..2 {
        for id in before.keys() {
            act(world, "Terminate", "", id, place, 0).await;
        }
        world.minutes(7);
        before = seen(world, 25).await;
    }
    assert!(before.is_empty(), "seed {seed}: nothing is left: {before:?}");
}

#[tokio::test]
async fn any_sequence_of_calls_and_time_keeps_to_the_table() {
    #[expect(clippy::disallowed_methods, reason = "how long to soak is asked for from outside")]
    let soak = std::env::var("SOAK").ok().and_then(|count| count.parse().ok());
    let world = World::of(1).await;
    let directory = world.place().await.0;
    let place = Place { directory, bundles: [bundle(&world, STANDARD).await, bundle(&world, POWER).await] };
    for seed in 0..soak.unwrap_or(200) {
        sequence(&world, &place, seed, 24).await;
    }
    world.stop().await;
}
