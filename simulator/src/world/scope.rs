//! What is in one account and region, and how is it found?

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::desktop::Desktop;
use super::keys::Key;
use super::resource::{Kind, Resource};

/// Standby WorkSpaces of a region, unless more were asked for (facts.md 27).
const STANDBYS: usize = 5;

/// The WorkSpaces and all else of one account in one region.
#[derive(Debug, Default)]
pub struct Scope {
    /// Twelve digits.
    pub account: String,
    /// Such as `eu-west-1`.
    pub region: String,
    /// WorkSpaces that this account may have here.
    pub quota: usize,
    /// Standby WorkSpaces that this account may have here (facts.md 27).
    pub standby_quota: usize,
    /// Keys that volumes can be encrypted with.
    pub keys: Vec<Key>,
    /// What is not a WorkSpace.
    pub(super) shelf: BTreeMap<(Kind, String), Resource>,
    desktops: BTreeMap<String, Desktop>,
    by_directory: HashMap<String, BTreeSet<String>>,
    by_user: HashMap<(String, String), BTreeSet<String>>,
    by_bundle: HashMap<String, BTreeSet<String>>,
    by_name: HashMap<String, BTreeSet<String>>,
}

/// What a list of WorkSpaces is narrowed to; the service takes one at most.
#[derive(Debug, Clone, Copy)]
pub enum Filter<'a> {
    /// All of the scope.
    All,
    /// Of a directory.
    Directory(&'a str),
    /// Of one user of a directory.
    User(&'a str, &'a str),
    /// Made from a bundle.
    Bundle(&'a str),
    /// Of a name, when user-decoupled.
    Name(&'a str),
}

impl Scope {
    /// An empty account and region.
    pub fn new(account: &str, region: &str) -> Self {
        let (account, region) = (account.to_owned(), region.to_owned());
        Self { account, region, quota: 1000, standby_quota: STANDBYS, ..Self::default() }
    }

    /// All WorkSpaces, by id.
    pub fn desktops(&self) -> &BTreeMap<String, Desktop> {
        &self.desktops
    }

    /// One WorkSpace, whether or not it can be described yet.
    pub fn get(&self, id: &str) -> Option<&Desktop> {
        self.desktops.get(id)
    }

    /// One WorkSpace, to change what is not indexed. `World::change` calls this, and remembers.
    pub fn get_mut(&mut self, id: &str) -> Option<&mut Desktop> {
        self.desktops.get_mut(id)
    }

    /// Adds or replaces a WorkSpace.
    pub fn insert(&mut self, desktop: Desktop) {
        self.remove(&desktop.id);
        let id = &desktop.id;
        index(&mut self.by_directory, desktop.directory.clone(), id);
        index(&mut self.by_user, user_key(&desktop), id);
        index(&mut self.by_bundle, desktop.bundle.clone(), id);
        if let Some(name) = &desktop.name {
            index(&mut self.by_name, name.clone(), id);
        }
        self.desktops.insert(id.clone(), desktop);
    }

    /// Forgets a WorkSpace.
    pub fn remove(&mut self, id: &str) {
        let Some(desktop) = self.desktops.remove(id) else {
            return;
        };
        unindex(&mut self.by_directory, &desktop.directory, id);
        unindex(&mut self.by_user, &user_key(&desktop), id);
        unindex(&mut self.by_bundle, &desktop.bundle, id);
        if let Some(name) = &desktop.name {
            unindex(&mut self.by_name, name, id);
        }
    }

    /// The WorkSpaces that match, by id, beginning behind `after`.
    pub fn after<'a>(
        &'a self,
        filter: Filter<'_>,
        after: &str,
    ) -> Box<dyn Iterator<Item = &'a Desktop> + 'a> {
        use std::ops::Bound::{Excluded, Unbounded};
        let from = (Excluded(after.to_owned()), Unbounded);
        let ids = match filter {
            Filter::All => return Box::new(self.desktops.range(from).map(|(_, desktop)| desktop)),
            Filter::Directory(id) => self.by_directory.get(id),
            Filter::User(id, user) => self.by_user.get(&(id.to_owned(), user.to_lowercase())),
            Filter::Bundle(id) => self.by_bundle.get(id),
            Filter::Name(name) => self.by_name.get(name),
        };
        Box::new(
            ids.into_iter()
                .flat_map(move |ids| ids.range(from.clone()))
                .filter_map(|id| self.desktops.get(id)),
        )
    }

    /// Everything that is not a WorkSpace.
    pub fn all_resources(&self) -> impl Iterator<Item = &Resource> {
        self.shelf.values()
    }

    /// The directory of that id, if it is registered here: not while it comes or goes.
    pub fn directory(&self, id: &str) -> Option<&Resource> {
        self.resource(Kind::Directory, id).filter(|directory| directory.state() == "REGISTERED")
    }
}

/// Users are the same whatever the case of their letters.
fn user_key(desktop: &Desktop) -> (String, String) {
    (desktop.directory.clone(), desktop.user.to_lowercase())
}

fn index<K: std::hash::Hash + Eq>(map: &mut HashMap<K, BTreeSet<String>>, key: K, id: &str) {
    map.entry(key).or_default().insert(id.to_owned());
}

fn unindex<K: std::hash::Hash + Eq>(map: &mut HashMap<K, BTreeSet<String>>, key: &K, id: &str) {
    if let Some(ids) = map.get_mut(key) {
        ids.remove(id);
        if ids.is_empty() {
            map.remove(key);
        }
    }
}
