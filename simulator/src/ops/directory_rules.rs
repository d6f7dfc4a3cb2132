//! Which settings of a directory go together?
//!
//! That certificates need SAML is Amazon's; the codes and all words are invented.

use serde_json::Value;

use super::{text, texts};
use crate::wire::error::ServiceError;

type Fits = Result<(), ServiceError>;

fn unsupported(words: &str) -> ServiceError {
    ServiceError::new("OperationNotSupportedException", words)
}

fn combined(words: &str) -> ServiceError {
    ServiceError::new("InvalidParameterCombinationException", words)
}

/// Certificates prove who signed in with SAML, and come from somewhere.
pub fn certificates_fit(setting: &Value, saml: &Value) -> Fits {
    if setting["Status"] != "ENABLED" {
        return Ok(());
    }
    if setting["CertificateAuthorityArn"].is_null() {
        return Err(ServiceError::invalid(
            "CertificateAuthorityArn is required to enable certificate-based authentication.",
        ));
    }
    if saml["Status"] == "DISABLED" {
        return Err(unsupported("Certificate-based authentication requires SAML 2.0 authentication."));
    }
    Ok(())
}

/// SAML needs a place to sign in, and stays while certificates need it.
pub fn saml_fits(setting: &Value, certificates: &Value) -> Fits {
    match (setting["Status"] == "DISABLED", setting["UserAccessUrl"].is_null()) {
        (false, true) => {
            Err(ServiceError::invalid("UserAccessUrl is required to enable SAML 2.0 authentication."))
        }
        (true, _) if certificates["Status"] == "ENABLED" => Err(unsupported(
            "Disable certificate-based authentication before you disable SAML 2.0 authentication.",
        )),
        _ => Ok(()),
    }
}

/// Each action once; a length is that of a clipboard.
pub fn streaming_fits(asked: &Value) -> Fits {
    let settings = asked["UserSettings"].as_array().map(Vec::as_slice).unwrap_or_default();
    for (at, setting) in settings.iter().enumerate() {
        let action = text(setting, "Action").unwrap_or_default();
        if settings[..at].iter().any(|before| before["Action"] == action) {
            return Err(ServiceError::invalid(format!("UserSettings holds the action {action} twice.")));
        }
        let clipboard = action.starts_with("CLIPBOARD") && setting["Permission"] == "ENABLED";
        if !setting["MaximumLength"].is_null() && !clipboard {
            return Err(ServiceError::invalid(
                "MaximumLength is only applicable to clipboard actions that are enabled.",
            ));
        }
    }
    let accelerator = &asked["GlobalAccelerator"];
    if accelerator["Mode"] == "DISABLED" && !accelerator["PreferredProtocol"].is_null() {
        return Err(ServiceError::invalid(
            "PreferredProtocol is not applicable when Global Accelerator is disabled.",
        ));
    }
    Ok(())
}

/// VPC endpoints, each once (invented: the model gives no number); falling back to the internet needs one to fall back from.
pub fn endpoints_fit(config: &Value) -> Fits {
    let Some(endpoints) = config["AccessEndpoints"].as_array() else {
        return Ok(());
    };
    if endpoints.is_empty() && !texts(config, "InternetFallbackProtocols").is_empty() {
        return Err(combined("InternetFallbackProtocols cannot be used without AccessEndpoints."));
    }
    let whole = |endpoint: &Value| {
        endpoint["AccessEndpointType"].is_string()
            && text(endpoint, "VpcEndpointId").is_some_and(|id| id.starts_with("vpce-"))
    };
    if !endpoints.iter().all(whole) {
        return Err(ServiceError::invalid(
            "Each access endpoint must have an AccessEndpointType and the VpcEndpointId of a VPC endpoint.",
        ));
    }
    let twice = |(at, one): (usize, &Value)| endpoints[..at].contains(one);
    if endpoints.iter().enumerate().any(twice) {
        return Err(combined("Each access endpoint can be used once."));
    }
    Ok(())
}

/// `OU=value,DC=value,DC=value`, with two or more DCs, as the model's documentation has it.
pub fn unit_fits(unit: &str) -> Fits {
    let unescaped = unit.replace("\\,", " ");
    let parts: Vec<(&str, &str)> =
        unescaped.split(',').map(|part| part.trim().split_once('=').unwrap_or_default()).collect();
    let is =
        |(key, value): &(&str, &str), wanted: &str| key.eq_ignore_ascii_case(wanted) && !value.is_empty();
    let domains = parts.iter().rev().take_while(|part| is(part, "DC")).count();
    let (units, _) = parts.split_at(parts.len() - domains);
    if domains < 2 || units.is_empty() || !units.iter().all(|part| is(part, "OU")) {
        return Err(ServiceError::invalid(
            "DefaultOu must be in the form \"OU=value,DC=value,DC=value\", with two or more domain components.",
        ));
    }
    Ok(())
}
