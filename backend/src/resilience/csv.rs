//! How well the estate is covered, for a spreadsheet: by account and region, and by pair of regions.

use domain::access::Person;
use domain::at::At;
use domain::csv::write_line;
use domain::fault::Fault;

use crate::Backend;

const COVERAGE: [&str; 7] =
    ["account", "region", "account_label", "covered", "missing", "not_possible", "percent"];
const PAIRS: [&str; 10] = [
    "account",
    "region",
    "account_label",
    "standby_region",
    "standbys",
    "in_error",
    "without_replication",
    "no_copy_yet",
    "oldest_data",
    "median_data",
];

/// A file of the coverage of each account and region.
///
/// # Errors
/// As [`super::covers`].
pub async fn csv_coverage(backend: &Backend, person: &Person) -> Result<String, Fault> {
    let mut text = String::new();
    write_line(&mut text, COVERAGE);
    for one in super::covers(backend, person).await? {
        let cells: [String; COVERAGE.len()] = [
            one.scope.account.to_string(),
            one.scope.region.to_string(),
            one.account_name.clone(),
            one.covered.to_string(),
            one.missing.to_string(),
            one.unfit.to_string(),
            one.percent().map(|percent| percent.to_string()).unwrap_or_default(),
        ];
        write_line(&mut text, cells);
    }
    Ok(text)
}

/// A file of the pairs of regions.
///
/// # Errors
/// As [`super::covers`].
pub async fn csv_pairs(backend: &Backend, person: &Person) -> Result<String, Fault> {
    let time = |at: Option<At>| at.map(At::iso).unwrap_or_default();
    let mut text = String::new();
    write_line(&mut text, PAIRS);
    for one in super::covers(backend, person).await? {
        for pair in &one.pairs {
            let cells: [String; PAIRS.len()] = [
                one.scope.account.to_string(),
                one.scope.region.to_string(),
                one.account_name.clone(),
                pair.region.to_string(),
                pair.standbys.to_string(),
                pair.failed.to_string(),
                pair.off.to_string(),
                pair.uncopied.to_string(),
                time(pair.oldest),
                time(pair.median),
            ];
            write_line(&mut text, cells);
        }
    }
    Ok(text)
}
