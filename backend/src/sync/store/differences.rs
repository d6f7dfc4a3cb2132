//! What differs between what is known of a WorkSpace and what AWS tells?

use domain::workspace::UNDEFINED_USER;

use crate::sync::aws::Facts;
use crate::sync::pairs;

impl Facts {
    /// What a person calls it.
    pub(super) fn label(&self) -> &str {
        self.name.as_deref().filter(|_| self.user_name == UNDEFINED_USER).unwrap_or(&self.user_name)
    }

    /// A PENDING item says hardly anything: what was known stays known.
    pub(super) fn completed_by(&self, new: &Self) -> Self {
        if new.state != "PENDING" {
            return new.clone();
        }
        let or = |new: &String, old: &String| if new.is_empty() { old.clone() } else { new.clone() };
        Self {
            computer: or(&new.computer, &self.computer),
            mode: or(&new.mode, &self.mode),
            compute: or(&new.compute, &self.compute),
            protocol: or(&new.protocol, &self.protocol),
            auto_stop: new.auto_stop.or(self.auto_stop),
            root_gib: new.root_gib.or(self.root_gib),
            user_gib: new.user_gib.or(self.user_gib),
            replication: or(&new.replication, &self.replication),
            accelerator: new.accelerator.clone().or_else(|| self.accelerator.clone()),
            accelerator_protocol: new
                .accelerator_protocol
                .clone()
                .or_else(|| self.accelerator_protocol.clone()),
            nested_virtualization: new.nested_virtualization.or(self.nested_virtualization),
            ..new.clone()
        }
    }

    /// The fields whose change is history, with their values before and after.
    pub(super) fn differences(&self, new: &Self) -> Vec<(&'static str, Option<String>, Option<String>)> {
        let text = |value: &str| (!value.is_empty()).then(|| value.to_owned());
        let number = |value: Option<i64>| value.map(|value| value.to_string());
        let fields = |facts: &Self| {
            [
                ("state", text(&facts.state)),
                ("user", text(&facts.user_name)),
                ("computer", text(&facts.computer)),
                ("running mode", text(&facts.mode)),
                ("AutoStop minutes", number(facts.auto_stop)),
                ("bundle", text(&facts.bundle_id)),
                ("compute", text(&facts.compute)),
                ("protocol", text(&facts.protocol)),
                ("root volume GiB", number(facts.root_gib)),
                ("user volume GiB", number(facts.user_gib)),
                ("data replication", text(&facts.replication)),
                ("Global Accelerator", facts.accelerator.clone()),
                ("preferred protocol of the accelerator", facts.accelerator_protocol.clone()),
                (
                    "nested virtualization",
                    facts.nested_virtualization.map(|on| if on { "on" } else { "off" }.to_owned()),
                ),
                ("standby pair", pairs::words(&facts.related)),
                ("under change", text(&facts.modifying)),
                ("address", facts.ip.clone()),
                ("error", facts.error_message.clone().or_else(|| facts.error_code.clone())),
            ]
        };
        let pairs = fields(self).into_iter().zip(fields(new));
        pairs.filter(|(old, new)| old != new).map(|((field, old), (_, new))| (field, old, new)).collect()
    }
}
