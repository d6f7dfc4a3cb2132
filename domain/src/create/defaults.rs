//! What is it when nothing is chosen? What the bundle and the directory decide, as far as the inventory knows it.

use crate::directories::{Group, Kind, Setting};
use crate::estate::{Bundle, Directory};
use crate::words::{Compute, Protocol};

/// What a WorkSpace has where the form is silent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Defaults {
    /// The size of the machine.
    pub compute: Option<Compute>,
    /// GiB.
    pub root_gib: Option<i64>,
    /// GiB.
    pub user_gib: Option<i64>,
    /// The protocol, where the name of one of Amazon's own bundles says it; the service does not tell.
    pub protocol: Option<Protocol>,
}

/// What this bundle decides.
#[must_use]
pub fn defaults(bundle: &Bundle) -> Defaults {
    let says = |word: &str| bundle.owner == "AMAZON" && bundle.name.contains(word);
    let protocol = match (says("(PCoIP)"), says("(WSP)") || says("(DCV)")) {
        (true, false) => Some(Protocol::Pcoip),
        (false, true) => Some(Protocol::Wsp),
        _ => None,
    };
    Defaults {
        compute: bundle.compute.clone(),
        root_gib: bundle.root_gib,
        user_gib: bundle.user_gib,
        protocol,
    }
}

impl Defaults {
    /// `Standard, 80 GiB root, 50 GiB user`; nothing when nothing is known.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        let mut words = Vec::new();
        words.extend(self.compute.as_ref().map(|compute| compute.word().to_owned()));
        words.extend(self.root_gib.map(|gib| format!("{gib} GiB root")));
        words.extend(self.user_gib.map(|gib| format!("{gib} GiB user")));
        words.extend(self.protocol.as_ref().map(|protocol| protocol.word().to_owned()));
        (!words.is_empty()).then(|| words.join(", "))
    }
}

/// `Maintenance mode: on; Internet access: off`: what this directory decides for new WorkSpaces; nothing when nothing is known.
#[must_use]
pub fn directory_words(directory: &Directory) -> Option<String> {
    let settings = Setting::of(Group::Creation).chain(Setting::named("accelerator"));
    let words: Vec<_> = settings
        .filter_map(|setting| Some(format!("{}: {}", setting.label, set_to(directory, setting)?)))
        .collect();
    (!words.is_empty()).then(|| words.join("; "))
}

/// What Global Accelerator is where the form is silent: `enabled`.
#[must_use]
pub fn directory_accelerator(directory: &Directory) -> Option<String> {
    set_to(directory, Setting::named("accelerator")?)
}

fn set_to(directory: &Directory, setting: &Setting) -> Option<String> {
    let value = directory.settings.get(setting.slug).filter(|value| !value.is_empty())?;
    let word = setting.word(value);
    Some(if matches!(setting.kind, Kind::Choice(_)) { word.to_lowercase() } else { word })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::BundleId;

    #[test]
    fn a_directory_says_what_it_decides_for_new_workspaces() {
        let set =
            [("accelerator", "ENABLED_AUTO"), ("maintenance", "true"), ("default_ou", "OU=Desks,DC=a,DC=b")];
        let directory = Directory {
            key: "1/eu-west-1/d-1".parse().unwrap(),
            account_name: "production".into(),
            name: "corp.example.com".into(),
            state: "REGISTERED".into(),
            kind: "SIMPLE_AD".into(),
            workspaces: 0,
            settings: set
                .into_iter()
                .chain([("web", "DENY")])
                .map(|(slug, value)| (slug.into(), value.into()))
                .collect(),
        };
        assert_eq!(
            directory_words(&directory).unwrap(),
            "Maintenance mode: on; Organizational unit: OU=Desks,DC=a,DC=b; Global Accelerator: enabled"
        );
        assert_eq!(directory_accelerator(&directory).unwrap(), "enabled");
        let unread = Directory { settings: Default::default(), ..directory };
        assert_eq!((directory_words(&unread), directory_accelerator(&unread)), (None, None));
    }

    #[test]
    fn a_bundle_says_what_it_decides() {
        let bundle = Bundle {
            scope: "1/eu-west-1".parse().unwrap(),
            id: BundleId::new("wsb-1"),
            name: "Standard with Windows 10 (PCoIP)".into(),
            owner: "AMAZON".into(),
            compute: Some(Compute::Standard),
            root_gib: Some(80),
            user_gib: Some(50),
            kind: None,
        };
        assert_eq!(defaults(&bundle).words().unwrap(), "Standard, 80 GiB root, 50 GiB user, PCoIP");
        let own = Bundle { owner: "1".into(), compute: None, root_gib: None, user_gib: None, ..bundle };
        assert_eq!(defaults(&own).words(), None);
    }
}
