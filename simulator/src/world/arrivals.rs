//! What else happens when a resource reaches a state by itself?

use super::World;
use super::resource::Kind;

impl World {
    /// A resource has just reached its state.
    pub(super) fn arrived(&mut self, scope: usize, kind: Kind, id: &str) {
        match kind {
            Kind::Image => self.image_arrived(scope, id),
            Kind::Application => self.application_arrived(scope, id),
            Kind::Pool => self.pool_arrived(scope, id),
            Kind::PoolSession => self.session_disconnected(scope, id),
            Kind::AccountModification => self.account_modified(scope, id),
            Kind::ConnectionAlias => self.alias_arrived(scope, id),
            Kind::Directory => self.directory_arrived(scope, id),
            _ => {}
        }
    }

    /// A resource is about to be forgotten.
    pub(super) fn gone(&mut self, scope: usize, kind: Kind, id: &str) {
        if kind == Kind::Directory {
            self.directory_gone(scope, id);
        }
    }
}
