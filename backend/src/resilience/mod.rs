//! How well is the estate covered by standbys, and how does a selection get those that it lacks?

mod csv;
mod store;

use domain::access::{Person, Right};
use domain::estate::Catalog;
use domain::fault::Fault;
use domain::jobs::{Selection, Wished};
use domain::query::FleetQuery;
use domain::resilience::{Chosen, Cover, Draft, Form};

use crate::{Backend, create, drafts, fleet, jobs};

pub use csv::{csv_coverage, csv_pairs};
pub(crate) use store::push_suits;

/// How much of each account and region is covered, of what this person may see.
///
/// # Errors
/// When the database fails.
pub async fn covers(backend: &Backend, person: &Person) -> Result<Vec<Cover>, Fault> {
    store::covers(backend.db(), &person.reach(Right::Read)).await
}

/// Keeps a selection for the form that asks where its standbys shall be.
///
/// # Errors
/// `Forbidden`.
pub(crate) async fn begin(backend: &Backend, person: &Person, primaries: Selection) -> Result<Wished, Fault> {
    person.permit(Right::Create)?;
    let form = Form { replication: "on".to_owned(), ..Form::default() };
    let draft = Draft { primaries, form, errors: Vec::new() };
    drafts::keep(backend, person, &draft).await.map(Wished::Standby)
}

/// What the form shows.
///
/// # Errors
/// `NotFound`.
pub async fn chosen(backend: &Backend, person: &Person, id: i64) -> Result<Chosen, Fault> {
    let draft: Draft = drafts::read(backend, person, id).await?;
    let catalog = within(create::catalog(backend, person).await?, &draft);
    let among = fleet::among(backend, person, &draft.primaries).await?;
    let (count, one) = match draft.primaries {
        Selection::These(keys) => (keys.len() as i64, keys.first().filter(|_| keys.len() == 1).cloned()),
        Selection::Matching(address) => {
            let (query, _) = FleetQuery::read(&address);
            (fleet::counts(backend, person, &query).await?.matching, None)
        }
    };
    Ok(Chosen { count, one, among, catalog, form: draft.form, errors: draft.errors })
}

/// The directories of the selection's own accounts, in other regions than its own. What the selection does not say
/// leaves none out: the plan judges each row.
fn within(catalog: Catalog, draft: &Draft) -> Catalog {
    let (accounts, region) = (draft.accounts(), draft.region());
    let directories = catalog.directories.into_iter().filter(|one| {
        let of_account = |account: &domain::ids::AccountId| {
            *account == one.key.scope.account || account.as_str().eq_ignore_ascii_case(&one.account_name)
        };
        (accounts.is_empty() || accounts.iter().any(of_account))
            && region.as_ref() != Some(&one.key.scope.region)
    });
    Catalog { directories: directories.collect(), bundles: Vec::new() }
}

/// Plans what the form asks for. A form that can't be used is kept with what is wrong, and the way leads back to it.
///
/// # Errors
/// `NotFound` for the draft; `Forbidden`.
pub async fn plan(backend: &Backend, person: &Person, id: i64, form: Form) -> Result<Wished, Fault> {
    let permit = person.permit(Right::Create)?;
    let Draft { primaries, .. } = drafts::read(backend, person, id).await?;
    let among = fleet::among(backend, person, &primaries).await?;
    let planned = match form.check(&create::catalog(backend, person).await?, &among) {
        Ok(standby) => jobs::plan_standby(backend, &permit, standby, primaries.clone()).await,
        Err(errors) => Err(Fault::invalid(errors)),
    };
    match planned {
        Ok(plan) => {
            let draft = Draft { primaries, form, errors: Vec::new() };
            Ok(Wished::PlanOf(plan, drafts::keep(backend, person, &draft).await?))
        }
        Err(fault) => {
            let draft = Draft { primaries, form, errors: fault.into_field_errors() };
            drafts::keep(backend, person, &draft).await.map(Wished::Standby)
        }
    }
}
