//! Which call is an order of an image, with its parameters as Amazon names them?

use serde_json::{Value, json};

use super::{CustomImport, Import, Order, SourceKind};
use crate::cli::{present, tags};
use crate::tags::Tag;

impl Order {
    /// AWS's operation, with its parameters as Amazon names them.
    #[must_use]
    pub fn call(&self, id: &str) -> (&'static str, Value) {
        match self {
            Self::Import(order) => ("ImportWorkspaceImage", import(order)),
            Self::ImportCustom(order) => ("ImportCustomWorkspaceImage", import_custom(order)),
            Self::Copy { name, description, source, region, tags } => {
                let parameters = [
                    ("Description", json!((!description.is_empty()).then_some(description))),
                    ("Name", json!(name)),
                    ("SourceImageId", json!(source)),
                    ("SourceRegion", json!(region)),
                    ("Tags", some(tags)),
                ];
                ("CopyWorkspaceImage", present(parameters))
            }
            Self::Update { name, description, source, tags } => {
                let parameters = [
                    ("Description", json!(description)),
                    ("Name", json!(name)),
                    ("SourceImageId", json!(source)),
                    ("Tags", some(tags)),
                ];
                ("CreateUpdatedWorkspaceImage", present(parameters))
            }
            Self::Share { account, on } => {
                let parameters = json!({ "AllowCopyImage": on, "ImageId": id, "SharedAccountId": account });
                ("UpdateWorkspaceImagePermission", parameters)
            }
            Self::Delete => ("DeleteWorkspaceImage", json!({ "ImageId": id })),
        }
    }
}

fn some(all: &[Tag]) -> Value {
    json!((!all.is_empty()).then(|| tags(all)))
}

fn import(order: &Import) -> Value {
    present([
        ("Applications", json!(order.application.as_ref().map(|word| [word]))),
        ("Ec2ImageId", json!(order.ami)),
        ("ImageDescription", json!(order.description)),
        ("ImageName", json!(order.name)),
        ("IngestionProcess", json!(order.process)),
        ("Tags", some(&order.tags)),
    ])
}

fn import_custom(order: &CustomImport) -> Value {
    let kind = match order.source.kind {
        SourceKind::Ec2Image => "Ec2ImageId",
        SourceKind::ImportTask => "Ec2ImportTaskId",
        SourceKind::BuildVersion => "ImageBuildVersionArn",
    };
    present([
        ("ComputeType", json!(order.compute)),
        ("ImageDescription", json!(order.description)),
        ("ImageName", json!(order.name)),
        ("ImageSource", json!({ kind: order.source.value })),
        ("ImageValidationMode", json!(order.validation)),
        ("InfrastructureConfigurationArn", json!(order.infrastructure)),
        ("OsVersion", json!(order.os)),
        ("Platform", json!("WINDOWS")),
        ("Protocol", json!(order.protocol)),
        ("Tags", some(&order.tags)),
    ])
}
