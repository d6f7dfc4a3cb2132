//! What a query should find, by looking at every desk.

use domain::ids::fold;
use domain::query::{Field, Filter, FleetQuery, Op};

use crate::estate::{Desk, NOW, directory_name};

/// Whether the desk matches the query, all but the filters on `except`.
pub fn matches(desk: &Desk, query: &FleetQuery, except: Option<&Field>) -> bool {
    let text = query.text.as_ref().map(|text| fold(text));
    let found = text.is_none_or(|text| {
        let names = [desk.folded.clone(), desk.computer.clone(), desk.id.clone()];
        let more = [desk.ip.clone().unwrap_or_default(), desk.name.clone().unwrap_or_default()];
        names.iter().chain(&more).any(|name| fold(name).contains(&text))
    });
    let mut filters = query.filters.iter().filter(|filter| Some(&filter.field) != except);
    found && filters.all(|filter| holds(desk, filter))
}

fn holds(desk: &Desk, filter: &Filter) -> bool {
    match filter.op {
        Op::Is => filter.values.iter().any(|value| is(desk, &filter.field, value)),
        Op::Not => !filter.values.iter().any(|value| is(desk, &filter.field, value)),
        Op::Has => filter
            .values
            .iter()
            .any(|value| values(desk, &filter.field).iter().any(|own| fold(own).contains(&fold(value)))),
        Op::Over => {
            desk.last_active > 0
                && filter.values.iter().any(|span| age(desk) > Filter::span_ms(span).unwrap())
        }
        Op::Under => {
            desk.last_active > 0
                && filter.values.iter().any(|span| age(desk) <= Filter::span_ms(span).unwrap())
        }
    }
}

fn age(desk: &Desk) -> i64 {
    NOW - desk.last_active
}

fn is(desk: &Desk, field: &Field, value: &str) -> bool {
    let own = values(desk, field);
    match field {
        Field::LastActive => desk.last_active == 0 && desk.connection.is_empty() == (value == "unknown"),
        Field::Tag(_) if value.is_empty() => own.is_empty() && desk.tags_read.is_some(),
        Field::User => own.iter().any(|own| fold(own) == fold(value)),
        _ => own.iter().any(|own| own == value),
    }
}

/// What the desk has in the field, under all of its names.
pub fn values(desk: &Desk, field: &Field) -> Vec<String> {
    let one = |value: &str| vec![value.to_owned()];
    match field {
        Field::State => one(&desk.state),
        Field::Connection => one(&desk.connection),
        Field::Mode => one(&desk.mode),
        Field::Protocol => one(&desk.protocol),
        Field::Compute => one(&desk.compute),
        Field::Region => one(&desk.region),
        Field::Account => vec![desk.account.clone(), format!("Account {}", &desk.account[..1])],
        Field::Directory => {
            [Some(desk.directory.clone()), directory_name(&desk.directory)].into_iter().flatten().collect()
        }
        Field::Bundle => vec![desk.bundle.clone(), bundle_name(&desk.bundle)],
        Field::User => [Some(desk.user.clone()), desk.name.clone()].into_iter().flatten().collect(),
        Field::Computer => one(&desk.computer),
        Field::Id => one(&desk.id),
        Field::Ip => one(desk.ip.as_deref().unwrap_or_default()),
        Field::Tag(key) => {
            desk.tags.iter().filter(|(own, _)| own == key).map(|(_, value)| value.clone()).collect()
        }
        // All of them run Windows and none is of a pair.
        Field::Standby => one(if desk.user == "[UNDEFINED]" { "unfit" } else { "none" }),
        Field::LastActive => vec![],
    }
}

fn bundle_name(id: &str) -> String {
    match id.trim_start_matches("wsb-").parse() {
        Ok(number @ 0..7) => format!("Bundle {number}"),
        _ => id.to_owned(),
    }
}
