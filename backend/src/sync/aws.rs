//! What AWS answers, in the columns of the inventory.

use aws_sdk_workspaces::types;
use domain::at::At;

use super::pairs;
use crate::gateway::{AwsFault, Gateway, Priority};
use crate::resource::next;

/// What DescribeWorkspaces tells of one WorkSpace. A PENDING one has hardly anything (facts.md 2).
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Facts {
    pub(crate) id: String,
    pub(crate) directory_id: String,
    pub(crate) user_name: String,
    pub(crate) name: Option<String>,
    pub(crate) computer: String,
    pub(crate) state: String,
    pub(crate) mode: String,
    pub(crate) auto_stop: Option<i64>,
    pub(crate) bundle_id: String,
    pub(crate) compute: String,
    pub(crate) protocol: String,
    pub(crate) operating_system: Option<String>,
    pub(crate) root_gib: Option<i64>,
    pub(crate) user_gib: Option<i64>,
    pub(crate) root_encrypted: bool,
    pub(crate) user_encrypted: bool,
    pub(crate) encryption_key: Option<String>,
    pub(crate) ip: Option<String>,
    pub(crate) subnet: Option<String>,
    pub(crate) error_code: Option<String>,
    pub(crate) error_message: Option<String>,
    pub(crate) related: String,
    pub(crate) modifying: String,
    pub(crate) replication: String,
    pub(crate) accelerator: Option<String>,
    pub(crate) accelerator_protocol: Option<String>,
    pub(crate) nested_virtualization: Option<bool>,
}

/// What DescribeWorkspacesConnectionStatus tells of one WorkSpace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Connected {
    pub(crate) id: String,
    pub(crate) connection: String,
    pub(crate) checked: Option<i64>,
    pub(crate) last_active: Option<i64>,
}

/// The token of the next page.
type Next = Option<String>;

pub(crate) fn ms(time: Option<&aws_sdk_workspaces::primitives::DateTime>) -> Option<i64> {
    time.and_then(|time| time.to_millis().ok())
}

/// Most WorkSpaces of one page, and most ids of one call (facts.md 9).
pub(crate) const PAGE: usize = 25;

impl Facts {
    pub(crate) fn read(item: &types::Workspace, region_account: &str) -> Self {
        let properties = item.workspace_properties();
        let accelerator = properties.and_then(|p| p.global_accelerator());
        let text = |value: Option<&str>| value.map(str::to_owned);
        Self {
            id: item.workspace_id().unwrap_or_default().to_owned(),
            directory_id: item.directory_id().unwrap_or_default().to_owned(),
            user_name: item.user_name().unwrap_or_default().to_owned(),
            name: text(item.workspace_name()),
            computer: item.computer_name().unwrap_or_default().to_owned(),
            state: item.state().map_or("", |state| state.as_str()).to_owned(),
            mode: properties.and_then(|p| p.running_mode()).map_or("", |mode| mode.as_str()).to_owned(),
            auto_stop: properties.and_then(|p| p.running_mode_auto_stop_timeout_in_minutes()).map(i64::from),
            bundle_id: item.bundle_id().unwrap_or_default().to_owned(),
            compute: properties.and_then(|p| p.compute_type_name()).map_or("", |c| c.as_str()).to_owned(),
            protocol: properties.and_then(|p| p.protocols().first()).map_or("", |p| p.as_str()).to_owned(),
            operating_system: properties
                .and_then(|p| p.operating_system_name())
                .map(|os| os.as_str().to_owned()),
            root_gib: properties.and_then(|p| p.root_volume_size_gib()).map(i64::from),
            user_gib: properties.and_then(|p| p.user_volume_size_gib()).map(i64::from),
            root_encrypted: item.root_volume_encryption_enabled().unwrap_or_default(),
            user_encrypted: item.user_volume_encryption_enabled().unwrap_or_default(),
            encryption_key: text(item.volume_encryption_key()),
            ip: text(item.ip_address()),
            subnet: text(item.subnet_id()),
            error_code: text(item.error_code()),
            error_message: text(item.error_message()),
            related: pairs::related(item, region_account),
            modifying: modifying(item),
            replication: pairs::replication(item),
            accelerator: text(accelerator.map(|one| one.mode().as_str())),
            accelerator_protocol: text(
                accelerator.and_then(|one| one.preferred_protocol()).map(|one| one.as_str()),
            ),
            nested_virtualization: properties.and_then(|p| p.nested_virtualization_enabled()),
        }
    }
}

/// What is being changed, such as `ROOT_VOLUME UPDATE_IN_PROGRESS`; empty for nothing.
fn modifying(item: &types::Workspace) -> String {
    let words = item.modification_states().iter().map(|one| {
        let resource = one.resource().map_or("", |resource| resource.as_str());
        format!("{resource} {}", one.state().map_or("", |state| state.as_str()))
    });
    words.collect::<Vec<_>>().join(", ")
}

