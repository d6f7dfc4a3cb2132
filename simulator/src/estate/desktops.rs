//! What do the desktops of one account and region look like?

use super::bundles::Bundle;
use super::directories::{self, Directory};
use super::names::Names;
use super::{Plan, keys, placed};
use crate::seeded::{BASE36, Dice};
use crate::world::crowd::presence;
use crate::world::desktop::{Desktop, Encryption, Next, Properties, Then, Word, state};
use crate::world::modifying::Changes;
use crate::world::scope::Scope;

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// Desktops of the directory that a help desk cares for, and of the second one of each scope.
const SMALL: usize = 48;

/// Makes the desktops of a scope. `number` counts through the whole estate, so that rare states
/// turn up at fixed intervals even in a small one. The times are when the estate is born, and the one whose hour says how many are at work.
pub fn fill(
    scope: &mut Scope,
    plan: &Plan,
    seed: u64,
    size: usize,
    number: &mut usize,
    (born, hour): (i64, i64),
) {
    let mut dice = Dice::new(seed, &["desktops", &scope.account, &scope.region]);
    let mut names = Names::default();
    let small = SMALL.min(size / 10);
    for at in 0..size {
        let directory = directory_of(plan, at, size, small);
        let bundle = bundle_of(plan, &mut dice);
        let mut id = format!("ws-{}", dice.letters(BASE36, 9));
        while scope.get(&id).is_some() {
            id = format!("ws-{}", dice.letters(BASE36, 9));
        }
        let user = names.next(&mut dice, &directory.id);
        let mut desktop = plain(&mut dice, id, user, directory, bundle, seed, born);
        if *number % 400 == 399 {
            // A few stand in lobbies, assigned to nobody.
            desktop.user = "[UNDEFINED]".to_owned();
            desktop.name = Some(format!("kiosk-{}", *number / 400 + 1));
        }
        let quiet = trouble(&mut desktop, *number);
        if !quiet {
            occupy(&mut desktop, &mut dice, presence(&scope.region, hour), born);
        }
        keys::give(scope, &mut desktop, *number);
        desktop.tags = tags(&mut dice, directory, bundle);
        scope.insert(desktop);
        *number += 1;
    }
}

/// The first desktops are in the last directory (the small one), some in the second, most in the first.
fn directory_of(plan: &Plan, at: usize, size: usize, small: usize) -> &Directory {
    let directories = &plan.directories;
    if directories.len() > 2 && at < small {
        &directories[2]
    } else if directories.len() > 1 && at < small + size / 5 {
        &directories[1]
    } else {
        &directories[0]
    }
}

/// Own bundles are the most used.
fn bundle_of<'a>(plan: &'a Plan, dice: &mut Dice) -> &'a Bundle {
    let own = &plan.own;
    if dice.share() < 0.6 {
        dice.weighted::<&Bundle>(&[(5.0, &own[0]), (2.0, &own[1]), (2.0, &own[2])])
    } else {
        dice.pick(&plan.amazons)
    }
}

fn plain(
    dice: &mut Dice,
    id: String,
    user: String,
    directory: &Directory,
    bundle: &Bundle,
    seed: u64,
    born: i64,
) -> Desktop {
    let created = born - dice.between(5 * DAY_MS, 1400 * DAY_MS);
    let auto_stop = dice.share() < 0.7;
    let minutes = *dice.weighted(&[(8.0, 60), (2.0, 120), (1.0, 240)]);
    let encrypted = dice.share() < 0.4;
    // Some have been given more room than their bundle has.
    let grown = bundle.root_gib >= 175 && dice.share() < 0.15;
    Desktop {
        directory: directory.id.clone(),
        user,
        bundle: bundle.id.clone(),
        name: None,
        state: state::AVAILABLE.into(),
        since: born - dice.between(MINUTE_MS, 3 * DAY_MS),
        next: None,
        created,
        visible_from: created,
        reported_from: Some(created),
        encryption: Encryption {
            key: encrypted.then(|| "alias/aws/workspaces".to_owned()),
            root: encrypted.then_some(true),
            user: encrypted.then_some(true),
        },
        properties: Properties {
            running_mode: if auto_stop { "AUTO_STOP" } else { "ALWAYS_ON" }.into(),
            auto_stop: auto_stop.then_some(minutes),
            root_gib: if grown { 250 } else { bundle.root_gib },
            user_gib: if grown { 200 } else { bundle.user_gib },
            compute: bundle.compute.into(),
            protocol: bundle.protocol.into(),
            system: bundle.system.into(),
            accelerator: None,
            nested: None,
        },
        placed: Some(placed(&directory.id, &directories::subnets(&directory.id), seed, &id)),
        error: None,
        ipv6: None,
        changes: Changes::default(),
        migration: None,
        pair: None,
        connected: false,
        last_connected: None,
        tags: Vec::new(),
        overlay: serde_json::Map::new(),
        id,
    }
}

