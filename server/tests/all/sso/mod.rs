//! Who comes in by single sign-on, and who does not? With an identity provider and key servers of the tests' own.

mod assertions;
mod balancer;
mod callback;
mod flow;
mod forged;
mod headers;
mod issuer;
pub mod leaving;
mod renewal;
mod secrets;
mod sessions;
mod signing;

use domain::access::Role;
use domain::ids::DirectoryId;
use server::config::{Auth, Config, Mode, RoleBinding};

use crate::world::ORIGIN;

/// A console in this mode, whose groups `desks`, `help` and `owners` have roles.
fn config(mode: Mode) -> Config {
    let binding = |group: &str, role, directory: Option<&str>| RoleBinding {
        group: group.into(),
        role,
        account: None,
        region: None,
        directory: directory.map(DirectoryId::new),
        tag: None,
        deny: false,
    };
    let role_bindings = vec![
        binding("desks", Role::Viewer, None),
        binding("help", Role::HelpDesk, Some("d-9067000001")),
        binding("owners", Role::Owner, None),
    ];
    let auth = Auth { mode, role_bindings, ..Auth::default() };
    Config { auth, console_url: Some(ORIGIN.to_owned()), ..Config::default() }
}
