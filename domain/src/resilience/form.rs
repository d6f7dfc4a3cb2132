//! The form that asks how standbys shall be, as it was typed, and what is wrong with it.

use serde::{Deserialize, Serialize};

use super::Standby;
use crate::change::Among;
use crate::estate::Catalog;
use crate::fault::FieldError;
use crate::ids::{AccountId, Region, WorkspaceKey};
use crate::jobs::Selection;
use crate::query::{Field, Filter, FleetQuery, Op};
use crate::tags;

/// The form: everything is text, so that nothing typed is ever lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Form {
    /// `account/region/d-…`.
    pub directory: String,
    /// A KMS key of the other region; empty: AWS chooses.
    pub encryption_key: String,
    /// `on` or `off`.
    pub replication: String,
    /// One a line: `key = value`.
    pub tags: String,
}

/// A selection with the form that asks where its standbys shall be, kept until it is planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What was chosen.
    pub primaries: Selection,
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
    /// The directories that may be chosen.
    pub catalog: Catalog,
    /// What was typed.
    pub form: Form,
    /// What was wrong with it.
    pub errors: Vec<FieldError>,
}

/// Why a field cannot apply to primaries of which some have what `among` says; `None` where it can.
#[must_use]
pub fn why_not(among: &Among, field: &str) -> Option<&'static str> {
    (field == "encryption_key" && !among.encrypted)
        .then_some("None of the chosen WorkSpaces is encrypted: there is nothing to use a key for.")
}

impl Form {
    /// The standbys that are wished for. `catalog` holds what this person may create in, `among` what some primaries have.
    ///
    /// # Errors
    /// One sentence for each field that can't be used.
    pub fn check(&self, catalog: &Catalog, among: &Among) -> Result<Standby, Vec<FieldError>> {
        let mut wrong = Vec::new();
        let mut at = |field: &str, message: String| {
            wrong.push(FieldError { field: field.to_owned(), message });
        };
        let directory = catalog.directories.iter().find(|one| one.key.to_string() == self.directory.trim());
        match directory {
            None if self.directory.trim().is_empty() => {
                at("directory", "Choose the directory in the other region.".to_owned());
            }
            None => at(
                "directory",
                format!("The directory “{}” is not there for you to create in.", self.directory),
            ),
            Some(one) if one.state != "REGISTERED" => {
                at("directory", format!("{} is {}; WorkSpaces need it REGISTERED.", one.name, one.state));
            }
            Some(_) => {}
        }
        let key = self.encryption_key.trim();
        if !key.chars().all(|letter| letter.is_ascii_graphic()) || key.len() > 2048 {
            at("encryption_key", "A KMS key is an id, an ARN or an alias, without spaces.".to_owned());
        }
        if let Some(why) = why_not(among, "encryption_key").filter(|_| !key.is_empty()) {
            at("encryption_key", why.to_owned());
        }
        if !["on", "off"].contains(&self.replication.as_str()) {
            at(
                "replication",
                "Choose whether data are replicated: it costs, and can be changed later.".to_owned(),
            );
        }
        let tags = tags::parse(&self.tags).unwrap_or_else(|errors| {
            errors.into_iter().for_each(|error| at("tags", error));
            Vec::new()
        });
        match directory {
            Some(directory) if wrong.is_empty() => Ok(Standby {
                directory: directory.key.clone(),
                encryption_key: (!key.is_empty()).then(|| key.to_owned()),
                replicate: self.replication == "on",
                tags,
            }),
            _ => Err(wrong),
        }
    }
}

impl Chosen {
    /// The errors at this field; with an empty name those about the whole.
    #[must_use]
    pub fn at(&self, field: &str) -> Vec<String> {
        let here = self.errors.iter().filter(|error| error.field == field);
        here.map(|error| error.message.clone()).collect()
    }
}

impl Draft {
    /// The accounts that the selection is in, as far as it says; none: it does not say.
    #[must_use]
    pub fn accounts(&self) -> Vec<AccountId> {
        self.said(&Field::Account, |key| key.scope.account.as_str()).into_iter().map(AccountId::new).collect()
    }

    /// The one region that the selection is in: no standby of it can be there.
    #[must_use]
    pub fn region(&self) -> Option<Region> {
        let mut regions = self.said(&Field::Region, |key| key.scope.region.as_str());
        regions.pop().filter(|_| regions.is_empty()).map(Region::new)
    }

    fn said(&self, field: &Field, of: impl Fn(&WorkspaceKey) -> &str) -> Vec<String> {
        let mut said: Vec<String> = match &self.primaries {
            Selection::These(keys) => keys.iter().map(|key| of(key).to_owned()).collect(),
            Selection::Matching(address) => {
                let (query, _) = FleetQuery::read(address);
                let is = |filter: &&Filter| filter.field == *field && filter.op == Op::Is;
                query.filters.iter().filter(is).flat_map(|filter| filter.values.clone()).collect()
            }
        };
        said.sort();
        said.dedup();
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estate::Directory;

    fn catalog() -> Catalog {
        let directory = |id: &str, state: &str| Directory {
            key: format!("111122223333/us-east-1/{id}").parse().unwrap(),
            account_name: "production".into(),
            name: "corp.example.com".into(),
            state: state.into(),
            kind: "SIMPLE_AD".into(),
            workspaces: 3,
            settings: Default::default(),
        };
        Catalog {
            directories: vec![directory("d-1", "REGISTERED"), directory("d-2", "ERROR")],
            bundles: vec![],
        }
    }

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        let fields = |form: &Form| -> Vec<String> {
            form.check(&catalog(), &Among::ANYTHING)
                .unwrap_err()
                .into_iter()
                .map(|error| error.field)
                .collect()
        };
        assert_eq!(fields(&Form::default()), ["directory", "replication"]);
        let form = Form {
            directory: "111122223333/us-east-1/d-2".into(),
            encryption_key: "a key".into(),
            replication: "on".into(),
            tags: "aws:x = 1".into(),
        };
        assert_eq!(fields(&form), ["directory", "encryption_key", "tags"]);
        let form = Form {
            directory: "111122223333/us-east-1/d-1".into(),
            encryption_key: " alias/far ".into(),
            tags: "team = sales".into(),
            ..form
        };
        let standby = form.check(&catalog(), &Among::ANYTHING).unwrap();
        let words = "standby in us-east-1 (d-1), data replication on, key alias/far, tag team = sales";
        assert_eq!(standby.words(), words);
        let plain = Among { encrypted: false, ..Among::ANYTHING };
        let refused = form.check(&catalog(), &plain).unwrap_err();
        assert_eq!(Some(refused[0].message.as_str()), why_not(&plain, "encryption_key"));
        assert!(Form { encryption_key: String::new(), ..form }.check(&catalog(), &plain).is_ok());
    }

    #[test]
    fn a_selection_says_where_it_is_if_it_does() {
        let draft = |primaries| Draft { primaries, form: Form::default(), errors: Vec::new() };
        let here = draft(Selection::Matching("account=1&region=eu-west-1&standby=none".into()));
        assert_eq!(
            (here.accounts(), here.region()),
            (vec![AccountId::new("1")], Some(Region::new("eu-west-1")))
        );
        let keys = ["1/eu-west-1/ws-1", "1/us-east-1/ws-2"].map(|key| key.parse().unwrap()).to_vec();
        let two = draft(Selection::These(keys));
        assert_eq!((two.accounts().len(), two.region()), (1, None));
        assert!(draft(Selection::Matching(String::new())).accounts().is_empty());
    }
}