/// Half a percent in ERROR, one UNHEALTHY, a few out of service; true when nobody can work there.
fn trouble(desktop: &mut Desktop, number: usize) -> bool {
    let (state, code, message) = match number % 1000 {
        n if n % 200 == 7 => (
            state::ERROR,
            "DomainJoinFailure",
            "The WorkSpace could not join its domain. Check the service account of the directory.",
        ),
        n if n % 100 == 13 => {
            (state::UNHEALTHY, "Unreachable", "The WorkSpace does not answer status requests.")
        }
        31 | 531 => (state::MAINTENANCE, "", ""),
        61 | 561 => (state::ADMIN_MAINTENANCE, "", ""),
        91 => (state::SUSPENDED, "", ""),
        _ => return false,
    };
    desktop.state = state.into();
    if !code.is_empty() {
        desktop.error = Some((code.into(), message.into()));
    }
    // Every other broken one had never been launched, and so has no connection status.
    if state == state::ERROR && (number / 200).is_multiple_of(2) {
        desktop.reported_from = None;
        desktop.placed = None;
    } else {
        desktop.last_connected = Some(desktop.since - HOUR_MS);
    }
    true
}

/// Whether its person is there, was lately, has not been for long, or never came.
fn occupy(desktop: &mut Desktop, dice: &mut Dice, present: f64, born: i64) {
    let persona = dice.share();
    let auto_stop = desktop.properties.running_mode == "AUTO_STOP";
    let oldest = born - desktop.created;
    if persona < 0.05 {
        desktop.last_connected = None;
    } else if persona < 0.14 && oldest > 100 * DAY_MS {
        desktop.last_connected = Some(born - dice.between(91 * DAY_MS, oldest.min(400 * DAY_MS)));
    } else if dice.share() < present {
        desktop.connected = true;
        desktop.last_connected = Some(born - dice.between(MINUTE_MS, 5 * HOUR_MS));
        return;
    } else if auto_stop && dice.share() < 0.01 {
        // Left a moment ago, and about to stop.
        let left = dice.between(MINUTE_MS, 10 * MINUTE_MS);
        let wait = desktop.properties.auto_stop.unwrap_or(60) * MINUTE_MS;
        desktop.last_connected = Some(born - left);
        desktop.next = Some(Next { at: born - left + wait, then: Then::AutoStop });
        return;
    } else {
        desktop.last_connected = Some(born - dice.between(2 * HOUR_MS, 20 * DAY_MS));
    }
    if auto_stop {
        desktop.state = state::STOPPED.into();
    }
}

fn tags(dice: &mut Dice, directory: &Directory, bundle: &Bundle) -> Vec<(Word, Word)> {
    let teams: &[&'static str] = match directory.name.split('.').next() {
        Some("research" | "lab") => &["genomics", "imaging", "statistics", "lab-it"],
        Some("plants") => &["assembly", "quality", "maintenance", "logistics"],
        Some("sales") => &["inside-sales", "field-sales", "partners"],
        Some("studio") => &["design", "video"],
        _ => &["finance", "claims", "legal", "people", "platform", "support"],
    };
    let mut tags: Vec<(Word, Word)> = Vec::new();
    if dice.share() < 0.12 {
        return tags;
    }
    let team = dice.between(0, teams.len() as i64);
    tags.push(("team".into(), teams[team as usize].into()));
    tags.push(("cost-center".into(), format!("{}", 4100 + team * 10).into()));
    let env = *dice.weighted(&[(9.0, "prod"), (1.0, "test")]);
    tags.push(("env".into(), env.into()));
    if bundle.protocol == "PCOIP" && dice.share() < 0.5 {
        tags.push(("migrate-by".into(), "2027-06".into()));
    }
    tags
}
