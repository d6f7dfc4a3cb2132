//! The form of a change, as it was typed, and what is wrong with it.

use serde::{Deserialize, Serialize};

use super::applies::why_not;
use super::{Among, Change, Image, Properties};
use crate::create::{ACCELERATOR_PROTOCOLS, ACCELERATORS, volume_refusal};
use crate::fault::FieldError;
use crate::fleet::Action;
use crate::ids::BundleId;
use crate::tags;
use crate::words::{Compute, Protocol, RunningMode};

/// The form: everything is text, so that nothing typed is ever lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Form {
    /// `modify`, `migrate`, `tag` or `create-image`: which part of it was sent.
    pub what: String,
    /// `AUTO_STOP`, `ALWAYS_ON` or `MANUAL`; empty: as it is.
    pub mode: String,
    /// Minutes, in whole hours.
    pub auto_stop: String,
    /// Size of the machine; empty: as it is.
    pub compute: String,
    /// GiB; empty: as it is.
    pub root_gib: String,
    /// GiB; empty: as it is.
    pub user_gib: String,
    /// `WSP` or `PCOIP`; empty: as it is.
    pub protocol: String,
    /// `on` or `off`; empty: as it is.
    pub replication: String,
    /// `ENABLED_AUTO`, `DISABLED` or `INHERITED`; empty: as it is.
    pub accelerator: String,
    /// `TCP`, `NONE` or `INHERITED`; with an accelerator that is enabled only.
    pub accelerator_protocol: String,
    /// `on` or `off`; empty: as it is.
    pub nested_virtualization: String,
    /// `wsb-…`, or `account/region/wsb-…`.
    pub bundle: String,
    /// One a line: `key = value`.
    pub put: String,
    /// Keys, one a line.
    pub drop: String,
    /// The image's name.
    pub image_name: String,
    /// What the image is for.
    pub image_description: String,
    /// The image's tags, one a line: `key = value`.
    pub image_tags: String,
}

/// Collects what is wrong, field by field.
#[derive(Default)]
struct Wrong(Vec<FieldError>);

impl Wrong {
    fn at(&mut self, field: &str, message: impl Into<String>) {
        self.0.push(FieldError { field: field.to_owned(), message: message.into() });
    }
}

impl Form {
    /// The change that is wished for of WorkSpaces of which some have what `among` says. `guarded` says whether the person may
    /// change the console's own tags.
    ///
    /// # Errors
    /// One sentence for each field that can't be used.
    pub fn check(&self, guarded: bool, among: &Among) -> Result<Change, Vec<FieldError>> {
        let mut wrong = Wrong::default();
        let change = match self.what.parse::<Action>() {
            Ok(Action::Modify) => Change::Modify(self.properties(among, &mut wrong)),
            Ok(Action::Migrate) => Change::Migrate(self.bundle(&mut wrong)),
            Ok(Action::Tag) => self.tags(guarded, &mut wrong),
            Ok(Action::CreateImage) => Change::CreateImage(self.image(&mut wrong)),
            _ => {
                wrong.at("what", "Choose what to change.");
                Change::Modify(Properties::default())
            }
        };
        if wrong.0.is_empty() { Ok(change) } else { Err(wrong.0) }
    }

