//! Which call is an order of a directory, with its parameters as Amazon names them?

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Group, Order, endpoints};

/// Where a setting stands among the parameters of its operation.
fn wire(slug: &str) -> &'static str {
    match slug {
        "maintenance" => "EnableMaintenanceMode",
        "internet_access" => "EnableInternetAccess",
        "local_administrator" => "UserEnabledAsLocalAdministrator",
        "default_ou" => "DefaultOu",
        "custom_security_group" => "CustomSecurityGroupId",
        "instance_role" => "InstanceIamRoleArn",
        "windows" => "DeviceTypeWindows",
        "osx" => "DeviceTypeOsx",
        "linux" => "DeviceTypeLinux",
        "web" => "DeviceTypeWeb",
        "ios" => "DeviceTypeIos",
        "android" => "DeviceTypeAndroid",
        "chrome_os" => "DeviceTypeChromeOs",
        "zero_client" => "DeviceTypeZeroClient",
        "thin_client" => "DeviceTypeWorkSpacesThinClient",
        "restart" => "RestartWorkspace",
        "increase_volume" => "IncreaseVolumeSize",
        "change_compute" => "ChangeComputeType",
        "switch_mode" => "SwitchRunningMode",
        "rebuild" => "RebuildWorkspace",
        "nested_virtualization" => "NestedVirtualization",
        "end_user_advisor" => "EnableEndUserAdvisor",
        "streaming_protocol" => "StreamingExperiencePreferredProtocol",
        "saml" | "certificates" => "Status",
        "saml_url" => "UserAccessUrl",
        "saml_relay" => "RelayStateParameterName",
        "certificate_authority" => "CertificateAuthorityArn",
        // These stand in lists and structures of their own.
        _ => "",
    }
}

impl Order {
    /// AWS's operation, with its parameters as Amazon names them.
    #[must_use]
    pub fn call(&self, id: &str) -> (&'static str, Value) {
        let (group, all, changed) = match self {
            Self::AddGroups(groups) => {
                return ("AssociateIpGroups", json!({ "DirectoryId": id, "GroupIds": groups }));
            }
            Self::DropGroups(groups) => {
                return ("DisassociateIpGroups", json!({ "DirectoryId": id, "GroupIds": groups }));
            }
            Self::Set { group, all, changed } => (*group, all, changed),
        };
        let (operation, member) = match group {
            Group::Creation => ("ModifyWorkspaceCreationProperties", "WorkspaceCreationProperties"),
            Group::Access => ("ModifyWorkspaceAccessProperties", "WorkspaceAccessProperties"),
            Group::SelfService => ("ModifySelfservicePermissions", "SelfservicePermissions"),
            Group::Streaming => ("ModifyStreamingProperties", "StreamingProperties"),
            Group::Saml => ("ModifySamlProperties", "SamlProperties"),
            Group::Certificates => ("ModifyCertificateBasedAuthProperties", "CertificateBasedAuthProperties"),
            Group::Encryption => {
                let parameters =
                    json!({ "DirectoryId": id, "EndpointEncryptionMode": all.get("encryption") });
                return ("ModifyEndpointEncryptionMode", parameters);
            }
        };
        let mut parameters = json!({ "ResourceId": id });
        let members = members(group, all, changed);
        let gone: Vec<_> =
            changed.iter().filter(|slug| !all.contains_key(*slug)).filter_map(|slug| gone(slug)).collect();
        if !gone.is_empty() {
            parameters["PropertiesToDelete"] = json!(gone);
        }
        if !members.is_empty() || gone.is_empty() {
            parameters[member] = Value::Object(members);
        }
        (operation, parameters)
    }
}

/// What AWS calls a property that it can take away.
fn gone(slug: &str) -> Option<&'static str> {
    match slug {
        "saml_url" => Some("SAML_PROPERTIES_USER_ACCESS_URL"),
        "saml_relay" => Some("SAML_PROPERTIES_RELAY_STATE_PARAMETER_NAME"),
        "certificate_authority" => Some("CERTIFICATE_BASED_AUTH_PROPERTIES_CERTIFICATE_AUTHORITY_ARN"),
        _ => None,
    }
}

fn members(group: Group, all: &BTreeMap<String, String>, changed: &[String]) -> Map<String, Value> {
    let has_changed = |slugs: &[&str]| changed.iter().any(|slug| slugs.contains(&slug.as_str()));
    let mut members = Map::new();
    for slug in changed.iter().filter(|slug| !wire(slug).is_empty()) {
        let Some(value) = all.get(slug) else { continue };
        let is_flag = group == Group::Creation && matches!(value.as_str(), "true" | "false");
        members.insert(wire(slug).to_owned(), if is_flag { json!(value == "true") } else { json!(value) });
    }
    if group == Group::Access && has_changed(&["vpc_endpoint", "internet_fallback"]) {
        let ids = all.get("vpc_endpoint").map(|text| endpoints(text)).unwrap_or_default();
        let whole = |id| json!({ "AccessEndpointType": "STREAMING_WSP", "VpcEndpointId": id });
        let mut config = json!({ "AccessEndpoints": Vec::from_iter(ids.into_iter().map(whole)) });
        if let Some(protocol) = all.get("internet_fallback") {
            config["InternetFallbackProtocols"] = json!([protocol]);
        }
        members.insert("AccessEndpointConfig".to_owned(), config);
    }
    if group == Group::Streaming {
        streaming(all, &has_changed, &mut members);
    }
    members
}

fn streaming(
    all: &BTreeMap<String, String>,
    has_changed: &impl Fn(&[&str]) -> bool,
    to: &mut Map<String, Value>,
) {
    let actions = [
        ("CLIPBOARD_COPY_FROM_LOCAL_DEVICE", "clipboard_in", "clipboard_in_length"),
        ("CLIPBOARD_COPY_TO_LOCAL_DEVICE", "clipboard_out", "clipboard_out_length"),
        ("PRINTING_TO_LOCAL_DEVICE", "printing", ""),
        ("SMART_CARD", "smart_card", ""),
    ];
    // The list is replaced as a whole, so what stays is in it too.
    if actions.iter().any(|(_, slug, length)| has_changed(&[slug, length])) {
        let settings = actions.iter().filter_map(|(action, slug, length)| {
            let mut setting = json!({ "Action": action, "Permission": all.get(*slug)? });
            if let Some(length) = all.get(*length).and_then(|length| length.parse::<i32>().ok()) {
                setting["MaximumLength"] = json!(length);
            }
            Some(setting)
        });
        to.insert("UserSettings".to_owned(), settings.collect());
    }
    if let Some(status) = all.get("home_folder").filter(|_| has_changed(&["home_folder"])) {
        let connector = json!([{ "ConnectorType": "HOME_FOLDER", "Status": status }]);
        to.insert("StorageConnectors".to_owned(), connector);
    }
    let asked = has_changed(&["accelerator", "accelerator_protocol"]);
    if let Some(mode) = all.get("accelerator").filter(|_| asked) {
        let mut accelerator = json!({ "Mode": mode });
        if let Some(protocol) = all.get("accelerator_protocol") {
            accelerator["PreferredProtocol"] = json!(protocol);
        }
        to.insert("GlobalAccelerator".to_owned(), accelerator);
    }
}
