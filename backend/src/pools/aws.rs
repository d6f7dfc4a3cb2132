//! Pools at AWS: what it says of them, and what is asked of it.

use aws_sdk_workspaces::error::BuildError;
use aws_sdk_workspaces::operation::RequestId;
use aws_sdk_workspaces::types;
use domain::at::At;
use domain::fault::AwsWords;
use domain::pools::{AppSettings, Capacity, Changes, Order, Pool, PoolError, Timeouts};

use crate::gateway::{AwsFault, Gateway, Meaning, Priority};
use crate::jobs::{Answer, tags_with_mark};
use crate::resource::{Fact, next};

pub(crate) use super::sessions::has_ended;

/// Pools of a page (constraints.md).
const PAGE: i32 = 25;

type Id = Option<String>;

/// All pools, or one by its id.
pub(crate) async fn fetch(gateway: &Gateway, id: Option<&str>) -> Result<Vec<Fact>, AwsFault> {
    let ids = id.map(|id| vec![id.to_owned()]);
    let (mut all, mut token) = (Vec::new(), None);
    loop {
        let ask = |client: &aws_sdk_workspaces::Client| {
            let ask = client.describe_workspaces_pools().set_pool_ids(ids.clone()).limit(PAGE);
            ask.set_next_token(token.clone()).send()
        };
        let answer = gateway.read(Priority::Sweep, ask).await?;
        all.extend(answer.workspaces_pools().iter().map(fact));
        token = next(answer.next_token());
        if token.is_none() {
            return Ok(all);
        }
    }
}

pub(super) fn at(time: &aws_sdk_workspaces::primitives::DateTime) -> Option<At> {
    time.to_millis().ok().map(At)
}

fn fact(item: &types::WorkspacesPool) -> Fact {
    let number = |count: i32| i64::from(count);
    let capacity = item.capacity_status();
    let settings = item.application_settings();
    let timeouts = item.timeout_settings();
    let seconds = |of: fn(&types::TimeoutSettings) -> Option<i32>| timeouts.and_then(of).map(i64::from);
    let error = |error: &types::WorkspacesPoolError| PoolError {
        code: error.error_code().map_or("", |code| code.as_str()).to_owned(),
        message: error.error_message().unwrap_or_default().to_owned(),
    };
    let pool = Pool {
        description: item.description().unwrap_or_default().to_owned(),
        bundle: item.bundle_id().to_owned(),
        running_mode: item.running_mode().as_str().to_owned(),
        desired_sessions: capacity.map_or(0, |capacity| number(capacity.desired_user_sessions())),
        application_settings: AppSettings {
            status: settings.map_or("", |settings| settings.status().as_str()).to_owned(),
            group: settings.and_then(|settings| settings.settings_group()).unwrap_or_default().to_owned(),
            bucket: settings.and_then(|settings| settings.s3_bucket_name()).unwrap_or_default().to_owned(),
        },
        timeouts: Timeouts {
            disconnect: seconds(types::TimeoutSettings::disconnect_timeout_in_seconds),
            idle: seconds(types::TimeoutSettings::idle_disconnect_timeout_in_seconds),
            longest: seconds(types::TimeoutSettings::max_user_duration_in_seconds),
        },
        errors: item.errors().iter().map(error).collect(),
        created: at(item.created_at()),
        now: capacity.map_or_else(Capacity::default, |capacity| Capacity {
            actual: number(capacity.actual_user_sessions()),
            active: number(capacity.active_user_sessions()),
            available: number(capacity.available_user_sessions()),
        }),
    };
    Fact {
        id: item.pool_id().to_owned(),
        name: item.pool_name().to_owned(),
        state: item.state().as_str().to_owned(),
        directory: item.directory_id().to_owned(),
        item: serde_json::json!(pool),
    }
}

/// What is wished for, in the SDK's types; what is not wished for is not sent.
struct Wish {
    capacity: Option<types::Capacity>,
    settings: Option<types::ApplicationSettingsRequest>,
    timeouts: Option<types::TimeoutSettings>,
    mode: Option<types::PoolsRunningMode>,
}

