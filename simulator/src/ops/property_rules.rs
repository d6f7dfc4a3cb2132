//! Which properties can a WorkSpace have?
//!
//! Codes and words are Amazon's where facts.md knows them (15, 16), and otherwise invented in the same manner.

use serde_json::Value;

use super::create_rules::Refusal;
use super::{text, texts};
use crate::estate::accounts::has_core;
use crate::world::desktop::Properties;
use crate::world::resource::Resource;
use crate::world::scope::Scope;

/// May a WorkSpace of this account run in this mode, with this time until AutoStop?
pub fn mode(scope: &Scope, running_mode: &str, minutes: Option<i64>) -> Result<(), Refusal> {
    match (running_mode, minutes) {
        ("MANUAL", _) if !has_core(&scope.account) => Err((
            "OperationNotSupported.RunningMode",
            "The running mode MANUAL is only available for Amazon WorkSpaces Core.".into(),
        )),
        // facts.md 16
        ("MANUAL", Some(minutes)) if minutes != 0 => Err((
            "AutoStopTimeoutIsNotDefaultForManualWorkspace",
            "RunningModeAutoStopTimeoutInMinutes is not applicable for WorkSpace with running mode set to MANUAL"
                .into(),
        )),
        ("ALWAYS_ON", Some(_)) => Err((
            "AutoStopTimeoutIsNotApplicableForAnAlwaysOnWorkspace",
            "RunningModeAutoStopTimeoutInMinutes is not applicable for WorkSpace with running \
             mode set to ALWAYS_ON"
                .into(),
        )),
        ("AUTO_STOP", Some(minutes)) if minutes <= 0 || minutes % 60 != 0 => Err((
            "InvalidParameterValues.AutoStopTimeout",
            "RunningModeAutoStopTimeoutInMinutes must be a multiple of 60.".into(),
        )),
        _ => Ok(()),
    }
}

/// The properties of a WorkSpace of this bundle, where a request asks for no others.
pub fn properties(scope: &Scope, asked: &Value, bundle: &Resource) -> Result<Properties, Refusal> {
    let running_mode = text(asked, "RunningMode").unwrap_or("ALWAYS_ON");
    let minutes = asked["RunningModeAutoStopTimeoutInMinutes"].as_i64();
    mode(scope, running_mode, minutes)?;
    let gib = |volume: &str| {
        bundle.item[volume]["Capacity"].as_str().and_then(|gib| gib.parse().ok()).unwrap_or(80)
    };
    let word = |name: &str, or: &str| text(asked, name).unwrap_or(or).to_owned().into();
    let usual = match bundle.hidden_text("Protocol") {
        "" => "WSP",
        protocol => protocol,
    };
    let system = match bundle.hidden_text("System") {
        "" => "UNKNOWN",
        system => system,
    };
    let protocol = asked["Protocols"][0].as_str().unwrap_or(usual);
    let properties = Properties {
        running_mode: running_mode.to_owned().into(),
        auto_stop: (running_mode == "AUTO_STOP").then(|| minutes.unwrap_or(60)),
        root_gib: asked["RootVolumeSizeGib"].as_i64().unwrap_or_else(|| gib("RootStorage")),
        user_gib: asked["UserVolumeSizeGib"].as_i64().unwrap_or_else(|| gib("UserStorage")),
        compute: word("ComputeTypeName", bundle.item["ComputeType"]["Name"].as_str().unwrap_or("STANDARD")),
        protocol: protocol.to_owned().into(),
        system: word("OperatingSystemName", system),
        accelerator: asked.get("GlobalAccelerator").filter(|value| value.is_object()).cloned(),
        nested: asked["NestedVirtualizationEnabled"].as_bool(),
    };
    // The model: the protocol can be chosen for PCoIP bundles only, and not with a GPU.
    let fixed = usual != "PCOIP" || properties.compute.starts_with("GRAPHICS");
    if (fixed && protocol != usual) || texts(asked, "Protocols").len() > 1 {
        return Err((
            "InvalidParameterValues.Protocols",
            "The specified protocol is not supported for the specified bundle.".into(),
        ));
    }
    if properties.nested == Some(true) && !nests(&properties) {
        return Err((
            "UnsupportedWorkspaceConfiguration.NestedVirtualization",
            "Nested virtualization is not supported for the specified WorkSpace.".into(),
        ));
    }
    Ok(properties)
}

/// Which WorkSpaces can have nested virtualization (invented: Windows on DCV, neither Value nor with a GPU).
pub fn nests(properties: &Properties) -> bool {
    let compute = properties.compute.as_ref();
    properties.system.starts_with("WINDOWS")
        && properties.protocol == "WSP"
        && compute != "VALUE"
        && !compute.starts_with("GRAPHICS")
}

/// Which pairs of root and user volume there are (rules.md, "Properties").
pub fn volumes(properties: &Properties) -> Result<(), Refusal> {
    let pair = (properties.root_gib, properties.user_gib);
    let (root, user) = pair;
    let large = (175..=2000).contains(&root) && (100..=2000).contains(&user);
    let small = [(80, 10), (80, 50), (80, 100)].contains(&pair);
    let compute = properties.compute.as_ref();
    let allowed = if compute.starts_with("GRAPHICS") {
        large || pair == (100, 100)
    } else if compute.starts_with("GENERALPURPOSE") {
        large
    } else {
        large || small
    };
    if allowed {
        return Ok(());
    }
    Err((
        "InvalidParameterValues.VolumeSize",
        format!(
            "A root volume of {root} GiB with a user volume of {user} GiB is not supported for the \
             compute type {compute}."
        )
        .into(),
    ))
}
