//! May this verb be done to a WorkSpace in this state and running mode?
//!
//! This table is the simulator's own reading of Amazon's pages (rules.md, "Who may do what when").
//! Codes and words of the refusals are invented: nobody has published them.

use crate::world::desktop::{Desktop, state};

/// A verb that takes a list of WorkSpaces and refuses each for itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Verb {
    /// StartWorkspaces
    Start,
    /// StopWorkspaces
    Stop,
    /// RebootWorkspaces
    Reboot,
    /// RebuildWorkspaces
    Rebuild,
    /// TerminateWorkspaces
    Terminate,
}

/// A refusal of one item: code and message.
pub type Refusal = (&'static str, String);

/// How long a reboot may take before it may be tried again, at Amazon.
const STUCK_MS: i64 = 20 * 60_000;

/// While its properties are being changed (facts.md 22 has the words, of another call).
pub const CHANGING: &str =
    "The properties of this WorkSpace are currently under modification. Please try again in a moment.";

/// Refuses, or not. `for_ms` is how long the state has lasted, in Amazon's time; `snapshot`: whether the user volume
/// has one.
pub fn refusal(verb: Verb, desktop: &Desktop, for_ms: i64, snapshot: bool) -> Option<Refusal> {
    let current = desktop.state.as_ref();
    let allowed = match verb {
        Verb::Start => current == state::STOPPED,
        Verb::Stop => [state::AVAILABLE, state::IMPAIRED, state::UNHEALTHY, state::ERROR].contains(&current),
        Verb::Reboot => {
            [state::AVAILABLE, state::UNHEALTHY].contains(&current)
                || (current == state::REBOOTING && for_ms > STUCK_MS)
        }
        Verb::Rebuild => [state::AVAILABLE, state::ERROR, state::UNHEALTHY, state::STOPPED, state::REBOOTING]
            .contains(&current),
        Verb::Terminate => current != state::SUSPENDED,
    };
    let name = match verb {
        Verb::Start => "StartWorkspaces",
        Verb::Stop => "StopWorkspaces",
        Verb::Reboot => "RebootWorkspaces",
        Verb::Rebuild => "RebuildWorkspaces",
        Verb::Terminate => "TerminateWorkspaces",
    };
    // A stopped one can't start while a volume grows, and none can be rebooted or rebuilt (Amazon's page "Modify a
    // WorkSpace"); that it can't be stopped either is invented.
    if verb != Verb::Terminate && desktop.changes.pending.is_some() {
        return Some(("OperationInProgress.WorkSpace", CHANGING.to_owned()));
    }
    if !allowed {
        return Some((
            "InvalidResourceState.WorkSpace",
            format!("{name} is not possible while the WorkSpace {} is in the state {current}.", desktop.id),
        ));
    }
    if verb == Verb::Rebuild && desktop.pair.as_ref().is_some_and(|pair| !pair.primary) {
        return Some((
            "OperationNotSupported.StandbyWorkSpace",
            format!("{name} is not possible for the standby WorkSpace {}.", desktop.id),
        ));
    }
    if verb == Verb::Rebuild && !snapshot {
        return Some((
            "ResourceNotFound.Snapshot",
            format!("There is no snapshot of the user volume of the WorkSpace {} yet.", desktop.id),
        ));
    }
    let by_mode = matches!(verb, Verb::Start | Verb::Stop);
    if by_mode && !["AUTO_STOP", "MANUAL"].contains(&desktop.properties.running_mode.as_ref()) {
        return Some((
            "OperationNotSupported.RunningMode",
            format!(
                "{name} is not possible for the WorkSpace {}: its running mode is {}.",
                desktop.id, desktop.properties.running_mode
            ),
        ));
    }
    None
}

/// An id that nobody has, or that can't be described yet (facts.md 17).
pub fn unknown(id: &str) -> Refusal {
    ("400", format!("WorkSpace {id} could not be found."))
}
