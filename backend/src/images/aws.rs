//! Images at AWS: what it says of them, and how far one is that is being made.

use aws_sdk_workspaces::types;
use domain::at::At;
use domain::fault::AwsWords;
use domain::images::{Image, Now, Order, Progress, Trouble};

use crate::gateway::{AwsFault, Gateway, Meaning, Priority};
use crate::resource::kinds::Met;
use crate::resource::{Fact, next};
use crate::sync::aws::ms;

pub(crate) use super::send::send;

/// The account's own images and those that others share with it, or one by its id.
pub(crate) async fn fetch(gateway: &Gateway, id: Option<&str>) -> Result<Vec<Fact>, AwsFault> {
    let mut found = match id {
        Some(id) => some(gateway, Some(id), None).await?,
        None => {
            let mut all = some(gateway, None, Some(types::ImageType::Owned)).await?;
            all.extend(some(gateway, None, Some(types::ImageType::Shared)).await?);
            all
        }
    };
    let mut facts = Vec::with_capacity(found.len());
    for (fact, image) in &mut found {
        // Nothing tells a custom import from the rest: whatever is on its way is asked about.
        let silent = fact.state == "ERROR" && image.error.is_none() && image.details.is_empty();
        if fact.state == "PENDING" || silent {
            let (now, details) = progress(gateway, &fact.id).await?;
            image.now = now;
            image.details.extend(details);
        }
        facts.push(Fact { item: serde_json::json!(image), ..fact.clone() });
    }
    Ok(facts)
}

async fn some(
    gateway: &Gateway,
    id: Option<&str>,
    of: Option<types::ImageType>,
) -> Result<Vec<(Fact, Image)>, AwsFault> {
    let ids = id.map(|id| vec![id.to_owned()]);
    let (mut all, mut token) = (Vec::new(), None);
    loop {
        let ask = |client: &aws_sdk_workspaces::Client| {
            let ask = client.describe_workspace_images().set_image_ids(ids.clone());
            ask.set_image_type(of.clone()).set_next_token(token.clone()).send()
        };
        let answer = gateway.read(Priority::Sweep, ask).await?;
        all.extend(answer.images().iter().map(read));
        token = next(answer.next_token());
        if token.is_none() {
            return Ok(all);
        }
    }
}

fn read(item: &types::WorkspaceImage) -> (Fact, Image) {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let updates = item.updates().filter(|updates| updates.update_available() == Some(true));
    let detail = |detail: &types::ErrorDetails| Trouble {
        code: text(detail.error_code().map(|code| code.as_str())),
        message: text(detail.error_message()),
    };
    let code = item.error_code().filter(|code| !code.is_empty());
    let image = Image {
        description: text(item.description()),
        system: text(item.operating_system().and_then(|system| system.r#type()).map(|kind| kind.as_str())),
        tenancy: text(item.required_tenancy().map(|tenancy| tenancy.as_str())),
        created: ms(item.created()).map(At),
        owner: text(item.owner_account_id()),
        updates: updates.map(|updates| updates.description().unwrap_or("There are updates.").to_owned()),
        error: code.map(|code| Trouble { code: code.to_owned(), message: text(item.error_message()) }),
        details: item.error_details().iter().map(detail).collect(),
        now: Now::default(),
    };
    let fact = Fact {
        id: text(item.image_id()),
        name: text(item.name().or(item.image_id())),
        state: text(item.state().map(|state| state.as_str())),
        directory: String::new(),
        item: serde_json::Value::Null,
    };
    (fact, image)
}

/// How far a custom import is, or why AWS does not tell, and what is wrong with it; nothing of an image that came about
/// otherwise.
async fn progress(gateway: &Gateway, id: &str) -> Result<(Now, Vec<Trouble>), AwsFault> {
    let ask = |client: &aws_sdk_workspaces::Client| {
        client.describe_custom_workspace_image_import().image_id(id).send()
    };
    let answer = match gateway.read(Priority::Sweep, ask).await {
        Ok(answer) => answer,
        Err(fault) if matches!(fault.meaning, Meaning::Refused | Meaning::Denied) => {
            // So AWS says that it is no custom import: its state tells all there is.
            let untold = (!fault.is_gone()).then_some(fault.words);
            return Ok((Now { import: None, untold }, Vec::new()));
        }
        Err(fault) => return Err(fault),
    };
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let progress = Progress {
        step: text(answer.state().map(|state| state.as_str())),
        message: text(answer.state_message()),
        percent: answer.progress_percentage().map(i64::from),
        updated: ms(answer.last_updated_time()).map(At),
        builder: answer.image_builder_instance_id().map(str::to_owned),
    };
    let trouble = |detail: &types::CustomWorkspaceImageImportErrorDetails| Trouble {
        code: text(detail.error_code()),
        message: text(detail.error_message()),
    };
    let now = Now { import: Some(progress), untold: None };
    Ok((now, answer.error_details().iter().map(trouble).collect()))
}

/// The accounts that may copy an image.
pub(crate) async fn permissions(
    gateway: &Gateway,
    id: &str,
    priority: Priority,
) -> Result<Vec<String>, AwsFault> {
    let (mut all, mut token) = (Vec::new(), None);
    loop {
        let ask = |client: &aws_sdk_workspaces::Client| {
            let ask = client.describe_workspace_image_permissions().image_id(id);
            ask.set_next_token(token.clone()).send()
        };
        let answer = gateway.read(priority, ask).await?;
        let accounts = answer.image_permissions().iter().filter_map(|one| one.shared_account_id());
        all.extend(accounts.map(str::to_owned));
        token = next(answer.next_token());
        if token.is_none() {
            return Ok(all);
        }
    }
}

/// Whether an order has come about. Who may copy an image is in no description of it: that is asked for.
pub(crate) async fn met(gateway: &Gateway, order: &Order, now: Option<&Fact>) -> Result<Met, AwsFault> {
    Ok(match (order, now) {
        (Order::Delete, now) => now.is_none().into(),
        (_, None) => Met::No,
        (Order::Share { account, on }, Some(now)) => {
            let may = permissions(gateway, &now.id, Priority::Person).await?;
            (may.contains(account) == *on).into()
        }
        (_, Some(now)) => made(now),
    })
}

/// How an image stands that is being made.
fn made(fact: &Fact) -> Met {
    let image: Image = serde_json::from_value(fact.item.clone()).unwrap_or_default();
    match fact.state.as_str() {
        "AVAILABLE" => Met::Yes,
        "ERROR" => {
            let Trouble { code, message } = image.trouble().unwrap_or_else(|| Trouble {
                code: "ERROR".to_owned(),
                message: "AWS gave no reason.".to_owned(),
            });
            Met::Failed(AwsWords { code, message, request_id: None })
        }
        state => Met::Coming(Some(image.so_far_or_why(state))),
    }
}
