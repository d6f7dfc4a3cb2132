//! Can changes be written down? What the disk said last, until a change goes through again.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::at::At;
use domain::estate::Unwritten;
use tokio::sync::watch;

use crate::clock::Clock;

/// How often a disk has failed this process, and in which words at last. sqlx's errors do not say of which database
/// they are: a [`Memory`] knows its own by the changes that were given up.
struct Said {
    times: u64,
    why: &'static str,
}

static SAID: Mutex<Said> = Mutex::new(Said { times: 0, why: "" });

fn said() -> MutexGuard<'static, Said> {
    SAID.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes note of an error of the database, where it is the disk's: no space, no answer, no leave to write.
pub(crate) fn note(error: &sqlx::Error) {
    if let Some(why) = disk(error) {
        say(why);
    }
}

/// Takes note that no change could even be begun, whatever the reason.
pub(crate) fn note_refused(error: &sqlx::Error) {
    say(disk(error).unwrap_or("the database takes no change"));
}

fn say(why: &'static str) {
    let mut said = said();
    said.times += 1;
    said.why = why;
}

/// SQLite's own codes (sqlite.org/rescode.html): FULL, IOERR, READONLY, CANTOPEN.
fn disk(error: &sqlx::Error) -> Option<&'static str> {
    let error = error.as_database_error()?;
    let code: i64 = error.code()?.parse().ok()?;
    match code & 0xff {
        13 => Some("the disk is full"),
        10 => Some("the disk answers with errors"),
        8 | 14 => Some("the database's file may not be written"),
        // What tests let a trigger say, at the write of their choice.
        _ => (error.message() == "database or disk is full").then_some("the disk is full"),
    }
}

/// What one database remembers of its changes.
#[derive(Clone)]
pub(crate) struct Memory {
    clock: Clock,
    state: Arc<Mutex<State>>,
    told: watch::Sender<Option<Unwritten>>,
}

struct State {
    /// How often a disk had failed when a change last went through here.
    times: u64,
    /// The newest change since then that was given up, for whatever reason.
    given_up: Option<At>,
    /// When the disk was first in the way.
    since: Option<At>,
}

impl Memory {
    pub(crate) fn new(clock: Clock) -> Self {
        let state = State { times: said().times, given_up: None, since: None };
        Self { clock, state: Arc::new(Mutex::new(state)), told: watch::Sender::new(None) }
    }

    /// A change begins, and counts as given up until it says that it is done.
    pub(crate) fn begun(&self) -> Begun {
        Begun { memory: self.clone(), end: End::GivenUp }
    }

    /// What keeps changes from being written now.
    pub(crate) fn now(&self) -> Option<Unwritten> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let said = said();
        if said.times > state.times {
            state.since = state.since.or(state.given_up);
        }
        let now = state.since.map(|since| Unwritten { since, why: said.why.to_owned() });
        self.told.send_if_modified(|told| std::mem::replace(told, now.clone()) != now);
        now
    }

    /// Wakes when that changes.
    pub(crate) fn watch(&self) -> watch::Receiver<Option<Unwritten>> {
        self.told.subscribe()
    }

    fn ended(&self, end: End) {
        {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            let times = said().times;
            match end {
                End::Written => *state = State { times, given_up: None, since: None },
                End::GivenUp if times == state.times || state.given_up.is_none() => {
                    state.given_up = Some(self.clock.now());
                }
                End::GivenUp | End::Empty => {}
            }
        }
        self.now();
    }
}

/// How a change ended.
#[derive(Clone, Copy)]
enum End {
    GivenUp,
    /// It went through, and had nothing to write: that says nothing of the disk.
    Empty,
    Written,
}

/// A change under way.
pub(crate) struct Begun {
    memory: Memory,
    end: End,
}

impl Begun {
    /// It went through; `wrote` says whether there was anything to write.
    pub(crate) fn done(mut self, wrote: bool) {
        self.end = if wrote { End::Written } else { End::Empty };
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        self.memory.ended(self.end);
    }
}
