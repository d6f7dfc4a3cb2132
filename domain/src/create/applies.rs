//! What cannot apply to the choice made so far, and why? The form shows it disabled; the check refuses the same.

use super::Form;
use crate::estate::Bundle;
use crate::words::Compute;

/// Why a stop time cannot be.
pub(super) const STOP_TIME: &str = "A stop time goes with the running mode AutoStop only.";
/// Why a key cannot be.
pub(super) const KEY: &str = "A key is used only when a volume is encrypted: choose root, user or both.";
/// Why a preferred protocol cannot be.
pub(crate) const PREFERRED: &str = "A preferred protocol goes with an enabled Global Accelerator only.";
/// Why a protocol cannot be chosen (model, `Protocols`).
pub(super) const GPU: &str = "With a GPU the protocol is the bundle's: leave it to the bundle.";
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
        "protocol" if has_gpu(form, bundle) => Some(GPU),
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

/// Whether the machine has a GPU: by the form's own choice, else by the bundle's.
pub(super) fn has_gpu(form: &Form, bundle: Option<&Bundle>) -> bool {
    match form.compute.trim() {
        "" => bundle.and_then(|bundle| bundle.compute.as_ref()).is_some_and(Compute::has_gpu),
        wire => Compute::from_wire(wire).has_gpu(),
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
}
