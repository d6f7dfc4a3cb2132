//! What may be done to a WorkSpace, and when? The one table that buttons, plans and refusals read.

use serde::{Deserialize, Serialize};

use crate::access::Right;
use crate::words::{RunningMode, State};

/// Something a person can do to WorkSpaces that exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// `StartWorkspaces`.
    Start,
    /// `StopWorkspaces`.
    Stop,
    /// `RebootWorkspaces`.
    Reboot,
    /// `ModifyWorkspaceState` to ADMIN_MAINTENANCE.
    BeginMaintenance,
    /// `ModifyWorkspaceState` to AVAILABLE.
    EndMaintenance,
    /// `RebuildWorkspaces`.
    Rebuild,
    /// `RestoreWorkspace`.
    Restore,
    /// `ModifyWorkspaceProperties`, step by step.
    Modify,
    /// `MigrateWorkspace`.
    Migrate,
    /// `CreateTags` and `DeleteTags`.
    Tag,
    /// `CreateWorkspaceImage`.
    CreateImage,
    /// `TerminateWorkspaces`.
    Terminate,
}

/// What the table says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// Go.
    Yes,
    /// Amazon's own pages differ or something speaks against it: say so and let AWS decide.
    Warn(String),
    /// AWS would refuse: why.
    No(String),
}

struct Rule {
    action: Action,
    slug: &'static str,
    word: &'static str,
    doing: &'static str,
    done: &'static str,
    right: Right,
    states: &'static [State],
    modes: Option<&'static [RunningMode]>,
    batch: usize,
    loses: Option<&'static str>,
}

/// Every state of one that is not going already; the last is the one that takes no Terminate.
const EVERY: &[State] = &[
    State::Pending,
    State::Available,
    State::Impaired,
    State::Unhealthy,
    State::Rebooting,
    State::Starting,
    State::Rebuilding,
    State::Restoring,
    State::Maintenance,
    State::AdminMaintenance,
    State::Updating,
    State::Stopping,
    State::Stopped,
    State::Error,
    State::Suspended,
];
/// Those that Terminate takes.
const TERMINABLE: &[State] = EVERY.split_at(EVERY.len() - 1).0;
const SWITCHED: &[RunningMode] = &[RunningMode::AutoStop, RunningMode::Manual];

