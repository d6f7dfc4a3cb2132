//! Which directory and which bundle are meant? By their keys, ids or names, of those that this person may use.

use std::collections::HashMap;

use crate::estate::{Bundle, Catalog, Directory};
use crate::ids::{DirectoryKey, fold};

/// A catalog that is looked into for each of ten thousand rows.
pub(super) struct Offer<'a> {
    directories: HashMap<String, Vec<&'a Directory>>,
    bundles: HashMap<String, Vec<&'a Bundle>>,
}

impl<'a> Offer<'a> {
    pub(super) fn of(catalog: &'a Catalog) -> Self {
        let (mut directories, mut bundles) = (HashMap::new(), HashMap::new());
        for directory in &catalog.directories {
            let key = &directory.key;
            for name in [key.to_string(), key.id.to_string(), directory.name.clone()] {
                put(&mut directories, &name, directory);
            }
        }
        for bundle in &catalog.bundles {
            for name in [bundle.id.as_str(), &bundle.name] {
                put(&mut bundles, name, bundle);
            }
        }
        Self { directories, bundles }
    }

    /// The directory that takes WorkSpaces.
    pub(super) fn directory(&self, typed: &str) -> Result<&'a DirectoryKey, String> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err("Choose the directory that the people are in.".to_owned());
        }
        match self.directories.get(&fold(typed)).map_or(&[][..], Vec::as_slice) {
            [] => Err(format!("The directory “{typed}” is not there for you to create in.")),
            [one] if one.state != "REGISTERED" => {
                Err(format!("{} is {}; WorkSpaces need it REGISTERED.", one.name, one.state))
            }
            [one] => Ok(&one.key),
            [one, other, ..] => Err(format!(
                "“{typed}” names several directories: write one as {} or {}.",
                one.key, other.key
            )),
        }
    }

    /// The bundle, of the directory's account and region where the directory is known.
    pub(super) fn bundle(&self, typed: &str, directory: Option<&DirectoryKey>) -> Result<&'a Bundle, String> {
        if typed.trim().is_empty() {
            return Err("Choose a bundle.".to_owned());
        }
        // The page says where the bundle was found; where it is used is the directory's to say. Names may have slashes.
        let end = typed.rsplit('/').next().unwrap_or_default();
        let id = if end.trim().starts_with("wsb-") { end } else { typed };
        let same = self.bundles.get(&fold(id)).map_or(&[][..], Vec::as_slice);
        let absent = || format!("The bundle “{typed}” is not there.");
        let Some(directory) = directory else { return same.first().copied().ok_or_else(absent) };
        let mut here = same.iter().filter(|bundle| bundle.scope == directory.scope);
        match (here.next(), here.next(), same.first()) {
            (Some(one), None, _) => Ok(one),
            (Some(one), Some(other), _) => {
                Err(format!("“{typed}” names several bundles: write one as {} or {}.", one.id, other.id))
            }
            (None, _, Some(other)) => Err(format!(
                "That bundle is in {} ({}); the directory is in {} ({}).",
                other.scope.region, other.scope.account, directory.scope.region, directory.scope.account
            )),
            (None, _, None) => Err(absent()),
        }
    }
}

fn put<'a, T>(to: &mut HashMap<String, Vec<&'a T>>, name: &str, one: &'a T) {
    let all = to.entry(fold(name)).or_default();
    // A directory may be called as its id is.
    if !all.iter().any(|other| std::ptr::eq(*other, one)) {
        all.push(one);
    }
}
