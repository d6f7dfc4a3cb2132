//! What AWS says of bundles.

use aws_sdk_workspaces::types;

use crate::gateway::{AwsFault, Gateway, Priority};
use crate::resource::{Fact, next};

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
        let ask = |client: &aws_sdk_workspaces::Client| {
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
    Fact {
        id: item.bundle_id().unwrap_or_default().to_owned(),
        name: item.name().or(item.bundle_id()).unwrap_or_default().to_owned(),
        state: item.state().map_or("", |state| state.as_str()).to_owned(),
        directory: String::new(),
        item: serde_json::json!({
            "owner": item.owner().unwrap_or_default(),
            "compute": item.compute_type().and_then(|c| c.name()).map_or("", |name| name.as_str()),
            "root_gib": gib(item.root_storage().map(|storage| storage.capacity())),
            "user_gib": gib(item.user_storage().map(|storage| storage.capacity())),
            "kind": item.bundle_type().map(|kind| kind.as_str()),
        }),
    }
}
