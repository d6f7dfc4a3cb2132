//! What is needed to create WorkSpaces, and what was typed so far?

mod list;
pub(crate) mod refused;
mod store;

use domain::access::{Permit, Person, Right};
use domain::at::At;
use domain::create::{Checked, Form};
use domain::estate::{Bundle, Catalog};
use domain::fault::{Fault, FieldError};
use domain::ids::WorkspaceKey;

pub use list::template;
pub use refused::{refused, refused_csv};

use crate::{Backend, drafts, fleet, jobs};

/// Directories in which this person may create, and the bundles of their scopes.
///
/// # Errors
/// When the database fails.
pub async fn catalog(backend: &Backend, person: &Person) -> Result<Catalog, Fault> {
    store::catalog(backend.db(), &person.reach(Right::Create)).await
}

/// The bundles of the accounts and regions in which this person holds a right.
///
/// # Errors
/// When the database fails.
pub(crate) async fn bundles(backend: &Backend, person: &Person, right: Right) -> Result<Vec<Bundle>, Fault> {
    Ok(store::catalog(backend.db(), &person.reach(right)).await?.bundles)
}

/// Checks a form, with its list where it has one: what it wishes for, and the rows of the list that are refused.
///
/// # Errors
/// `Invalid`, with an error at each field: what is wrong with the form or with the list as a whole.
pub(crate) fn checked(backend: &Backend, catalog: &Catalog, form: &Form) -> Result<Checked, Fault> {
    let most = backend.config().job_rows;
    if form.csv.trim().is_empty() {
        let specs = form.check(catalog, most).map_err(Fault::invalid)?;
        return Ok(Checked { specs, refused: Vec::new() });
    }
    list::read(&form.csv, most)?.check(form, catalog).map_err(Fault::invalid)
}

/// A form that was refused, kept so that nothing typed is lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Draft {
    /// What was typed.
    pub form: Form,
    /// What was wrong with it.
    pub errors: Vec<FieldError>,
}

/// What drafts of this form are called.
const KIND: &str = "create";

/// Keeps a draft for this person and says its number; drafts of others are not theirs to read.
///
/// # Errors
/// When the database fails.
pub async fn keep_draft(backend: &Backend, person: &Person, draft: &Draft) -> Result<i64, Fault> {
    drafts::keep_as(backend, person, KIND, draft).await
}

/// A draft of this person's.
///
/// # Errors
/// `NotFound`.
pub async fn draft(backend: &Backend, person: &Person, id: i64) -> Result<Draft, Fault> {
    drafts::read(backend, person, id).await
}

/// Plans what a form asks for. The form is kept as a draft whatever comes of it: when it is refused it is shown again with
/// what was wrong, and until its plan has become a job it is offered again. Says the draft's number, and the plan's.
///
/// # Errors
/// When the database fails.
pub async fn begin(backend: &Backend, permit: &Permit, form: Form) -> Result<(i64, Option<i64>), Fault> {
    let (plan, errors) = match jobs::plan_create(backend, permit, &form).await {
        Ok(plan) => (Some(plan), Vec::new()),
        Err(fault) => (None, fault.into_field_errors()),
    };
    let draft = keep_draft(backend, permit.person(), &Draft { form, errors }).await?;
    if let Some(plan) = plan {
        jobs::of_draft(backend, permit.person(), plan, draft).await?;
    }
    Ok((draft, plan))
}

/// The last form of this person's that has not become a job, and when it was kept: offered on their next visit.
///
/// # Errors
/// When the database fails.
pub async fn unfinished(backend: &Backend, person: &Person) -> Result<Option<(i64, At)>, Fault> {
    drafts::last(backend, person, KIND).await
}

/// Forgets the forms that this person has kept.
///
/// # Errors
/// When the database fails.
pub async fn forget(backend: &Backend, person: &Person) -> Result<(), Fault> {
    drafts::forget(backend, person, KIND).await
}

/// A form for another WorkSpace like this one, but for its user.
///
/// # Errors
/// `NotFound`, also when this person may not see it.
pub async fn like(backend: &Backend, person: &Person, key: &WorkspaceKey) -> Result<Draft, Fault> {
    let one = fleet::one(backend, person, key).await?;
    Ok(Draft { form: Form::like(&one), errors: Vec::new() })
}
