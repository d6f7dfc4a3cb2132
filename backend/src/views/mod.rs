//! Which choices of the fleet has somebody kept under a name? One's own, and those that are shared with everybody.

mod store;

use domain::access::{Permit, Person, Right};
use domain::fault::{Fault, FaultKind};
use domain::views::{MOST, View, ViewDraft, ViewForm, Views, kept};

use self::store::By;
use crate::{Backend, drafts};

/// The views of this person and those that others share, with a form of theirs that was refused, when it is asked for.
///
/// # Errors
/// When the database fails.
pub async fn list(backend: &Backend, person: &Person, draft: Option<i64>) -> Result<Views, Fault> {
    if !person.holds(Right::Read) {
        return Ok(Views::default());
    }
    let (all, start) = store::list(backend.db(), &person.id).await?;
    let draft = match draft {
        // A draft that is gone costs what was typed, but not the page.
        Some(id) => drafts::read(backend, person, id).await.ok(),
        None => None,
    };
    Ok(Views { all, start, draft })
}

/// Keeps a view. A form with a field that cannot be taken is kept as a draft, whose number is answered.
///
/// # Errors
/// `Forbidden`, when it shall be shared by somebody who may not.
pub async fn save(backend: &Backend, permit: &Permit, form: &ViewForm) -> Result<Option<i64>, Fault> {
    let person = permit.person();
    if form.is_shared() {
        person.permit(Right::Share)?;
    }
    let save = async {
        let (name, query) = (form.named()?, kept(&form.query)?);
        let now = backend.clock().now();
        store::save(backend.db(), person, &name, &query, form.is_shared(), now, MOST).await
    };
    let saved = save.await;
    draft(backend, person, None, form, saved).await
}

/// Names a view anew, and shares it with everybody or with nobody; as [`save`].
///
/// # Errors
/// `NotFound`, also when it is not for this person to see; `Forbidden`, when they may not share.
pub async fn change(
    backend: &Backend,
    permit: &Permit,
    id: i64,
    form: &ViewForm,
) -> Result<Option<i64>, Fault> {
    let view = changeable(backend, permit, id).await?;
    if form.is_shared() {
        permit.person().permit(Right::Share)?;
    }
    let changed = match form.named() {
        Ok(name) => {
            let by = By { person: permit.person(), now: backend.clock().now() };
            store::change(backend.db(), by, &view, &name, form.is_shared()).await
        }
        Err(wrong) => Err(wrong),
    };
    draft(backend, permit.person(), Some(id), form, changed).await
}

/// What was typed is never lost: a refused form comes back.
async fn draft(
    backend: &Backend,
    person: &Person,
    view: Option<i64>,
    form: &ViewForm,
    done: Result<(), Fault>,
) -> Result<Option<i64>, Fault> {
    match done {
        Ok(()) => Ok(None),
        Err(fault) if fault.kind == FaultKind::Invalid => {
            let draft = ViewDraft { view, form: form.clone(), errors: fault.into_field_errors() };
            drafts::keep(backend, person, &draft).await.map(Some)
        }
        Err(fault) => Err(fault),
    }
}

/// Lets a view show what this query chooses.
///
/// # Errors
/// As [`change`]; `Invalid`, when the query is not understood in full.
pub async fn overwrite(backend: &Backend, permit: &Permit, id: i64, query: &str) -> Result<(), Fault> {
    let view = changeable(backend, permit, id).await?;
    let by = By { person: permit.person(), now: backend.clock().now() };
    store::overwrite(backend.db(), by, &view, &kept(query)?).await
}

/// Deletes a view.
///
/// # Errors
/// As [`change`].
pub async fn remove(backend: &Backend, permit: &Permit, id: i64) -> Result<(), Fault> {
    let view = changeable(backend, permit, id).await?;
    let by = By { person: permit.person(), now: backend.clock().now() };
    store::remove(backend.db(), by, &view).await
}

/// Begins this person's fleet with this view, or, with `off`, no longer.
///
/// # Errors
/// `NotFound`, also when it is not for this person to see.
pub async fn start(backend: &Backend, permit: &Permit, id: i64, off: bool) -> Result<(), Fault> {
    let view = visible(backend, permit.person(), id).await?;
    let by = By { person: permit.person(), now: backend.clock().now() };
    store::start(backend.db(), by, &view, off).await
}

async fn visible(backend: &Backend, person: &Person, id: i64) -> Result<View, Fault> {
    let (all, _) = store::list(backend.db(), &person.id).await?;
    let found = all.into_iter().find(|view| view.id == id);
    found.ok_or_else(|| Fault::not_found("There is no such view, or none that you may see."))
}

/// One's own is one's own to change; what everybody is shown, whoever may share: its author may have left.
async fn changeable(backend: &Backend, permit: &Permit, id: i64) -> Result<View, Fault> {
    let view = visible(backend, permit.person(), id).await?;
    if view.is_shared {
        permit.person().permit(Right::Share)?;
    }
    Ok(view)
}
