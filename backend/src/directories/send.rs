//! The calls that change a directory: one for each group of settings, and two for its IP access control groups.

use std::collections::BTreeMap;

use aws_sdk_workspaces::operation::RequestId;
use aws_sdk_workspaces::types;
use aws_sdk_workspaces::types::UserSettingActionEnum as Act;
use domain::directories::{Group, Order, endpoints};

use super::aws::BEYOND;
use crate::gateway::{AwsFault, Gateway, beyond};
use crate::jobs::Answer;

/// The SDK's builders fail only when a required member is missing; here all of them are set.
const SET: &str = "all required members are set";

/// Asks for an order.
pub(crate) async fn send(
    gateway: &Gateway,
    id: &str,
    order: &Order,
) -> Result<(Answer, Option<String>), AwsFault> {
    let request_id = match order {
        Order::Set { group, all, changed } => set(gateway, id, *group, &Wished { all, changed }).await?,
        Order::AddGroups(groups) => {
            let ask = |client: &aws_sdk_workspaces::Client| {
                client.associate_ip_groups().directory_id(id).set_group_ids(Some(groups.clone())).send()
            };
            gateway.change(ask).await?.request_id().map(str::to_owned)
        }
        Order::DropGroups(groups) => {
            let ask = |client: &aws_sdk_workspaces::Client| {
                client.disassociate_ip_groups().directory_id(id).set_group_ids(Some(groups.clone())).send()
            };
            gateway.change(ask).await?.request_id().map(str::to_owned)
        }
    };
    Ok((Answer::Accepted(None), request_id))
}

/// A group as it would be, and what of it changes.
struct Wished<'a> {
    all: &'a BTreeMap<String, String>,
    changed: &'a [String],
}

impl Wished<'_> {
    fn has_changed(&self, slugs: &[&str]) -> bool {
        self.changed.iter().any(|slug| slugs.contains(&slug.as_str()))
    }

    fn now(&self, slug: &str) -> Option<&str> {
        self.all.get(slug).map(String::as_str)
    }

    /// The value, when it changes: what stays is not sent.
    fn other(&self, slug: &str) -> Option<&str> {
        self.now(slug).filter(|_| self.has_changed(&[slug]))
    }

    fn text(&self, slug: &str) -> Option<String> {
        self.other(slug).map(str::to_owned)
    }

    fn flag(&self, slug: &str) -> Option<bool> {
        self.other(slug).map(|value| value == "true")
    }

    fn is_gone(&self, slug: &str) -> bool {
        self.now(slug).is_none() && self.has_changed(&[slug])
    }
}

async fn set(
    gateway: &Gateway,
    id: &str,
    group: Group,
    wished: &Wished<'_>,
) -> Result<Option<String>, AwsFault> {
    type Client = aws_sdk_workspaces::Client;
    // Each operation has its own request type, so the calls differ in names only.
    macro_rules! ask {
        ($operation:ident, $set:ident, $value:expr) => {{
            let value = $value;
            let ask = |client: &Client| client.$operation().resource_id(id).$set(value.clone()).send();
            gateway.change(ask).await?.request_id().map(str::to_owned)
        }};
    }
    Ok(match group {
        Group::Creation => {
            ask!(modify_workspace_creation_properties, workspace_creation_properties, creation(wished))
        }
        Group::Access => {
            ask!(modify_workspace_access_properties, workspace_access_properties, access(wished))
        }
        Group::SelfService => {
            let (permissions, more) = (self_service(wished), beyond_the_sdk(wished));
            let ask = |client: &Client| {
                let ask = client.modify_selfservice_permissions().resource_id(id);
                let ask = ask.selfservice_permissions(permissions.clone()).customize();
                let more = more.clone();
                ask.map_request(move |request| beyond::with(request, "SelfservicePermissions", &more)).send()
            };
            gateway.change(ask).await?.request_id().map(str::to_owned)
        }
        Group::Streaming => ask!(modify_streaming_properties, streaming_properties, streaming(wished)),
        Group::Saml => {
            let gone = saml_gone(wished);
            let properties = saml(wished);
            let ask = |client: &Client| {
                let ask = client.modify_saml_properties().resource_id(id);
                ask.set_saml_properties(properties.clone()).set_properties_to_delete(gone.clone()).send()
            };
            gateway.change(ask).await?.request_id().map(str::to_owned)
        }
        Group::Certificates => {
            let gone = wished.is_gone("certificate_authority").then(|| {
                vec![types::DeletableCertificateBasedAuthProperty::CertificateBasedAuthPropertiesCertificateAuthorityArn]
            });
            let properties = certificates(wished);
            let ask = |client: &Client| {
                let ask = client.modify_certificate_based_auth_properties().resource_id(id);
                let ask = ask.set_certificate_based_auth_properties(properties.clone());
                ask.set_properties_to_delete(gone.clone()).send()
            };
            gateway.change(ask).await?.request_id().map(str::to_owned)
        }
        Group::Encryption => {
            let mode = wished.now("encryption").map(types::EndpointEncryptionMode::from);
            let ask = |client: &Client| {
                let ask = client.modify_endpoint_encryption_mode().directory_id(id);
                ask.set_endpoint_encryption_mode(mode.clone()).send()
            };
            gateway.change(ask).await?.request_id().map(str::to_owned)
        }
    })
}

