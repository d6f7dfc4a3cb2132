//! The key service: how is this key? DescribeKey alone, in JSON 1.1.
//!
//! Judged by hand from KMS's API reference, since the model is that of WorkSpaces alone. The words of NotFoundException
//! are those that users report; that a key of another account is AccessDeniedException is supposed.

use serde_json::{Value, json};

use super::auth::Caller;
use super::error::ServiceError;
use super::service::Outcome;
use crate::world::World;
use crate::world::keys::Key;

/// What `x-amz-target` begins with.
pub const TARGET: &str = "TrentService";

/// Characters of a key's name, at most.
const LONGEST: usize = 2048;

/// DescribeKey.
///
/// # Errors
/// NotFoundException for a key that the account does not have in the region.
pub fn execute(world: &mut World, operation: &str, input: &Value, who: &Caller) -> Outcome {
    if operation != "DescribeKey" {
        return Err(ServiceError::unknown_operation());
    }
    let name = match &input["KeyId"] {
        Value::String(name) if (1..=LONGEST).contains(&name.chars().count()) => name.as_str(),
        Value::String(_) => return Err(wrong("Member must have length between 1 and 2048, inclusive")),
        Value::Null => return Err(wrong("Member must not be null")),
        _ => return Err(ServiceError::new("SerializationException", "KeyId is not a string.")),
    };
    let name = match name.strip_prefix("arn:") {
        Some(rest) => part(rest, who)?,
        None => name,
    };
    let scope = world.scope_of(&who.account, &who.region);
    let found = world.scope(scope).key(name);
    found.map(|key| json!({ "KeyMetadata": metadata(key, who) })).ok_or_else(|| missing(name, who))
}

/// The end of an ARN that lies in this account and region.
fn part<'a>(rest: &'a str, who: &Caller) -> Result<&'a str, ServiceError> {
    let parts: Vec<&str> = rest.splitn(5, ':').collect();
    match parts.as_slice() {
        [_, "kms", region, _, _] if *region != who.region => Err(not_found(format!("Invalid arn {region}"))),
        [_, "kms", _, account, _] if *account != who.account => {
            Err(ServiceError::denied("kms:DescribeKey", &who.account))
        }
        [_, "kms", _, _, name] => Ok(name),
        _ => Err(ServiceError::new("InvalidArnException", format!("arn:{rest} is not a valid ARN"))),
    }
}

fn metadata(key: &Key, who: &Caller) -> Value {
    json!({
        "AWSAccountId": who.account,
        "KeyId": key.id,
        "Arn": key.arn(&who.account, &who.region),
        "CreationDate": key.created as f64 / 1000.0,
        "Enabled": key.state == "Enabled",
        "Description": "",
        "KeyUsage": "ENCRYPT_DECRYPT",
        "KeyState": key.state,
        "Origin": "AWS_KMS",
        "KeyManager": if key.is_amazons() { "AWS" } else { "CUSTOMER" },
        "KeySpec": "SYMMETRIC_DEFAULT",
        "CustomerMasterKeySpec": "SYMMETRIC_DEFAULT",
        "EncryptionAlgorithms": ["SYMMETRIC_DEFAULT"],
        "MultiRegion": false,
    })
}

fn missing(name: &str, who: &Caller) -> ServiceError {
    let place = format!("arn:aws:kms:{}:{}", who.region, who.account);
    let key = name.strip_prefix("key/").unwrap_or(name);
    let is_id = key.len() == 36 && key.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    not_found(match name {
        _ if name.starts_with("alias/") => format!("Alias {place}:{name} is not found."),
        _ if is_id => format!("Key '{place}:key/{key}' does not exist"),
        _ => format!("Invalid keyId '{name}'"),
    })
}

fn not_found(message: String) -> ServiceError {
    ServiceError::new("NotFoundException", message)
}

fn wrong(why: &str) -> ServiceError {
    let message =
        format!("1 validation error detected: Value at 'keyId' failed to satisfy constraint: {why}");
    ServiceError::new("ValidationException", message)
}
