//! From what was typed to what is wished for, or to an error at each field.

use super::{Form, Spec, people, volumes};
use crate::estate::{Bundle, Catalog};
use crate::fault::FieldError;
use crate::ids::DirectoryKey;
use crate::tags;
use crate::words::{Compute, Protocol, RunningMode};
use crate::workspace::UNDEFINED_USER;

struct Errors(Vec<FieldError>);

impl Errors {
    fn add(&mut self, field: &str, message: impl Into<String>) {
        self.0.push(FieldError { field: field.to_owned(), message: message.into() });
    }

    /// Reads a field that may be empty; what cannot be read is an error at it.
    fn read<T>(&mut self, field: &str, typed: &str, read: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        match typed.trim() {
            "" => None,
            text => match read(text) {
                Ok(value) => Some(value),
                Err(why) => {
                    self.add(field, why);
                    None
                }
            },
        }
    }
}

impl Form {
    /// Checks the form against the catalog of what this person may use.
    ///
    /// # Errors
    /// An error at each field that the service would refuse (rules.md; constraints.md).
    pub fn check(&self, catalog: &Catalog) -> Result<Vec<Spec>, Vec<FieldError>> {
        let mut errors = Errors(Vec::new());
        let directory = self.directory_in(catalog, &mut errors);
        let bundle = self.bundle_in(catalog, directory.as_ref(), &mut errors);
        let users = self.users(&mut errors);
        let mode = errors
            .read("mode", &self.mode, |text| known(text, RunningMode::from_wire(text), RunningMode::KNOWN));
        let compute = errors
            .read("compute", &self.compute, |text| known(text, Compute::from_wire(text), Compute::KNOWN));
        let protocol = errors
            .read("protocol", &self.protocol, |text| known(text, Protocol::from_wire(text), Protocol::KNOWN));
        let auto_stop_minutes = self.auto_stop(mode.as_ref(), &mut errors);
        let root_gib = errors.read("root_gib", &self.root_gib, gib);
        let user_gib = errors.read("user_gib", &self.user_gib, gib);
        self.volumes(bundle, root_gib, user_gib, compute.as_ref(), &mut errors);
        let encryption_key = errors.read("encryption_key", &self.encryption_key, key);
        if encryption_key.is_some() && self.encrypt_root.is_empty() && self.encrypt_user.is_empty() {
            errors.add(
                "encryption_key",
                "A key is used only when a volume is encrypted: choose root, user or both.",
            );
        }
        let accelerator = self.accelerator(&mut errors);
        let ipv6 = errors.read("ipv6", &self.ipv6, |text| {
            text.parse::<std::net::Ipv6Addr>()
                .map(|ip| ip.to_string())
                .map_err(|_| format!("“{text}” is not an IPv6 address."))
        });
        if ipv6.is_some() && users.len() > 1 {
            errors.add("ipv6", "An IPv6 address can be given to one WorkSpace only.");
        }
        let tags = tags::parse(&self.tags).unwrap_or_else(|all| {
            all.into_iter().for_each(|why| errors.add("tags", why));
            Vec::new()
        });
        let (Some(directory), Some(bundle), []) = (directory, bundle, &errors.0[..]) else {
            return Err(errors.0);
        };
        let spec = Spec {
            directory,
            user: UNDEFINED_USER.to_owned(),
            name: None,
            bundle: bundle.id.clone(),
            mode,
            auto_stop_minutes,
            compute,
            protocol,
            root_gib,
            user_gib,
            encrypt_root: !self.encrypt_root.is_empty(),
            encrypt_user: !self.encrypt_user.is_empty(),
            encryption_key,
            accelerator,
            nested_virtualization: (!self.nested_virtualization.is_empty()).then_some(true),
            ipv6,
            tags,
        };
        if users.is_empty() {
            return Ok(vec![Spec { name: Some(self.name.trim().to_owned()), ..spec }]);
        }
        Ok(users.into_iter().map(|user| Spec { user, ..spec.clone() }).collect())
    }

    fn directory_in(&self, catalog: &Catalog, errors: &mut Errors) -> Option<DirectoryKey> {
        let found = catalog.directories.iter().find(|directory| directory.key.to_string() == self.directory);
        match found {
            None if self.directory.is_empty() => {
                errors.add("directory", "Choose the directory that the people are in.");
            }
            None => errors.add(
                "directory",
                format!("The directory “{}” is not there for you to create in.", self.directory),
            ),
            Some(directory) if directory.state != "REGISTERED" => {
                errors.add(
                    "directory",
                    format!("{} is {}; WorkSpaces need it REGISTERED.", directory.name, directory.state),
                );
            }
            Some(directory) => return Some(directory.key.clone()),
        }
        None
    }