/// One page of all WorkSpaces.
pub(crate) async fn page(
    gateway: &Gateway,
    account: &str,
    token: Next,
) -> Result<(Vec<Facts>, Next), AwsFault> {
    let ask = |client: &aws_sdk_workspaces::Client| {
        client.describe_workspaces().limit(PAGE as i32).set_next_token(token.clone()).send()
    };
    let answer = gateway.read(Priority::Sweep, ask).await?;
    let facts = answer.workspaces().iter().map(|item| Facts::read(item, account)).collect();
    Ok((facts, next(answer.next_token())))
}

/// Those of these ids that are there; what is missing does not exist, or not yet.
pub(crate) async fn by_id(
    gateway: &Gateway,
    account: &str,
    ids: &[String],
    priority: Priority,
) -> Result<Vec<Facts>, AwsFault> {
    let ask = |client: &aws_sdk_workspaces::Client| {
        client.describe_workspaces().set_workspace_ids(Some(ids.to_vec())).send()
    };
    let answer = gateway.read(priority, ask).await?;
    Ok(answer.workspaces().iter().map(|item| Facts::read(item, account)).collect())
}

/// The WorkSpaces of one user in one directory; of a user-decoupled one, those of that name.
pub(crate) async fn of_user(
    gateway: &Gateway,
    account: &str,
    directory: &str,
    user: &str,
    name: Option<&str>,
) -> Result<Vec<Facts>, AwsFault> {
    let ask = |client: &aws_sdk_workspaces::Client| {
        let ask = client.describe_workspaces();
        match name {
            Some(name) => ask.workspace_name(name).send(),
            None => ask.directory_id(directory).user_name(user).send(),
        }
    };
    let answer = gateway.read(Priority::Person, ask).await?;
    let facts = answer.workspaces().iter().map(|item| Facts::read(item, account));
    Ok(facts.filter(|facts| facts.directory_id == directory).collect())
}

/// Who is connected, of at most 25 ids; some have no entry at all (facts.md 8).
pub(crate) async fn connected(gateway: &Gateway, ids: &[String]) -> Result<Vec<Connected>, AwsFault> {
    let ask = |client: &aws_sdk_workspaces::Client| {
        client.describe_workspaces_connection_status().set_workspace_ids(Some(ids.to_vec())).send()
    };
    let answer = gateway.read(Priority::Enrich, ask).await?;
    let entries = answer.workspaces_connection_status().iter().filter_map(|entry| {
        Some(Connected {
            id: entry.workspace_id()?.to_owned(),
            connection: entry.connection_state().map_or("", |state| state.as_str()).to_owned(),
            checked: ms(entry.connection_state_check_timestamp()),
            last_active: ms(entry.last_known_user_connection_timestamp()),
        })
    });
    Ok(entries.collect())
}

/// One WorkSpace's tags.
pub(crate) type Tagged = (String, Vec<(String, String)>);

/// A page of tags by Resource Groups Tagging: about 100 WorkSpaces, those without tags left out.
pub(crate) async fn tag_page(gateway: &Gateway, token: Next) -> Result<(Vec<Tagged>, Next), AwsFault> {
    let answer = gateway
        .read_tags(|client| {
            client
                .get_resources()
                .resource_type_filters("workspaces:workspace")
                .resources_per_page(100)
                .set_pagination_token(token.clone())
                .send()
        })
        .await?;
    let tagged = answer.resource_tag_mapping_list().iter().filter_map(|mapping| {
        let id = mapping.resource_arn()?.rsplit('/').next()?.to_owned();
        Some((id, mapping.tags().iter().map(|tag| (tag.key().to_owned(), tag.value().to_owned())).collect()))
    });
    Ok((tagged.collect(), next(answer.pagination_token())))
}

/// The tags of one WorkSpace, one call (rules.md: 10,000 of them take 83 minutes).
pub(crate) async fn tags_of(
    gateway: &Gateway,
    id: &str,
    priority: Priority,
) -> Result<Vec<(String, String)>, AwsFault> {
    let answer = gateway.read(priority, |client| client.describe_tags().resource_id(id).send()).await?;
    let tags = answer
        .tag_list()
        .iter()
        .map(|tag| (tag.key().to_owned(), tag.value().unwrap_or_default().to_owned()));
    Ok(tags.collect())
}

/// The state of a KMS key (id, ARN or alias), in Amazon's word.
pub(crate) async fn key_state(gateway: &Gateway, key: &str) -> Result<String, AwsFault> {
    let answer = gateway.read_keys(|client| client.describe_key().key_id(key).send()).await?;
    let state = answer.key_metadata().and_then(|key| key.key_state());
    Ok(state.map_or("", |state| state.as_str()).to_owned())
}

/// The times of a WorkSpace's snapshots.
pub(crate) async fn snapshots(gateway: &Gateway, id: &str) -> Result<domain::workspace::Snapshots, AwsFault> {
    let ask =
        |client: &aws_sdk_workspaces::Client| client.describe_workspace_snapshots().workspace_id(id).send();
    let answer = gateway.read(Priority::Person, ask).await?;
    let times =
        |all: &[types::Snapshot]| all.iter().filter_map(|one| ms(one.snapshot_time())).map(At).collect();
    Ok(domain::workspace::Snapshots {
        rebuild: times(answer.rebuild_snapshots()),
        restore: times(answer.restore_snapshots()),
    })
}