fn creation(wished: &Wished<'_>) -> types::WorkspaceCreationProperties {
    types::WorkspaceCreationProperties::builder()
        .set_enable_maintenance_mode(wished.flag("maintenance"))
        .set_enable_internet_access(wished.flag("internet_access"))
        .set_user_enabled_as_local_administrator(wished.flag("local_administrator"))
        .set_default_ou(wished.text("default_ou"))
        .set_custom_security_group_id(wished.text("custom_security_group"))
        .set_instance_iam_role_arn(wished.text("instance_role"))
        .build()
}

fn access(wished: &Wished<'_>) -> types::WorkspaceAccessProperties {
    let device = |slug: &str| wished.other(slug).map(types::AccessPropertyValue::from);
    // The model has one type of endpoint, and says of no number of them that it is too many.
    let endpoint = |id: &str| {
        let kind = types::AccessEndpointType::StreamingWsp;
        types::AccessEndpoint::builder().access_endpoint_type(kind).vpc_endpoint_id(id).build()
    };
    // Both go together; an empty list takes them away.
    let config = wished.has_changed(&["vpc_endpoint", "internet_fallback"]).then(|| {
        let fallback =
            wished.now("internet_fallback").map(|wire| vec![types::InternetFallbackProtocol::from(wire)]);
        let ids = endpoints(wished.now("vpc_endpoint").unwrap_or_default());
        let all = ids.into_iter().map(endpoint).collect();
        let config = types::AccessEndpointConfig::builder().set_access_endpoints(Some(all));
        config.set_internet_fallback_protocols(fallback).build().expect(SET)
    });
    types::WorkspaceAccessProperties::builder()
        .set_device_type_windows(device("windows"))
        .set_device_type_osx(device("osx"))
        .set_device_type_linux(device("linux"))
        .set_device_type_web(device("web"))
        .set_device_type_ios(device("ios"))
        .set_device_type_android(device("android"))
        .set_device_type_chrome_os(device("chrome_os"))
        .set_device_type_zero_client(device("zero_client"))
        .set_device_type_work_spaces_thin_client(device("thin_client"))
        .set_access_endpoint_config(config)
        .build()
}

fn self_service(wished: &Wished<'_>) -> types::SelfservicePermissions {
    let may = |slug: &str| wished.other(slug).map(types::ReconnectEnum::from);
    types::SelfservicePermissions::builder()
        .set_restart_workspace(may("restart"))
        .set_increase_volume_size(may("increase_volume"))
        .set_change_compute_type(may("change_compute"))
        .set_switch_running_mode(may("switch_mode"))
        .set_rebuild_workspace(may("rebuild"))
        .build()
}

