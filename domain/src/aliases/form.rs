//! The forms of a connection alias, as they were typed, and what is wrong with them.

use serde::{Deserialize, Serialize};

use super::Order;
use crate::fault::FieldError;
use crate::tags;

/// The form of a new alias.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Form {
    /// `account/region`.
    pub scope: String,
    /// The domain name.
    pub name: String,
    /// One a line: `key = value`.
    pub tags: String,
}

impl Form {
    /// A new alias.
    ///
    /// # Errors
    /// One sentence for each field that can't be used.
    pub fn check(&self) -> Result<Order, Vec<FieldError>> {
        let mut wrong = Vec::new();
        let name = self.name.trim().to_lowercase();
        if !is_domain(&name) {
            let why = "Write a domain name of yours, such as desktops.example.com.";
            wrong.push(FieldError::at("name", why));
        }
        let tags = tags::parse(&self.tags).unwrap_or_else(|errors| {
            wrong.extend(errors.into_iter().map(|error| FieldError::at("tags", error)));
            Vec::new()
        });
        if wrong.is_empty() { Ok(Order::Create { name, tags }) } else { Err(wrong) }
    }
}

/// A fully qualified domain name of 255 characters at most (constraints.md, ConnectionString).
fn is_domain(name: &str) -> bool {
    let labels: Vec<_> = name.split('.').collect();
    let is_label = |label: &&str| {
        let is_plain = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        is_plain && (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    let ends_in_digits = labels.last().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    name.len() <= 255 && labels.len() >= 2 && labels.iter().all(is_label) && !ends_in_digits
}

/// To which directory an alias shall lead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AssociateForm {
    /// The directory's id.
    pub directory: String,
}

impl AssociateForm {
    /// The order.
    ///
    /// # Errors
    /// When no directory was chosen.
    pub fn check(&self) -> Result<Order, Vec<FieldError>> {
        match self.directory.trim() {
            "" => Err(vec![FieldError::at("directory", "Choose the directory that the name shall lead to.")]),
            id => Ok(Order::Associate(id.to_owned())),
        }
    }
}

/// With which account an alias is shared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ShareForm {
    /// Twelve digits.
    pub account: String,
    /// `deny` takes the permission away.
    pub allow: String,
}

impl ShareForm {
    /// The order.
    ///
    /// # Errors
    /// When it is no account's number.
    pub fn check(&self) -> Result<Order, Vec<FieldError>> {
        let account = self.account.trim().replace('-', "");
        if account.len() != 12 || !account.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(vec![FieldError::at("account", "An account's number has twelve digits.")]);
        }
        Ok(Order::Share { account, allow: self.allow != "deny" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_domain_name_will_do() {
        let name = |name: &str| Form { name: name.into(), ..Form::default() }.check();
        assert!(name(" Desktops.Example.com ").is_ok());
        for wrong in ["", "desktops", "a..b", "-a.example.com", "a_b.example.com", "10.0.0.1"] {
            assert_eq!(name(wrong).unwrap_err()[0].field, "name", "{wrong}");
        }
        let share = |account: &str| ShareForm { account: account.into(), allow: String::new() }.check();
        assert!(share("4444-5555-6666").is_ok() && share("123").is_err());
    }
}
