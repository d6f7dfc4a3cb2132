//! What needs a person first, and how well do we know the estate?

mod attention;
mod store;

use std::collections::BTreeMap;

use domain::access::{Person, Right};
use domain::estate::{Overview, ScopeStatus, Standing, StateCount};
use domain::fault::Fault;
use domain::words::State;

use self::store::Group;
pub(crate) use self::store::holds_all;
use crate::Backend;
use crate::sync::NextTry;

const DAY_MS: i64 = 86_400_000;

/// The first page.
///
/// # Errors
/// When the database fails.
pub async fn overview(backend: &Backend, person: &Person) -> Result<Overview, Fault> {
    let (db, now) = (backend.db(), backend.clock().now());
    let reach = person.reach(Right::Read);
    let scopes = scopes(backend, person).await?;
    let groups = store::groups(db, &reach, now.plus_ms(-attention::UNUSED_DAYS * DAY_MS)).await?;
    let moving = State::KNOWN.iter().filter(|state| state.in_transition());
    let limits: Vec<_> =
        moving.map(|state| (state.wire().to_owned(), now.plus_ms(-attention::longest_ms(state)))).collect();
    let stuck = store::since_before(db, &reach, &limits).await?;
    let bad_ends = store::bad_ends(db, &reach, now.plus_ms(-7 * DAY_MS)).await?;

    let mut all = vec![
        attention::in_state(
            &groups,
            &State::Error,
            "Nobody can work on them: rebuild or restore, or see AWS's code.",
            true,
        ),
        attention::in_state(
            &groups,
            &State::Unhealthy,
            "They do not answer AWS's health check: a reboot often helps.",
            true,
        ),
        attention::stuck(&stuck),
    ];
    all.extend(bad_ends.into_iter().map(attention::bad_end));
    all.extend(attention::scopes(&scopes));
    all.extend([attention::pcoip(&groups, now), attention::unused(&groups)]);
    all.retain(|attention| attention.count > 0);
    all.sort_by_key(|attention| !attention.urgent);
    let denied = crate::denied::within(backend, &reach, &scopes);
    Ok(Overview { attention: all, states: states(&groups, &scopes), scopes, denied })
}

/// What stands around every page.
///
/// # Errors
/// When the database fails.
pub async fn standing(backend: &Backend, person: &Person) -> Result<Standing, Fault> {
    Ok(Standing { scopes: scopes(backend, person).await?, unwritten: backend.unwritten() })
}

/// How the sync of each scope stands that this person may see part of.
///
/// # Errors
/// When the database fails.
pub async fn scopes(backend: &Backend, person: &Person) -> Result<Vec<ScopeStatus>, Fault> {
    let mut scopes = scopes_within(backend, person, Right::Read).await?;
    for scope in &mut scopes {
        if let Some(gateway) = backend.gateway(&scope.key) {
            (scope.calls, scope.throttles) = gateway.counted();
        }
        scope.next_try = backend.next_try(&scope.key).and_then(NextTry::at);
    }
    Ok(scopes)
}

/// The scopes in a part of which this person holds the right; without what this process counts.
pub(crate) async fn scopes_within(
    backend: &Backend,
    person: &Person,
    right: Right,
) -> Result<Vec<ScopeStatus>, Fault> {
    store::scopes(backend.db(), &person.reach(right)).await
}

/// Counts by account, region and state, in the order of the scopes and of a WorkSpace's life.
fn states(groups: &[Group], scopes: &[ScopeStatus]) -> Vec<StateCount> {
    let mut counts = Vec::new();
    for scope in scopes {
        let mut by_state = BTreeMap::<State, i64>::new();
        let here = |group: &&Group| {
            group.account == scope.key.account.as_str() && group.region == scope.key.region.as_str()
        };
        for group in groups.iter().filter(here) {
            *by_state.entry(State::from_wire(&group.state)).or_default() += group.count;
        }
        counts.extend(by_state.into_iter().map(|(state, count)| StateCount {
            scope: scope.key.clone(),
            account_name: scope.account_name.clone(),
            state,
            count,
        }));
    }
    counts
}
