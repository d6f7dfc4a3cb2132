//! What AWS says of directories.

use std::collections::BTreeMap;

use aws_sdk_workspaces::types;
use domain::directories::{Directory, endpoints_text};
use serde_json::Value;

use crate::gateway::beyond::Raw;
use crate::gateway::{AwsFault, Gateway, Priority};
use crate::resource::{Fact, next};

pub(crate) use super::send::send;

/// Self-service permissions that the SDK does not know: our name, and the service's.
pub(super) const BEYOND: [(&str, &str); 2] =
    [("nested_virtualization", "NestedVirtualization"), ("end_user_advisor", "EnableEndUserAdvisor")];

/// All directories registered with WorkSpaces, or one by its id.
pub(crate) async fn fetch(gateway: &Gateway, id: Option<&str>) -> Result<Vec<Fact>, AwsFault> {
    let ids = id.map(|id| vec![id.to_owned()]);
    let (mut all, mut token) = (Vec::new(), None);
    loop {
        let raw = Raw::default();
        let ask = |client: &aws_sdk_workspaces::Client| {
            let ask = client.describe_workspace_directories().set_directory_ids(ids.clone());
            ask.set_next_token(token.clone()).customize().interceptor(raw.clone()).send()
        };
        let answer = gateway.read(Priority::Sweep, ask).await?;
        let raw = raw.take();
        let items = answer.directories().iter().enumerate();
        all.extend(items.map(|(at, item)| fact(item, &raw["Directories"][at])));
        token = next(answer.next_token());
        if token.is_none() {
            return Ok(all);
        }
    }
}

/// A directory as the SDK reads it, and as it came.
fn fact(item: &types::WorkspaceDirectory, raw: &Value) -> Fact {
    let id = item.directory_id().unwrap_or_default();
    let name = item.workspace_directory_name().or(item.directory_name()).or(item.alias());
    Fact {
        id: id.to_owned(),
        name: name.unwrap_or(id).to_owned(),
        state: item.state().map_or("", |state| state.as_str()).to_owned(),
        directory: id.to_owned(),
        item: serde_json::json!(directory(item, raw)),
    }
}

fn directory(item: &types::WorkspaceDirectory, raw: &Value) -> Directory {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    Directory {
        kind: text(item.directory_type().map(|kind| kind.as_str())),
        workspace_type: text(item.workspace_type().map(|kind| kind.as_str())),
        registration_code: text(item.registration_code()),
        alias: text(item.alias()),
        description: text(item.workspace_directory_description()),
        subnets: item.subnet_ids().to_vec(),
        dns: item.dns_ip_addresses().iter().chain(item.dns_ipv6_addresses()).cloned().collect(),
        user: text(item.customer_user_name()),
        identity_type: text(item.user_identity_type().map(|kind| kind.as_str())),
        iam_role: text(item.iam_role_id()),
        security_group: text(item.workspace_security_group_id()),
        tenancy: text(item.tenancy().map(|tenancy| tenancy.as_str())),
        entra_tenant: text(item.microsoft_entra_config().and_then(|config| config.tenant_id())),
        identity_center: text(item.idc_config().and_then(|config| config.instance_arn())),
        domain: text(item.active_directory_config().map(|config| config.domain_name())),
        error: text(item.error_message()),
        ip_groups: item.ip_group_ids().to_vec(),
        settings: settings(item, raw),
    }
}

