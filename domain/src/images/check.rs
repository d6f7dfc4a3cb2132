//! What may names, descriptions and tags of images and bundles be? Collected field by field.

use crate::fault::FieldError;
use crate::tags::{self, Tag};

/// Collects what is wrong with a form.
#[derive(Default)]
pub(crate) struct Wrong(Vec<FieldError>);

impl Wrong {
    /// One sentence at a field.
    pub(crate) fn at(&mut self, field: &str, message: impl Into<String>) {
        self.0.push(FieldError::at(field, message));
    }

    /// A name, as the service's model has it for images and bundles alike.
    pub(crate) fn name(&mut self, field: &str, typed: &str) -> String {
        let name = typed.trim();
        let takes = |letter: char| letter.is_ascii_alphanumeric() || "_./()\\-".contains(letter);
        if name.is_empty() || name.len() > 64 || !name.chars().all(takes) {
            self.at(field, "1 to 64 letters, digits and _ . / \\ ( ) -, without spaces.");
        }
        name.to_owned()
    }

    /// A description of so many characters at most.
    pub(crate) fn description(&mut self, field: &str, typed: &str, most: usize) -> String {
        let text = typed.trim();
        let takes = |letter: char| letter.is_ascii_alphanumeric() || "_./() -".contains(letter);
        if text.is_empty() || text.len() > most || !text.chars().all(takes) {
            self.at(field, format!("1 to {most} letters, digits, spaces and _ . / ( ) -."));
        }
        text.to_owned()
    }

    /// Tags, one a line.
    pub(crate) fn tags(&mut self, typed: &str) -> Vec<Tag> {
        tags::parse(typed).unwrap_or_else(|errors| {
            errors.into_iter().for_each(|error| self.at("tags", error));
            Vec::new()
        })
    }

    /// One of these values.
    pub(crate) fn one_of(&mut self, field: &str, typed: &str, all: &[(&str, &str)], what: &str) -> String {
        let value = typed.trim();
        if !all.iter().any(|(known, _)| *known == value) {
            self.at(field, what);
        }
        value.to_owned()
    }

    /// What was read, when nothing is wrong.
    pub(crate) fn end<T>(self, read: T) -> Result<T, Vec<FieldError>> {
        if self.0.is_empty() { Ok(read) } else { Err(self.0) }
    }
}
