//! Who is each of the machine's users to the console?

use std::collections::BTreeMap;

use domain::access::Person;
use domain::fault::{Fault, FaultKind};
use domain::ids::PersonId;
use nix::unistd::{Uid, User};

use crate::config::ShellUser;

/// What the ids of people begin with who ask from a shell. The number follows: it is what the kernel vouches for.
pub const PREFIX: &str = "shell:";

/// The people by the number of their user.
pub type People = BTreeMap<u32, Person>;

/// Finds the users of the config, and says which of them this machine does not know.
#[must_use]
pub fn resolve(users: &[ShellUser]) -> (People, Vec<String>) {
    let (mut people, mut unknown) = (People::new(), Vec::new());
    for user in users {
        match number(user) {
            Ok(uid) => {
                let person = people.entry(uid).or_insert_with(|| person(uid));
                person.bindings.push(user.binding());
            }
            Err(sentence) => unknown.push(sentence),
        }
    }
    (people, unknown)
}

fn number(user: &ShellUser) -> Result<u32, String> {
    let Some(name) = &user.name else {
        return user.uid.ok_or_else(|| "a shell.user has neither name nor uid".to_owned());
    };
    match User::from_name(name) {
        Ok(Some(found)) => Ok(found.uid.as_raw()),
        Ok(None) => Err(format!("shell.user: this machine knows no user “{name}”")),
        Err(error) => Err(format!("shell.user: the user “{name}” cannot be looked up: {error}")),
    }
}

/// What a user is to the console, without rights yet.
#[must_use]
pub fn person(uid: u32) -> Person {
    Person {
        id: PersonId::new(format!("{PREFIX}{uid}")),
        name: format!("{} (shell)", name(uid)),
        bindings: Vec::new(),
    }
}

/// The name of a user, or the number where the machine knows none.
fn name(uid: u32) -> String {
    let user = User::from_uid(Uid::from_raw(uid)).ok().flatten();
    user.map_or_else(|| format!("uid {uid}"), |user| user.name)
}

/// What a user hears whom the config does not name.
#[must_use]
pub fn unknown(uid: u32) -> Fault {
    let message = format!("You ({}) may not use this console from a shell.", name(uid));
    Fault::new(FaultKind::Forbidden, message)
        .next("Ask whoever runs it to name you with [[shell.user]] in its config.")
}

#[cfg(test)]
mod tests {
    use domain::access::Role;

    use super::*;

    fn user(name: Option<&str>, uid: Option<u32>, role: Role) -> ShellUser {
        ShellUser { name: name.map(str::to_owned), uid, role, account: None, region: None, directory: None }
    }

    #[test]
    fn a_user_is_one_person_by_name_and_by_number() {
        let entries = [
            user(Some("root"), None, Role::Viewer),
            user(None, Some(0), Role::Operator),
            user(Some("nobody-has-this-name"), None, Role::Owner),
        ];
        let (people, unknown) = resolve(&entries);
        assert_eq!(people.len(), 1);
        assert_eq!((people[&0].id.as_str(), people[&0].bindings.len()), ("shell:0", 2));
        assert_eq!(unknown.len(), 1);
        assert!(unknown[0].contains("nobody-has-this-name"));
    }
}
