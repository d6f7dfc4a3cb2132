//! Which KMS keys does an account have in a region, and how are they?

use super::World;
use super::scope::Scope;

/// A KMS key.
#[derive(Debug, Clone)]
pub struct Key {
    /// A UUID.
    pub id: String,
    /// Its alias, such as `alias/desktops`.
    pub alias: String,
    /// `Enabled`, `Disabled`, `PendingDeletion` and so on.
    pub state: String,
    /// In milliseconds since 1970.
    pub created: i64,
}

impl Key {
    /// Whether Amazon made it for a service.
    pub fn is_amazons(&self) -> bool {
        self.alias.starts_with("alias/aws/")
    }

    /// Its name among all accounts and regions.
    pub fn arn(&self, account: &str, region: &str) -> String {
        format!("arn:aws:kms:{region}:{account}:key/{}", self.id)
    }

    fn is(&self, name: &str) -> bool {
        let name = name.strip_prefix("key/").unwrap_or(name);
        name == self.id || name == self.alias
    }
}

impl Scope {
    /// A key by its id or alias, or the end of its ARN.
    pub fn key(&self, name: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.is(name))
    }
}

impl World {
    /// Gives a key another state, by its id, alias or ARN; any word will do. False when there is none.
    pub fn set_key(&mut self, scope: usize, name: &str, state: &str) -> bool {
        let name = name.rsplit(':').next().unwrap_or(name);
        let key = self.scopes[scope].keys.iter_mut().find(|key| key.is(name));
        key.is_some_and(|key| {
            key.state = state.to_owned();
            true
        })
    }
}
