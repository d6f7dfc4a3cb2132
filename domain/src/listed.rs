//! Which WorkSpaces does a list name that somebody brought, and which of its lines cannot be used?

use serde::{Deserialize, Serialize};

use crate::count;
use crate::fault::{Fault, FieldError};
use crate::ids::WorkspaceKey;
use crate::jobs::Selection;

/// The form field that holds the list: what is wrong with a line is said there.
pub const FIELD: &str = "csv";
/// Lines that are told one by one; a list of the wrong kind would fill the page.
const MOST_TOLD: usize = 50;

/// A list as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// The WorkSpaces, in the order of the list, each once.
    pub keys: Vec<WorkspaceKey>,
    /// The lines that name no single WorkSpace, in their order.
    pub wrong: Vec<WrongLine>,
}

/// A line that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrongLine {
    /// Its number in the file, from 1, as an editor counts.
    pub line: usize,
    /// One sentence: why.
    pub why: String,
    /// Whether it only names what is not there: such a line may be left out by whoever says so.
    pub names_nothing: bool,
}

/// A list that was refused, as its form comes back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListDraft {
    /// The list as it was sent.
    pub csv: String,
    /// Whether lines that name nothing were to be left out.
    pub leave_out: bool,
    /// What was wrong with it; an error that is not at [`FIELD`] is about the whole.
    pub errors: Vec<FieldError>,
}

impl WrongLine {
    /// `Line 4: There is no WorkSpace of “ann” that you may see.`
    #[must_use]
    pub fn words(&self) -> String {
        format!("Line {}: {}", self.line, self.why)
    }
}

impl Listed {
    /// What is selected, and the lines that are left out of it. With `leave_out`, lines that name nothing are; a line
    /// that is unclear never is: nobody can have meant to leave it out.
    ///
    /// # Errors
    /// `Invalid` at [`FIELD`], with a sentence for each line that cannot be used, or when none is left.
    pub fn selection(self, leave_out: bool) -> Result<(Selection, Vec<WrongLine>), Fault> {
        let Self { keys, wrong } = self;
        let (left_out, in_the_way): (Vec<_>, Vec<_>) =
            wrong.into_iter().partition(|line| leave_out && line.names_nothing);
        if !in_the_way.is_empty() {
            return Err(refusal(&in_the_way));
        }
        if keys.is_empty() {
            return Err(at_list(
                "No line names a WorkSpace that you may see: nothing is selected.".to_owned(),
            ));
        }
        Ok((Selection::These(keys), left_out))
    }
}

/// A refusal of the list as a whole.
#[must_use]
pub fn at_list(message: String) -> Fault {
    Fault::invalid(vec![FieldError { field: FIELD.to_owned(), message }])
}

fn refusal(lines: &[WrongLine]) -> Fault {
    let mut fields: Vec<_> = lines
        .iter()
        .take(MOST_TOLD)
        .map(|line| FieldError { field: FIELD.to_owned(), message: line.words() })
        .collect();
    if let Some(more) = lines.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
        let more = count::of(i64::try_from(more).unwrap_or(i64::MAX), "more line", "more lines");
        fields.push(FieldError { field: FIELD.to_owned(), message: format!("And {more} cannot be used.") });
    }
    let many = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let message = format!("{} of the list cannot be used.", count::of(many, "line", "lines"));
    Fault { message, ..Fault::invalid(fields) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(keys: &[&str], wrong: &[(usize, bool)]) -> Listed {
        let line = |(line, names_nothing): &(usize, bool)| WrongLine {
            line: *line,
            why: "No.".into(),
            names_nothing: *names_nothing,
        };
        Listed {
            keys: keys.iter().map(|key| key.parse().unwrap()).collect(),
            wrong: wrong.iter().map(line).collect(),
        }
    }

    #[test]
    fn lines_that_name_nothing_are_left_out_only_when_asked_for() {
        let one = ["1/eu-west-1/ws-1"];
        let (selection, left_out) = listed(&one, &[]).selection(false).unwrap();
        assert!(matches!(selection, Selection::These(keys) if keys.len() == 1) && left_out.is_empty());
        let refused = listed(&one, &[(3, true), (4, false)]).selection(false).unwrap_err();
        assert_eq!(refused.at(FIELD).collect::<Vec<_>>(), ["Line 3: No.", "Line 4: No."]);
        let refused = listed(&one, &[(3, true), (4, false)]).selection(true).unwrap_err();
        assert_eq!(
            refused.at(FIELD).collect::<Vec<_>>(),
            ["Line 4: No."],
            "an unclear line stays in the way"
        );
        let (_, left_out) = listed(&one, &[(3, true)]).selection(true).unwrap();
        assert_eq!(left_out.len(), 1);
    }

    #[test]
    fn what_is_left_of_nothing_is_refused_and_never_means_all() {
        listed(&[], &[]).selection(true).unwrap_err();
        listed(&[], &[(2, true)]).selection(true).unwrap_err();
    }

    #[test]
    fn a_list_of_the_wrong_kind_does_not_fill_the_page() {
        let wrong: Vec<_> = (1..=60).map(|line| (line, true)).collect();
        let refused = listed(&[], &wrong).selection(false).unwrap_err();
        assert_eq!(refused.message, "60 lines of the list cannot be used.");
        assert_eq!(refused.fields.len(), 51);
        assert_eq!(refused.fields[50].message, "And 10 more lines cannot be used.");
    }
}
