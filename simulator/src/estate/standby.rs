//! Which desktops have a standby in another region?

use super::accounts::accounts;
use super::{directories, placed};
use crate::seeded::Dice;
use crate::world::desktop::{Pair, state};
use crate::world::resource::Kind;
use crate::world::scope::{Filter, Scope};

const HOUR_MS: i64 = 3_600_000;

/// Makes one pair for every 100 desktops, at least one from 50 on: a primary in the first scope, a
/// standby of the same user in the directory of the same name in the second. Amazon allows it for
/// Windows without GPU and not for GeneralPurpose (rules.md, "Standby").
pub fn pair(scopes: &mut [Scope], seed: u64, fleet: usize, born: i64) {
    if fleet < 50 {
        return;
    }
    let (near, far) = scopes.split_at_mut(1);
    let (near, far) = (&mut near[0], &mut far[0]);
    let [here, there] =
        [&near.region, &far.region].map(|region| directories::of(&accounts()[0], region)[0].id.clone());
    let ids = |scope: &Scope, directory: &str| -> Vec<String> {
        scope
            .after(Filter::Directory(directory), "")
            .filter(|desktop| {
                let kind = desktop.properties.compute.as_ref();
                desktop.properties.system.starts_with("WINDOWS")
                    && !kind.starts_with("GRAPHICS")
                    && !kind.starts_with("GENERAL")
                    && desktop.name.is_none()
                    && [state::AVAILABLE, state::STOPPED].contains(&desktop.state.as_ref())
            })
            .map(|desktop| desktop.id.clone())
            .collect()
    };
    let mut primaries = ids(near, &here);
    // A user has one desktop in each directory, so the name must be free in the other one.
    primaries.retain(|id| {
        near.get(id).is_some_and(|one| far.after(Filter::User(&there, &one.user), "").next().is_none())
    });
    let standbys = ids(far, &there);
    let mut dice = Dice::new(seed, &["standby"]);
    let wanted = (fleet / 100).max(1);
    for (primary, standby) in primaries.iter().zip(&standbys).take(wanted) {
        let recovered = born - dice.between(12 * HOUR_MS, 24 * HOUR_MS);
        let (Some(mut one), Some(mut other)) = (near.get(primary).cloned(), far.get(standby).cloned()) else {
            continue;
        };
        other.user.clone_from(&one.user);
        let name = near.resource(Kind::Bundle, &one.bundle).map(|bundle| bundle.text("Name"));
        if let Some(same) = far.resources(Kind::Bundle).find(|bundle| Some(bundle.text("Name")) == name) {
            other.bundle.clone_from(&same.id);
        }
        other.properties = one.properties.clone();
        other.state = state::STOPPED.into();
        other.properties.running_mode = "AUTO_STOP".into();
        other.properties.auto_stop = Some(60);
        other.connected = false;
        other.last_connected = None;
        other.next = None;
        other.placed = Some(placed(&there, &directories::subnets(&there), seed, &other.id));
        one.pair = Some(Pair {
            region: far.region.clone(),
            id: other.id.clone(),
            primary: true,
            recovered,
            replicated: true,
        });
        other.pair = Some(Pair {
            region: near.region.clone(),
            id: one.id.clone(),
            primary: false,
            recovered,
            replicated: true,
        });
        near.insert(one);
        far.insert(other);
        // The account had asked for room for those, and kept the usual quota beside them.
        far.standby_quota += 1;
    }
}
