//! What cannot apply to the choice made so far, and why? The form shows it disabled; the check refuses the same.

use serde::{Deserialize, Serialize};

use super::Form;
use crate::create::{PREFERRED, STOP_TIME};
use crate::words::{Compute, RunningMode};

/// What some of the chosen WorkSpaces have, as far as forms hang on it. What is not known counts as had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Among {
    /// The running mode AutoStop.
    pub auto_stop: bool,
    /// A machine without a GPU.
    pub no_gpu: bool,
    /// A standby, or a primary.
    pub paired: bool,
    /// A volume that is encrypted.
    pub encrypted: bool,
}

impl Among {
    /// Nothing is known of them.
    pub const ANYTHING: Self = Self { auto_stop: true, no_gpu: true, paired: true, encrypted: true };
}

/// Why a field cannot apply to what the form says so far of these WorkSpaces; `None` where it can.
#[must_use]
pub fn why_not(form: &Form, among: &Among, field: &str) -> Option<&'static str> {
    let mode = form.mode.trim();
    match field {
        "auto_stop" if mode.is_empty() && !among.auto_stop => {
            Some("None of them is AutoStop: choose that running mode to give it a stop time.")
        }
        "auto_stop" if !mode.is_empty() && mode != RunningMode::AutoStop.wire() => Some(STOP_TIME),
        "protocol" if !among.no_gpu || Compute::from_wire(form.compute.trim()).has_gpu() => {
            Some("With a GPU the protocol can't be changed: leave it as it is.")
        }
        "replication" if !among.paired => Some("None of them has a standby to replicate its data to."),
        "accelerator_protocol" if form.accelerator.trim() != "ENABLED_AUTO" => Some(PREFERRED),
        _ => None,
    }
}

impl Form {
    /// The volumes (GiB) that it asks for, root and user, where it asks for both.
    #[must_use]
    pub fn volumes(&self) -> Option<(i32, i32)> {
        Some((self.root_gib.trim().parse().ok()?, self.user_gib.trim().parse().ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_applies_or_says_why_not() {
        let form = Form::default();
        let any = Among::ANYTHING;
        for (field, may_not) in [
            ("auto_stop", Form { mode: "ALWAYS_ON".into(), ..form.clone() }),
            ("auto_stop", Form { mode: "MANUAL".into(), ..form.clone() }),
            ("protocol", Form { compute: "GRAPHICS_G4DN".into(), ..form.clone() }),
        ] {
            assert!(
                why_not(&form, &any, field).is_none() && why_not(&may_not, &any, field).is_some(),
                "{field}"
            );
        }
        for (field, among) in [
            ("auto_stop", Among { auto_stop: false, ..any }),
            ("protocol", Among { no_gpu: false, ..any }),
            ("replication", Among { paired: false, ..any }),
        ] {
            assert!(why_not(&form, &among, field).is_some(), "{field}");
        }
        let enabled = Form { accelerator: "ENABLED_AUTO".into(), ..form.clone() };
        assert!(why_not(&form, &any, "accelerator_protocol").is_some());
        assert_eq!(why_not(&enabled, &any, "accelerator_protocol"), None);
        // Who is to become AutoStop may have a stop time.
        let becomes = Form { mode: "AUTO_STOP".into(), ..form };
        assert_eq!(why_not(&becomes, &Among { auto_stop: false, ..any }, "auto_stop"), None);
    }
}
