//! Which call is an order of a pool, with its parameters as Amazon names them?

use serde_json::{Map, Value, json};

use super::{Changes, Order};
use crate::cli;

impl Order {
    /// AWS's operation, with its parameters as Amazon names them.
    #[must_use]
    pub fn call(&self, id: &str) -> (&'static str, Value) {
        match self {
            Self::Create(new) => {
                let mut parameters = settings(&new.settings);
                parameters.insert("PoolName".to_owned(), json!(new.name));
                if !new.tags.is_empty() {
                    parameters.insert("Tags".to_owned(), cli::tags(&new.tags));
                }
                ("CreateWorkspacesPool", Value::Object(parameters))
            }
            Self::Update(changes) => {
                let mut parameters = settings(changes);
                parameters.insert("PoolId".to_owned(), json!(id));
                ("UpdateWorkspacesPool", Value::Object(parameters))
            }
            Self::Start => ("StartWorkspacesPool", json!({ "PoolId": id })),
            Self::Stop => ("StopWorkspacesPool", json!({ "PoolId": id })),
            Self::Terminate => ("TerminateWorkspacesPool", json!({ "PoolId": id })),
            Self::EndSession { session, .. } => {
                ("TerminateWorkspacesPoolSession", json!({ "SessionId": session }))
            }
        }
    }
}

/// What is not wished for is left out.
fn settings(wish: &Changes) -> Map<String, Value> {
    let kept = |(status, group): &(String, Option<String>)| {
        cli::present([("SettingsGroup", json!(group)), ("Status", json!(status))])
    };
    let timeouts = cli::present([
        ("DisconnectTimeoutInSeconds", json!(wish.disconnect)),
        ("IdleDisconnectTimeoutInSeconds", json!(wish.idle)),
        ("MaxUserDurationInSeconds", json!(wish.longest)),
    ]);
    let timeouts = Some(timeouts).filter(|timeouts| timeouts.as_object().is_some_and(|all| !all.is_empty()));
    let all = cli::present([
        ("ApplicationSettings", json!(wish.application_settings.as_ref().map(kept))),
        ("BundleId", json!(wish.bundle)),
        ("Capacity", json!(wish.desired.map(|desired| json!({ "DesiredUserSessions": desired })))),
        ("Description", json!(wish.description)),
        ("DirectoryId", json!(wish.directory)),
        ("RunningMode", json!(wish.mode)),
        ("TimeoutSettings", json!(timeouts)),
    ]);
    all.as_object().cloned().unwrap_or_default()
}
