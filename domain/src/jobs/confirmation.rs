//! What was typed when a plan was to be confirmed, where it was refused?

use serde::{Deserialize, Serialize};

use super::PaceForm;
use crate::fault::FieldError;

/// A confirmation that was refused, as it comes back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// The count, where data is destroyed.
    pub typed: String,
    /// In which waves, when and how fast.
    pub pace: PaceForm,
    /// What was wrong; an error without a field is about the whole.
    pub errors: Vec<FieldError>,
}

impl Confirmation {
    /// The errors at this field; with an empty name those about the whole.
    #[must_use]
    pub fn at(&self, field: &str) -> Vec<String> {
        let here = self.errors.iter().filter(|error| error.field == field);
        here.map(|error| error.message.clone()).collect()
    }
}
