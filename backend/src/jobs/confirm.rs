//! A plan is confirmed by its form. What was typed into one that is refused is kept.

use domain::access::Person;
use domain::count;
use domain::fault::{Fault, FaultKind};
use domain::ids::JobId;
use domain::jobs::Confirmation;

use super::plan;
use super::submit::submit_at_pace;
use crate::{Backend, drafts};

/// Where a confirmation has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// To a job.
    Job(JobId),
    /// Back to its plan, with the draft of this number.
    Refused(i64),
}

/// Confirms a plan with what its form says. Where a field can't be used, or the world has changed meanwhile, the form is
/// kept with what is wrong.
///
/// # Errors
/// `NotFound`; `Forbidden`.
pub async fn confirm(
    backend: &Backend,
    person: &Person,
    id: i64,
    digest: &str,
    form: Confirmation,
) -> Result<Confirmed, Fault> {
    let permit = person.permit(plan::store::read(backend, person, id).await?.wanted.kind().right())?;
    let submitted = match form.pace.check() {
        Ok(pace) => submit_at_pace(backend, &permit, id, digest, count::typed(&form.typed), &pace).await,
        Err(errors) => Err(Fault::invalid(errors)),
    };
    match submitted {
        Ok(job) => Ok(Confirmed::Job(job)),
        Err(fault) if matches!(fault.kind, FaultKind::Invalid | FaultKind::Conflict) => {
            let refused = Confirmation { errors: fault.into_field_errors(), ..form };
            drafts::keep(backend, person, &refused).await.map(Confirmed::Refused)
        }
        Err(fault) => Err(fault),
    }
}

/// What was typed into a form of this person's that was refused.
///
/// # Errors
/// `NotFound`.
pub async fn refused(backend: &Backend, person: &Person, draft: i64) -> Result<Confirmation, Fault> {
    drafts::read(backend, person, draft).await
}
