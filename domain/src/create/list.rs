//! A list of new WorkSpaces: which of its rows are wishes, and which are refused, and why?

use std::collections::{HashMap, HashSet};

use super::applies::{LIST, NAME, ONE_ADDRESS};
use super::check::{Errors, workspace_name};
use super::offer::Offer;
use super::{Column, Form, Row, Spec, people};
use crate::estate::Catalog;
use crate::fault::FieldError;
use crate::ids::fold;
use crate::tags::{self, Tag};
use crate::workspace::UNDEFINED_USER;

/// A list as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its lines.
    pub rows: Vec<Row>,
}

/// A list as it was judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// What is wished for, in the order of the list.
    pub specs: Vec<Spec>,
    /// The rows that are refused, in their order, each with why.
    pub refused: Vec<Row>,
}

/// Whom and which addresses the rows so far are for: a second one would be refused by AWS, or be a double.
#[derive(Debug, Default)]
pub struct Taken {
    people: HashMap<String, Option<usize>>,
    addresses: HashSet<String>,
}

impl List {
    /// Checks each row, put over the form.
    ///
    /// # Errors
    /// What is wrong with the form whatever its list says, at its fields.
    pub fn check(&self, form: &Form, catalog: &Catalog) -> Result<Checked, Vec<FieldError>> {
        let offer = Offer::of(catalog);
        let base = form.without_who();
        let mut errors = Errors::default();
        if !form.people.trim().is_empty() {
            errors.add("people", LIST);
        }
        if !form.name.trim().is_empty() {
            errors.add("name", "In a list a WorkSpace without a user has a column “name”.");
        }
        let tags = base.own_tags(&mut errors);
        let _ = base.settle(&offer, Vec::new(), &mut errors);
        if self.rows.len() > 1 && !base.ipv6.trim().is_empty() {
            errors.add("ipv6", ONE_ADDRESS);
        }
        // What a column may say otherwise is each row's own to be refused for.
        errors.0.retain(|error| !hangs_on(&error.field).iter().any(|field| self.says(field)));
        if !errors.0.is_empty() {
            return Err(errors.0);
        }
        let (mut checked, mut taken) = (Checked::default(), Taken::default());
        for row in &self.rows {
            match row.judge(&base, &tags, &offer, &mut taken) {
                Ok(spec) => checked.specs.push(spec),
                Err(errors) => checked.refused.push(Row { errors, ..row.clone() }),
            }
        }
        Ok(checked)
    }

    fn says(&self, field: &str) -> bool {
        Column::of_field(field).is_some_and(|column| self.columns.contains(&column))
    }
}

/// The fields whose column could mend an error at this one.
fn hangs_on(field: &str) -> &[&str] {
    match field {
        "auto_stop" => &["auto_stop", "mode"],
        "accelerator_protocol" => &["accelerator_protocol", "accelerator"],
        "encryption_key" => &["encryption_key", "encrypt_root", "encrypt_user"],
        "root_gib" | "user_gib" => &["root_gib", "user_gib", "compute", "bundle", "directory"],
        "bundle" => &["bundle", "directory"],
        "protocol" => &["protocol", "compute", "bundle", "directory"],
        "directory" => &["directory"],
        "mode" => &["mode"],
        "compute" => &["compute"],
        "operating_system" => &["operating_system"],
        "accelerator" => &["accelerator"],
        "ipv6" => &["ipv6"],
        _ => &[],
    }
}

impl Form {
    /// What the form says of every row: all but who, which is long.
    #[must_use]
    pub fn without_who(&self) -> Self {
        Self { people: String::new(), csv: String::new(), name: String::new(), ..self.clone() }
    }
}

impl Row {
    /// Checks one row again, beside those that are taken.
    ///
    /// # Errors
    /// What is wrong with it, each at the head of its column.
    pub fn check(&self, form: &Form, catalog: &Catalog, taken: &mut Taken) -> Result<Spec, Vec<FieldError>> {
        let mut errors = Errors::default();
        let tags = form.own_tags(&mut errors);
        if !errors.0.is_empty() {
            return Err(errors.0);
        }
        self.judge(&form.without_who(), &tags, &Offer::of(catalog), taken)
    }