impl Wish {
    fn of(wish: &Changes) -> Result<Self, BuildError> {
        let count = |number: i64| i32::try_from(number).unwrap_or(i32::MAX);
        let capacity = |desired| types::Capacity::builder().desired_user_sessions(count(desired)).build();
        let settings = |(status, group): &(String, Option<String>)| {
            let settings = types::ApplicationSettingsRequest::builder();
            settings.status(status.as_str().into()).set_settings_group(group.clone()).build()
        };
        let Changes { disconnect, idle, longest, .. } = *wish;
        let timeouts = types::TimeoutSettings::builder()
            .set_disconnect_timeout_in_seconds(disconnect.map(count))
            .set_idle_disconnect_timeout_in_seconds(idle.map(count))
            .set_max_user_duration_in_seconds(longest.map(count))
            .build();
        Ok(Self {
            capacity: wish.desired.map(capacity).transpose()?,
            settings: wish.application_settings.as_ref().map(settings).transpose()?,
            timeouts: disconnect.or(idle).or(longest).map(|_| timeouts),
            mode: wish.mode.as_deref().map(Into::into),
        })
    }
}

/// Asks for an order. `mark` is the value of our tag on what it makes.
pub(crate) async fn send(
    gateway: &Gateway,
    id: &str,
    order: &Order,
    mark: &str,
) -> Result<(Answer, Id), AwsFault> {
    type Client = aws_sdk_workspaces::Client;
    let request_id = match order {
        Order::Create(new) => {
            let wish = Wish::of(&new.settings).map_err(|error| incomplete(&error))?;
            let (settings, tags) = (&new.settings, tags_with_mark(&new.tags, mark));
            let ask = |client: &Client| {
                let ask = client.create_workspaces_pool().pool_name(&new.name).set_tags(Some(tags.clone()));
                let ask =
                    ask.set_description(settings.description.clone()).set_capacity(wish.capacity.clone());
                let ask =
                    ask.set_bundle_id(settings.bundle.clone()).set_directory_id(settings.directory.clone());
                let ask =
                    ask.set_application_settings(wish.settings.clone()).set_running_mode(wish.mode.clone());
                ask.set_timeout_settings(wish.timeouts.clone()).send()
            };
            let answer = gateway.change(ask).await?;
            let made = answer.workspaces_pool().map(|pool| Answer::Making(pool.pool_id().to_owned()));
            return Ok((made.unwrap_or(Answer::Silent), answer.request_id().map(str::to_owned)));
        }
        Order::Update(changes) => {
            let wish = Wish::of(changes).map_err(|error| incomplete(&error))?;
            let ask = |client: &Client| {
                let ask = client.update_workspaces_pool().pool_id(id).set_capacity(wish.capacity.clone());
                let ask =
                    ask.set_description(changes.description.clone()).set_bundle_id(changes.bundle.clone());
                let ask = ask.set_directory_id(changes.directory.clone()).set_running_mode(wish.mode.clone());
                ask.set_application_settings(wish.settings.clone())
                    .set_timeout_settings(wish.timeouts.clone())
                    .send()
            };
            gateway.change(ask).await?.request_id().map(str::to_owned)
        }
        Order::Start => {
            let ask = |client: &Client| client.start_workspaces_pool().pool_id(id).send();
            gateway.change(ask).await?.request_id().map(str::to_owned)
        }
        Order::Stop => {
            let ask = |client: &Client| client.stop_workspaces_pool().pool_id(id).send();
            gateway.change(ask).await?.request_id().map(str::to_owned)
        }
        Order::Terminate => {
            let ask = |client: &Client| client.terminate_workspaces_pool().pool_id(id).send();
            gateway.change(ask).await?.request_id().map(str::to_owned)
        }
        Order::EndSession { session, .. } => {
            let ask = |client: &Client| client.terminate_workspaces_pool_session().session_id(session).send();
            gateway.change(ask).await?.request_id().map(str::to_owned)
        }
    };
    Ok((Answer::Accepted(None), request_id))
}

/// A wish without what AWS asks for never leaves the house.
fn incomplete(error: &BuildError) -> AwsFault {
    let words = AwsWords { code: "NotSent".to_owned(), message: error.to_string(), request_id: None };
    AwsFault { meaning: Meaning::NotSent, words }
}
