//! What is a valid input of each operation, by the service's own model?

use std::sync::LazyLock;

use serde_json::{Map, Value, json};

static MODEL: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../model/workspaces.json")).unwrap());

/// A text for each pattern of the model that an input can have.
const TEXTS: &[(&str, &str)] = &[
    ("ARN", "arn:aws:workspaces:eu-west-1:111122223333:x"),
    ("AddInUrl", "https://example.com/add-in"),
    ("AmazonUuid", "01234567-89ab-cdef-0123-456789abcdef"),
    ("AwsAccount", "444455556666"),
    ("BundleId", "wsb-0123456789"),
    ("CertificateAuthorityArn", "arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/x"),
    ("ClientEmail", "help@example.com"),
    ("ClientExperiencePolicy", "ENABLED"),
    ("ClientLocale", "en_US"),
    ("ClientUrl", "https://example.com/help"),
    ("ConnectionAliasId", "wsca-0123456789"),
    ("DedicatedTenancyManagementCidrRange", "10.1.0.0/16"),
    ("DirectoryId", "d-0123456789"),
    ("DomainName", "corp.example.com"),
    ("Ec2ImageId", "ami-01234567"),
    ("Ec2ImportTaskId", "import-ami-01234567"),
    ("ImageBuildVersionArn", "arn:aws:imagebuilder:eu-west-1:111122223333:image/desk/1.0.0/1"),
    (
        "InfrastructureConfigurationArn",
        "arn:aws:imagebuilder:eu-west-1:111122223333:infrastructure-configuration/x",
    ),
    ("IpGroupId", "wsipg-0123456789"),
    ("Ipv6Address", "2001:db8:0:0:0:0:0:1"),
    ("LinkId", "link-0123456789"),
    ("ManagementCidrRangeConstraint", "10.1.0.0/16"),
    ("Region", "eu-west-1"),
    ("S3BucketName", "desk-settings"),
    ("SamlUserAccessUrl", "https://example.com/saml"),
    ("SecretsManagerArn", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:desk-secret"),
    ("SecurityGroupId", "sg-01234567"),
    ("SubnetId", "subnet-01234567"),
    ("WorkSpaceApplicationId", "wsa-0123456789"),
    ("WorkSpaceApplicationOwner", "AMAZON"),
    ("WorkspaceId", "ws-0123456789"),
    ("WorkspaceImageId", "wsi-0123456789"),
    ("WorkspacesPoolId", "wspool-012345678"),
];

/// The names of all operations, sorted.
pub fn operations() -> Vec<String> {
    MODEL["operations"].as_object().unwrap().keys().cloned().collect()
}

/// The errors that an operation models.
pub fn errors(operation: &str) -> Vec<String> {
    let errors = MODEL["operations"][operation]["errors"].as_array();
    errors.into_iter().flatten().map(|error| error["shape"].as_str().unwrap().to_owned()).collect()
}

/// An input with what is required and nothing else.
pub fn minimal(operation: &str) -> Value {
    value(input(operation), false, 0)
}

/// An input with every member.
pub fn full(operation: &str) -> Value {
    value(input(operation), true, 0)
}

/// The shape of an operation's input.
pub fn input(operation: &str) -> &'static str {
    MODEL["operations"][operation]["input"]["shape"].as_str().unwrap()
}

/// A shape of the model.
pub fn shape(name: &str) -> &'static Value {
    &MODEL["shapes"][name]
}

fn value(name: &str, all: bool, depth: usize) -> Value {
    let shape = shape(name);
    let inner = |member: &str| shape[member]["shape"].as_str().unwrap();
    let at_least = shape["min"].as_u64().unwrap_or(0) as usize;
    match shape["type"].as_str().unwrap() {
        "structure" => {
            let required: Vec<&str> = shape["required"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|name| name.as_str().unwrap())
                .collect();
            let mut map = Map::new();
            for (member, reference) in shape["members"].as_object().unwrap() {
                let first = shape["union"] == true && map.is_empty();
                let wanted = if shape["union"] == true { first } else { all && depth < 6 };
                if wanted || required.contains(&member.as_str()) {
                    map.insert(member.clone(), value(reference["shape"].as_str().unwrap(), all, depth + 1));
                }
            }
            Value::Object(map)
        }
        "list" => Value::Array(vec![value(inner("member"), all, depth + 1); at_least.max(1)]),
        "map" => {
            let key = value(inner("key"), all, depth + 1);
            json!({ key.as_str().unwrap(): value(inner("value"), all, depth + 1) })
        }
        "string" => Value::from(text(name, shape, at_least)),
        "integer" => Value::from(at_least.max(1)),
        "boolean" => Value::from(true),
        "timestamp" => Value::from(1_795_251_600),
        "blob" => Value::from("aGVsbG8="),
        other => panic!("the model has a new type, {other}"),
    }
}

fn text(name: &str, shape: &Value, at_least: usize) -> String {
    if let Some(word) = shape["enum"].get(0) {
        return word.as_str().unwrap().to_owned();
    }
    match TEXTS.iter().find(|(known, _)| *known == name) {
        Some((_, text)) => (*text).to_owned(),
        None => "desks".repeat(at_least.div_ceil(5).max(1)),
    }
}
