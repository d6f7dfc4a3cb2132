//! Who are the four sample identities? They let roles be tried without an identity provider.

use app::access::Identity;
use domain::access::{Binding, Bound, Person, Role};
use domain::ids::{AccountId, DirectoryId, PersonId, Region};

/// id, name, role, and what the sign-in page says of them.
const PEOPLE: [(&str, &str, Role, &str); 4] = [
    ("viewer", "Vera", Role::Viewer, "Sees every desktop and job, and changes nothing."),
    (
        "help-desk",
        "Hugo",
        Role::HelpDesk,
        "Starts, stops and reboots desktops of one directory, and sees no other.",
    ),
    ("operator", "Olga", Role::Operator, "Starts, stops and reboots desktops everywhere."),
    ("owner", "Otto", Role::Owner, "May do everything: create and terminate too."),
];

/// What the sign-in page offers.
#[must_use]
pub fn offer() -> Vec<Identity> {
    let identity = |(id, _, role, what): (&str, &str, Role, &str)| Identity {
        id: id.to_owned(),
        name: role.word().to_owned(),
        what: what.to_owned(),
    };
    PEOPLE.into_iter().map(identity).collect()
}

/// The sample identity of this id.
#[must_use]
pub fn person(id: &str) -> Option<Person> {
    let (id, name, role, _) = PEOPLE.into_iter().find(|(known, ..)| *known == id)?;
    let bound = if role == Role::HelpDesk { one_directory() } else { Bound::default() };
    Some(Person {
        id: PersonId::new(format!("demo:{id}")),
        name: format!("{name} ({})", role.word().to_lowercase()),
        bindings: vec![Binding::gives(role, bound)],
    })
}

fn one_directory() -> Bound {
    let (account, region, directory) = simulator::helpdesk_directory();
    Bound {
        account: Some(AccountId::new(account)),
        region: Some(Region::new(region)),
        directory: Some(DirectoryId::new(directory)),
        tag: None,
    }
}