/// The permissions that the SDK does not know.
fn beyond_the_sdk(wished: &Wished<'_>) -> BTreeMap<&'static str, String> {
    let all = BEYOND.iter().filter_map(|(slug, member)| Some((*member, wished.text(slug)?)));
    all.collect()
}

fn streaming(wished: &Wished<'_>) -> types::StreamingProperties {
    let actions = [
        (Act::ClipboardCopyFromLocalDevice, "clipboard_in", Some("clipboard_in_length")),
        (Act::ClipboardCopyToLocalDevice, "clipboard_out", Some("clipboard_out_length")),
        (Act::PrintingToLocalDevice, "printing", None),
        (Act::SmartCard, "smart_card", None),
    ];
    let slugs = [
        "clipboard_in",
        "clipboard_in_length",
        "clipboard_out",
        "clipboard_out_length",
        "printing",
        "smart_card",
    ];
    // The list is replaced as a whole, so what stays is in it too.
    let settings = wished.has_changed(&slugs).then(|| {
        let setting = |(action, slug, length): (Act, &str, Option<&str>)| {
            let permission = types::UserSettingPermissionEnum::from(wished.now(slug)?);
            let length = length.and_then(|slug| wished.now(slug)?.parse().ok());
            let setting = types::UserSetting::builder().action(action).permission(permission);
            Some(setting.set_maximum_length(length).build().expect(SET))
        };
        actions.into_iter().filter_map(setting).collect()
    });
    let connectors = wished.other("home_folder").map(|status| {
        let kind = types::StorageConnectorTypeEnum::HomeFolder;
        let connector = types::StorageConnector::builder().connector_type(kind);
        vec![connector.status(types::StorageConnectorStatusEnum::from(status)).build().expect(SET)]
    });
    let accelerator =
        wished.now("accelerator").filter(|_| wished.has_changed(&["accelerator", "accelerator_protocol"]));
    let accelerator = accelerator.map(|mode| {
        let protocol = wished.now("accelerator_protocol").map(types::AgaPreferredProtocolForDirectory::from);
        let accelerator = types::GlobalAcceleratorForDirectory::builder().mode(mode.into());
        accelerator.set_preferred_protocol(protocol).build().expect(SET)
    });
    let protocol =
        wished.other("streaming_protocol").map(types::StreamingExperiencePreferredProtocolEnum::from);
    types::StreamingProperties::builder()
        .set_streaming_experience_preferred_protocol(protocol)
        .set_user_settings(settings)
        .set_storage_connectors(connectors)
        .set_global_accelerator(accelerator)
        .build()
}

fn saml(wished: &Wished<'_>) -> Option<types::SamlProperties> {
    let sets = ["saml", "saml_url", "saml_relay"].iter().any(|slug| wished.other(slug).is_some());
    sets.then(|| {
        types::SamlProperties::builder()
            .set_status(wished.other("saml").map(types::SamlStatusEnum::from))
            .set_user_access_url(wished.text("saml_url"))
            .set_relay_state_parameter_name(wished.text("saml_relay"))
            .build()
    })
}

fn saml_gone(wished: &Wished<'_>) -> Option<Vec<types::DeletableSamlProperty>> {
    let url = wished.is_gone("saml_url").then_some(types::DeletableSamlProperty::SamlPropertiesUserAccessUrl);
    let relay = wished
        .is_gone("saml_relay")
        .then_some(types::DeletableSamlProperty::SamlPropertiesRelayStateParameterName);
    Some(url.into_iter().chain(relay).collect::<Vec<_>>()).filter(|gone| !gone.is_empty())
}

fn certificates(wished: &Wished<'_>) -> Option<types::CertificateBasedAuthProperties> {
    let sets = ["certificates", "certificate_authority"].iter().any(|slug| wished.other(slug).is_some());
    sets.then(|| {
        types::CertificateBasedAuthProperties::builder()
            .set_status(wished.other("certificates").map(types::CertificateBasedAuthStatusEnum::from))
            .set_certificate_authority_arn(wished.text("certificate_authority"))
            .build()
    })
}
