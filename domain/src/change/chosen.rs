//! What was chosen to be changed, and how far its form has come?

use serde::{Deserialize, Serialize};

use super::{Among, Form};
use crate::fault::FieldError;
use crate::ids::WorkspaceKey;
use crate::jobs::Selection;

/// The word that leads from a selection to the form, where others name an action.
pub const CHANGE: &str = "change";

/// A selection with the form that asks what to change, kept until it is planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What was chosen.
    pub selection: Selection,
    /// What was typed.
    pub form: Form,
    /// What was wrong with it; an error without a field is about the whole.
    pub errors: Vec<FieldError>,
}

/// What the form's page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// How many WorkSpaces, as of now.
    pub count: i64,
    /// Which, when it is one.
    pub one: Option<WorkspaceKey>,
    /// What some of them have.
    pub among: Among,
    /// Whether the console's own tags may be changed.
    pub guarded: bool,
    /// Bundles to migrate to: the id, and its words.
    pub bundles: Vec<(String, String)>,
    /// What was typed.
    pub form: Form,
    /// What was wrong with it.
    pub errors: Vec<FieldError>,
}

impl Chosen {
    /// The errors at this field; with an empty name those about the whole.
    #[must_use]
    pub fn at(&self, field: &str) -> Vec<String> {
        let here = self.errors.iter().filter(|error| error.field == field);
        here.map(|error| error.message.clone()).collect()
    }
}
