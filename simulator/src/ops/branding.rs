//! Which branding may be imported, and as what is it shown?
//!
//! The limits are those of the model and its documentation; codes and words are invented.

use serde_json::{Value, json};

use super::text;
use crate::seeded::digest;
use crate::wire::error::ServiceError;

/// The clients that can have branding of their own.
pub const PLATFORMS: &[&str] = &[
    "DeviceTypeWindows",
    "DeviceTypeOsx",
    "DeviceTypeAndroid",
    "DeviceTypeIos",
    "DeviceTypeLinux",
    "DeviceTypeWeb",
];

/// Each logo, and as it is shown; the larger ones are of iOS alone. The model limits the bytes of each.
const LOGOS: [(&str, &str); 3] = [("Logo", "LogoUrl"), ("Logo2x", "Logo2xUrl"), ("Logo3x", "Logo3xUrl")];

/// Bytes of one import, at most.
const IMPORT_BYTES: usize = 6_000_000;

const TAGS: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "br",
    "cite",
    "code",
    "dd",
    "dl",
    "dt",
    "div",
    "em",
    "i",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "u",
    "ul",
];

/// Nothing, or why this may not be imported.
pub fn judge(input: &Value) -> Result<(), ServiceError> {
    let mut bytes = 0;
    let mut any = false;
    for platform in PLATFORMS {
        let asked = &input[*platform];
        if asked.is_null() {
            continue;
        }
        any = true;
        if !asked["SupportEmail"].is_null() && !asked["SupportLink"].is_null() {
            return Err(ServiceError::invalid(format!(
                "SupportEmail and SupportLink are mutually exclusive in {platform}."
            )));
        }
        message(&asked["LoginMessage"])?;
        for (logo, _) in LOGOS {
            if let Some(data) = text(asked, logo) {
                bytes += size(data, logo, platform)?;
            }
        }
    }
    if !any {
        return Err(ServiceError::invalid("At least one platform type is required."));
    }
    if bytes > IMPORT_BYTES {
        return Err(ServiceError::new(
            "ResourceLimitExceededException",
            "You can import up to 6 MB of data with each request.",
        ));
    }
    Ok(())
}

/// What is shown of one platform: texts as they came in, logos as addresses. Nothing is behind those.
pub fn shown(asked: &Value, region: &str, directory: &str, platform: &str) -> Value {
    let mut item = json!({});
    for member in ["SupportEmail", "SupportLink", "ForgotPasswordLink", "LoginMessage"] {
        if !asked[member].is_null() {
            item[member] = asked[member].clone();
        }
    }
    for (logo, url) in LOGOS {
        if let Some(data) = text(asked, logo) {
            let name = format!("{:016x}", digest(0, &[data]));
            let place = format!("https://workspaces-client-branding.s3.{region}.amazonaws.com");
            item[url] = json!(format!("{place}/{directory}/{platform}/{logo}-{name}.png"));
        }
    }
    item
}

/// The bytes of a PNG in base 64.
fn size(data: &str, logo: &str, platform: &str) -> Result<usize, ServiceError> {
    // The first bytes of each PNG.
    if !data.starts_with("iVBORw0KGg") {
        return Err(ServiceError::invalid(format!("{logo} of {platform} is not a PNG image.")));
    }
    Ok(data.trim_end_matches('=').len() * 3 / 4)
}

/// One message, in the one locale, of the tags that are supported.
fn message(messages: &Value) -> Result<(), ServiceError> {
    for (locale, message) in messages.as_object().into_iter().flatten() {
        if locale != "en_US" {
            return Err(ServiceError::invalid("The only locale that LoginMessage supports is en_US."));
        }
        for tag in message.as_str().unwrap_or_default().split('<').skip(1) {
            let name: String =
                tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
            if !TAGS.contains(&name.to_lowercase().as_str()) {
                return Err(ServiceError::invalid(format!(
                    "LoginMessage does not support the tag '{name}'."
                )));
            }
        }
    }
    Ok(())
}