/// rules.md, "Who may do what when" and "Batches and pages"; each line names Amazon's page for it.
const RULES: &[Rule] = &[
    // API reference, StartWorkspaces: "You cannot start a WorkSpace unless it has a running mode of AutoStop or Manual and a state of STOPPED".
    Rule {
        action: Action::Start,
        slug: "start",
        word: "Start",
        doing: "starting",
        done: "started",
        right: Right::Power,
        states: &[State::Stopped],
        modes: Some(SWITCHED),
        batch: 25,
        loses: None,
    },
    // API reference, StopWorkspaces: AVAILABLE, IMPAIRED, UNHEALTHY or ERROR.
    Rule {
        action: Action::Stop,
        slug: "stop",
        word: "Stop",
        doing: "stopping",
        done: "stopped",
        right: Right::Power,
        states: &[State::Available, State::Impaired, State::Unhealthy, State::Error],
        modes: Some(SWITCHED),
        batch: 25,
        loses: None,
    },
    // API reference, RebootWorkspaces: AVAILABLE, UNHEALTHY or REBOOTING; on ERROR the pages differ.
    Rule {
        action: Action::Reboot,
        slug: "reboot",
        word: "Reboot",
        doing: "rebooting",
        done: "rebooted",
        right: Right::Power,
        states: &[State::Available, State::Unhealthy],
        modes: None,
        batch: 25,
        loses: None,
    },
    // API reference, ModifyWorkspaceState: from AVAILABLE; while it lasts nobody can sign in, start, stop, reboot or rebuild.
    Rule {
        action: Action::BeginMaintenance,
        slug: "begin-maintenance",
        word: "Begin maintenance",
        doing: "beginning maintenance",
        done: "taken out of service",
        right: Right::Modify,
        states: &[State::Available],
        modes: None,
        batch: 1,
        loses: None,
    },
    // API reference, ModifyWorkspaceState: from ADMIN_MAINTENANCE.
    Rule {
        action: Action::EndMaintenance,
        slug: "end-maintenance",
        word: "End maintenance",
        doing: "ending maintenance",
        done: "put back into service",
        right: Right::Modify,
        states: &[State::AdminMaintenance],
        modes: None,
        batch: 1,
        loses: None,
    },
    // API reference, RebuildWorkspaces: AVAILABLE, ERROR, UNHEALTHY, STOPPED or REBOOTING, one a call.
    Rule {
        action: Action::Rebuild,
        slug: "rebuild",
        word: "Rebuild",
        doing: "rebuilding",
        done: "rebuilt",
        right: Right::Modify,
        states: &[State::Available, State::Error, State::Unhealthy, State::Stopped, State::Rebooting],
        modes: None,
        batch: 1,
        loses: Some(
            "The root volume is replaced by the bundle's image. The user volume goes back to its last snapshot, up to 12 \
             hours: what was written since is gone.",
        ),
    },
    // API reference, RestoreWorkspace: AVAILABLE, ERROR, UNHEALTHY or STOPPED, one a call.
    Rule {
        action: Action::Restore,
        slug: "restore",
        word: "Restore",
        doing: "restoring",
        done: "restored",
        right: Right::Modify,
        states: &[State::Available, State::Error, State::Unhealthy, State::Stopped],
        modes: None,
        batch: 1,
        loses: Some(
            "Both volumes go back to their last snapshots, up to 12 hours: what was written since is gone.",
        ),
    },
    // API reference, ModifyWorkspaceProperties, and "Modify a WorkSpace": AVAILABLE or STOPPED, one property a call.
    Rule {
        action: Action::Modify,
        slug: "modify",
        word: "Modify",
        doing: "modifying",
        done: "modified",
        right: Right::Modify,
        states: &[State::Available, State::Stopped],
        modes: None,
        batch: 1,
        loses: None,
    },
    // "Migrate a WorkSpace": AVAILABLE, STOPPED or ERROR, never in maintenance.
    Rule {
        action: Action::Migrate,
        slug: "migrate",
        word: "Migrate",
        doing: "migrating",
        done: "migrated",
        right: Right::Modify,
        states: &[State::Available, State::Stopped, State::Error],
        modes: None,
        batch: 1,
        loses: Some(
            "The root volume is replaced by the new bundle's image. The user volume comes from its last snapshot, up to 12 \
             hours: what was written since is gone. Id, computer name and address change.",
        ),
    },
    // API reference, CreateTags: a WorkSpace has tags as long as it is there.
    Rule {
        action: Action::Tag,
        slug: "tag",
        word: "Tag",
        doing: "tagging",
        done: "tagged",
        right: Right::Modify,
        states: EVERY,
        modes: None,
        batch: 1,
        loses: None,
    },
    // "Create a custom image": AVAILABLE; it is SUSPENDED meanwhile, up to 45 minutes.
    Rule {
        action: Action::CreateImage,
        slug: "create-image",
        word: "Create image",
        doing: "creating an image",
        done: "imaged",
        right: Right::Modify,
        states: &[State::Available],
        modes: None,
        batch: 1,
        loses: None,
    },
    // API reference, TerminateWorkspaces: any state but SUSPENDED; what is already going needs no second call.
    Rule {
        action: Action::Terminate,
        slug: "terminate",
        word: "Terminate",
        doing: "terminating",
        done: "terminated",
        right: Right::Terminate,
        states: TERMINABLE,
        modes: None,
        batch: 25,
        loses: Some(
            "Root and user volumes are deleted with their snapshots. Neither Deskwarden nor AWS can bring them back.",
        ),
    },
];

