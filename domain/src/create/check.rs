//! From what was typed to what is wished for, or to an error at each field.

use super::applies::{KEY, NAME, ONE_ADDRESS, PREFERRED, STOP_TIME, why_not};
use super::offer::Offer;
use super::{ACCELERATOR_PROTOCOLS, ACCELERATORS, Form, OPERATING_SYSTEMS, Spec, people, volumes};
use crate::count;
use crate::estate::{Bundle, Catalog};
use crate::fault::FieldError;
use crate::tags::{self, Tag};
use crate::words::{Compute, Protocol, RunningMode};
use crate::workspace::UNDEFINED_USER;

/// Errors told one by one at a field; more of them would fill the page.
const MOST_TOLD: usize = 50;

/// What is wrong so far.
#[derive(Default)]
pub(super) struct Errors(pub(super) Vec<FieldError>);

impl Errors {
    pub(super) fn add(&mut self, field: &str, message: impl Into<String>) {
        self.0.push(FieldError { field: field.to_owned(), message: message.into() });
    }

    fn all(&mut self, field: &str, messages: Vec<String>) {
        let more = messages.len().saturating_sub(MOST_TOLD);
        messages.into_iter().take(MOST_TOLD).for_each(|why| self.add(field, why));
        if more > 0 {
            self.add(field, format!("And {more} more like these."));
        }
    }

    /// What was found, or nothing and an error at the field.
    pub(super) fn take<T>(&mut self, field: &str, found: Result<T, String>) -> Option<T> {
        found.map_err(|why| self.add(field, why)).ok()
    }

    /// Reads a field that may be empty; what cannot be read is an error at it.
    fn read<T>(&mut self, field: &str, typed: &str, read: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        match typed.trim() {
            "" => None,
            text => self.take(field, read(text)),
        }
    }
}

impl Form {
    /// Checks a form without a list against the catalog of what this person may use; a job takes `most` rows.
    ///
    /// # Errors
    /// An error at each field that the service would refuse (rules.md; constraints.md).
    pub fn check(&self, catalog: &Catalog, most: usize) -> Result<Vec<Spec>, Vec<FieldError>> {
        let mut errors = Errors::default();
        let users = self.users(most, &mut errors);
        if users.len() > 1 && !self.ipv6.trim().is_empty() {
            errors.add("ipv6", ONE_ADDRESS);
        }
        let spec = self.settle(&Offer::of(catalog), Vec::new(), &mut errors);
        let tags = self.own_tags(&mut errors);
        let (Some(spec), []) = (spec, &errors.0[..]) else { return Err(errors.0) };
        let spec = Spec { tags, ..spec };
        if users.is_empty() {
            return Ok(vec![Spec { name: Some(self.name.trim().to_owned()), ..spec }]);
        }
        Ok(users.into_iter().map(|user| Spec { user, ..spec.clone() }).collect())
    }

    /// The tags of the form itself.
    pub(super) fn own_tags(&self, errors: &mut Errors) -> Vec<Tag> {
        tags::parse(&self.tags).unwrap_or_else(|all| {
            errors.all("tags", all);
            Vec::new()
        })
    }

    /// Everything but who it is for.
    pub(super) fn settle(&self, offer: &Offer<'_>, tags: Vec<Tag>, errors: &mut Errors) -> Option<Spec> {
        let directory = errors.take("directory", offer.directory(&self.directory));
        let bundle = errors.take("bundle", offer.bundle(&self.bundle, directory));
        let mode = errors
            .read("mode", &self.mode, |text| known(text, RunningMode::from_wire(text), RunningMode::KNOWN));
        let compute = errors
            .read("compute", &self.compute, |text| known(text, Compute::from_wire(text), Compute::KNOWN));
        let protocol = errors
            .read("protocol", &self.protocol, |text| known(text, Protocol::from_wire(text), Protocol::KNOWN));
        if let (Some(_), Some(why)) = (&protocol, why_not(self, bundle, "protocol")) {
            errors.add("protocol", why);
        }
        let operating_system =
            errors.read("operating_system", &self.operating_system, one_of(OPERATING_SYSTEMS));
        let auto_stop_minutes = self.auto_stop(mode.as_ref(), errors);
        let root_gib = errors.read("root_gib", &self.root_gib, gib);
        let user_gib = errors.read("user_gib", &self.user_gib, gib);
        self.volumes_fit(bundle, compute.as_ref(), errors);
        let encryption_key = errors.read("encryption_key", &self.encryption_key, key);
        if encryption_key.is_some() && self.encrypt_root.is_empty() && self.encrypt_user.is_empty() {
            errors.add("encryption_key", KEY);
        }
        let accelerator = self.accelerator(errors);
        let ipv6 = errors.read("ipv6", &self.ipv6, address);
        Some(Spec {
            directory: directory?.clone(),
            user: UNDEFINED_USER.to_owned(),
            name: None,
            bundle: bundle?.id.clone(),
            mode,
            auto_stop_minutes,
            compute,
            protocol,
            operating_system,
            root_gib,
            user_gib,
            encrypt_root: !self.encrypt_root.is_empty(),
            encrypt_user: !self.encrypt_user.is_empty(),
            encryption_key,
            accelerator,
            nested_virtualization: (!self.nested_virtualization.is_empty()).then_some(true),
            ipv6,
            tags,
        })
    }

