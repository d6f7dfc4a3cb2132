//! Which networks can be an account's management network?
//!
//! Each is a /16 (Amazon's word). That they are private ones, and not those of the account's directories, is invented.

use serde_json::Value;

use crate::world::resource::Kind;
use crate::world::scope::Scope;

/// First numbers, and the range of second numbers that go with them.
const PRIVATE: [(u32, u32, u32); 5] =
    [(10, 0, 255), (100, 64, 127), (172, 16, 31), (192, 168, 168), (198, 18, 19)];

/// The available ranges within a constraint, each with a key that sorts them; `None` when the constraint holds no /16.
pub fn within<'a>(
    scope: &'a Scope,
    constraint: &str,
) -> Option<impl Iterator<Item = (String, String)> + use<'a>> {
    let (address, size) = constraint.split_once('/')?;
    let size: u32 = size.parse().ok().filter(|size| *size <= 16)?;
    let address: u32 = address.parse::<std::net::Ipv4Addr>().ok()?.into();
    let mask = u32::MAX.checked_shl(32 - size).unwrap_or(0);
    let all = PRIVATE.iter().flat_map(|(first, from, to)| (*from..=*to).map(|second| (*first, second)));
    Some(
        all.filter(move |(first, second)| (first << 24 | second << 16) & mask == address & mask)
            .filter(|(first, second)| !taken(scope, *first, *second))
            .map(|(first, second)| (format!("{first:03}.{second:03}"), format!("{first}.{second}.0.0/16"))),
    )
}

/// Whether a range is one of those.
pub fn available(scope: &Scope, range: &str) -> bool {
    within(scope, range).is_some_and(|mut found| found.any(|(_, one)| one == range))
}

fn taken(scope: &Scope, first: u32, second: u32) -> bool {
    let network = format!("{first}.{second}.");
    let servers = |directory: &Value| {
        let servers = directory["DnsIpAddresses"].as_array();
        servers.into_iter().flatten().filter_map(Value::as_str).any(|server| server.starts_with(&network))
    };
    scope.resources(Kind::Directory).any(|directory| servers(&directory.item))
}
