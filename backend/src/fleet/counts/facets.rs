//! Facets, counted on the cells: each leaves its own filter out, so that its other values can be chosen.

use std::collections::BTreeMap;

use domain::query::{ACTIVITY, Facet, FacetValue, Field, Filter, FleetQuery, Op};

/// The fields that are counted by value.
pub(super) const FACETS: &[Field] = &[
    Field::State,
    Field::Connection,
    Field::Mode,
    Field::Protocol,
    Field::Compute,
    Field::Region,
    Field::Account,
    Field::Directory,
];

/// WorkSpaces that are equal in all faceted columns.
pub(super) struct Cell {
    pub(super) account: String,
    pub(super) region: String,
    pub(super) directory: String,
    pub(super) state: String,
    pub(super) connection: String,
    pub(super) mode: String,
    pub(super) compute: String,
    pub(super) protocol: String,
    pub(super) count: i64,
    /// How many of each ready-made choice of last active, whatever filter there is on that.
    pub(super) activity: [i64; ACTIVITY.len()],
}

impl Cell {
    fn value(&self, field: &Field) -> &str {
        match field {
            Field::Connection => &self.connection,
            Field::Mode => &self.mode,
            Field::Protocol => &self.protocol,
            Field::Compute => &self.compute,
            Field::Region => &self.region,
            Field::Account => &self.account,
            Field::Directory => &self.directory,
            _ => &self.state,
        }
    }
}

/// The names that people know accounts and directories by.
pub(super) struct Names {
    pub(super) accounts: BTreeMap<String, String>,
    pub(super) directories: BTreeMap<String, String>,
    /// Where each directory is: several may have the same name.
    pub(super) regions: BTreeMap<String, String>,
}

impl Names {
    fn of(&self, field: &Field, value: &str) -> Option<&str> {
        let names = match field {
            Field::Account => &self.accounts,
            Field::Directory => &self.directories,
            _ => return None,
        };
        names.get(value).map(String::as_str)
    }

    fn is_shared(&self, name: &str) -> bool {
        self.directories.values().filter(|other| *other == name).count() > 1
    }

    fn word(&self, field: &Field, value: &str) -> String {
        match self.of(field, value) {
            Some(name) if *field == Field::Directory && self.is_shared(name) => {
                format!("{name} ({})", self.regions.get(value).map_or("", String::as_str))
            }
            Some(name) => name.to_owned(),
            None if value.is_empty() => "none".to_owned(),
            None => field.value_word(value),
        }
    }
}

/// How many match all of the filters, and each facet's values.
pub(super) fn facets(query: &FleetQuery, cells: &[Cell], names: &Names) -> (i64, Vec<Facet>) {
    let filters: Vec<_> = query.filters.iter().filter(|filter| FACETS.contains(&filter.field)).collect();
    let matching = counted(cells, &filters, names).map(|cell| cell.count).sum();
    let facet = |field: &Field| {
        let others: Vec<_> = filters.iter().copied().filter(|filter| filter.field != *field).collect();
        let mut counts = BTreeMap::new();
        for cell in counted(cells, &others, names).filter(|cell| cell.count > 0) {
            *counts.entry(cell.value(field)).or_default() += cell.count;
        }
        // What is chosen stays in sight when nothing has it any more.
        let chosen = filters.iter().filter(|filter| filter.field == *field && filter.op == Op::Is);
        for value in chosen.flat_map(|filter| &filter.values) {
            if !counts.keys().any(|known| holds(field, known, value, names)) {
                counts.insert(value, 0);
            }
        }
        let mut values: Vec<_> = counts
            .into_iter()
            .map(|(value, count)| FacetValue {
                value: value.to_owned(),
                word: names.word(field, value),
                count,
            })
            .collect();
        values.sort_by_key(|value| std::cmp::Reverse(value.count));
        Facet { field: field.clone(), values }
    };
    let mut all: Vec<_> = FACETS.iter().map(facet).collect();
    all.push(activity(counted(cells, &filters, names)));
    (matching, all)
}

/// In the order of the choices: what is unused longest is part of what is unused long.
fn activity<'a>(cells: impl Iterator<Item = &'a Cell>) -> Facet {
    let mut counts = [0; ACTIVITY.len()];
    for cell in cells {
        counts.iter_mut().zip(cell.activity).for_each(|(count, more)| *count += more);
    }
    let value = |((value, word), count): ((&str, &str), i64)| FacetValue {
        value: value.to_owned(),
        word: word.to_owned(),
        count,
    };
    Facet { field: Field::LastActive, values: ACTIVITY.into_iter().zip(counts).map(value).collect() }
}

fn counted<'a>(
    cells: &'a [Cell],
    filters: &'a [&'a Filter],
    names: &'a Names,
) -> impl Iterator<Item = &'a Cell> {
    let passes = move |filter: &Filter, cell: &Cell| {
        let value = cell.value(&filter.field);
        let named = filter.values.iter().any(|wanted| holds(&filter.field, value, wanted, names));
        named != (filter.op == Op::Not)
    };
    cells.iter().filter(move |cell| filters.iter().all(|filter| passes(filter, cell)))
}

/// Whether the value is the one that was chosen, by itself or by its name.
fn holds(field: &Field, value: &str, wanted: &str, names: &Names) -> bool {
    value == wanted || names.of(field, value).is_some_and(|name| name.eq_ignore_ascii_case(wanted))
}