    fn users(&self, most: usize, errors: &mut Errors) -> Vec<String> {
        let users = people::parse(&self.people).unwrap_or_else(|all| {
            errors.all("people", all);
            Vec::new()
        });
        if users.len() > most {
            let number = |many: usize| count::words(i64::try_from(many).unwrap_or(i64::MAX));
            errors.add(
                "people",
                format!("These are {} people; one job may have {}.", number(users.len()), number(most)),
            );
        }
        match (self.people.trim().is_empty(), self.name.trim()) {
            (true, "") => errors.add("people", "Name at least one person."),
            (true, name) => drop(errors.take("name", workspace_name(name))),
            (false, name) if !name.is_empty() => errors.add("name", NAME),
            _ => {}
        }
        users
    }

    fn auto_stop(&self, mode: Option<&RunningMode>, errors: &mut Errors) -> Option<i32> {
        let minutes = errors.read("auto_stop", &self.auto_stop, |text| {
            let minutes: Option<i32> = text.parse().ok();
            minutes
                .filter(|minutes| *minutes > 0 && minutes % 60 == 0)
                .ok_or_else(|| format!("“{text}” is not a whole number of hours in minutes: 60, 120, 180 …"))
        });
        // facts.md 15: the service refuses it with ALWAYS_ON; with MANUAL it has its own default (16).
        if minutes.is_some() && mode != Some(&RunningMode::AutoStop) {
            errors.add("auto_stop", STOP_TIME);
        }
        minutes
    }

    fn volumes_fit(&self, bundle: Option<&Bundle>, compute: Option<&Compute>, errors: &mut Errors) {
        let compute = compute.or_else(|| bundle?.compute.as_ref());
        let typed =
            [&self.root_gib, &self.user_gib, &self.compute].iter().any(|text| !text.trim().is_empty());
        if let (true, Some((root, user))) = (typed, self.volumes(bundle))
            && let Some(why) = volumes::refusal(root, user, compute)
        {
            errors.add(if self.root_gib.trim().is_empty() { "user_gib" } else { "root_gib" }, why);
        }
    }

    fn accelerator(&self, errors: &mut Errors) -> Option<(String, Option<String>)> {
        let mode = errors.read("accelerator", &self.accelerator, one_of(ACCELERATORS));
        let preferred =
            errors.read("accelerator_protocol", &self.accelerator_protocol, one_of(ACCELERATOR_PROTOCOLS));
        if preferred.is_some() && mode.as_deref() != Some("ENABLED_AUTO") {
            errors.add("accelerator_protocol", PREFERRED);
        }
        mode.map(|mode| (mode, preferred))
    }
}

fn known<T: PartialEq>(text: &str, value: T, all: &[T]) -> Result<T, String> {
    if all.contains(&value) { Ok(value) } else { Err(format!("“{text}” is not offered here.")) }
}

fn gib(text: &str) -> Result<i32, String> {
    text.parse().map_err(|_| format!("“{text}” is not a number of GiB."))
}

fn key(text: &str) -> Result<String, String> {
    let length = text.chars().count();
    let plain = text.chars().all(|letter| letter.is_ascii_graphic());
    if plain && length <= 2048 {
        Ok(text.to_owned())
    } else {
        Err("A KMS key is an id, an ARN or an alias, without spaces.".to_owned())
    }
}

fn one_of(all: &'static [&'static str]) -> impl Fn(&str) -> Result<String, String> {
    move |text| match all.contains(&text) {
        true => Ok(text.to_owned()),
        false => Err(format!("“{text}” is none of {}.", all.join(", "))),
    }
}

/// The address with all of its eight groups: the model's pattern of `Ipv6Address` knows few of the short spellings.
fn address(text: &str) -> Result<String, String> {
    let ip: std::net::Ipv6Addr = text.parse().map_err(|_| format!("“{text}” is not an IPv6 address."))?;
    let groups: Vec<_> = ip.segments().iter().map(|group| format!("{group:x}")).collect();
    Ok(groups.join(":"))
}

/// The model's pattern of `WorkspaceName`: `^[a-zA-Z0-9_()][a-zA-Z0-9_.()-]{1,63}$`.
pub(super) fn workspace_name(name: &str) -> Result<String, String> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "_()".contains(letter);
    let fits = (2..=64).contains(&name.len())
        && name.starts_with(plain)
        && name.chars().all(|letter| plain(letter) || ".-".contains(letter));
    if fits {
        return Ok(name.to_owned());
    }
    Err("A WorkSpace's name has 2 to 64 letters, digits or _ . ( ) - and begins with none of . and -."
        .to_owned())
}

#[cfg(test)]
pub(super) mod tests;
