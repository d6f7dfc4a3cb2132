//! Do an image, a compute type and two volumes go together?
//!
//! Amazon documents the pairs of volumes (rules.md, "Properties"), that a bundle's volumes can't be smaller than
//! its image's, and the end of Graphics; which error says so is invented.

use serde_json::Value;

use super::text;
use crate::wire::error::ServiceError;
use crate::world::resource::Resource;

/// Whether the image is for such a compute type.
pub fn fits(image: &Resource, compute: &str) -> Result<(), ServiceError> {
    if compute == "GRAPHICS" {
        return Err(ServiceError::invalid(
            "Graphics bundles are no longer supported. Use Graphics.g4dn instead.",
        ));
    }
    // An import is for the one or for the other; what a WorkSpace's image is for, nobody says.
    let gpu = compute.starts_with("GRAPHICS");
    if image.hidden["Gpu"].as_bool().is_some_and(|made_for| made_for != gpu) {
        return Err(ServiceError::invalid(format!(
            "The image was not imported for bundles of the compute type {compute}."
        )));
    }
    Ok(())
}

/// GiB of both volumes; without a root volume the smallest that goes with the rest.
pub fn storage(
    image: &Resource,
    compute: &str,
    root: &Value,
    user: &Value,
) -> Result<(i64, i64), ServiceError> {
    let least = |member: &str| image.hidden[member].as_i64().unwrap_or_default();
    let user = capacity(user, "user")?.unwrap_or_default();
    let root = match capacity(root, "root")? {
        Some(root) => root,
        None => [80, 100, 175]
            .into_iter()
            .find(|root| *root >= least("RootGib") && pair(compute, *root, user))
            .unwrap_or_else(|| least("RootGib")),
    };
    if !pair(compute, root, user) {
        return Err(ServiceError::invalid(format!(
            "A root volume of {root} GiB with a user volume of {user} GiB is not supported for the compute type \
             {compute}."
        )));
    }
    if root < least("RootGib") || user < least("UserGib") {
        return Err(ServiceError::invalid(
            "The volumes of a bundle cannot be smaller than those of its image.",
        ));
    }
    Ok((root, user))
}

fn capacity(volume: &Value, word: &str) -> Result<Option<i64>, ServiceError> {
    let Some(capacity) = text(volume, "Capacity") else {
        return Ok(None);
    };
    let gib = capacity.parse::<i64>().ok();
    gib.map(Some).ok_or_else(|| {
        ServiceError::invalid(format!("The capacity of the {word} volume must be a number of gibibytes."))
    })
}

fn pair(compute: &str, root: i64, user: i64) -> bool {
    let large = (175..=2000).contains(&root) && (100..=2000).contains(&user);
    let small: &[(i64, i64)] = if compute.starts_with("GRAPHICS") {
        &[(100, 100)]
    } else if compute.starts_with("GENERALPURPOSE") {
        &[]
    } else {
        &[(80, 10), (80, 50), (80, 100)]
    };
    large || small.contains(&(root, user))
}
