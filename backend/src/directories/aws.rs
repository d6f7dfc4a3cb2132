//! What AWS says of directories.

use aws_sdk_workspaces::types;

use crate::gateway::{AwsFault, Gateway, Priority};
use crate::resource::{Fact, next};

/// All directories registered with WorkSpaces, or one by its id.
pub(crate) async fn fetch(gateway: &Gateway, id: Option<&str>) -> Result<Vec<Fact>, AwsFault> {
    let ids = id.map(|id| vec![id.to_owned()]);
    let (mut all, mut token) = (Vec::new(), None);
    loop {
        let ask = |client: &aws_sdk_workspaces::Client| {
            let ask = client.describe_workspace_directories().set_directory_ids(ids.clone());
            ask.set_next_token(token.clone()).send()
        };
        let answer = gateway.read(Priority::Sweep, ask).await?;
        all.extend(answer.directories().iter().map(fact));
        token = next(answer.next_token());
        if token.is_none() {
            return Ok(all);
        }
    }
}

fn fact(item: &types::WorkspaceDirectory) -> Fact {
    let id = item.directory_id().unwrap_or_default();
    Fact {
        id: id.to_owned(),
        name: item.directory_name().or(item.alias()).unwrap_or(id).to_owned(),
        state: item.state().map_or("", |state| state.as_str()).to_owned(),
        directory: id.to_owned(),
        item: serde_json::json!({
            "kind": item.directory_type().map_or("", |kind| kind.as_str()),
            "workspace_type": item.workspace_type().map_or("", |kind| kind.as_str()),
        }),
    }
}
