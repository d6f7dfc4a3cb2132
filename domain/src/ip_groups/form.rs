//! The form of an IP access control group, as it was typed, and what is wrong with it.

use std::net::Ipv4Addr;

use serde::{Deserialize, Serialize};

use super::{MOST_RULES, Order, Rule};
use crate::fault::FieldError;
use crate::tags;

/// The form: everything is text, so that nothing typed is ever lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Form {
    /// `account/region`, for a new one.
    pub scope: String,
    /// Its name, for a new one.
    pub name: String,
    /// What it is for, for a new one.
    pub description: String,
    /// One a line: a range, then what it is.
    pub rules: String,
    /// One a line: `key = value`; for a new one.
    pub tags: String,
}

impl Form {
    /// A new group.
    ///
    /// # Errors
    /// One sentence for each field that can't be used.
    pub fn create(&self) -> Result<Order, Vec<FieldError>> {
        let mut wrong = Vec::new();
        let name = self.name.trim();
        if name.is_empty() {
            wrong.push(FieldError::at("name", "Give the group a name."));
        }
        let rules = rules(&self.rules).unwrap_or_else(|errors| {
            wrong.extend(errors.into_iter().map(|error| FieldError::at("rules", error)));
            Vec::new()
        });
        let tags = tags::parse(&self.tags).unwrap_or_else(|errors| {
            wrong.extend(errors.into_iter().map(|error| FieldError::at("tags", error)));
            Vec::new()
        });
        let description = self.description.trim().to_owned();
        if wrong.is_empty() {
            Ok(Order::Create { name: name.to_owned(), description, rules, tags })
        } else {
            Err(wrong)
        }
    }

    /// Other rules for a group that is there.
    ///
    /// # Errors
    /// One sentence for each line that can't be used.
    pub fn change(&self) -> Result<Order, Vec<FieldError>> {
        let at_rules = |errors: Vec<String>| {
            errors.into_iter().map(|error| FieldError::at("rules", error)).collect::<Vec<_>>()
        };
        rules(&self.rules).map(Order::SetRules).map_err(at_rules)
    }
}

/// Reads rules from lines of `10.0.0.0/8 what it is`.
fn rules(lines: &str) -> Result<Vec<Rule>, Vec<String>> {
    let mut rules: Vec<Rule> = Vec::new();
    let mut errors = Vec::new();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (range, description) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let range = range.trim_end_matches([',', ';']);
        if !is_range(range) {
            errors.push(format!("“{range}” is no IPv4 address or range: write 203.0.113.7 or 10.0.0.0/8."));
        } else if rules.iter().any(|other| other.range == range) {
            errors.push(format!("The range {range} is there twice."));
        } else {
            rules.push(Rule { range: range.to_owned(), description: description.trim().to_owned() });
        }
    }
    if rules.len() > MOST_RULES {
        errors.push(format!("A group takes {MOST_RULES} rules; these are {}.", rules.len()));
    }
    if errors.is_empty() { Ok(rules) } else { Err(errors) }
}

fn is_range(range: &str) -> bool {
    let (address, length) = range.split_once('/').unwrap_or((range, "32"));
    let is_number = !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit());
    address.parse::<Ipv4Addr>().is_ok() && is_number && length.parse::<u8>().is_ok_and(|bits| bits <= 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_rules() {
        let form = Form { rules: "10.0.0.0/8, the office\n\n203.0.113.7\n".into(), ..Form::default() };
        let Ok(Order::SetRules(rules)) = form.change() else { panic!("refused") };
        let words: Vec<_> = rules.iter().map(Rule::words).collect();
        assert_eq!(words, ["10.0.0.0/8 the office", "203.0.113.7"]);
    }

    #[test]
    fn what_the_service_refuses_is_said_at_its_field() {
        let form = Form { rules: "10.0.0.0/33\nx\n1.1.1.1\n1.1.1.1 twice".into(), ..Form::default() };
        let wrong = form.create().unwrap_err();
        let fields: Vec<_> = wrong.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["name", "rules", "rules", "rules"]);
    }
}