    fn bundle_in<'a>(
        &self,
        catalog: &'a Catalog,
        directory: Option<&DirectoryKey>,
        errors: &mut Errors,
    ) -> Option<&'a Bundle> {
        // The page says where the bundle was found; where it is used is the directory's to say.
        let id = self.bundle.rsplit('/').next().unwrap_or_default();
        let same: Vec<_> = catalog.bundles.iter().filter(|bundle| bundle.id.as_str() == id).collect();
        if self.bundle.is_empty() {
            errors.add("bundle", "Choose a bundle.");
            return None;
        }
        let Some(directory) = directory else { return same.first().copied() };
        let here = same.iter().find(|bundle| bundle.scope == directory.scope);
        if here.is_none() {
            errors.add(
                "bundle",
                match same.first() {
                    Some(other) => format!(
                        "That bundle is in {} ({}); the directory is in {} ({}).",
                        other.scope.region,
                        other.scope.account,
                        directory.scope.region,
                        directory.scope.account
                    ),
                    None => format!("The bundle “{}” is not there.", self.bundle),
                },
            );
        }
        here.copied()
    }

    fn users(&self, errors: &mut Errors) -> Vec<String> {
        let users = people::parse(&self.people).unwrap_or_else(|all| {
            all.into_iter().for_each(|why| errors.add("people", why));
            Vec::new()
        });
        match (self.people.trim().is_empty(), self.name.trim()) {
            (true, "") => errors.add("people", "Name at least one person."),
            (true, name) if !is_workspace_name(name) => {
                errors.add("name", "A WorkSpace's name has 2 to 64 letters, digits or _ . ( ) - and begins with none of . and -.");
            }
            (false, name) if !name.is_empty() => {
                errors.add(
                    "name",
                    "A name is for a WorkSpace without a user: leave out either the people or the name.",
                );
            }
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
            errors.add("auto_stop", "A stop time goes with the running mode AutoStop only.");
        }
        minutes
    }

    fn volumes(
        &self,
        bundle: Option<&Bundle>,
        root: Option<i32>,
        user: Option<i32>,
        compute: Option<&Compute>,
        errors: &mut Errors,
    ) {
        let of_bundle = |gib: Option<i64>| gib.and_then(|gib| i32::try_from(gib).ok());
        let root = root.or_else(|| of_bundle(bundle?.root_gib));
        let other = user.or_else(|| of_bundle(bundle?.user_gib));
        let compute = compute.or_else(|| bundle?.compute.as_ref());
        let typed = !self.root_gib.trim().is_empty()
            || !self.user_gib.trim().is_empty()
            || !self.compute.trim().is_empty();
        if let (true, Some(root), Some(other)) = (typed, root, other)
            && let Some(why) = volumes::refusal(root, other, compute)
        {
            errors.add(if self.root_gib.trim().is_empty() { "user_gib" } else { "root_gib" }, why);
        }
    }

    fn accelerator(&self, errors: &mut Errors) -> Option<(String, Option<String>)> {
        let one_of = |all: &'static [&'static str]| {
            move |text: &str| match all.contains(&text) {
                true => Ok(text.to_owned()),
                false => Err(format!("“{text}” is none of {}.", all.join(", "))),
            }
        };
        let mode =
            errors.read("accelerator", &self.accelerator, one_of(&["ENABLED_AUTO", "DISABLED", "INHERITED"]));
        let preferred = errors.read(
            "accelerator_protocol",
            &self.accelerator_protocol,
            one_of(&["TCP", "NONE", "INHERITED"]),
        );
        if preferred.is_some() && mode.as_deref() != Some("ENABLED_AUTO") {
            errors.add(
                "accelerator_protocol",
                "A preferred protocol goes with an enabled Global Accelerator only.",
            );
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

/// The model's pattern of `WorkspaceName`: `^[a-zA-Z0-9_()][a-zA-Z0-9_.()-]{1,63}$`.
fn is_workspace_name(name: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "_()".contains(letter);
    (2..=64).contains(&name.len())
        && name.starts_with(plain)
        && name.chars().all(|letter| plain(letter) || ".-".contains(letter))
}

#[cfg(test)]
mod tests;
