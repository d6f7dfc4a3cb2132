//! A form for a resource that was refused, as it comes back.

use serde::{Deserialize, Serialize};

use crate::fault::FieldError;

/// What was typed, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft<F> {
    /// What was typed.
    pub form: F,
    /// What is wrong with it; an error without a field is about the whole.
    pub errors: Vec<FieldError>,
}

impl<F> Draft<F> {
    /// A form that nothing is wrong with yet.
    pub fn of(form: F) -> Self {
        Self { form, errors: Vec::new() }
    }

    /// The errors at this field; at `""` those about the whole.
    #[must_use]
    pub fn at(&self, field: &str) -> Vec<String> {
        let here = self.errors.iter().filter(|error| error.field == field);
        here.map(|error| error.message.clone()).collect()
    }
}
