//! The verdict on one row.

use domain::access::{Permit, Right};
use domain::at::At;
use domain::change::{Change, Rung, Task};
use domain::create::Spec;
use domain::fleet::{Action, Verdict};
use domain::ids::{DirectoryKey, ScopeKey, WorkspaceId, fold};
use domain::jobs::{PlanRow, Wish};
use domain::keys::KeyState;
use domain::resource::{Request, Target};
use domain::tags::{self, Tag};
use domain::words::{Connection, State};
use domain::workspace::WorkSpace;
use serde::{Deserialize, Serialize};

use super::history::Histories;

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

    /// Milliseconds that its steps wait for each other, at least.
    pub(super) fn waits_ms(&self) -> i64 {
        self.row.rungs.iter().map(Rung::waits_ms).sum()
    }
}

/// What is looked up once for all rows of a plan.
pub(super) struct Looks {
    pub(super) now: At,
    /// When what was last changed.
    pub(super) known: Histories,
    /// Where the wished bundle is.
    pub(super) bundles: Vec<ScopeKey>,
    /// Keys of tags by which roles are bound.
    pub(super) scope_tags: Vec<String>,
}

/// Judges a change of a WorkSpace by the one table, the rights, its tags, and what is under way already.
pub(super) fn change(permit: &Permit, change: &Change, target: &WorkSpace, looks: &Looks) -> Judged {
    let action = change.action();
    let connected = interrupts(change) && target.connection == Some(Connection::Connected);
    let mut warnings = Vec::new();
    let judged = allowed(permit, change, target, looks, &mut warnings)
        .and_then(|()| change.rungs(target, &looks.known.of(&target.key)))
        .and_then(|rungs| may_guard(permit, target, &looks.scope_tags, rungs));
    let (rungs, skipped) = match judged {
        Ok(rungs) => (rungs, None),
        Err(why) => (Vec::new(), Some(why)),
    };
    if connected {
        warnings.push(format!("{} is connected now", target.user));
    }
    if action.destroys() && !target.related.is_empty() {
        warnings.push("is one end of a standby pair".to_owned());
    }
    if reads_volumes(action) {
        warnings.extend(target.key_state.as_ref().and_then(KeyState::warning));
    }
    Judged {
        row: PlanRow {
            label: target.label().to_owned(),
            key: Some(target.key.clone()),
            account_name: Some(target.account_name.clone()),
            state: Some(target.state.clone()),
            skipped,
            warning: (!warnings.is_empty()).then(|| warnings.join("; ")),
            spec: None,
            rungs,
            target: None,
            diff: Vec::new(),
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

/// Whether volumes are opened anew, for which KMS is asked for their key.
fn reads_volumes(action: Action) -> bool {
    use Action::{Migrate, Modify, Reboot, Rebuild, Restore, Start};
    matches!(action, Start | Reboot | Rebuild | Restore | Migrate | Modify)
}

/// The tag that guards a WorkSpace, and those by which roles are bound, are an owner's to change, where they are owner.
fn may_guard(
    permit: &Permit,
    target: &WorkSpace,
    scope_tags: &[String],
    rungs: Vec<Rung>,
) -> Result<Vec<Rung>, String> {
    let guards = rungs.iter().any(|rung| rung.task.guards(scope_tags));
    if guards && !permit.person().may(Right::Settings, target.place()) {
        let keys = scope_tags.iter().map(|key| format!(", {key}")).collect::<String>();
        return Err(format!("is not yours to guard: an owner sets and removes {}{keys}", tags::PROTECTED));
    }
    Ok(rungs)
}

fn allowed(
    permit: &Permit,
    change: &Change,
    target: &WorkSpace,
    looks: &Looks,
    warnings: &mut Vec<String>,
) -> Result<(), String> {
    let action = change.action();
    if !permit.covers(target.place()) {
        return Err(format!("you may not {} here", permit.right().words()));
    }
    if let Some(job) = target.job {
        return Err(format!("job {job} is changing it"));
    }
    if action.destroys() {
        let protects = |tags: &Vec<Tag>| tags.iter().any(|tag| tag.key == tags::PROTECTED);
        match &target.tags {
            Some(tags) if protects(tags) => {
                return Err(format!("is protected by its tag {}", tags::PROTECTED));
            }
            Some(_) => {}
            None => warnings.push("its tags were not read yet: they are before it is touched".to_owned()),
        }
    }
    if matches!(change, Change::Migrate(_)) && !looks.bundles.contains(&target.key.scope) {
        return Err("is in an account or region that does not have this bundle".to_owned());
    }
    let in_state = target.state_since.map(|since| looks.now.ms_since(since));
    match action.verdict(&target.state, target.mode.as_ref(), in_state) {
        Verdict::Yes => Ok(()),
        Verdict::Warn(why) => {
            warnings.push(why);
            Ok(())
        }
        Verdict::No(why) => Err(why),
    }
}

/// Whether people at the desktop notice: of its properties, the running mode, the replication and the accelerator go unnoticed.
fn interrupts(change: &Change) -> bool {
    match change {
        Change::Modify(wish) => {
            wish.compute.is_some()
                || wish.protocol.is_some()
                || wish.root_gib.is_some()
                || wish.user_gib.is_some()
                || wish.nested_virtualization.is_some()
        }
        other => other.action().interrupts(),
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
    Judged {
        row: PlanRow {
            label: spec.label().to_owned(),
            key,
            account_name: None,
            state,
            skipped,
            warning,
            spec: Some(Box::new(spec.clone())),
            rungs: vec![Rung { task: Task::Create, rest_ms: 0, since: None, not_before: None }],
            target: None,
            diff: Vec::new(),
        },
        wish: Wish::Create(Box::new(spec.clone())),
        scope: spec.directory.scope.clone(),
        directory: spec.directory.id.as_str().to_owned(),
        connected: false,
        identity: identity(spec),
    }
}

/// A row for a resource that is no WorkSpace.
pub(super) fn order(request: &Request, row: PlanRow) -> Judged {
    let Target { scope, directory, .. } = &request.target;
    Judged {
        row,
        wish: Wish::Resource(Box::new(request.target.clone())),
        scope: scope.clone(),
        directory: directory.clone(),
        connected: false,
        identity: order_identity(request),
    }
}

/// What tells a request from all others, in digests.
pub(in crate::jobs) fn order_identity(request: &Request) -> String {
    let Target { scope, kind, id, name, .. } = &request.target;
    let tasks: Vec<_> = request.tasks.iter().map(Task::words).collect();
    format!("{scope}/{}/{}: {}", kind.slug(), id.as_ref().unwrap_or(name), tasks.join(", "))
}

/// What tells a create from all others, in digests.
pub(in crate::jobs) fn identity(spec: &Spec) -> String {
    identity_in(&spec.directory, &spec.name.clone().unwrap_or_else(|| fold(&spec.user)))
}

/// As [`identity`], of a folded user.
pub(super) fn identity_in(directory: &DirectoryKey, who: &str) -> String {
    format!("{directory}/{who}")
}
