//! What a person has chosen, and whether it needs to be asked about.

use serde::{Deserialize, Serialize};

use super::{Kind, Plan, Selection};
use crate::fault::{Fault, FieldError};
use crate::fleet::Action;
use crate::ids::JobId;

/// The query that a form sent: an empty one is not the same as none, which a form's `Option` would make of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct SentQuery(Option<String>);

impl SentQuery {
    /// What was sent, if anything was.
    #[must_use]
    pub fn get(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl From<String> for SentQuery {
    fn from(sent: String) -> Self {
        Self(Some(sent))
    }
}

impl From<SentQuery> for String {
    fn from(query: SentQuery) -> Self {
        query.0.unwrap_or_default()
    }
}

impl Selection {
    /// Reads a form: with `matching`, all that match the query; else those that are ticked, by their keys. An empty query
    /// is everything, which a person has seen; one that was not sent at all is a mistake.
    ///
    /// # Errors
    /// `Invalid` at `selected`, when nothing is ticked or no query was sent: an empty selection never means all.
    pub fn read(scope: &str, selected: &[String], query: Option<&str>) -> Result<Self, Fault> {
        let refuse =
            |message: String| Err(Fault::invalid(vec![FieldError { field: "selected".to_owned(), message }]));
        if scope == "matching" {
            return query.map(|query| Self::Matching(query.to_owned())).map_or_else(
                || refuse("All that match what? Send `query`; an empty one is every WorkSpace.".to_owned()),
                Ok,
            );
        }
        if selected.is_empty() {
            return refuse("Nothing is selected: tick at least one WorkSpace.".to_owned());
        }
        match selected.iter().map(|key| key.parse()).collect() {
            Ok(keys) => Ok(Self::These(keys)),
            Err(wrong) => refuse(format!("The selection names no WorkSpace: {wrong}.")),
        }
    }
}

/// Where a wish has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wished {
    /// To a plan with this number, which its person has to look at.
    Plan(i64),
    /// To a plan with this number, made from a form with the other.
    PlanOf(i64, i64),
    /// To a form with this number, which asks what to change.
    Form(i64),
    /// To the form with this number, which asks where standbys shall be.
    Standby(i64),
    /// To a job: a harmless change to one WorkSpace is not asked about.
    Job(JobId),
}

impl Plan {
    /// Whether it is a harmless change to one WorkSpace, which goes without asking (jobs.md 1).
    #[must_use]
    pub fn goes_at_once(&self) -> bool {
        let harmless = matches!(self.kind, Kind::Act(Action::Start | Action::Stop));
        harmless && self.eligible == 1 && self.skipped == 0 && self.warned == 0 && self.connected == 0
    }
}

#[cfg(test)]
mod tests {
    use crate::at::At;
    use crate::fault::FaultKind;

    use super::*;

    #[test]
    fn an_empty_selection_is_refused_and_never_means_all() {
        let refused = Selection::read("these", &[], Some("state=ERROR")).unwrap_err();
        assert_eq!(refused.kind, FaultKind::Invalid);
        assert!(Selection::read("", &[], Some("")).is_err());
        assert!(Selection::read("these", &["ws-1".to_owned()], Some("")).is_err());
        let one = Selection::read("these", &["1/eu-west-1/ws-1".to_owned()], None).unwrap();
        assert!(matches!(one, Selection::These(keys) if keys.len() == 1));
        let some = Selection::read("matching", &[], Some("state=ERROR")).unwrap();
        assert_eq!(some, Selection::Matching("state=ERROR".to_owned()));
        let all = Selection::read("matching", &[], Some("")).unwrap();
        assert_eq!(all, Selection::Matching(String::new()));
        let refused = Selection::read("matching", &[], None).unwrap_err();
        assert_eq!((refused.kind, refused.fields[0].field.as_str()), (FaultKind::Invalid, "selected"));
    }

    #[test]
    fn only_a_harmless_change_to_one_goes_without_asking() {
        let plan = |kind, eligible, connected| Plan {
            id: 1,
            kind,
            at: At(0),
            eligible,
            skipped: 0,
            warned: 0,
            connected,
            calls: 1,
            seconds: 0,
            waits: 0,
            rows: Vec::new(),
            digest: String::new(),
            job: None,
            commands: Default::default(),
            again: None,
        };
        assert!(plan(Kind::Act(Action::Start), 1, 0).goes_at_once());
        assert!(!plan(Kind::Act(Action::Stop), 1, 1).goes_at_once());
        assert!(!plan(Kind::Act(Action::Start), 2, 0).goes_at_once());
        assert!(!plan(Kind::Act(Action::Reboot), 1, 0).goes_at_once());
        assert!(!plan(Kind::Act(Action::Terminate), 1, 0).goes_at_once());
        assert!(!plan(Kind::Create, 1, 0).goes_at_once());
    }
}
