//! What a person may see, as a condition in SQL: written once, used by every query.

use domain::access::Bound;
use sqlx::{QueryBuilder, Sqlite};

/// Adds the condition that a row's `account`, `region` and `directory_id` lie in one of the bounds. No bounds: nothing.
pub(crate) fn push_reach(to: &mut QueryBuilder<Sqlite>, bounds: &[&Bound], alias: &str) {
    push_bounds(to, bounds, alias, |to, directory| {
        to.push(format!("{alias}.directory_id = ")).push_bind(directory);
    });
}

/// Adds the condition that one of the bounds reaches into the account × region of a `scope` row, if only to one of its
/// directories.
pub(crate) fn push_scope_reach(to: &mut QueryBuilder<Sqlite>, bounds: &[&Bound], alias: &str) {
    push_bounds(to, bounds, alias, |to, directory| {
        to.push(format!("exists (select 1 from directory d where d.scope_id = {alias}.id and d.id = "));
        to.push_bind(directory).push(")");
    });
}

fn push_bounds(
    to: &mut QueryBuilder<Sqlite>,
    bounds: &[&Bound],
    alias: &str,
    push_directory: impl Fn(&mut QueryBuilder<Sqlite>, String),
) {
    if bounds.iter().any(|bound| bound.is_everything()) {
        to.push("1");
        return;
    }
    if bounds.is_empty() {
        to.push("0");
        return;
    }
    // Nothing but comparisons between the brackets: then the planner finds the index of each.
    for (at, bound) in bounds.iter().enumerate() {
        to.push(if at == 0 { "((" } else { ") or (" });
        let mut and = "";
        if let Some(account) = &bound.account {
            to.push(format!("{alias}.account = ")).push_bind(account.as_str().to_owned());
            and = " and ";
        }
        if let Some(region) = &bound.region {
            to.push(format!("{and}{alias}.region = ")).push_bind(region.as_str().to_owned());
            and = " and ";
        }
        if let Some(directory) = &bound.directory {
            to.push(and);
            push_directory(to, directory.as_str().to_owned());
        }
    }
    to.push("))");
}
