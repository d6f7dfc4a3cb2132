//! How is a client made? Retries off everywhere: repeats pass by the budget (jobs.md 3).

use std::time::Duration;

use aws_config::BehaviorVersion;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_sdk_workspaces::config::{Credentials as Keys, Region, StalledStreamProtectionConfig};
use domain::ids::Region as RegionName;
use secrecy::ExposeSecret;

use crate::config::Credentials;

/// The longest that one call may take: less than half of a lease (jobs.md 3).
pub(crate) const CALL: Duration = Duration::from_secs(20);
const CONNECT: Duration = Duration::from_secs(5);

/// The SDK's configuration for one scope.
pub(crate) async fn load(
    credentials: &Credentials,
    region: &RegionName,
    endpoint: Option<&str>,
) -> aws_config::SdkConfig {
    let timeouts = TimeoutConfig::builder().connect_timeout(CONNECT).operation_timeout(CALL).build();
    let mut loader = aws_config::defaults(BehaviorVersion::latest())
        .region(Region::new(region.as_str().to_owned()))
        .retry_config(RetryConfig::disabled())
        .timeout_config(timeouts)
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled());
    if let Some(endpoint) = endpoint {
        loader = loader.endpoint_url(endpoint);
    }
    loader = match credentials {
        Credentials::Default | Credentials::Role { .. } => loader,
        Credentials::Profile(name) => loader.profile_name(name),
        Credentials::Keys { id, secret } => {
            loader.credentials_provider(Keys::new(id, secret.expose_secret(), None, None, "deskwarden.toml"))
        }
    };
    let base = loader.load().await;
    let Credentials::Role { arn, external_id } = credentials else {
        return base;
    };
    let mut role = aws_config::sts::AssumeRoleProvider::builder(arn)
        .session_name("deskwarden")
        .region(Region::new(region.as_str().to_owned()))
        .configure(&base);
    if let Some(external_id) = external_id {
        role = role.external_id(external_id);
    }
    let provider = role.build().await;
    base.into_builder()
        .credentials_provider(aws_sdk_workspaces::config::SharedCredentialsProvider::new(provider))
        .build()
}
