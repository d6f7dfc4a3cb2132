//! The token service: who am I, and may I be somebody else? Form in, XML out.

use serde_json::{Map, Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::auth::{Caller, is_account};
use super::door::Protocol;
use super::error::ServiceError;
use super::rate::Service;
use super::service::{Outcome, Read};
use crate::clock::Clock;
use crate::estate::accounts::accounts;

/// How long a session lasts, in milliseconds by the wall: the caller judges it by its own clock.
const SESSION_MS: i64 = 3_600_000;

/// The secret of every assumed role.
pub const SECRET: &str = "simulated";

/// The token that goes with the keys of a role assumed in this account.
pub fn session_token(account: &str) -> String {
    format!("simulated-{account}")
}

/// Reads `Action=AssumeRole&RoleArn=…`.
pub fn read(form: &[u8]) -> Read {
    let mut input = Map::new();
    for (name, value) in form_urlencoded::parse(form) {
        input.insert(name.into_owned(), Value::from(value.into_owned()));
    }
    let operation = input.get("Action").and_then(Value::as_str).unwrap_or_default().to_owned();
    Read { protocol: Protocol::Query, service: Service::Sts, operation, input: Ok(Value::Object(input)) }
}

/// GetCallerIdentity or AssumeRole.
///
/// # Errors
/// AccessDenied for a role of an account outside the estate, or whose name begins with `denied`.
pub fn execute(operation: &str, input: &Value, who: &Caller) -> Outcome {
    match operation {
        "GetCallerIdentity" => Ok(identity(who)),
        "AssumeRole" => assume(input),
        _ => Err(ServiceError::new(
            "InvalidAction",
            format!("Could not find operation {operation} for version 2011-06-15"),
        )),
    }
}

fn identity(who: &Caller) -> Value {
    let account = &who.account;
    let (arn, id) = if who.assumed {
        (
            format!("arn:aws:sts::{account}:assumed-role/deskwarden/deskwarden"),
            format!("AROA{account}:deskwarden"),
        )
    } else {
        (format!("arn:aws:iam::{account}:user/deskwarden"), format!("AIDA{account}"))
    };
    json!({ "Arn": arn, "UserId": id, "Account": account })
}

fn assume(input: &Value) -> Outcome {
    let arn = input["RoleArn"].as_str().unwrap_or_default();
    let session = input["RoleSessionName"].as_str().unwrap_or_default();
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    let role = match parts.as_slice() {
        ["arn", _, "iam", "", account, role] if is_account(account) => {
            role.strip_prefix("role/").map(|role| (*account, role))
        }
        _ => None,
    };
    let Some((account, role)) = role.filter(|_| !session.is_empty()) else {
        return Err(ServiceError::new(
            "ValidationError",
            format!("RoleArn {arn:?} with RoleSessionName {session:?} is invalid"),
        ));
    };
    let name = role.rsplit('/').next().unwrap_or(role);
    if name.starts_with("denied") || !accounts().iter().any(|known| known.id == account) {
        return Err(denied_role(arn));
    }
    let ends = OffsetDateTime::from_unix_timestamp((Clock::wall_ms() + SESSION_MS) / 1000)
        .ok()
        .and_then(|ends| ends.format(&Rfc3339).ok())
        .unwrap_or_default();
    Ok(json!({
        "Credentials": {
            "AccessKeyId": format!("ASIA{account}"),
            "SecretAccessKey": SECRET,
            "SessionToken": session_token(account),
            "Expiration": ends,
        },
        "AssumedRoleUser": {
            "AssumedRoleId": format!("AROA{account}:{session}"),
            "Arn": format!("arn:aws:sts::{account}:assumed-role/{name}/{session}"),
        },
    }))
}

fn denied_role(arn: &str) -> ServiceError {
    ServiceError {
        code: "AccessDenied".into(),
        message: format!("The caller is not authorized to perform: sts:AssumeRole on {arn}"),
        status: 403,
    }
}

/// What a policy forbids.
pub fn denied(operation: &str) -> ServiceError {
    ServiceError {
        code: "AccessDenied".into(),
        message: format!("The caller is not authorized to perform: sts:{operation}"),
        status: 403,
    }
}

/// The answer as XML.
pub fn write(operation: &str, outcome: Outcome, request_id: &str) -> String {
    match outcome {
        Ok(result) => format!(
            "<{operation}Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\
             <{operation}Result>{}</{operation}Result>\
             <ResponseMetadata><RequestId>{request_id}</RequestId></ResponseMetadata>\
             </{operation}Response>",
            elements(&result)
        ),
        Err(error) => format!(
            "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error>\
             <Type>Sender</Type><Code>{}</Code><Message>{}</Message></Error>\
             <RequestId>{request_id}</RequestId></ErrorResponse>",
            escape(&error.code),
            escape(&error.message)
        ),
    }
}

fn elements(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            map.iter().map(|(name, inner)| format!("<{name}>{}</{name}>", elements(inner))).collect()
        }
        Value::String(text) => escape(text),
        other => escape(&other.to_string()),
    }
}

/// What XML 1.0 can't hold at all becomes a question mark.
fn escape(text: &str) -> String {
    let held = |letter: char| {
        let control = letter < ' ' && !matches!(letter, '\t' | '\n' | '\r');
        if control || matches!(letter, '\u{FFFE}' | '\u{FFFF}') { '?' } else { letter }
    };
    let text: String = text.chars().map(held).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
