//! Of the selected, how many may be started, stopped, …, and why not the others?

use std::collections::BTreeMap;

use domain::access::Person;
use domain::at::At;
use domain::fleet::{Action, Verdict};
use domain::workspace::WorkSpace;

/// What an action would do to a selection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many it may be done to.
    pub eligible: usize,
    /// How many are selected.
    pub of: usize,
    /// Why not the others, with how many each.
    pub reasons: Vec<String>,
    /// What speaks against some of the eligible.
    pub warnings: Vec<String>,
}

impl Tally {
    /// Asks the table for each WorkSpace.
    #[must_use]
    pub fn of(action: Action, selected: &[WorkSpace], person: Option<&Person>, now: Option<At>) -> Self {
        let mut no: BTreeMap<String, usize> = BTreeMap::new();
        let mut warn: BTreeMap<String, usize> = BTreeMap::new();
        let mut tally = Self { of: selected.len(), ..Self::default() };
        for workspace in selected {
            match verdict(action, workspace, person, now) {
                Verdict::Yes => tally.eligible += 1,
                Verdict::Warn(why) => {
                    tally.eligible += 1;
                    *warn.entry(why).or_default() += 1;
                }
                Verdict::No(why) => *no.entry(why).or_default() += 1,
            }
        }
        tally.reasons = no.iter().map(|(why, count)| sentence(why, *count)).collect();
        tally.warnings = warn.iter().map(|(why, count)| sentence(why, *count)).collect();
        tally
    }
}

/// What the table says of one WorkSpace, and whether this person may.
#[must_use]
pub fn verdict(action: Action, workspace: &WorkSpace, person: Option<&Person>, now: Option<At>) -> Verdict {
    if !person.is_some_and(|person| person.may(action.right(), workspace.place())) {
        return Verdict::No("is outside of what you may change".to_owned());
    }
    let in_state_ms = now.zip(workspace.state_since).map(|(now, since)| now.ms_since(since));
    action.verdict(&workspace.state, workspace.mode.as_ref(), in_state_ms)
}

/// `2 are stopped`; a reason that is a sentence of its own is preceded by its count.
fn sentence(why: &str, count: usize) -> String {
    match why.strip_prefix("is ") {
        Some(rest) if count == 1 => format!("1 is {rest}"),
        Some(rest) => format!("{count} are {rest}"),
        None => format!("{count}: {why}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_count_in_words() {
        assert_eq!(sentence("is available", 1), "1 is available");
        assert_eq!(sentence("is stopped", 2), "2 are stopped");
        assert_eq!(sentence("AlwaysOn WorkSpaces always run", 2), "2: AlwaysOn WorkSpaces always run");
        assert_eq!(Tally::of(Action::Start, &[], None, None), Tally::default());
    }
}
