//! No answer to a standby: was it made? Asked of its own region, and of the primary's.

use domain::change::Task;
use domain::fault::Fault;
use domain::ids::WorkspaceKey;
use domain::resilience::Standby;
use domain::tags;

use super::Turn;
use super::look_again::take_in;
use super::quarantine::until;
use super::reconcile::Found;
use super::store::Step;
use crate::gateway::{AwsFault, Priority};
use crate::jobs::aws_standby::of_primary;
use crate::sync::aws::{by_id, of_user, tags_of};

/// Looks for what the call may have made: ours carries our tag. It is sent again only when neither end shows any.
pub(super) async fn look_for_standby(
    at: &Turn<'_>,
    step: &Step,
    standby: &Standby,
    primary: &WorkspaceKey,
    user: &str,
) -> Result<Found, AwsFault> {
    let account = at.scope.account.as_str();
    let mut found = of_user(at.gateway, account, standby.directory.id.as_str(), user, None).await?;
    let mut named = None;
    if found.is_empty()
        && let Some(gateway) = at.backend.gateway(&primary.scope)
    {
        named = of_primary(gateway, account, &primary.id, &at.scope.region).await?;
        if let Some(id) = &named {
            found = by_id(at.gateway, account, std::slice::from_ref(id), Priority::Person).await?;
        }
    }
    for item in &found {
        let tags = tags_of(at.gateway, &item.id, Priority::Person).await?;
        if tags.iter().any(|(key, value)| key == tags::ROW && *value == step.mark()) {
            if let Err(fault) = take_in(at, std::slice::from_ref(item)).await {
                unkept(&fault);
            }
            return Ok(Found::Executed(Some(item.id.clone())));
        }
    }
    let task = Task::Standby(primary.scope.region.clone(), Box::new(standby.clone()));
    let waited = at.backend.clock().now() > until(&task, step.sent_at.unwrap_or(step.moved_at));
    Ok(match (found.is_empty(), named) {
        _ if !waited => Found::Open,
        (true, None) => Found::Absent,
        (true, Some(_)) => {
            Found::Person("AWS gave no answer, and names a standby that its region does not show")
        }
        (false, _) => {
            Found::Person("AWS gave no answer, and there is a WorkSpace that this job did not make")
        }
    })
}

fn unkept(fault: &Fault) {
    tracing::warn!(error = %fault, "could not put a found standby into the inventory");
}
