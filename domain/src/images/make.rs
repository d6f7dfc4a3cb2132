//! The forms that make an image from another, and the one that shares it.

use serde::{Deserialize, Serialize};

use super::Order;
use super::check::Wrong;
use crate::fault::FieldError;

/// The form for a copy in other regions, or for one with updates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MakeForm {
    /// The new image's name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// One a line: `key = value`.
    pub tags: String,
    /// Where copies are wished for: `account/region`.
    pub to: Vec<String>,
}

impl MakeForm {
    /// A copy of the image `source` of `region`.
    ///
    /// # Errors
    /// One sentence for each field that can't be used.
    pub fn copy(&self, source: &str, region: &str) -> Result<Order, Vec<FieldError>> {
        let mut wrong = Wrong::default();
        let name = wrong.name("name", &self.name);
        let description = match self.description.trim() {
            "" => String::new(),
            text => wrong.description("description", text, 256),
        };
        if self.to.is_empty() {
            wrong.at("to", "Choose at least one region.");
        }
        let tags = wrong.tags(&self.tags);
        let (source, region) = (source.to_owned(), region.to_owned());
        wrong.end(Order::Copy { name, description, source, region, tags })
    }

    /// An image of `source` with updates.
    ///
    /// # Errors
    /// One sentence for each field that can't be used.
    pub fn update(&self, source: &str) -> Result<Order, Vec<FieldError>> {
        let mut wrong = Wrong::default();
        let name = wrong.name("name", &self.name);
        let description = wrong.description("description", &self.description, 256);
        let tags = wrong.tags(&self.tags);
        wrong.end(Order::Update { name, description, source: source.to_owned(), tags })
    }
}

/// The form that lets another account copy an image, or no longer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ShareForm {
    /// The other account.
    pub account: String,
    /// `off` when it may no longer.
    pub share: String,
}

impl ShareForm {
    /// What is wished for, of an image of the account `owner`.
    ///
    /// # Errors
    /// One sentence for each field that can't be used.
    pub fn check(&self, owner: &str) -> Result<Order, Vec<FieldError>> {
        let mut wrong = Wrong::default();
        let account: String = self.account.chars().filter(|letter| !" -".contains(*letter)).collect();
        if account.len() != 12 || !account.bytes().all(|byte| byte.is_ascii_digit()) {
            wrong.at("account", "The number of an AWS account: 12 digits.");
        } else if account == owner {
            wrong.at("account", "It belongs to this account: name another one.");
        }
        wrong.end(Order::Share { account, on: self.share != "off" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_service_refuses_is_said_at_its_field() {
        let fields = |order: Result<Order, Vec<FieldError>>| {
            order.unwrap_err().into_iter().map(|error| error.field).collect::<Vec<_>>()
        };
        let form = MakeForm { name: "a b".into(), tags: "x".into(), ..MakeForm::default() };
        assert_eq!(fields(form.copy("wsi-1", "eu-west-1")), ["name", "to", "tags"]);
        assert_eq!(fields(form.update("wsi-1")), ["name", "description", "tags"]);
        let share = |account: &str| ShareForm { account: account.into(), share: String::new() };
        assert_eq!(fields(share("123").check("111122223333")), ["account"]);
        assert_eq!(fields(share("111122223333").check("111122223333")), ["account"]);
        let wished = Order::Share { account: "444455556666".into(), on: true };
        assert_eq!(share("4444-5555-6666").check("111122223333"), Ok(wished));
    }
}
