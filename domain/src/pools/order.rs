//! What can be asked of a pool, and how does it stand with that?

use serde::{Deserialize, Serialize};

use super::{ALWAYS_ON, Changes, New, Pool, PoolError};
use crate::resource::Verb;

/// What can be asked of a pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    /// That it be there.
    Create(Box<New>),
    /// That it be other than it is.
    Update(Box<Changes>),
    /// That it run.
    Start,
    /// That it stand still.
    Stop,
    /// That it be gone.
    Terminate,
    /// That somebody's session be over.
    EndSession {
        /// The session's id.
        session: String,
        /// Whose it is.
        user: String,
    },
}

/// How it stands with an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is so.
    Met,
    /// It is on its way.
    Coming,
    /// It is not so.
    Not,
    /// It has failed, for this reason.
    Failed(PoolError),
}

/// A pool as AWS shows it now.
type Shown<'a> = (&'a str, &'a str, &'a Pool);

impl Order {
    /// What it is in the one table.
    #[must_use]
    pub fn verb(&self) -> Verb {
        match self {
            Self::Create(_) => Verb::CreatePool,
            Self::Update(_) => Verb::UpdatePool,
            Self::Start => Verb::StartPool,
            Self::Stop => Verb::StopPool,
            Self::Terminate => Verb::TerminatePool,
            Self::EndSession { .. } => Verb::EndPoolSession,
        }
    }

    /// What it asks for, to stand in a list of steps.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Create(new) => {
                let sessions = new.settings.desired.unwrap_or_default();
                format!("create {} for {}", new.name, crate::count::of(sessions, "session", "sessions"))
            }
            Self::Update(changes) => format!("set {}", changes.words()),
            Self::Start => "start".to_owned(),
            Self::Stop => "stop".to_owned(),
            Self::Terminate => "terminate".to_owned(),
            Self::EndSession { user, .. } => format!("end the session of {user}"),
        }
    }

    /// How it stands, by what AWS shows of the pool now: its state, its directory and the rest; `None`: it is not there.
    /// A session is not the pool's to show: of it only the end is known here, when the pool itself has gone.
    #[must_use]
    pub fn standing(&self, now: Option<Shown<'_>>) -> Standing {
        let (state, directory, pool) = match (self, now) {
            (Self::Terminate | Self::EndSession { .. }, None) => return Standing::Met,
            (_, None) => return Standing::Not,
            (_, Some(now)) => now,
        };
        match (self, state) {
            (Self::Create(_) | Self::Update(_) | Self::Start | Self::Stop, "DELETING") => {
                let message = "Somebody else is terminating the pool.".to_owned();
                Standing::Failed(PoolError { code: "DELETING".to_owned(), message })
            }
            (Self::Create(new), "RUNNING" | "STOPPED") => {
                // An AutoStop pool is made stopped, and another one starts by itself.
                let runs = state == "RUNNING" || new.settings.mode.as_deref() != Some(ALWAYS_ON);
                match cause(pool) {
                    Some(error) if state == "STOPPED" => Standing::Failed(error),
                    _ if runs => Standing::Met,
                    _ => Standing::Coming,
                }
            }
            (Self::Create(_), _) => Standing::Coming,
            (Self::Update(_), "UPDATING") => Standing::Coming,
            (Self::Update(changes), _) if changes.are_met(directory, pool) => Standing::Met,
            (Self::Start, "RUNNING") => Standing::Met,
            (Self::Start, "STARTING" | "UPDATING") => Standing::Coming,
            (Self::Start, "STOPPED") => cause(pool).map_or(Standing::Not, Standing::Failed),
            (Self::Stop, "STOPPED") => Standing::Met,
            (Self::Stop, "STOPPING" | "UPDATING") => Standing::Coming,
            (Self::Terminate, "DELETING") => Standing::Coming,
            _ => Standing::Not,
        }
    }
}

/// Why a pool does not run, in AWS's words. That it is stopped is no reason.
pub(super) fn cause(pool: &Pool) -> Option<PoolError> {
    pool.errors.iter().find(|error| error.code != "WORKSPACES_POOL_STOPPED").cloned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pools::{AUTO_STOP, Timeouts};

    fn standing(order: &Order, state: &str, pool: &Pool) -> Standing {
        order.standing(Some((state, "wsd-1", pool)))
    }

    fn failing() -> Pool {
        let error = |code: &str| PoolError { code: code.into(), message: "no".into() };
        Pool { errors: vec![error("WORKSPACES_POOL_STOPPED"), error("SUBNET_NOT_FOUND")], ..Pool::default() }
    }

    #[test]
    fn a_start_is_met_coming_or_failed_by_the_state_and_the_errors() {
        let pool = Pool::default();
        assert_eq!(standing(&Order::Start, "STARTING", &pool), Standing::Coming);
        assert_eq!(standing(&Order::Start, "RUNNING", &failing()), Standing::Met);
        assert_eq!(standing(&Order::Start, "STOPPED", &pool), Standing::Not);
        let Standing::Failed(error) = standing(&Order::Start, "STOPPED", &failing()) else {
            panic!("not failed")
        };
        assert_eq!(error.code, "SUBNET_NOT_FOUND");
        assert_eq!(standing(&Order::Stop, "STOPPED", &failing()), Standing::Met);
        assert_eq!(Order::Start.standing(None), Standing::Not);
    }

    #[test]
    fn a_pool_that_always_runs_is_made_when_it_runs() {
        let new = |mode: &str| {
            let settings = Changes { mode: Some(mode.into()), ..Changes::default() };
            Order::Create(Box::new(New { settings, ..New::default() }))
        };
        let pool = Pool::default();
        assert_eq!(standing(&new(AUTO_STOP), "STOPPED", &pool), Standing::Met);
        assert_eq!(standing(&new(ALWAYS_ON), "STOPPED", &pool), Standing::Coming);
        assert_eq!(standing(&new(ALWAYS_ON), "RUNNING", &pool), Standing::Met);
        assert_eq!(standing(&new(AUTO_STOP), "CREATING", &pool), Standing::Coming);
        assert!(matches!(standing(&new(ALWAYS_ON), "STOPPED", &failing()), Standing::Failed(_)));
        assert!(matches!(standing(&new(ALWAYS_ON), "DELETING", &pool), Standing::Failed(_)));
    }

    #[test]
    fn what_is_gone_is_terminated_and_so_are_its_sessions() {
        let session = Order::EndSession { session: "s".into(), user: "ann".into() };
        assert_eq!(session.standing(None), Standing::Met);
        assert_eq!(Order::Terminate.standing(None), Standing::Met);
        assert_eq!(standing(&Order::Terminate, "DELETING", &Pool::default()), Standing::Coming);
        assert_eq!(standing(&session, "RUNNING", &Pool::default()), Standing::Not);
    }

    #[test]
    fn an_update_is_met_when_each_wish_shows() {
        let wish = Changes { desired: Some(7), idle: Some(0), ..Changes::default() };
        let order = Order::Update(Box::new(wish));
        let timeouts = Timeouts { idle: Some(0), ..Timeouts::default() };
        let pool = Pool { desired_sessions: 7, timeouts, ..Pool::default() };
        assert_eq!(standing(&order, "UPDATING", &pool), Standing::Coming);
        assert_eq!(standing(&order, "RUNNING", &pool), Standing::Met);
        assert_eq!(standing(&order, "RUNNING", &Pool { desired_sessions: 6, ..pool }), Standing::Not);
        assert_eq!(order.words(), "set desired sessions, idle timeout (s)");
    }
}
