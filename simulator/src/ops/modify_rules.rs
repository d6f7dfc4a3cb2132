//! May a volume, the compute type, the protocol or nested virtualization of this WorkSpace be changed so, and now?
//!
//! Rules: rules.md, "Properties", and Amazon's page "Modify a WorkSpace". Nobody has published which code goes with
//! which refusal, nor the words: they are invented.

use super::property_rules::{nests, volumes};
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::desktop::Desktop;
use crate::world::modifying::Wish;
use crate::world::resource::Kind;

const HOUR_MS: i64 = 3_600_000;
/// Between two changes of a sort, and after the launch.
const PAUSE_MS: i64 = 6 * HOUR_MS;
/// Between two changes to a smaller compute type.
const SMALLER_MS: i64 = 30 * 24 * HOUR_MS;

/// Compute types between which one can change, the smallest first. Rules.md does not name Value, Amazon's page does.
const FAMILIES: &[&[&str]] = &[
    &[
        "VALUE",
        "STANDARD",
        "PERFORMANCE",
        "POWER",
        "POWERPRO",
        "GENERALPURPOSE_4XLARGE",
        "GENERALPURPOSE_8XLARGE",
    ],
    &["GRAPHICS_G4DN", "GRAPHICSPRO_G4DN"],
];

/// The sort that the change is of: the next one of the same sort has to wait.
pub fn judge(
    world: &World,
    scope: usize,
    desktop: &Desktop,
    wish: &Wish,
) -> Result<&'static str, ServiceError> {
    let mut wanted = desktop.properties.clone();
    wish.grant(&mut wanted);
    match wish {
        Wish::RootVolume(gib) => {
            grows(*gib, desktop.properties.root_gib)?;
            volumes(&wanted).map_err(|(_, words)| ServiceError::invalid(words))?;
            rested(world, desktop, wish.resource())
        }
        Wish::UserVolume(gib) => {
            grows(*gib, desktop.properties.user_gib)?;
            volumes(&wanted).map_err(|(_, words)| ServiceError::invalid(words))?;
            rested(world, desktop, wish.resource())
        }
        Wish::Compute(compute) => {
            let larger = is_larger(&desktop.properties.compute, compute)?;
            volumes(&wanted).map_err(|(_, words)| unsupported(words))?;
            if larger {
                return rested(world, desktop, "LARGER");
            }
            let last = desktop.changes.last.get("SMALLER");
            if last.is_some_and(|at| !world.passed(*at, SMALLER_MS)) {
                return Err(unavailable("A smaller compute type can be requested once in 30 days."));
            }
            Ok("SMALLER")
        }
        Wish::Protocol(protocol) => {
            let bundle = world.scope(scope).resource(Kind::Bundle, &desktop.bundle);
            let made_for = bundle.map_or(desktop.properties.protocol.as_ref(), |b| b.hidden_text("Protocol"));
            if made_for != "PCOIP" || desktop.properties.compute.starts_with("GRAPHICS") {
                return Err(unsupported(
                    "The protocol can only be modified for WorkSpaces created from PCoIP bundles without a GPU.",
                ));
            }
            if desktop.properties.protocol == *protocol {
                return Err(ServiceError::invalid(format!("The protocol of the WorkSpace is {protocol}.")));
            }
            Ok(wish.resource())
        }
        Wish::Nested(on) => {
            if *on && !nests(&desktop.properties) {
                return Err(unsupported(
                    "Nested virtualization is not supported for the specified WorkSpace.",
                ));
            }
            Ok(wish.resource())
        }
    }
}

/// Data replication is a matter of a pair.
pub fn replicable(desktop: &Desktop) -> Result<(), ServiceError> {
    match &desktop.pair {
        Some(_) => Ok(()),
        None => Err(unsupported("The WorkSpace has no standby WorkSpace to replicate its data to.")),
    }
}

fn grows(wanted: i64, now: i64) -> Result<(), ServiceError> {
    if wanted > now {
        return Ok(());
    }
    Err(ServiceError::invalid(format!(
        "The volume has {now} GiB. It can be made larger, and not {wanted} GiB."
    )))
}

/// Once in 6 hours, and not in the first 6.
fn rested(world: &World, desktop: &Desktop, sort: &'static str) -> Result<&'static str, ServiceError> {
    if !world.passed(desktop.created, PAUSE_MS) {
        return Err(unavailable("Wait 6 hours after the launch of a WorkSpace before you modify it."));
    }
    let last = desktop.changes.last.get(sort);
    if last.is_some_and(|at| !world.passed(*at, PAUSE_MS)) {
        return Err(unavailable("This modification of a WorkSpace can be requested once in 6 hours."));
    }
    Ok(sort)
}

fn is_larger(now: &str, wanted: &str) -> Result<bool, ServiceError> {
    if now == wanted {
        return Err(ServiceError::invalid(format!("The compute type of the WorkSpace is {now}.")));
    }
    FAMILIES
        .iter()
        .find_map(|family| {
            let rank = |name: &str| family.iter().position(|known| *known == name);
            Some(rank(wanted)? > rank(now)?)
        })
        .ok_or_else(|| {
            unsupported(format!("The compute type of a WorkSpace can't be modified from {now} to {wanted}."))
        })
}

fn unsupported(why: impl Into<String>) -> ServiceError {
    ServiceError::new("UnsupportedWorkspaceConfigurationException", why)
}

fn unavailable(why: &str) -> ServiceError {
    ServiceError::new("ResourceUnavailableException", why)
}
