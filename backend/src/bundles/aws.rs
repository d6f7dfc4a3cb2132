//! Bundles at AWS: what it says of them, and what is asked of it.

use aws_sdk_workspaces::Client;
use aws_sdk_workspaces::operation::RequestId;
use aws_sdk_workspaces::types;
use domain::at::At;
use domain::bundles::{Bundle, Now, Order};
use domain::fault::AwsWords;
use domain::words::Compute;

use crate::gateway::{AwsFault, Gateway, Priority};
use crate::jobs::{Answer, tags_with_mark};
use crate::resource::kinds::Met;
use crate::resource::{Fact, next};
use crate::sync::aws::ms;

/// All bundles, Amazon's and the account's own, or one by its id.
pub(crate) async fn fetch(gateway: &Gateway, id: Option<&str>) -> Result<Vec<Fact>, AwsFault> {
    match id {
        Some(id) => some(gateway, Some(id), None).await,
        None => {
            let mut all = some(gateway, None, None).await?;
            all.extend(some(gateway, None, Some("AMAZON")).await?);
            Ok(all)
        }
    }
}

async fn some(gateway: &Gateway, id: Option<&str>, owner: Option<&str>) -> Result<Vec<Fact>, AwsFault> {
    let ids = id.map(|id| vec![id.to_owned()]);
    let (mut all, mut token) = (Vec::new(), None);
    loop {
        let ask = |client: &Client| {
            let ask = client.describe_workspace_bundles().set_bundle_ids(ids.clone());
            ask.set_owner(owner.map(str::to_owned)).set_next_token(token.clone()).send()
        };
        let answer = gateway.read(Priority::Sweep, ask).await?;
        all.extend(answer.bundles().iter().map(fact));
        token = next(answer.next_token());
        if token.is_none() {
            return Ok(all);
        }
    }
}

fn fact(item: &types::WorkspaceBundle) -> Fact {
    // Capacities are texts on the wire (facts.md 29).
    let gib = |text: Option<&str>| text.and_then(|text| text.parse::<i64>().ok());
    let compute = item.compute_type().and_then(|compute| compute.name());
    let bundle = Bundle {
        owner: item.owner().unwrap_or_default().to_owned(),
        description: item.description().unwrap_or_default().to_owned(),
        compute: compute.map(|name| Compute::from_wire(name.as_str())),
        root_gib: gib(item.root_storage().map(|storage| storage.capacity())),
        user_gib: gib(item.user_storage().map(|storage| storage.capacity())),
        image: item.image_id().unwrap_or_default().to_owned(),
        kind: item.bundle_type().map(|kind| kind.as_str().to_owned()),
        created: ms(item.creation_time()).map(At),
        now: Now { updated: ms(item.last_updated_time()).map(At) },
    };
    Fact {
        id: item.bundle_id().unwrap_or_default().to_owned(),
        name: item.name().or(item.bundle_id()).unwrap_or_default().to_owned(),
        state: item.state().map_or("", |state| state.as_str()).to_owned(),
        directory: String::new(),
        item: serde_json::json!(bundle),
    }
}

/// Asks for an order. `mark` is the value of our tag on what it makes.
pub(crate) async fn send(
    gateway: &Gateway,
    id: &str,
    order: &Order,
    mark: &str,
) -> Result<(Answer, Option<String>), AwsFault> {
    match order {
        Order::Create { name, description, image, compute, root_gib, user_gib, tags } => {
            let compute = types::ComputeType::builder().name(compute.wire().into()).build();
            // Neither is built without a capacity, and each has one.
            let root =
                root_gib.and_then(|gib| types::RootStorage::builder().capacity(gib.to_string()).build().ok());
            let user = types::UserStorage::builder().capacity(user_gib.to_string()).build().ok();
            let tags = tags_with_mark(tags, mark);
            let ask = |client: &Client| {
                let ask = client.create_workspace_bundle().bundle_name(name).bundle_description(description);
                ask.image_id(image)
                    .compute_type(compute.clone())
                    .set_root_storage(root.clone())
                    .set_user_storage(user.clone())
                    .set_tags(Some(tags.clone()))
                    .send()
            };
            let answer = gateway.change(ask).await?;
            let id = answer.workspace_bundle().and_then(|bundle| bundle.bundle_id());
            let made = id.map_or(Answer::Silent, |id| Answer::Making(id.to_owned()));
            Ok((made, answer.request_id().map(str::to_owned)))
        }
        Order::SetImage(image) => {
            let ask = |client: &Client| client.update_workspace_bundle().bundle_id(id).image_id(image).send();
            let answer = gateway.change(ask).await?;
            Ok((Answer::Accepted(None), answer.request_id().map(str::to_owned)))
        }
        Order::Delete => {
            let ask = |client: &Client| client.delete_workspace_bundle().bundle_id(id).send();
            let answer = gateway.change(ask).await?;
            Ok((Answer::Accepted(None), answer.request_id().map(str::to_owned)))
        }
    }
}

/// Whether an order has come about.
pub(crate) fn met(order: &Order, now: Option<&Fact>) -> Met {
    match (order, now) {
        (Order::Delete, now) => now.is_none().into(),
        (_, None) => Met::No,
        (Order::Create { .. }, Some(now)) => match now.state.as_str() {
            "AVAILABLE" => Met::Yes,
            "ERROR" => Met::Failed(AwsWords {
                code: "ERROR".to_owned(),
                message: "The bundle went to Error: AWS gave no reason.".to_owned(),
                request_id: None,
            }),
            state => Met::Coming(Some(domain::words::sentence(state))),
        },
        (Order::SetImage(image), Some(now)) => (now.item["image"] == image.as_str()).into(),
    }
}