/// How long REBOOTING may last before rebooting again is allowed: 20 minutes (rules.md).
const STUCK_REBOOT_MS: i64 = 20 * 60_000;

impl Action {
    /// Every action.
    pub const ALL: &[Action] = &[
        Self::Start,
        Self::Stop,
        Self::Reboot,
        Self::BeginMaintenance,
        Self::EndMaintenance,
        Self::Rebuild,
        Self::Restore,
        Self::Modify,
        Self::Migrate,
        Self::Tag,
        Self::CreateImage,
        Self::Terminate,
    ];

    /// Those that say all by their name, in the order of the bar; the others take a form ([`crate::change`]).
    pub const PLAIN: &[Action] = &[
        Self::Start,
        Self::Stop,
        Self::Reboot,
        Self::BeginMaintenance,
        Self::EndMaintenance,
        Self::Rebuild,
        Self::Restore,
        Self::Terminate,
    ];

    fn rule(self) -> &'static Rule {
        let at = RULES.iter().position(|rule| rule.action == self);
        &RULES[at.unwrap_or_default()]
    }

    /// The verb on the button.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.rule().word
    }

    /// As in "starting 3 WorkSpaces".
    #[must_use]
    pub fn doing(self) -> &'static str {
        self.rule().doing
    }

    /// The spelling in addresses and forms.
    #[must_use]
    pub fn slug(self) -> &'static str {
        self.rule().slug
    }

    /// WorkSpaces that one call to AWS may name.
    #[must_use]
    pub fn batch(self) -> usize {
        self.rule().batch
    }

    /// The right it takes.
    #[must_use]
    pub fn right(self) -> Right {
        self.rule().right
    }

    /// Whether people at the desktop notice.
    #[must_use]
    pub fn interrupts(self) -> bool {
        !matches!(self, Self::Start | Self::EndMaintenance | Self::Tag)
    }

    /// What is gone afterwards, in a sentence; `None` when no data is.
    #[must_use]
    pub fn loses(self) -> Option<&'static str> {
        self.rule().loses
    }

    /// Whether data is gone afterwards.
    #[must_use]
    pub fn destroys(self) -> bool {
        self.loses().is_some()
    }

    /// Whether it may be done to a WorkSpace in this state and running mode, as far as we know.
    /// `in_state_ms` is how long we have seen it in the state; an unknown state or mode is AWS's to decide.
    #[must_use]
    pub fn verdict(self, state: &State, mode: Option<&RunningMode>, in_state_ms: Option<i64>) -> Verdict {
        let rule = self.rule();
        if let (Some(allowed), Some(mode)) = (rule.modes, mode)
            && !allowed.contains(mode)
            && RunningMode::KNOWN.contains(mode)
        {
            return Verdict::No(format!("{} WorkSpaces are not {}: they always run", mode.word(), rule.done));
        }
        if rule.states.contains(state) {
            return Verdict::Yes;
        }
        match (self, state) {
            (_, State::Other(name)) => {
                Verdict::Warn(format!("the state {name} is new to Deskwarden: AWS decides"))
            }
            (Self::Reboot, State::Error) => {
                Verdict::Warn("Amazon's pages differ on rebooting from Error: AWS decides".to_owned())
            }
            (Self::Reboot, State::Rebooting) if in_state_ms.is_some_and(|ms| ms > STUCK_REBOOT_MS) => {
                Verdict::Warn("has been rebooting for more than 20 min".to_owned())
            }
            _ => Verdict::No(format!("is {}", state.word().to_lowercase())),
        }
    }
}

/// A text that names no action.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not an action")]
pub struct NotAnAction(pub String);

impl std::str::FromStr for Action {
    type Err = NotAnAction;

    fn from_str(slug: &str) -> Result<Self, NotAnAction> {
        let found = Self::ALL.iter().find(|action| action.slug() == slug);
        found.copied().ok_or_else(|| NotAnAction(slug.to_owned()))
    }
}

#[cfg(test)]
mod tests;
