//! Which rows does a filter let through?

mod store;

pub(super) use store::{push_filter, push_keys, push_text};

use domain::fault::{Fault, FieldError};
use domain::query::{Field, Filter, FleetQuery, Op};

/// Most values that all filters of a query have together: an address holds fewer.
const VALUES: usize = 200;
/// Longest text, as for an address.
const LONGEST: usize = 256;

/// Refuses what no address could say: a query can reach a door without one.
pub(super) fn check(query: &FleetQuery) -> Result<(), Fault> {
    let values = query.filters.iter().flat_map(|filter| &filter.values);
    let texts = values.clone().chain(&query.text);
    let longest = texts.map(|text| text.chars().count()).max().unwrap_or_default();
    let message = if values.count() > VALUES {
        format!("A query may have {VALUES} values at most.")
    } else if longest > LONGEST {
        format!("A value may have {LONGEST} characters at most.")
    } else {
        return Ok(());
    };
    Err(Fault::invalid(vec![FieldError { field: "filters".to_owned(), message }]))
}

/// Whether it takes a look at every name to find what matches.
pub(super) fn scans_names(filter: &Filter) -> bool {
    let named = matches!(filter.field, Field::User | Field::Computer | Field::Id | Field::Ip);
    named && (filter.op == Op::Has || filter.field == Field::Ip)
}
