//! Whose call is this, and of which region?
//!
//! What is read is the credential scope, whatever the signature is worth: `sigv4.rs` judges that.

use axum::http::HeaderMap;

use crate::estate::accounts::accounts;

/// Who calls, as far as the simulator cares.
#[derive(Debug, Clone, PartialEq)]
pub struct Caller {
    /// Twelve digits.
    pub account: String,
    /// From the credential scope.
    pub region: String,
    /// Whether the keys came from AssumeRole.
    pub assumed: bool,
}

/// Reads `Credential=KEY/DATE/REGION/SERVICE/aws4_request`; `None` when the call is not signed.
pub fn caller(headers: &HeaderMap) -> Option<Caller> {
    let header = headers.get("authorization")?.to_str().ok()?;
    let (_, credential) = header.split_once("Credential=")?;
    let credential = credential.split([',', ' ']).next()?;
    let mut parts = credential.split('/');
    let key = parts.next()?;
    let region = parts.nth(1)?;
    let assumed = key.strip_prefix("ASIA").filter(|rest| is_account(rest));
    let account = match assumed {
        Some(account) => account,
        None if is_account(key) => key,
        None => accounts()[0].id,
    };
    Some(Caller { account: account.to_owned(), region: region.to_owned(), assumed: assumed.is_some() })
}

/// Twelve digits.
pub fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}
