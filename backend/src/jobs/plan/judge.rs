//! The verdict on one row.

use domain::access::Permit;
use domain::at::At;
use domain::create::Spec;
use domain::fleet::{Action, Verdict};
use domain::ids::{ScopeKey, WorkspaceId, fold};
use domain::jobs::{PlanRow, Wish};
use domain::words::{Connection, State};
use domain::workspace::WorkSpace;
use serde::{Deserialize, Serialize};

/// A row as it was judged: what a person is shown, and what the job will carry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::jobs) struct Judged {
    pub(in crate::jobs) row: PlanRow,
    pub(in crate::jobs) wish: Wish,
    pub(in crate::jobs) scope: ScopeKey,
    pub(in crate::jobs) directory: String,
    /// Whether a person is at it now, whom the change interrupts.
    pub(in crate::jobs) connected: bool,
    /// What tells the row from all others, in digests.
    pub(in crate::jobs) identity: String,
}

impl Judged {
    pub(in crate::jobs) fn eligible(&self) -> bool {
        self.row.skipped.is_none()
    }
}

/// Judges an action on a WorkSpace by the one table, the rights, and what is under way already.
pub(super) fn act(permit: &Permit, action: Action, target: &WorkSpace, now: At) -> Judged {
    let in_state = target.state_since.map(|since| now.ms_since(since));
    let connected = action.interrupts() && target.connection == Some(Connection::Connected);
    let mut warnings = Vec::new();
    let skipped = if !permit.covers(target.place()) {
        Some(format!("you may not {} here", permit.right().words()))
    } else if let Some(job) = target.job {
        Some(format!("job {job} is changing it"))
    } else if matches!(action, Action::Rebuild | Action::Restore)
        && target.related.iter().any(|other| other.kind == "PRIMARY")
    {
        // rules.md, "Standby": they can't be modified, rebuilt, restored or migrated.
        Some("is a standby: only its primary can be".to_owned())
    } else {
        match action.verdict(&target.state, target.mode.as_ref(), in_state) {
            Verdict::Yes => None,
            Verdict::Warn(why) => {
                warnings.push(why);
                None
            }
            Verdict::No(why) => Some(why),
        }
    };
    if connected {
        warnings.push(format!("{} is connected now", target.user));
    }
    if action.destroys() && !target.related.is_empty() {
        warnings.push("is one end of a standby pair".to_owned());
    }
    Judged {
        row: PlanRow {
            label: target.label().to_owned(),
            key: Some(target.key.clone()),
            state: Some(target.state.clone()),
            skipped,
            warning: (!warnings.is_empty()).then(|| warnings.join("; ")),
            spec: None,
        },
        wish: Wish::Act {
            key: target.key.clone(),
            directory: target.directory.as_str().to_owned(),
            user: target.user.clone(),
        },
        scope: target.key.scope.clone(),
        directory: target.directory.as_str().to_owned(),
        connected,
        identity: target.key.to_string(),
    }
}

/// What is there already for the user of a create.
#[derive(Clone, Debug, Default)]
pub(super) struct There {
    pub(super) workspace: Option<(String, String)>,
    pub(super) job: Option<i64>,
}

/// Judges a create. One that the inventory knows already is AWS's to refuse: it may be gone since.
pub(super) fn create(spec: &Spec, there: There) -> Judged {
    let skipped = there.job.map(|job| format!("job {job} is creating it"));
    let state = there.workspace.as_ref().map(|(_, state)| State::from_wire(state));
    let key = there.workspace.map(|(id, _)| domain::ids::WorkspaceKey {
        scope: spec.directory.scope.clone(),
        id: WorkspaceId::new(id),
    });
    let warning = key.as_ref().map(|key| {
        format!(
            "has {} in this directory already: AWS will refuse, unless that one has gone meanwhile",
            key.id
        )
    });
    let who = spec.name.clone().unwrap_or_else(|| fold(&spec.user));
    Judged {
        row: PlanRow {
            label: spec.label().to_owned(),
            key,
            state,
            skipped,
            warning,
            spec: Some(Box::new(spec.clone())),
        },
        wish: Wish::Create(Box::new(spec.clone())),
        scope: spec.directory.scope.clone(),
        directory: spec.directory.id.as_str().to_owned(),
        connected: false,
        identity: format!("{}/{who}", spec.directory),
    }
}
