//! The call that makes standbys, and what a primary tells of its own.

use aws_sdk_workspaces::operation::RequestId;
use aws_sdk_workspaces::types;
use domain::ids::{Region, WorkspaceId, fold};
use domain::resilience::Standby;
use domain::tags;

use super::aws::{Answer, Answers, SET, refused, tag};
use crate::gateway::{AwsFault, Gateway, Priority};
use crate::sync::aws::{Facts, by_id};

/// A primary that gets one: the value of our tag, its id, and its user.
pub(super) type Primary = (String, WorkspaceId, String);

/// Asks the region of the standbys for them; all primaries are in one other region.
pub(super) async fn create(
    gateway: &Gateway,
    from: &Region,
    standby: &Standby,
    primaries: &[Primary],
) -> Result<Answers, AwsFault> {
    let requests: Vec<_> = primaries.iter().map(|primary| request(standby, primary)).collect();
    let ask = |client: &aws_sdk_workspaces::Client| {
        let ask = client.create_standby_workspaces().primary_region(from.as_str());
        ask.set_standby_workspaces(Some(requests.clone())).send()
    };
    let answer = gateway.change(ask).await?;
    let answers = primaries.iter().map(|(_, id, user)| {
        let failure = answer.failed_standby_requests().iter().find(|failure| {
            failure
                .standby_workspace_request()
                .is_some_and(|asked| asked.primary_workspace_id() == id.as_str())
        });
        if let Some(failure) = failure {
            return refused(failure.error_code(), failure.error_message());
        }
        // What is on its way is named by its user; a directory gives each user one WorkSpace.
        let mut pending = answer.pending_standby_requests().iter();
        let pending = pending.find(|item| {
            item.directory_id() == Some(standby.directory.id.as_str())
                && item.user_name().map(fold) == Some(fold(user))
        });
        pending.map_or(Answer::Silent, |item| Answer::Accepted(Some(Box::new(begun(item)))))
    });
    Ok((answers.collect(), answer.request_id().map(str::to_owned)))
}

fn request(standby: &Standby, (mark, id, _): &Primary) -> types::StandbyWorkspace {
    let replication = if standby.replicate {
        types::DataReplication::PrimaryAsSource
    } else {
        types::DataReplication::NoReplication
    };
    let own = std::iter::once(tag(tags::ROW, mark));
    let rest = standby.tags.iter().map(|one| tag(&one.key, &one.value));
    types::StandbyWorkspace::builder()
        .primary_workspace_id(id.as_str())
        .directory_id(standby.directory.id.as_str())
        .set_volume_encryption_key(standby.encryption_key.clone())
        .data_replication(replication)
        .set_tags(Some(own.chain(rest).collect()))
        .build()
        .expect(SET)
}

/// What the answer tells of a standby that has just begun.
fn begun(item: &types::PendingCreateStandbyWorkspacesRequest) -> Facts {
    Facts {
        id: item.workspace_id().unwrap_or_default().to_owned(),
        directory_id: item.directory_id().unwrap_or_default().to_owned(),
        user_name: item.user_name().unwrap_or_default().to_owned(),
        state: item.state().map_or("PENDING", |state| state.as_str()).to_owned(),
        related: "[]".to_owned(),
        ..Facts::default()
    }
}

/// The standby that a primary has in this region, as the region of the primary tells.
pub(super) async fn of_primary(
    gateway: &Gateway,
    account: &str,
    primary: &WorkspaceId,
    region: &Region,
) -> Result<Option<String>, AwsFault> {
    let found = by_id(gateway, account, &[primary.as_str().to_owned()], Priority::Person).await?;
    let others = found.first().and_then(|facts| serde_json::from_str::<Vec<Other>>(&facts.related).ok());
    let mut others = others.unwrap_or_default().into_iter();
    Ok(others.find(|other| other.kind == "STANDBY" && other.region == region.as_str()).map(|other| other.id))
}

/// The other end of a pair, as sync writes it.
#[derive(serde::Deserialize)]
struct Other {
    id: String,
    kind: String,
    region: String,
}
