//! What is it when nothing is chosen? What the bundle decides, as far as the inventory knows it.

use crate::estate::Bundle;
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

/// What this bundle decides. The directory's creation properties belong here too, once the inventory has them.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::BundleId;

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
