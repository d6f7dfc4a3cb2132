//! What would be made: where, from what, and how it differs from the bundle.

use domain::count;
use domain::create::Spec;
use domain::words::operating_system_word;
use leptos::prelude::*;

use crate::ui::copy::Copy;

/// What the form set, in words; nothing when all is left to the bundle and the service.
fn settings(spec: &Spec) -> Vec<String> {
    let mut words = Vec::new();
    words.extend(spec.mode.as_ref().map(|mode| match spec.auto_stop_minutes {
        Some(minutes) => format!("{} {minutes} min", mode.word()),
        None => mode.word().to_owned(),
    }));
    words.extend(spec.compute.as_ref().map(|compute| compute.word().to_owned()));
    words.extend(spec.protocol.as_ref().map(|protocol| protocol.word().to_owned()));
    words.extend(spec.operating_system.as_deref().map(operating_system_word));
    words.extend(spec.root_gib.map(|gib| format!("{gib} GiB root")));
    words.extend(spec.user_gib.map(|gib| format!("{gib} GiB user")));
    words.extend(match (spec.encrypt_root, spec.encrypt_user) {
        (true, true) => Some("both volumes encrypted".to_owned()),
        (true, false) => Some("root volume encrypted".to_owned()),
        (false, true) => Some("user volume encrypted".to_owned()),
        (false, false) => None,
    });
    words.extend(spec.accelerator.as_ref().map(|(mode, protocol)| match protocol {
        Some(protocol) => format!("Global Accelerator {mode} {protocol}"),
        None => format!("Global Accelerator {mode}"),
    }));
    words.extend(spec.nested_virtualization.filter(|on| *on).map(|_| "nested virtualization".to_owned()));
    words.extend(spec.ipv6.clone());
    let tags = i64::try_from(spec.tags.len()).unwrap_or_default();
    words.extend((tags > 0).then(|| count::of(tags, "tag", "tags")));
    words
}

/// The cells of a row that would be created.
pub fn wished(spec: &Spec) -> impl IntoView + use<> {
    let words = match settings(spec) {
        words if words.is_empty() => "As the bundle".to_owned(),
        words => words.join(", "),
    };
    let region = format!(" {}", spec.directory.scope.region);
    view! {
        <td data-label="Directory"><Copy text=spec.directory.id.to_string()/><span class="quiet">{region}</span></td>
        <td data-label="Bundle"><Copy text=spec.bundle.to_string()/></td>
        <td class="wrap" data-label="Settings">{words}</td>
    }
}

#[cfg(test)]
mod tests {
    use domain::ids::BundleId;
    use domain::words::RunningMode;

    use super::*;

    #[test]
    fn only_what_differs_from_the_bundle_is_said() {
        let plain = Spec {
            directory: "1/eu-west-1/d-1".parse().unwrap(),
            user: "ann".into(),
            name: None,
            bundle: BundleId::new("wsb-1"),
            mode: None,
            auto_stop_minutes: None,
            compute: None,
            protocol: None,
            operating_system: None,
            root_gib: None,
            user_gib: None,
            encrypt_root: false,
            encrypt_user: false,
            encryption_key: None,
            accelerator: None,
            nested_virtualization: None,
            ipv6: None,
            tags: Vec::new(),
        };
        assert!(settings(&plain).is_empty());
        let asked = Spec {
            mode: Some(RunningMode::AutoStop),
            auto_stop_minutes: Some(120),
            encrypt_user: true,
            ..plain
        };
        assert_eq!(settings(&asked), ["AutoStop 120 min", "user volume encrypted"]);
    }
}