/// What is set, by the slugs of the one table (`domain/src/directories/settings.rs`).
fn settings(item: &types::WorkspaceDirectory, raw: &Value) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let mut put = |slug: &str, value: Option<String>| {
        all.extend(value.map(|value| (slug.to_owned(), value)));
    };
    let own = |text: Option<&str>| text.map(str::to_owned);
    if let Some(creation) = item.workspace_creation_properties() {
        put("maintenance", creation.enable_maintenance_mode().map(|on| on.to_string()));
        put("internet_access", creation.enable_internet_access().map(|on| on.to_string()));
        put("local_administrator", creation.user_enabled_as_local_administrator().map(|on| on.to_string()));
        put("default_ou", own(creation.default_ou()));
        put("custom_security_group", own(creation.custom_security_group_id()));
        put("instance_role", own(creation.instance_iam_role_arn()));
    }
    if let Some(access) = item.workspace_access_properties() {
        let devices = [
            ("windows", access.device_type_windows()),
            ("osx", access.device_type_osx()),
            ("linux", access.device_type_linux()),
            ("web", access.device_type_web()),
            ("ios", access.device_type_ios()),
            ("android", access.device_type_android()),
            ("chrome_os", access.device_type_chrome_os()),
            ("zero_client", access.device_type_zero_client()),
            ("thin_client", access.device_type_work_spaces_thin_client()),
        ];
        for (slug, value) in devices {
            put(slug, value.map(|value| value.as_str().to_owned()));
        }
        if let Some(config) = access.access_endpoint_config() {
            let ids: Vec<_> =
                config.access_endpoints().iter().filter_map(|one| one.vpc_endpoint_id()).collect();
            put("vpc_endpoint", Some(endpoints_text(&ids.join(" "))).filter(|ids| !ids.is_empty()));
            let fallback = config.internet_fallback_protocols().first();
            put("internet_fallback", fallback.map(|protocol| protocol.as_str().to_owned()));
        }
    }
    if let Some(may) = item.selfservice_permissions() {
        let permissions = [
            ("restart", may.restart_workspace()),
            ("increase_volume", may.increase_volume_size()),
            ("change_compute", may.change_compute_type()),
            ("switch_mode", may.switch_running_mode()),
            ("rebuild", may.rebuild_workspace()),
        ];
        for (slug, value) in permissions {
            put(slug, value.map(|value| value.as_str().to_owned()));
        }
    }
    for (slug, member) in BEYOND {
        put(slug, own(raw["SelfservicePermissions"][member].as_str()));
    }
    if let Some(streaming) = item.streaming_properties() {
        let protocol = streaming.streaming_experience_preferred_protocol();
        put("streaming_protocol", protocol.map(|protocol| protocol.as_str().to_owned()));
        for setting in streaming.user_settings() {
            let (slug, length) = match setting.action().as_str() {
                "CLIPBOARD_COPY_FROM_LOCAL_DEVICE" => ("clipboard_in", Some("clipboard_in_length")),
                "CLIPBOARD_COPY_TO_LOCAL_DEVICE" => ("clipboard_out", Some("clipboard_out_length")),
                "PRINTING_TO_LOCAL_DEVICE" => ("printing", None),
                "SMART_CARD" => ("smart_card", None),
                _ => continue,
            };
            put(slug, Some(setting.permission().as_str().to_owned()));
            if let Some(length) = length {
                put(length, setting.maximum_length().map(|length| length.to_string()));
            }
        }
        let folder = streaming.storage_connectors().first();
        put("home_folder", folder.map(|connector| connector.status().as_str().to_owned()));
        if let Some(accelerator) = streaming.global_accelerator() {
            put("accelerator", Some(accelerator.mode().as_str().to_owned()));
            let protocol = accelerator.preferred_protocol();
            put("accelerator_protocol", protocol.map(|protocol| protocol.as_str().to_owned()));
        }
    }
    if let Some(saml) = item.saml_properties() {
        put("saml", saml.status().map(|status| status.as_str().to_owned()));
        put("saml_url", own(saml.user_access_url()));
        put("saml_relay", own(saml.relay_state_parameter_name()));
    }
    if let Some(certificates) = item.certificate_based_auth_properties() {
        put("certificates", certificates.status().map(|status| status.as_str().to_owned()));
        put("certificate_authority", own(certificates.certificate_authority_arn()));
    }
    put("encryption", item.endpoint_encryption_mode().map(|mode| mode.as_str().to_owned()));
    all
}
