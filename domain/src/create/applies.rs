//! What cannot apply to the choice made so far, and why? The form shows it disabled; the check refuses the same.

use super::{Form, defaults};
use crate::estate::Bundle;
use crate::words::{Compute, Protocol};

/// Why a stop time cannot be.
pub(crate) const STOP_TIME: &str = "A stop time goes with the running mode AutoStop only.";
/// Why a key cannot be.
pub(super) const KEY: &str = "A key is used only when a volume is encrypted: choose root, user or both.";
/// Why a preferred protocol cannot be.
pub(crate) const PREFERRED: &str = "A preferred protocol goes with an enabled Global Accelerator only.";
/// Why a protocol cannot be chosen (model, `Protocols`).
const GPU: &str = "With a GPU the protocol is the bundle's: leave it to the bundle.";
/// Why another protocol than the bundle's cannot be chosen (model, `Protocols`).
const DCV: &str =
    "This bundle is DCV, and only a PCoIP bundle lets the protocol be chosen: leave it to the bundle.";
/// Why a protocol cannot be chosen for an old Windows (model, `Protocols`).
const WINDOWS_7: &str = "With Windows 7 the protocol is the bundle's: leave it to the bundle.";
/// Why an address cannot be given.
pub(super) const ONE_ADDRESS: &str = "An IPv6 address can be given to one WorkSpace only.";
/// Why there cannot be a name beside people.
pub(super) const NAME: &str =
    "A name is for a WorkSpace without a user: leave out either the people or the name.";
/// Why there cannot be people beside a list.
pub(super) const LIST: &str = "The list says who: leave out either the people or the list.";

/// Why a field cannot apply to what the form says so far; `None` where it can.
#[must_use]
pub fn why_not(form: &Form, bundle: Option<&Bundle>, field: &str) -> Option<&'static str> {
    let is = |text: &str| !text.trim().is_empty();
    let (people, list, name) = (is(&form.people), is(&form.csv), is(&form.name));
    match field {
        "auto_stop" if form.mode != "AUTO_STOP" => Some(STOP_TIME),
        "encryption_key" if !is(&form.encrypt_root) && !is(&form.encrypt_user) => Some(KEY),
        "accelerator_protocol" if form.accelerator != "ENABLED_AUTO" => Some(PREFERRED),
        "protocol" => protocol_why_not(form, bundle),
        "ipv6" if list => Some("In a list each WorkSpace has its own: in a column “ipv6”."),
        "ipv6" if people && form.people.trim().contains(['\n', ',', ';', '\t']) => Some(ONE_ADDRESS),
        "name" if people => Some(NAME),
        "name" if list => Some("In a list a WorkSpace without a user has a column “name”."),
        "people" if list => Some(LIST),
        "people" if name => Some(NAME),
        "csv" if people => Some(LIST),
        _ => None,
    }
}

fn protocol_why_not(form: &Form, bundle: Option<&Bundle>) -> Option<&'static str> {
    if has_gpu(form, bundle) {
        return Some(GPU);
    }
    if form.operating_system.trim() == "WINDOWS_7" {
        return Some(WINDOWS_7);
    }
    // The bundle's own, said once more, is no other choice.
    let is_dcv = bundle.is_some_and(|bundle| defaults(bundle).protocol == Some(Protocol::Wsp));
    (is_dcv && form.protocol.trim() != Protocol::Wsp.wire()).then_some(DCV)
}

/// Whether the machine has a GPU: by the form's own choice, else by the bundle's.
fn has_gpu(form: &Form, bundle: Option<&Bundle>) -> bool {
    match form.compute.trim() {
        "" => bundle.and_then(|bundle| bundle.compute.as_ref()).is_some_and(Compute::has_gpu),
        wire => Compute::from_wire(wire).has_gpu(),
    }
}

impl Form {
    /// The volumes (GiB) that it asks for, root and user: what is typed, else the bundle's; nothing where one is not known.
    #[must_use]
    pub fn volumes(&self, bundle: Option<&Bundle>) -> Option<(i32, i32)> {
        let gib = |typed: &str, of_bundle: Option<i64>| match typed.trim() {
            "" => i32::try_from(of_bundle?).ok(),
            typed => typed.parse().ok(),
        };
        let root = gib(&self.root_gib, bundle.and_then(|bundle| bundle.root_gib))?;
        Some((root, gib(&self.user_gib, bundle.and_then(|bundle| bundle.user_gib))?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_applies_or_says_why_not() {
        let empty = Form::default();
        for (field, may) in [
            ("auto_stop", Form { mode: "AUTO_STOP".into(), ..empty.clone() }),
            ("encryption_key", Form { encrypt_user: "on".into(), ..empty.clone() }),
            ("accelerator_protocol", Form { accelerator: "ENABLED_AUTO".into(), ..empty.clone() }),
        ] {
            assert!(
                why_not(&empty, None, field).is_some() && why_not(&may, None, field).is_none(),
                "{field}"
            );
        }
        for (field, may_not) in [
            ("protocol", Form { compute: "GRAPHICS_G6_XLARGE".into(), ..empty.clone() }),
            ("protocol", Form { operating_system: "WINDOWS_7".into(), ..empty.clone() }),
            ("ipv6", Form { people: "ann\nbob".into(), ..empty.clone() }),
            ("name", Form { people: "ann".into(), ..empty.clone() }),
            ("people", Form { csv: "user\nann".into(), ..empty.clone() }),
            ("csv", Form { people: "ann".into(), ..empty.clone() }),
        ] {
            assert!(
                why_not(&empty, None, field).is_none() && why_not(&may_not, None, field).is_some(),
                "{field}"
            );
        }
    }

    #[test]
    fn a_dcv_bundle_keeps_its_protocol_and_others_let_it_be_chosen() {
        let bundle = |name: &str| Bundle {
            scope: "1/eu-west-1".parse().unwrap(),
            id: crate::ids::BundleId::new("wsb-1"),
            name: name.into(),
            owner: "AMAZON".into(),
            compute: Some(Compute::Standard),
            root_gib: Some(80),
            user_gib: Some(50),
            kind: None,
        };
        let form = |protocol: &str| Form { protocol: protocol.into(), ..Form::default() };
        let (dcv, pcoip) = (bundle("Standard (DCV)"), bundle("Standard (PCoIP)"));
        for protocol in ["", "PCOIP"] {
            assert_eq!(why_not(&form(protocol), Some(&dcv), "protocol"), Some(DCV), "{protocol}");
            assert_eq!(why_not(&form(protocol), Some(&pcoip), "protocol"), None, "{protocol}");
            assert_eq!(why_not(&form(protocol), Some(&bundle("Own")), "protocol"), None, "{protocol}");
        }
        assert_eq!(why_not(&form("WSP"), Some(&dcv), "protocol"), None);
    }
}
