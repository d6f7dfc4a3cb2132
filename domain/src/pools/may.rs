//! What may be done to a pool as it stands? The one table of it: buttons, plans and refusals read it.
//!
//! Sources: StartWorkspacesPool, StopWorkspacesPool and UpdateWorkspacesPool in Amazon's API reference (constraints.md).
//! StopWorkspacesPool names states that pools do not have; RUNNING is what it must mean.

use super::{AUTO_STOP, Pool, mode_word};
use crate::resource::Verb;
use crate::words::sentence;

/// Why the running mode cannot be changed unless the pool is STOPPED.
pub const MODE_WHEN_STOPPED: &str = "The running mode changes only while the pool is stopped.";

/// Why this cannot be done to a pool in this state, to complete "This pool …"; `None` when AWS would take it.
#[must_use]
pub fn why_not(verb: Verb, state: &str, pool: &Pool) -> Option<String> {
    let is = || format!("is {}", sentence(state).to_lowercase());
    let manual = pool.running_mode == AUTO_STOP;
    let mode = mode_word(&pool.running_mode);
    match (verb, state) {
        (Verb::TerminatePool, "DELETING") => Some("is being terminated already".to_owned()),
        (_, "DELETING") => Some("is being terminated".to_owned()),
        (Verb::StartPool, _) if !manual => {
            Some(format!("is {mode}: it starts by itself, and only an AutoStop pool is started"))
        }
        (Verb::StartPool, "STOPPED") => None,
        (Verb::StartPool, _) => Some(format!("{}: only a stopped pool can be started", is())),
        (Verb::StopPool, _) if !manual => Some(format!("is {mode}: only an AutoStop pool can be stopped")),
        (Verb::StopPool, "RUNNING") => None,
        (Verb::StopPool, _) => Some(format!("{}: only a running pool can be stopped", is())),
        (Verb::UpdatePool, "CREATING" | "STARTING" | "STOPPING" | "UPDATING") => {
            Some(format!("{}: AWS takes changes when that is over", is()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::ALWAYS_ON;
    use super::*;

    fn may(verb: Verb, state: &str, mode: &str) -> bool {
        why_not(verb, state, &Pool { running_mode: mode.into(), ..Pool::default() }).is_none()
    }

    #[test]
    fn each_verb_has_its_states() {
        assert!(may(Verb::StartPool, "STOPPED", AUTO_STOP));
        assert!(!may(Verb::StartPool, "RUNNING", AUTO_STOP));
        assert!(!may(Verb::StartPool, "STOPPED", ALWAYS_ON));
        assert!(may(Verb::StopPool, "RUNNING", AUTO_STOP));
        assert!(!may(Verb::StopPool, "RUNNING", ALWAYS_ON));
        assert!(!may(Verb::StopPool, "STOPPING", AUTO_STOP));
        assert!(may(Verb::UpdatePool, "RUNNING", ALWAYS_ON));
        assert!(!may(Verb::UpdatePool, "UPDATING", AUTO_STOP));
        assert!(may(Verb::TerminatePool, "RUNNING", ALWAYS_ON));
        assert!(!may(Verb::TerminatePool, "DELETING", AUTO_STOP));
        assert!(may(Verb::EndPoolSession, "RUNNING", ALWAYS_ON));
        assert!(may(Verb::UpdatePool, "A_NEW_STATE", AUTO_STOP), "AWS decides");
    }

    #[test]
    fn the_reason_reads_after_this_pool() {
        let pool = Pool { running_mode: AUTO_STOP.into(), ..Pool::default() };
        let why = why_not(Verb::StartPool, "STARTING", &pool).unwrap();
        assert_eq!(why, "is starting: only a stopped pool can be started");
    }
}
