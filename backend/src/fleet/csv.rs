//! The WorkSpaces that match, for a spreadsheet: part by part, so that a large fleet is never in memory at once.

use domain::access::Person;
use domain::at::At;
use domain::csv::write_line;
use domain::fault::Fault;
use domain::query::FleetQuery;
use domain::workspace::WorkSpace;

use crate::Backend;

/// Columns that say which WorkSpace it is are called as the list that can be given to the fleet calls them; no other has
/// a name that such a list would understand.
const HEAD: [&str; 37] = [
    "user",
    "workspace",
    "account",
    "region",
    "directory",
    "name",
    "account_label",
    "directory_label",
    "state",
    "state_since",
    "connection",
    "connection_checked",
    "last_active",
    "running_mode",
    "auto_stop_minutes",
    "bundle",
    "bundle_name",
    "compute",
    "protocol",
    "operating_system",
    "root_gib",
    "user_gib",
    "root_encrypted",
    "user_encrypted",
    "encryption_key",
    "computer",
    "ip",
    "subnet",
    "error_code",
    "error_message",
    "standby_pair",
    "global_accelerator",
    "preferred_protocol",
    "nested_virtualization",
    "tags",
    "as_of",
    "job",
];

/// A part of the WorkSpaces that match, in the order of the query, and the `after` of the next part.
pub(super) async fn csv(
    backend: &Backend,
    person: &Person,
    query: &FleetQuery,
    after: Option<String>,
) -> Result<(String, Option<String>), Fault> {
    let mut text = String::new();
    if after.is_none() {
        write_line(&mut text, HEAD);
    }
    let query = FleetQuery { size: Some(super::page::MOST), after, before: None, ..query.clone() };
    let page = super::page::page(backend, person, &query).await?;
    for workspace in &page.rows {
        write_line(&mut text, cells(workspace));
    }
    Ok((text, page.next))
}

fn cells(one: &WorkSpace) -> [String; HEAD.len()] {
    let text = |cell: &Option<String>| cell.clone().unwrap_or_default();
    let time = |at: Option<At>| at.map(At::iso).unwrap_or_default();
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let related = one.related.iter().map(|other| format!("{} {}", other.kind, other.key));
    let tags = |tags: &Vec<domain::tags::Tag>| {
        tags.iter().map(|tag| format!("{}={}", tag.key, tag.value)).collect::<Vec<_>>().join("; ")
    };
    let (accelerator, preferred) = one.accelerator.clone().unwrap_or_default();
    [
        one.user.clone(),
        one.key.id.to_string(),
        one.key.scope.account.to_string(),
        one.key.scope.region.to_string(),
        one.directory.to_string(),
        text(&one.name),
        one.account_name.clone(),
        one.directory_name.clone(),
        one.state.wire().to_owned(),
        time(one.state_since),
        one.connection.as_ref().map(|connection| connection.wire().to_owned()).unwrap_or_default(),
        time(one.connection_checked),
        one.last_active.map_or_else(|| one.not_active().to_owned(), At::iso),
        one.mode.as_ref().map(|mode| mode.wire().to_owned()).unwrap_or_default(),
        number(one.auto_stop_minutes),
        one.bundle.to_string(),
        one.bundle_name.clone(),
        one.compute.as_ref().map(|compute| compute.wire().to_owned()).unwrap_or_default(),
        one.protocol.as_ref().map(|protocol| protocol.wire().to_owned()).unwrap_or_default(),
        text(&one.operating_system),
        number(one.root_gib),
        number(one.user_gib),
        yes(one.root_encrypted),
        yes(one.user_encrypted),
        text(&one.encryption_key),
        text(&one.computer),
        text(&one.ip),
        text(&one.subnet),
        text(&one.error_code),
        text(&one.error_message),
        related.collect::<Vec<_>>().join("; "),
        accelerator,
        preferred.unwrap_or_default(),
        one.nested_virtualization.map(yes).unwrap_or_default(),
        one.tags.as_ref().map_or_else(|| "not read yet".to_owned(), tags),
        one.as_of.iso(),
        one.job.map(|job| job.to_string()).unwrap_or_default(),
    ]
}