    fn judge(
        &self,
        base: &Form,
        tags: &[Tag],
        offer: &Offer<'_>,
        taken: &mut Taken,
    ) -> Result<Spec, Vec<FieldError>> {
        let over = self.over(base);
        let mut errors = Errors::default();
        let who = errors.who(&over.form);
        let tags = errors.tags(tags, over.tags);
        let spec = over.form.settle(offer, tags, &mut errors);
        for error in &mut errors.0 {
            if let Some(column) = Column::of_field(&error.field) {
                error.field = column.head();
            }
        }
        // What could not be read comes first: the rest may follow from it.
        errors.0.splice(0..0, over.errors);
        let (Some(spec), Some((user, name)), []) = (spec, who, &errors.0[..]) else { return Err(errors.0) };
        let spec = Spec { user, name, ..spec };
        taken.take(&spec, self.line)?;
        Ok(spec)
    }
}

impl Errors {
    /// The user and the name of a row's WorkSpace.
    fn who(&mut self, form: &Form) -> Option<(String, Option<String>)> {
        let nobody = || UNDEFINED_USER.to_owned();
        let named = form.people.trim();
        let is_nobody = named.is_empty() || named.eq_ignore_ascii_case(UNDEFINED_USER);
        match (named, form.name.trim()) {
            ("", "") => {
                self.add("people", "The row names neither a user nor a WorkSpace.");
                None
            }
            (user, "") => match people::refusal(user) {
                Some(why) => {
                    self.add("people", why);
                    None
                }
                None => Some((user.to_owned(), None)),
            },
            (_, name) if is_nobody => {
                self.take("name", workspace_name(name)).map(|name| (nobody(), Some(name)))
            }
            _ => {
                self.add("name", NAME);
                None
            }
        }
    }

    fn tags(&mut self, base: &[Tag], over: Vec<Tag>) -> Vec<Tag> {
        let head = |tag: &Tag| Column::Tag(tag.key.clone()).head();
        let wrong: Vec<_> = over
            .iter()
            .filter_map(|tag| Some((head(tag), tags::over(&[], vec![tag.clone()]).err()?.pop()?)))
            .collect();
        let first = over.first().map(head).unwrap_or_default();
        match tags::over(base, over) {
            Ok(tags) => return tags,
            Err(why) if wrong.is_empty() => why.into_iter().for_each(|why| self.add(&first, why)),
            Err(_) => wrong.into_iter().for_each(|(head, why)| self.add(&head, why)),
        }
        Vec::new()
    }
}

impl Taken {
    /// What these are for.
    #[must_use]
    pub fn by(specs: &[Spec]) -> Self {
        Self {
            people: specs.iter().map(|spec| (who(spec), None)).collect(),
            addresses: specs.iter().filter_map(|spec| spec.ipv6.clone()).collect(),
        }
    }

    fn take(&mut self, spec: &Spec, line: usize) -> Result<(), Vec<FieldError>> {
        let mut errors = Errors::default();
        let who = who(spec);
        if let Some(first) = self.people.get(&who) {
            let at =
                first.map_or_else(|| "another row of this plan".to_owned(), |line| format!("line {line}"));
            errors.add(
                if spec.is_decoupled() { "name" } else { "user" },
                format!("“{}” is there twice in this directory: {at} has it already.", spec.label()),
            );
        }
        if spec.ipv6.as_ref().is_some_and(|address| self.addresses.contains(address)) {
            errors.add("ipv6", "Another row has this address already.");
        }
        if !errors.0.is_empty() {
            return Err(errors.0);
        }
        self.people.insert(who, Some(line));
        self.addresses.extend(spec.ipv6.clone());
        Ok(())
    }
}

/// Whose it would be: a directory does not tell cases apart.
fn who(spec: &Spec) -> String {
    let kind = if spec.is_decoupled() { "name" } else { "user" };
    format!("{}/{kind}/{}", spec.directory, fold(spec.label()))
}

#[cfg(test)]
mod tests;
