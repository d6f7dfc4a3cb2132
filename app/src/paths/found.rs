//! Where does a search lead?

use domain::query::{Field, Filter, FleetQuery, Op};
use domain::search::Target;

use super::{HELP_DESK, SEARCH, fleet, job, pair, resource, with_query, workspace};

/// What a text finds.
#[must_use]
pub fn search(text: &str) -> String {
    with_query(SEARCH, &pair("q", text))
}

/// The cards of the desktops that a text names.
#[must_use]
pub fn help_desk(text: &str) -> String {
    with_query(HELP_DESK, &pair("q", text))
}

/// What a search found.
#[must_use]
pub fn target(to: &Target) -> String {
    let all_of = |field, value: &str| {
        let filter = Filter { field, op: Op::Is, values: vec![value.to_owned()] };
        fleet(&FleetQuery::default().with(filter))
    };
    match to {
        Target::Person(user) => all_of(Field::User, user),
        Target::WorkSpace(key) => workspace(key),
        Target::Resource(key) => resource(key),
        Target::Job(id) => job(*id),
    }
}
