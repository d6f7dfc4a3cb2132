//! Who changed what, and how did it end? Entries that are only ever added, each chained to the one before by its hash.
//!
//! A change that AWS makes has two: its intent is committed before any call, its outcome after. A change of our own
//! database has one, in the same transaction. Either way there is no change without its entry.
//!
//! An owner of the whole console sees all of it: somebody has to answer for what everybody did. Everybody else sees what
//! they did themselves, and what was done where they may see what is there: its history tells them the same already.

mod copy;
mod csv;
mod link;
mod request;
pub(crate) mod store;
mod verify;

use domain::access::{Person, Right};
use domain::at::At;
use domain::audit::{Act, AuditPage, AuditQuery, Phase};
use domain::fault::Fault;
use domain::ids::ScopeKey;
use domain::jobs::StepState;

use crate::Backend;

pub use copy::copy;
pub use csv::csv;
pub use request::during;
pub use verify::{Head, Verified, verify};

/// One entry, before it is chained. What is not known stays empty.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) at: At,
    pub(crate) person_id: &'a str,
    pub(crate) person: &'a str,
    pub(crate) phase: Phase,
    /// The slug of an act or of a job's kind.
    pub(crate) what: &'a str,
    /// To what, as a person knows it.
    pub(crate) target: &'a str,
    pub(crate) job: Option<i64>,
    pub(crate) row: Option<i64>,
    /// Where; what is of a job is where the job's rows are.
    pub(crate) scope: Option<&'a ScopeKey>,
    pub(crate) before: Option<&'a str>,
    pub(crate) after: Option<&'a str>,
    pub(crate) outcome: Option<&'a str>,
    pub(crate) note: Option<&'a str>,
    /// AWS's; without it, that of the request that is being answered.
    pub(crate) request_id: Option<&'a str>,
}

impl<'a> Entry<'a> {
    /// An act of a person's, written in the transaction of what it changes.
    pub(crate) fn act(act: Act, by: &'a Person, target: &'a str, at: At) -> Self {
        Self {
            phase: Phase::Change,
            outcome: Some(StepState::Done.slug()),
            ..Self::intent(act.slug(), by, target, at)
        }
    }

    /// What somebody wants.
    pub(crate) fn intent(what: &'a str, by: &'a Person, target: &'a str, at: At) -> Self {
        Self {
            at,
            person_id: by.id.as_str(),
            person: &by.name,
            phase: Phase::Intent,
            what,
            target,
            job: None,
            row: None,
            scope: None,
            before: None,
            after: None,
            outcome: None,
            note: None,
            request_id: None,
        }
    }
}

/// A page of the entries that this person may see, newest first.
///
/// # Errors
/// When the database fails.
pub async fn page(backend: &Backend, person: &Person, query: &AuditQuery) -> Result<AuditPage, Fault> {
    let mut entries = store::entries(backend.db(), person, query, store::PAGE + 1).await?;
    let more = entries.len() as i64 > store::PAGE;
    entries.truncate(store::PAGE as usize);
    Ok(AuditPage { entries, more })
}

/// Whether somebody sees the whole audit.
fn sees_all(person: &Person) -> bool {
    person.holds_everywhere(Right::Settings)
}
