//! From a selection to a plan, by way of a form where the change takes more than its name.

use domain::access::{Person, Right};
use domain::change::{CHANGE, Chosen, Draft, Form};
use domain::fault::Fault;
use domain::fleet::Action;
use domain::jobs::{Selection, Wished};
use domain::query::FleetQuery;
use domain::resilience::STANDBY;

use crate::{Backend, create, drafts, fleet, jobs, resilience};

/// Takes a selection to where its wish leads: to a plan or a job for an action by its name, to a form for the words
/// [`CHANGE`] and [`STANDBY`].
///
/// # Errors
/// `Forbidden`; those of [`jobs::wish`].
pub async fn begin(
    backend: &Backend,
    person: &Person,
    action: &str,
    selection: Selection,
) -> Result<Wished, Fault> {
    let permit = person.permit(right(action)?)?;
    if action == CHANGE {
        let draft = Draft { selection, form: Form::default(), errors: Vec::new() };
        return drafts::keep(backend, person, &draft).await.map(Wished::Form);
    }
    if action == STANDBY {
        return resilience::begin(backend, person, selection).await;
    }
    let action: Action = action.parse()?;
    jobs::wish(backend, &permit, action, selection).await
}

/// The right that an action by its name takes, or one of the words [`CHANGE`] and [`STANDBY`].
///
/// # Errors
/// `Invalid` for a word that is none of these.
pub fn right(action: &str) -> Result<Right, Fault> {
    match action {
        CHANGE => Ok(Right::Modify),
        STANDBY => Ok(Right::Create),
        other => Ok(other.parse::<Action>()?.right()),
    }
}

/// What the form shows.
///
/// # Errors
/// `NotFound`.
pub async fn chosen(backend: &Backend, person: &Person, id: i64) -> Result<Chosen, Fault> {
    let Draft { selection, form, errors } = drafts::read(backend, person, id).await?;
    let among = fleet::among(backend, person, &selection).await?;
    let (count, one) = match selection {
        Selection::These(keys) => (keys.len() as i64, keys.first().filter(|_| keys.len() == 1).cloned()),
        Selection::Matching(address) => {
            let (query, _) = FleetQuery::read(&address);
            (fleet::counts(backend, person, &query).await?.matching, None)
        }
    };
    let mut bundles: Vec<(String, String)> = Vec::new();
    for bundle in create::bundles(backend, person, Right::Modify).await? {
        // A public one is in many places by one id.
        if !bundles.iter().any(|(id, _)| *id == bundle.id.as_str()) {
            let words = format!("{} ({}, {})", bundle.name, bundle.scope.region, bundle.id);
            bundles.push((bundle.id.as_str().to_owned(), words));
        }
    }
    let guarded = person.permit(Right::Settings).is_ok();
    Ok(Chosen { count, one, among, guarded, bundles, form, errors })
}

/// Plans what the form asks for. A form that can't be used is kept with what is wrong, and the way leads back to it.
///
/// # Errors
/// `NotFound` for the draft; `Forbidden`.
pub async fn plan(backend: &Backend, person: &Person, id: i64, form: Form) -> Result<Wished, Fault> {
    let permit = person.permit(Right::Modify)?;
    let Draft { selection, .. } = drafts::read(backend, person, id).await?;
    let among = fleet::among(backend, person, &selection).await?;
    let planned = match form.check(person.permit(Right::Settings).is_ok(), &among) {
        Ok(change) => jobs::plan(backend, &permit, change, selection.clone()).await,
        Err(errors) => Err(Fault::invalid(errors)),
    };
    match planned {
        Ok(plan) => {
            let draft = Draft { selection, form, errors: Vec::new() };
            Ok(Wished::PlanOf(plan, drafts::keep(backend, person, &draft).await?))
        }
        Err(fault) => {
            let draft = Draft { selection, form, errors: fault.into_field_errors() };
            drafts::keep(backend, person, &draft).await.map(Wished::Form)
        }
    }
}
