//! A refused row of a plan is mended in its place: checked again, and taken into the plan when it is good.

use domain::access::Permit;
use domain::create::{Cell, Row, Taken};
use domain::fault::{Fault, FaultKind};

use super::{Wanted, judge, store};
use crate::{Backend, create};

/// Checks a refused row of this person's plan with other cells. A good one becomes a row of the plan, so that what was
/// shown before cannot be confirmed any more; another stays refused, as it is now. One that is refused no more is left
/// alone: whoever presses twice gets the same plan.
///
/// # Errors
/// `NotFound`; `Conflict`, when the plan has become a job or changed meanwhile.
pub async fn mend(
    backend: &Backend,
    permit: &Permit,
    plan: i64,
    line: usize,
    cells: Vec<Cell>,
) -> Result<(), Fault> {
    let kept = store::read(backend, permit.person(), plan).await?;
    let gone = || Fault::new(FaultKind::Conflict, "That plan has become a job: plan the row anew.");
    let (Wanted::Create(mut specs), None) = (kept.wanted, kept.job) else { return Err(gone()) };
    let db = backend.db();
    let Some(form) = create::refused::store::form(db, plan).await? else { return Err(gone()) };
    if !create::refused::store::is_refused(db, plan, line).await? {
        return Ok(());
    }
    let catalog = create::catalog(backend, permit.person()).await?;
    let row = Row { line, cells, errors: Vec::new() };
    match row.check(&form, &catalog, &mut Taken::by(&specs)) {
        Err(errors) => store::refuse(backend, plan, &Row { errors, ..row }).await,
        Ok(spec) => {
            specs.push(spec);
            let wanted = Wanted::Create(specs);
            let shown = judge(backend, permit, &wanted).await?;
            if store::widen(backend, (plan, line), (&kept.digest, kept.at), &wanted, &shown).await? {
                return Ok(());
            }
            Err(Fault::new(FaultKind::Conflict, "The plan has changed meanwhile. Check the row again."))
        }
    }
}