    fn properties(&self, among: &Among, wrong: &mut Wrong) -> Properties {
        let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let properties = Properties {
            mode: text(&self.mode).map(|wire| RunningMode::from_wire(&wire)),
            auto_stop_minutes: number("auto_stop", &self.auto_stop, wrong),
            compute: text(&self.compute).map(|wire| Compute::from_wire(&wire)),
            root_gib: number("root_gib", &self.root_gib, wrong),
            user_gib: number("user_gib", &self.user_gib, wrong),
            protocol: text(&self.protocol).map(|wire| Protocol::from_wire(&wire)),
            replication: switch("replication", &self.replication, wrong),
            accelerator: one_of("accelerator", &self.accelerator, ACCELERATORS, wrong),
            accelerator_protocol: one_of(
                "accelerator_protocol",
                &self.accelerator_protocol,
                ACCELERATOR_PROTOCOLS,
                wrong,
            ),
            nested_virtualization: switch("nested_virtualization", &self.nested_virtualization, wrong),
        };
        // rules.md, "Properties": multiples of 60, and with AUTO_STOP only.
        if properties.auto_stop_minutes.is_some_and(|minutes| minutes <= 0 || minutes % 60 != 0) {
            wrong.at("auto_stop", "Whole hours only: 60, 120, 180 …");
        }
        for (field, typed) in [
            ("auto_stop", &self.auto_stop),
            ("protocol", &self.protocol),
            ("replication", &self.replication),
            ("accelerator_protocol", &self.accelerator_protocol),
        ] {
            if let Some(why) = why_not(self, among, field).filter(|_| !typed.trim().is_empty()) {
                wrong.at(field, why);
            }
        }
        for (field, gib) in [("root_gib", properties.root_gib), ("user_gib", properties.user_gib)] {
            if gib.is_some_and(|gib| !(10..=2000).contains(&gib)) {
                wrong.at(field, "10 to 2000 GiB.");
            }
        }
        if let (Some((root, user)), Some(compute)) = (self.volumes(), &properties.compute)
            && let Some(why) = volume_refusal(root, user, Some(compute))
        {
            wrong.at("root_gib", why);
        }
        if properties == Properties::default() && wrong.0.is_empty() {
            wrong.at("mode", "Set at least one property; what is left empty stays as it is.");
        }
        properties
    }

    fn bundle(&self, wrong: &mut Wrong) -> BundleId {
        let id = self.bundle.trim().rsplit('/').next().unwrap_or_default();
        if !id.starts_with("wsb-") {
            wrong.at("bundle", "Choose the bundle that they shall run on.");
        }
        BundleId::new(id)
    }

    fn tags(&self, guarded: bool, wrong: &mut Wrong) -> Change {
        let put = tags::parse_with(&self.put, guarded).unwrap_or_else(|errors| {
            errors.into_iter().for_each(|error| wrong.at("put", error));
            Vec::new()
        });
        let keys = self.drop.lines().map(str::trim).filter(|key| !key.is_empty());
        let drop: Vec<String> = keys.map(str::to_owned).collect();
        for key in &drop {
            if let Some(why) = tags::key_refusal(key, guarded) {
                wrong.at("drop", why);
            }
            if put.iter().any(|tag| tag.key == *key) {
                wrong.at("drop", format!("“{key}” is to be set and to be removed: choose one."));
            }
        }
        if put.is_empty() && drop.is_empty() && wrong.0.is_empty() {
            wrong.at("put", "Name a tag to set, or a key to remove.");
        }
        Change::Tag { put, drop }
    }

    fn image(&self, wrong: &mut Wrong) -> Image {
        let name = self.image_name.trim().to_owned();
        let description = self.image_description.trim().to_owned();
        // The service's model: WorkspaceImageName, WorkspaceImageDescription.
        let fits = |text: &str, most: usize, besides: &str| {
            let fitting = text.chars().all(|c| c.is_ascii_alphanumeric() || besides.contains(c));
            fitting && (1..=most).contains(&text.len())
        };
        if !fits(&name, 64, "_./()\\-") {
            wrong.at("image_name", "1 to 64 letters, digits and _ . / ( ) -, without spaces.");
        }
        if !fits(&description, 256, "_./() -") {
            wrong.at("image_description", "1 to 256 letters, digits, spaces and _ . / ( ) -.");
        }
        let tags = tags::parse_with(&self.image_tags, false).unwrap_or_else(|errors| {
            errors.into_iter().for_each(|error| wrong.at("image_tags", error));
            Vec::new()
        });
        Image { name, description, tags }
    }
}

