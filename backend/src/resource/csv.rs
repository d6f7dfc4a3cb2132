//! All resources of a kind that a person may see, for a spreadsheet.

use domain::access::Person;
use domain::aliases::Alias;
use domain::bundles::Bundle;
use domain::csv::write_line;
use domain::directories::Directory;
use domain::fault::Fault;
use domain::images::Image;
use domain::ip_groups::IpGroup;
use domain::pools::Pool;
use domain::resource::{Columns, Resource, ResourceKind};

use crate::Backend;

/// What stands in the file of every kind, before its own columns.
const HEAD: [&str; 10] =
    ["account", "region", "id", "account_label", "name", "directory", "state", "tags", "as_of", "job"];

/// A file of the list, made whole: no kind has more of them than a page of its list shows.
///
/// # Errors
/// When the database fails.
pub async fn csv(backend: &Backend, person: &Person, kind: ResourceKind) -> Result<String, Fault> {
    match kind {
        ResourceKind::Directory => list::<Directory>(backend, person, kind).await,
        ResourceKind::Bundle => list::<Bundle>(backend, person, kind).await,
        ResourceKind::Image => list::<Image>(backend, person, kind).await,
        ResourceKind::Pool => list::<Pool>(backend, person, kind).await,
        ResourceKind::IpGroup => list::<IpGroup>(backend, person, kind).await,
        ResourceKind::Alias => list::<Alias>(backend, person, kind).await,
    }
}

async fn list<T: Columns>(backend: &Backend, person: &Person, kind: ResourceKind) -> Result<String, Fault> {
    let mut text = String::new();
    let own = T::default().cells();
    write_line(&mut text, HEAD.into_iter().chain(own.iter().map(|(column, _)| *column)));
    for one in super::list::<T>(backend, person, kind).await?.found {
        let own = one.item.cells().into_iter().map(|(_, cell)| cell);
        write_line(&mut text, cells(&one).into_iter().chain(own));
    }
    Ok(text)
}

fn cells<T>(one: &Resource<T>) -> [String; HEAD.len()] {
    let tags = one.tags.as_ref().map(|tags| {
        tags.iter().map(|tag| format!("{}={}", tag.key, tag.value)).collect::<Vec<_>>().join("; ")
    });
    [
        one.key.scope.account.to_string(),
        one.key.scope.region.to_string(),
        one.key.id.clone(),
        one.account_name.clone(),
        one.name.clone(),
        one.directory.clone(),
        one.state.clone(),
        tags.unwrap_or_else(|| "not read yet".to_owned()),
        one.as_of.iso(),
        one.job.map(|job| job.to_string()).unwrap_or_default(),
    ]
}
