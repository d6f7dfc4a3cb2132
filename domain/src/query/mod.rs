//! Which WorkSpaces does a page show? The address is the state: this reads and writes it.

mod filter;
mod paired;
mod read;
mod sort;

pub use filter::{ACTIVITY, Field, Filter, Op};
pub use paired::Paired;
pub use read::Typed;
pub use sort::{Column, Sort};

use serde::{Deserialize, Serialize};

/// Rows on a page unless the address says otherwise.
pub const PAGE: u32 = 100;
/// The sizes a page may have.
pub const SIZES: &[u32] = &[25, 50, 100, 200];

/// Which WorkSpaces, in which order, and where the page begins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FleetQuery {
    /// All of them must hold; the values of one are alternatives.
    pub filters: Vec<Filter>,
    /// Free text: in user, computer, id or address.
    pub text: Option<String>,
    /// The order.
    pub sort: Sort,
    /// Where the page begins: the cursor of the row before it.
    pub after: Option<String>,
    /// Where the page ends: the cursor of the row after it.
    pub before: Option<String>,
    /// Rows a page, if not [`PAGE`].
    pub size: Option<u32>,
}

/// A page of rows, and the way to its neighbours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FleetPage {
    /// The rows.
    pub rows: Vec<crate::workspace::WorkSpace>,
    /// The cursor for `before`, when there are rows before these.
    pub previous: Option<String>,
    /// The cursor for `after`, when there are rows after these.
    pub next: Option<String>,
}

/// Counts beside the rows; they come second, since they grow with the fleet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FleetCounts {
    /// WorkSpaces that match.
    pub matching: i64,
    /// WorkSpaces this person may see at all.
    pub all: i64,
    /// For each faceted field: each value with how many would match if it were chosen.
    pub facets: Vec<Facet>,
}

/// The values of one field among the matching WorkSpaces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    /// The field.
    pub field: Field,
    /// Each value: wire, the word for it, how many.
    pub values: Vec<FacetValue>,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetValue {
    /// As it stands in the address.
    pub value: String,
    /// As a person reads it.
    pub word: String,
    /// How many WorkSpaces.
    pub count: i64,
}

impl FleetQuery {
    /// Rows on a page.
    #[must_use]
    pub fn rows(&self) -> u32 {
        self.size.unwrap_or(PAGE)
    }

    /// The address's query, without the `?`; reads back as the same.
    #[must_use]
    pub fn to_query(&self) -> String {
        let mut to = form_urlencoded::Serializer::new(String::new());
        for filter in &self.filters {
            for value in &filter.values {
                to.append_pair(&filter.field.slug(), &format!("{}{value}", filter.op.prefix()));
            }
        }
        if let Some(text) = &self.text {
            to.append_pair("q", text);
        }
        if self.sort != Sort::default() {
            to.append_pair("sort", &self.sort.slug());
        }
        if let Some(size) = self.size {
            to.append_pair("size", &size.to_string());
        }
        if let Some(after) = &self.after {
            to.append_pair("after", after);
        }
        if let Some(before) = &self.before {
            to.append_pair("before", before);
        }
        to.finish()
    }

    /// The same choice from its first page.
    #[must_use]
    pub fn first_page(&self) -> Self {
        Self { after: None, before: None, ..self.clone() }
    }

    /// The page after the row with this cursor.
    #[must_use]
    pub fn page_after(&self, cursor: &str) -> Self {
        Self { after: Some(cursor.to_owned()), ..self.first_page() }
    }

    /// The page before the row with this cursor.
    #[must_use]
    pub fn page_before(&self, cursor: &str) -> Self {
        Self { before: Some(cursor.to_owned()), ..self.first_page() }
    }

    /// In the order of this column; a second time, reversed.
    #[must_use]
    pub fn sorted(&self, column: Column) -> Self {
        let descending = self.sort.column == column && !self.sort.descending;
        Self { sort: Sort { column, descending }, ..self.first_page() }
    }

    /// With one more filter; values of the same field and operator become alternatives.
    #[must_use]
    pub fn with(&self, filter: Filter) -> Self {
        let mut query = self.first_page();
        query.push(filter);
        query
    }

    /// Without the filter at this place in [`Self::filters`].
    #[must_use]
    pub fn without(&self, at: usize) -> Self {
        let mut query = self.first_page();
        if at < query.filters.len() {
            query.filters.remove(at);
        }
        query
    }

    /// Whether this value of the field is among the chosen.
    #[must_use]
    pub fn has(&self, field: &Field, value: &str) -> bool {
        let wanted = Filter::choice(field, value);
        let mut chosen =
            self.filters.iter().filter(|filter| filter.field == *field && filter.op == wanted.op);
        chosen.any(|filter| filter.values.contains(&wanted.values[0]))
    }

    /// With the value of a facet chosen; without it, when it was.
    #[must_use]
    pub fn toggled(&self, field: &Field, value: &str) -> Self {
        let mut query = self.first_page();
        // Of times one is chosen: two would have to hold together, and nobody is both never and long ago.
        if *field == Field::LastActive {
            query.filters.retain(|filter| filter.field != *field);
        }
        if !self.has(field, value) {
            return query.with(Filter::choice(field, value));
        }
        for filter in &mut query.filters {
            if filter.field == *field && filter.op == Op::Is {
                filter.values.retain(|other| other != value);
            }
        }
        query.filters.retain(|filter| !filter.values.is_empty());
        query
    }

    fn push(&mut self, filter: Filter) {
        // One token a field and operator: values are alternatives, and for `not` none of them may hold.
        let same = self.filters.iter_mut().find(|other| other.field == filter.field && other.op == filter.op);
        match same {
            Some(same) => {
                for value in filter.values {
                    if !same.values.contains(&value) {
                        same.values.push(value);
                    }
                }
            }
            None => self.filters.push(filter),
        }
    }
}
