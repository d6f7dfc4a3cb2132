//! What is asked of AWS about images.

use aws_sdk_workspaces::Client;
use aws_sdk_workspaces::operation::RequestId;
use aws_sdk_workspaces::types::{self, ImageSourceIdentifier};
use domain::images::{CustomImport, Import, Order, SourceKind};

use crate::gateway::{AwsFault, Gateway};
use crate::jobs::{Answer, tags_with_mark};

type Sent = Result<(Answer, Option<String>), AwsFault>;

/// Asks for an order. `mark` is the value of our tag on what it makes.
pub(crate) async fn send(gateway: &Gateway, id: &str, order: &Order, mark: &str) -> Sent {
    match order {
        Order::Import(order) => import(gateway, order, mark).await,
        Order::ImportCustom(order) => import_custom(gateway, order, mark).await,
        Order::Copy { name, description, source, region, tags } => {
            let tags = tags_with_mark(tags, mark);
            let ask = |client: &Client| {
                let ask = client.copy_workspace_image().name(name).source_image_id(source);
                let description = Some(description.clone()).filter(|text| !text.is_empty());
                ask.source_region(region).set_description(description).set_tags(Some(tags.clone())).send()
            };
            let answer = gateway.change(ask).await?;
            Ok((making(answer.image_id()), answer.request_id().map(str::to_owned)))
        }
        Order::Update { name, description, source, tags } => {
            let tags = tags_with_mark(tags, mark);
            let ask = |client: &Client| {
                let ask = client.create_updated_workspace_image().name(name).description(description);
                ask.source_image_id(source).set_tags(Some(tags.clone())).send()
            };
            let answer = gateway.change(ask).await?;
            Ok((making(answer.image_id()), answer.request_id().map(str::to_owned)))
        }
        Order::Share { account, on } => {
            let ask = |client: &Client| {
                let ask = client.update_workspace_image_permission().image_id(id);
                ask.shared_account_id(account).allow_copy_image(*on).send()
            };
            let answer = gateway.change(ask).await?;
            Ok((Answer::Accepted(None), answer.request_id().map(str::to_owned)))
        }
        Order::Delete => {
            let ask = |client: &Client| client.delete_workspace_image().image_id(id).send();
            let answer = gateway.change(ask).await?;
            Ok((Answer::Accepted(None), answer.request_id().map(str::to_owned)))
        }
    }
}

fn making(id: Option<&str>) -> Answer {
    id.map_or(Answer::Silent, |id| Answer::Making(id.to_owned()))
}

async fn import(gateway: &Gateway, order: &Import, mark: &str) -> Sent {
    let tags = tags_with_mark(&order.tags, mark);
    let applications = order.application.as_deref().map(|word| vec![types::Application::from(word)]);
    let ask = |client: &Client| {
        let ask = client.import_workspace_image().ec2_image_id(&order.ami);
        ask.ingestion_process(order.process.as_str().into())
            .image_name(&order.name)
            .image_description(&order.description)
            .set_applications(applications.clone())
            .set_tags(Some(tags.clone()))
            .send()
    };
    let answer = gateway.change(ask).await?;
    Ok((making(answer.image_id()), answer.request_id().map(str::to_owned)))
}

async fn import_custom(gateway: &Gateway, order: &CustomImport, mark: &str) -> Sent {
    let tags = tags_with_mark(&order.tags, mark);
    let value = order.source.value.clone();
    let source = match order.source.kind {
        SourceKind::Ec2Image => ImageSourceIdentifier::Ec2ImageId(value),
        SourceKind::ImportTask => ImageSourceIdentifier::Ec2ImportTaskId(value),
        SourceKind::BuildVersion => ImageSourceIdentifier::ImageBuildVersionArn(value),
    };
    let validation = order.validation.as_deref().map(types::ImageValidationMode::from);
    let ask = |client: &Client| {
        let ask = client.import_custom_workspace_image().image_source(source.clone());
        ask.image_name(&order.name)
            .image_description(&order.description)
            .compute_type(order.compute.as_str().into())
            .protocol(order.protocol.as_str().into())
            .infrastructure_configuration_arn(&order.infrastructure)
            .platform(types::Platform::Windows)
            .os_version(order.os.as_str().into())
            .set_image_validation_mode(validation.clone())
            .set_tags(Some(tags.clone()))
            .send()
    };
    let answer = gateway.change(ask).await?;
    Ok((making(answer.image_id()), answer.request_id().map(str::to_owned)))
}
