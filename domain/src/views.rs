//! Which choices of the fleet has somebody given a name, and what may the name be?

use serde::{Deserialize, Serialize};

use crate::create::people::is_unseen;
use crate::fault::{Fault, FieldError};
use crate::query::FleetQuery;

/// Longest name, in characters.
pub const LONGEST: usize = 60;
/// Most views that one person keeps.
pub const MOST: i64 = 100;

/// A choice of the fleet with a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// The address's query, from its first page.
    pub query: String,
    /// Who keeps it.
    pub by: String,
    /// Whether that is who asks.
    pub is_mine: bool,
    /// Whether everybody is shown it. What it shows is still limited to what each may see.
    pub is_shared: bool,
}

/// The views of one person, and those that others share.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Views {
    /// All of them, by name.
    pub all: Vec<View>,
    /// The one that this person begins with.
    pub start: Option<i64>,
    /// A form about one that was refused.
    pub draft: Option<ViewDraft>,
}

/// The form that keeps a view.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewForm {
    /// What it shall be called.
    #[serde(default)]
    pub name: String,
    /// Whether everybody shall be shown it: not empty.
    #[serde(default)]
    pub shared: String,
    /// The address's query that the page stood at.
    #[serde(default)]
    pub query: String,
}

/// A form that was refused, as it comes back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewDraft {
    /// The view it was about; `None` for a new one.
    pub view: Option<i64>,
    /// What was typed.
    pub form: ViewForm,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
}

impl View {
    /// Its choice, as far as this version understands it.
    #[must_use]
    pub fn choice(&self) -> FleetQuery {
        FleetQuery::read(&self.query).0
    }
}

impl Views {
    /// The view that the fleet begins with, when it chooses anything.
    #[must_use]
    pub fn start(&self) -> Option<&View> {
        self.all.iter().find(|view| Some(view.id) == self.start && !view.query.is_empty())
    }

    /// The view that shows just this, one's own before those of others.
    #[must_use]
    pub fn open(&self, query: &FleetQuery) -> Option<&View> {
        let query = query.first_page().to_query();
        let same = || self.all.iter().filter(|view| view.query == query);
        same().find(|view| view.is_mine).or_else(|| same().next())
    }
}

impl ViewForm {
    /// Whether everybody shall be shown it.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        !self.shared.is_empty()
    }

    /// The name as it is kept.
    ///
    /// # Errors
    /// `Invalid` at `name`.
    pub fn named(&self) -> Result<String, Fault> {
        let name = self.name.split_whitespace().collect::<Vec<_>>().join(" ");
        match name.chars().count() {
            0 => Err(refused("Give it a name.")),
            length if length > LONGEST => {
                Err(refused(&format!("A name has {LONGEST} characters at most; this one has {length}.")))
            }
            _ if name.chars().any(is_unseen) => {
                Err(refused("The name holds a character that nobody can see: type it anew."))
            }
            _ => Ok(name),
        }
    }
}

/// The choice of an address, as a view keeps it: from its first page.
///
/// # Errors
/// `Invalid` at `query`, when a part of it is not understood: what is left would show more than was meant.
pub fn kept(query: &str) -> Result<String, Fault> {
    let (read, dropped) = FleetQuery::read(query);
    if dropped.is_empty() {
        return Ok(read.first_page().to_query());
    }
    let message = format!("A view keeps what is understood in full: {}", dropped.join(" "));
    Err(Fault::invalid(vec![FieldError { field: "query".to_owned(), message }]))
}

/// A name that cannot be taken.
#[must_use]
pub fn refused(message: &str) -> Fault {
    Fault::invalid(vec![FieldError { field: "name".to_owned(), message: message.to_owned() }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_and_can_be_seen() {
        let named = |name: &str| ViewForm { name: name.to_owned(), ..ViewForm::default() }.named();
        assert_eq!(named("  Broken \n in   Dublin ").unwrap(), "Broken in Dublin");
        assert_eq!(named(&"ä".repeat(60)).unwrap().chars().count(), 60);
        for wrong in ["", "   ", &"x".repeat(61), "a\u{202e}b"] {
            assert_eq!(named(wrong).unwrap_err().fields[0].field, "name", "{wrong}");
        }
    }

    #[test]
    fn a_view_keeps_what_is_understood_and_no_page() {
        assert_eq!(kept("?state=error&after=x&size=50").unwrap(), "state=ERROR&size=50");
        assert_eq!(kept("view=all").unwrap(), "");
        assert!(kept("colour=red").unwrap_err().message.contains("colour"));
    }

    #[test]
    fn the_open_view_is_told_by_what_it_shows() {
        let view = |id, query: &str, is_mine| View {
            id,
            name: id.to_string(),
            query: query.to_owned(),
            by: String::new(),
            is_mine,
            is_shared: true,
        };
        let views = Views {
            all: vec![view(1, "state=ERROR", false), view(2, "state=ERROR", true), view(3, "", true)],
            start: Some(3),
            draft: None,
        };
        let (query, _) = FleetQuery::read("state=ERROR&after=x");
        assert_eq!(views.open(&query).map(|view| view.id), Some(2));
        // Everything needs no redirect, and one that is gone is none.
        assert_eq!(views.start(), None);
        assert_eq!(Views { start: Some(2), ..views.clone() }.start().map(|view| view.id), Some(2));
        assert_eq!(Views { start: Some(9), ..views }.start(), None);
    }
}
