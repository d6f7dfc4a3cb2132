//! Which roles does somebody hold whose identity is proven? Those that the config binds to their groups, and no other.

use backend::access;
use domain::access::{Person, Right};
use domain::fault::{Fault, FaultKind};
use domain::ids::PersonId;

use crate::config::RoleBinding;
use crate::site::Site;

/// What a proxy says of somebody, once that it was them is proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// Who, for ever.
    pub id: PersonId,
    /// The name that people read.
    pub name: String,
    /// Their groups.
    pub groups: Vec<String>,
}

/// The config's bindings.
#[derive(Clone, Debug, Default)]
pub struct Roles(Vec<RoleBinding>);

impl Roles {
    /// These bindings.
    #[must_use]
    pub fn new(bindings: Vec<RoleBinding>) -> Self {
        Self(bindings)
    }

    /// The person with the roles of their groups. Groups are compared letter by letter.
    #[must_use]
    pub fn person(&self, claimed: &Claimed) -> Person {
        let held = self.0.iter().filter(|binding| claimed.groups.contains(&binding.group));
        let bindings = held.map(RoleBinding::binding).collect();
        Person { id: claimed.id.clone(), name: claimed.name.clone(), bindings }
    }

    /// Remembers what they hold now, also when it is nothing: their jobs are checked against it.
    ///
    /// # Errors
    /// `Forbidden` for whom no role is left; else when the database fails.
    pub async fn admit(&self, site: &Site, claimed: &Claimed) -> Result<Person, Fault> {
        let person = self.person(claimed);
        if person.holds(Right::Read) {
            // The proxy vouches for every request: what the audit tells of is the first, and each with other roles.
            if access::person(&site.backend, &person.id).await?.as_ref() != Some(&person) {
                access::sign_in(&site.backend, &person).await?;
            }
            return Ok(person);
        }
        // A stranger without a role leaves no trace but the log's; who had one before loses it.
        if access::person(&site.backend, &person.id).await?.is_some_and(|known| known != person) {
            access::remember(&site.backend, &person).await?;
        }
        tracing::info!(person = %person.id, groups = claimed.groups.join(", "), "no group of theirs has a role");
        Err(no_role(&person))
    }
}

/// What somebody is told who is known and has no role.
#[must_use]
pub fn no_role(person: &Person) -> Fault {
    let message =
        format!("You are known as {}, but none of your groups has a role in this console.", person.name);
    Fault::new(FaultKind::Forbidden, message)
        .next("Ask an owner of this console for one. When your groups have changed since, sign in again.")
}

#[cfg(test)]
mod tests {
    use domain::access::Role;

    use super::*;

    fn binding(group: &str, role: Role) -> RoleBinding {
        RoleBinding {
            group: group.into(),
            role,
            account: None,
            region: None,
            directory: None,
            tag: None,
            deny: false,
        }
    }

    #[test]
    fn roles_come_from_groups_letter_by_letter() {
        let roles = Roles::new(vec![binding("desks", Role::Viewer), binding("Admins", Role::Admin)]);
        let of = |groups: &[&str]| {
            let groups = groups.iter().map(ToString::to_string).collect();
            let claimed = Claimed { id: PersonId::new("x"), name: "Ann".into(), groups };
            roles.person(&claimed).bindings.len()
        };
        assert_eq!((of(&["desks", "Admins"]), of(&["admins", "desks "]), of(&[])), (2, 0, 0));
    }
}