fn switch(field: &str, text: &str, wrong: &mut Wrong) -> Option<bool> {
    match text {
        "" => None,
        "on" => Some(true),
        "off" => Some(false),
        _ => {
            wrong.at(field, "On or off; empty: as it is.");
            None
        }
    }
}

fn one_of(field: &str, text: &str, all: &[&str], wrong: &mut Wrong) -> Option<String> {
    let text = text.trim();
    if !text.is_empty() && !all.contains(&text) {
        wrong.at(field, format!("“{text}” is none of the choices: {}.", all.join(", ")));
    }
    (!text.is_empty()).then(|| text.to_owned())
}

fn number(field: &str, text: &str, wrong: &mut Wrong) -> Option<i64> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let number = text.parse().ok();
    if number.is_none() {
        wrong.at(field, format!("“{text}” is not a whole number."));
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn modify() -> Form {
        Form { what: "modify".into(), ..Form::default() }
    }

    fn fields(form: &Form) -> Vec<String> {
        form.check(false, &Among::ANYTHING).unwrap_err().into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn what_is_empty_stays_and_nothing_at_all_is_refused() {
        let form = Form { root_gib: " 200 ".into(), ..modify() };
        let wished = Properties { root_gib: Some(200), ..Properties::default() };
        assert_eq!(form.check(false, &Among::ANYTHING), Ok(Change::Modify(wished)));
        assert_eq!(fields(&modify()), ["mode"]);
        assert_eq!(fields(&Form::default()), ["what"]);
    }

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        let form = Form {
            mode: "ALWAYS_ON".into(),
            auto_stop: "90".into(),
            root_gib: "many".into(),
            user_gib: "-10".into(),
            ..modify()
        };
        assert_eq!(fields(&form), ["root_gib", "auto_stop", "auto_stop", "user_gib"]);
        let form = Form {
            accelerator: "DISABLED".into(),
            accelerator_protocol: "TCP".into(),
            nested_virtualization: "perhaps".into(),
            ..modify()
        };
        assert_eq!(fields(&form), ["nested_virtualization", "accelerator_protocol"]);
        assert_eq!(fields(&Form { accelerator: "FAST".into(), ..modify() }), ["accelerator"]);
        assert_eq!(fields(&Form { what: "migrate".into(), ..Form::default() }), ["bundle"]);
        let image = Form { what: "create-image".into(), image_name: "<b>".into(), ..Form::default() };
        assert_eq!(fields(&image), ["image_name", "image_description"]);
    }

    #[test]
    fn what_none_of_them_can_have_is_refused_as_the_form_says() {
        let form = Form { replication: "on".into(), protocol: "WSP".into(), ..modify() };
        assert!(form.check(false, &Among::ANYTHING).is_ok());
        let among = Among { paired: false, no_gpu: false, ..Among::ANYTHING };
        let errors = form.check(false, &among).unwrap_err();
        let said: Vec<_> = errors.iter().map(|error| Some(error.message.as_str())).collect();
        assert_eq!(said, ["protocol", "replication"].map(|field| why_not(&form, &among, field)));
        let small = Form {
            compute: "GENERALPURPOSE_4XLARGE".into(),
            root_gib: "80".into(),
            user_gib: "100".into(),
            ..modify()
        };
        assert_eq!(fields(&small), ["root_gib"]);
        assert!(Form { root_gib: "175".into(), ..small }.check(false, &Among::ANYTHING).is_ok());
    }

    #[test]
    fn only_who_may_guards_what_is_guarded() {
        let form = Form { what: "tag".into(), put: "deskwarden:protected = yes".into(), ..Form::default() };
        assert_eq!(fields(&form), ["put"]);
        assert!(form.check(true, &Among::ANYTHING).is_ok());
        let both = Form { put: "a = 1".into(), drop: "a".into(), ..form };
        assert_eq!(fields(&both), ["drop"]);
        // The mark that tells our creates apart is nobody's to change.
        let mark = Form { put: String::new(), drop: "deskwarden:row".into(), ..both };
        assert!(mark.check(true, &Among::ANYTHING).is_err());
    }
}
