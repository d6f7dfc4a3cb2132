//! The calls that change one WorkSpace to a value: a property, a bundle, tags, an image.

use aws_sdk_workspaces::operation::RequestId;
use aws_sdk_workspaces::types;
use domain::change::{Image, Property, Task};
use domain::ids::BundleId;
use domain::tags::{self, Tag};

use super::aws::{Answer, Answers, accelerator, tag};
use crate::gateway::{AwsFault, Gateway};

/// Asks for the task of one WorkSpace. `mark` is the value of our tag on what it makes.
pub(super) async fn ask(gateway: &Gateway, id: &str, task: &Task, mark: &str) -> Result<Answers, AwsFault> {
    let (answer, request_id) = match task {
        Task::Set(property) => (Answer::Accepted(None), set(gateway, id, property).await?),
        Task::Migrate(bundle) => migrate(gateway, id, bundle).await?,
        Task::Put(tags) => (Answer::Accepted(None), put(gateway, id, tags).await?),
        Task::Drop(keys) => (Answer::Accepted(None), drop_tags(gateway, id, keys).await?),
        Task::Image(image) => make_image(gateway, id, image, mark).await?,
        Task::Order(order) => crate::resource::kinds::send(gateway, id, order, mark).await?,
        // These have calls of their own, for many at once.
        Task::Act(_) | Task::Create | Task::Standby(..) => (Answer::Silent, None),
    };
    Ok((vec![answer], request_id))
}

type Id = Option<String>;

async fn set(gateway: &Gateway, id: &str, property: &Property) -> Result<Id, AwsFault> {
    let gib = |gib: i64| i32::try_from(gib).unwrap_or(i32::MAX);
    let new = types::WorkspaceProperties::builder();
    let properties = match property {
        // AutoStop's minutes are never sent with another mode (rules.md, "Properties").
        Property::Mode(mode, minutes) => new
            .running_mode(mode.wire().into())
            .set_running_mode_auto_stop_timeout_in_minutes(minutes.map(gib)),
        Property::Compute(compute) => new.compute_type_name(compute.wire().into()),
        Property::Root(size) => new.root_volume_size_gib(gib(*size)),
        Property::User(size) => new.user_volume_size_gib(gib(*size)),
        Property::Protocol(protocol) => new.protocols(protocol.wire().into()),
        Property::Accelerator(mode, preferred) => {
            new.global_accelerator(accelerator(mode, preferred.as_deref()))
        }
        Property::Nested(on) => new.nested_virtualization_enabled(*on),
        Property::Replication(_) => new,
    };
    let replication = match property {
        Property::Replication(true) => Some(types::DataReplication::PrimaryAsSource),
        Property::Replication(false) => Some(types::DataReplication::NoReplication),
        _ => None,
    };
    let properties = replication.is_none().then(|| properties.build());
    let ask = |client: &aws_sdk_workspaces::Client| {
        let ask = client.modify_workspace_properties().workspace_id(id);
        ask.set_workspace_properties(properties.clone()).set_data_replication(replication.clone()).send()
    };
    Ok(gateway.change(ask).await?.request_id().map(str::to_owned))
}

async fn migrate(gateway: &Gateway, id: &str, bundle: &BundleId) -> Result<(Answer, Id), AwsFault> {
    let ask = |client: &aws_sdk_workspaces::Client| {
        client.migrate_workspace().source_workspace_id(id).bundle_id(bundle.as_str()).send()
    };
    let answer = gateway.change(ask).await?;
    let request_id = answer.request_id().map(str::to_owned);
    let made = answer.target_workspace_id().map(|id| Answer::Making(id.to_owned()));
    Ok((made.unwrap_or(Answer::Silent), request_id))
}

async fn put(gateway: &Gateway, id: &str, tags: &[Tag]) -> Result<Id, AwsFault> {
    let tags: Vec<_> = tags.iter().map(|one| tag(&one.key, &one.value)).collect();
    let ask = |client: &aws_sdk_workspaces::Client| {
        client.create_tags().resource_id(id).set_tags(Some(tags.clone())).send()
    };
    Ok(gateway.change(ask).await?.request_id().map(str::to_owned))
}

async fn drop_tags(gateway: &Gateway, id: &str, keys: &[String]) -> Result<Id, AwsFault> {
    let ask = |client: &aws_sdk_workspaces::Client| {
        client.delete_tags().resource_id(id).set_tag_keys(Some(keys.to_vec())).send()
    };
    Ok(gateway.change(ask).await?.request_id().map(str::to_owned))
}

/// Tags as AWS takes them, with our own: what is made can be told from someone else's by it.
pub(crate) fn tags_with_mark(all: &[Tag], mark: &str) -> Vec<types::Tag> {
    let own = std::iter::once(tag(tags::ROW, mark));
    own.chain(all.iter().map(|one| tag(&one.key, &one.value))).collect()
}

async fn make_image(
    gateway: &Gateway,
    id: &str,
    image: &Image,
    mark: &str,
) -> Result<(Answer, Id), AwsFault> {
    let all = tags_with_mark(&image.tags, mark);
    let ask = |client: &aws_sdk_workspaces::Client| {
        let ask = client.create_workspace_image().workspace_id(id).name(&image.name);
        ask.description(&image.description).set_tags(Some(all.clone())).send()
    };
    let answer = gateway.change(ask).await?;
    let request_id = answer.request_id().map(str::to_owned);
    let made = answer.image_id().map(|id| Answer::Making(id.to_owned()));
    Ok((made.unwrap_or(Answer::Silent), request_id))
}

/// An image as it stands now.
pub(super) struct ImageNow {
    pub(super) id: String,
    pub(super) state: String,
    pub(super) error: Option<(String, String)>,
}

/// An image by its id, or the account's own one of this name.
pub(super) async fn image(
    gateway: &Gateway,
    id: Option<&str>,
    name: &str,
) -> Result<Option<ImageNow>, AwsFault> {
    let ids = id.map(|id| vec![id.to_owned()]);
    let mut token: Option<String> = None;
    loop {
        let ask = |client: &aws_sdk_workspaces::Client| {
            client.describe_workspace_images().set_image_ids(ids.clone()).set_next_token(token.clone()).send()
        };
        let answer = gateway.read(crate::gateway::Priority::Person, ask).await?;
        let wanted = |image: &&types::WorkspaceImage| ids.is_some() || image.name() == Some(name);
        if let Some(found) = answer.images().iter().find(wanted) {
            let error = found.error_code().map(|code| {
                (code.to_owned(), found.error_message().unwrap_or("AWS gave no reason.").to_owned())
            });
            return Ok(Some(ImageNow {
                id: found.image_id().unwrap_or_default().to_owned(),
                state: found.state().map_or("", |state| state.as_str()).to_owned(),
                error,
            }));
        }
        token = answer.next_token().filter(|token| !token.is_empty()).map(str::to_owned);
        if token.is_none() {
            return Ok(None);
        }
    }
}
