//! Connection aliases at AWS: what it says of them, and what is asked of it.

use aws_sdk_workspaces::operation::RequestId;
use aws_sdk_workspaces::types;
use domain::aliases::{Alias, Association, Order, Standing};

use crate::gateway::{AwsFault, Gateway, Priority};
use crate::jobs::{Answer, tags_with_mark};
use crate::resource::kinds::Met;
use crate::resource::{Fact, next};

/// All aliases, own and shared, or one by its id. The permissions of own ones are asked for besides: there are twenty
/// at most (facts.md 27).
pub(crate) async fn fetch(gateway: &Gateway, id: Option<&str>, account: &str) -> Result<Vec<Fact>, AwsFault> {
    let ids = id.map(|id| vec![id.to_owned()]);
    let (mut found, mut token) = (Vec::new(), None);
    loop {
        let ask = |client: &aws_sdk_workspaces::Client| {
            let ask = client.describe_connection_aliases().set_alias_ids(ids.clone());
            ask.set_next_token(token.clone()).send()
        };
        let answer = gateway.read(Priority::Sweep, ask).await?;
        found.extend(answer.connection_aliases().to_vec());
        token = next(answer.next_token());
        if token.is_none() {
            break;
        }
    }
    let mut all = Vec::with_capacity(found.len());
    for item in found {
        let is_own = item.owner_account_id() == Some(account);
        let shared_with = match is_own {
            true => permissions(gateway, item.alias_id()).await,
            false => Ok(Vec::new()),
        };
        match shared_with {
            Ok(shared_with) => all.push(fact(&item, shared_with)),
            // It was deleted since the list was made.
            Err(fault) if fault.is_gone() => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(all)
}

async fn permissions(gateway: &Gateway, id: Option<&str>) -> Result<Vec<String>, AwsFault> {
    let ask = |client: &aws_sdk_workspaces::Client| {
        client.describe_connection_alias_permissions().set_alias_id(id.map(str::to_owned)).send()
    };
    let answer = gateway.read(Priority::Enrich, ask).await?;
    let allowed = answer.connection_alias_permissions().iter().filter(|one| one.allow_association());
    Ok(allowed.map(|one| one.shared_account_id().to_owned()).collect())
}

fn fact(item: &types::ConnectionAlias, shared_with: Vec<String>) -> Fact {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let association = item.associations().iter().find_map(|there| {
        let status = there.association_status().map_or("NOT_ASSOCIATED", |status| status.as_str());
        (status != "NOT_ASSOCIATED").then(|| Association {
            status: status.to_owned(),
            account: text(there.associated_account_id()),
            directory: text(there.resource_id()),
            identifier: text(there.connection_identifier()),
        })
    });
    let alias = Alias { owner: text(item.owner_account_id()), association, shared_with };
    Fact {
        id: text(item.alias_id()),
        name: text(item.connection_string()),
        state: text(item.state().map(|state| state.as_str())),
        directory: String::new(),
        item: serde_json::json!(alias),
    }
}

/// Whether an order has come about.
pub(crate) fn met(order: &Order, now: Option<&Fact>) -> Met {
    let known = now.and_then(|fact| serde_json::from_value::<Alias>(fact.item.clone()).ok());
    match order.standing(now.zip(known.as_ref()).map(|(fact, alias)| (fact.state.as_str(), alias))) {
        Standing::Met => Met::Yes,
        Standing::Coming => Met::Coming(None),
        Standing::Not => Met::No,
    }
}

/// Asks for an order. `mark` is the value of our tag on what it makes.
pub(crate) async fn send(
    gateway: &Gateway,
    id: &str,
    order: &Order,
    mark: &str,
) -> Result<(Answer, Option<String>), AwsFault> {
    type Client = aws_sdk_workspaces::Client;
    let mut made = Answer::Accepted(None);
    let request_id = match order {
        Order::Create { name, tags } => {
            let ask = |client: &Client| {
                let ask = client.create_connection_alias().connection_string(name);
                ask.set_tags(Some(tags_with_mark(tags, mark))).send()
            };
            let answer = gateway.change(ask).await?;
            made = answer.alias_id().map_or(Answer::Silent, |id| Answer::Making(id.to_owned()));
            answer.request_id().map(str::to_owned)
        }
        Order::Associate(directory) => {
            let ask = |client: &Client| {
                client.associate_connection_alias().alias_id(id).resource_id(directory).send()
            };
            gateway.change(ask).await?.request_id().map(str::to_owned)
        }
        Order::Disassociate => {
            let ask = |client: &Client| client.disassociate_connection_alias().alias_id(id).send();
            gateway.change(ask).await?.request_id().map(str::to_owned)
        }
        Order::Share { account, allow } => {
            let permission = types::ConnectionAliasPermission::builder();
            let permission = permission.shared_account_id(account).allow_association(*allow).build();
            let permission = permission.expect("all required members are set");
            let ask = |client: &Client| {
                let ask = client.update_connection_alias_permission().alias_id(id);
                ask.connection_alias_permission(permission.clone()).send()
            };
            gateway.change(ask).await?.request_id().map(str::to_owned)
        }
        Order::Delete => {
            let ask = |client: &Client| client.delete_connection_alias().alias_id(id).send();
            gateway.change(ask).await?.request_id().map(str::to_owned)
        }
    };
    Ok((made, request_id))
}
