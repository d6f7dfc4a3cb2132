//! A message as Slack, and what understands the same, takes it.

use secrecy::SecretString;
use serde_json::json;

use super::{Message, Refused, post, words};

/// Posts the message's text.
pub(super) async fn send(url: &SecretString, message: &Message, link: Option<&str>) -> Result<(), Refused> {
    // Slack reads these three as markup, and asks for them to be written so.
    let text = words::text(message, link).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    post::post(url, &[], json!({ "text": text }).to_string()).await
}
