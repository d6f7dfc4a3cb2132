//! The sessions of a pool for a spreadsheet, as AWS tells them now: page by page.

use domain::access::Person;
use domain::at::At;
use domain::csv::write_line;
use domain::fault::Fault;
use domain::pools::Session;
use domain::resource::ResourceKey;

use crate::Backend;

const HEAD: [&str; 9] = [
    "session",
    "user",
    "state",
    "authentication",
    "since",
    "until",
    "instance",
    "address",
    "network_interface",
];

/// A part of the sessions, of one user where one is named, and the `after` of the next part.
///
/// # Errors
/// As [`super::sessions`].
pub async fn csv_sessions(
    backend: &Backend,
    person: &Person,
    key: &ResourceKey,
    user: Option<&str>,
    after: Option<String>,
) -> Result<(String, Option<String>), Fault> {
    let mut text = String::new();
    if after.is_none() {
        write_line(&mut text, HEAD);
    }
    let page = super::sessions(backend, person, key, user, after.as_deref()).await?;
    for session in page.found {
        write_line(&mut text, cells(session));
    }
    Ok((text, page.next))
}

fn cells(one: Session) -> [String; HEAD.len()] {
    let time = |at: Option<At>| at.map(At::iso).unwrap_or_default();
    [
        one.id,
        one.user,
        one.state,
        one.authentication,
        time(one.since),
        time(one.until),
        one.instance,
        one.address,
        one.interface,
    ]
}
