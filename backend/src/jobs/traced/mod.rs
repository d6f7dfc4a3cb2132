//! What does the audit say of a job's row: of what, from what, to what, and how did it end?

pub(super) mod store;

use domain::change::Task;
use domain::fault::AwsWords;
use domain::ids::ScopeKey;
use domain::jobs::Wish;

use super::plan::Judged;

/// What is wished for, in the words of the audit.
pub(super) struct Wished<'a> {
    pub(super) target: String,
    pub(super) scope: &'a ScopeKey,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

impl<'a> Wished<'a> {
    pub(super) fn of(judged: &'a Judged) -> Self {
        let row = &judged.row;
        let id = match &judged.wish {
            Wish::Act { key, .. } | Wish::Standby { key, .. } => Some(key.id.as_str()),
            Wish::Resource(target) => target.id.as_deref(),
            Wish::Create(_) => None,
        };
        let values = |of: fn(&domain::resource::Diff) -> Option<&String>| {
            let told: Vec<_> =
                row.diff.iter().filter_map(|diff| Some(format!("{}: {}", diff.field, of(diff)?))).collect();
            (!told.is_empty()).then(|| told.join("; "))
        };
        let asks = row.rungs.iter().filter(|rung| !matches!(rung.task, Task::Act(_) | Task::Create));
        let asks: Vec<_> = asks.map(|rung| rung.task.words()).collect();
        let state = || row.state.as_ref().map(|state| state.wire().to_owned());
        Self {
            target: target(&row.label, id),
            scope: &judged.scope,
            before: values(|diff| diff.before.as_ref()).or_else(state),
            after: values(|diff| diff.after.as_ref()).or_else(|| (!asks.is_empty()).then(|| asks.join("; "))),
        }
    }
}

/// `ann (ws-8d1k2f9qz)`: who or what it is to people, and its id as soon as there is one.
pub(super) fn target(label: &str, id: Option<&str>) -> String {
    match id {
        Some(id) if id != label => format!("{label} ({id})"),
        _ => label.to_owned(),
    }
}

/// AWS's code and words, and what we have to say.
pub(super) fn note(words: Option<&AwsWords>, outcome: Option<&str>) -> Option<String> {
    let aws = words.map(|words| format!("{}: {}", words.code, words.message));
    let all: Vec<_> = [outcome.map(str::to_owned), aws].into_iter().flatten().collect();
    (!all.is_empty()).then(|| all.join("; "))
}
