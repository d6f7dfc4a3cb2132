//! Which roles does somebody hold whose identity is proven? Those that the config binds to their groups, and no other.

use backend::access;
use domain::access::{Person, Right};
use domain::fault::{Fault, FaultKind};
use domain::ids::PersonId;
use serde_json::{Map, Value};

use crate::config::RoleBinding;
use crate::site::Site;

/// What an identity provider or a proxy says of somebody, once that it was them is proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// Who, for ever: a provider's address and the subject there, never the mail address.
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

    /// Lets somebody go on who is vouched for again and again, and remembers what they hold now: their jobs are checked
    /// against it.
    ///
    /// # Errors
    /// As [`Self::held`].
    pub async fn admit(&self, site: &Site, claimed: &Claimed) -> Result<Person, Fault> {
        let person = self.held(site, claimed).await?;
        // What the audit tells of is the first time, and each with other roles.
        if access::person(&site.backend, &person.id).await?.as_ref() != Some(&person) {
            access::sign_in(&site.backend, &person).await?;
        }
        Ok(person)
    }

    /// The person with the roles of their groups, for who comes in by a session: that writes that they did.
    ///
    /// # Errors
    /// `Forbidden` for whom no role is left, which is remembered too; else when the database fails.
    pub async fn held(&self, site: &Site, claimed: &Claimed) -> Result<Person, Fault> {
        let person = self.person(claimed);
        if person.holds(Right::Read) {
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

/// The strings at a claim: a list, or a single one. A name is looked for as it is, then along its dots.
#[must_use]
pub fn strings(claims: &Map<String, Value>, name: &str) -> Option<Vec<String>> {
    let found = claims.get(name).or_else(|| {
        let mut parts = name.split('.');
        let first = claims.get(parts.next()?)?;
        parts.try_fold(first, |value, part| value.get(part))
    })?;
    match found {
        Value::String(one) => Some(vec![one.clone()]),
        Value::Array(many) => Some(many.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect()),
        _ => None,
    }
}

/// The name that people read: the claim of the config, or what usually names people, or the subject.
#[must_use]
pub fn name(claims: &Map<String, Value>, wished: &str, subject: &str) -> String {
    let of = |claim: &str| claims.get(claim).and_then(Value::as_str).filter(|name| !name.trim().is_empty());
    [wished, "name", "preferred_username", "email"].into_iter().find_map(of).unwrap_or(subject).to_owned()
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

    #[test]
    fn groups_are_found_where_providers_put_them() {
        let claims = serde_json::json!({
            "groups": ["a", 1, "b"], "role": "c", "realm_access": { "roles": ["d"] }, "x.y": ["e"], "n": 1
        });
        let claims = claims.as_object().unwrap();
        let of = |name| strings(claims, name).map(|found| found.join(","));
        assert_eq!(of("groups").as_deref(), Some("a,b"));
        assert_eq!(of("role").as_deref(), Some("c"));
        assert_eq!(of("realm_access.roles").as_deref(), Some("d"));
        assert_eq!(of("x.y").as_deref(), Some("e"));
        assert_eq!((of("n"), of("none"), of("groups.0")), (None, None, None));
    }
}
