//! The settings of a directory: each is written, and read back.

use serde_json::{Value, json};

use super::directory_rules::{certificates_fit, endpoints_fit, saml_fits, streaming_fits, unit_fits};
use super::{Answer, Call, directories, text, texts};
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::resource::Kind;

/// ModifyCertificateBasedAuthProperties
pub fn certificates(world: &mut World, call: &Call<'_>) -> Answer {
    let member = "CertificateBasedAuthProperties";
    let (id, mut setting) = setting(world, call, "ResourceId", member)?;
    let gone = texts(call.input, "PropertiesToDelete");
    something(call.input, member)?;
    if !gone.is_empty() {
        clear(&mut setting, "CertificateAuthorityArn");
    }
    lay(&mut setting, &call.input[member]);
    let directory = directories::known(world, call.scope, &id)?;
    certificates_fit(&setting, &directory.item["SamlProperties"])?;
    write(world, call, &id, member, setting)
}

/// ModifyEndpointEncryptionMode
pub fn encryption(world: &mut World, call: &Call<'_>) -> Answer {
    let member = "EndpointEncryptionMode";
    let (id, _) = setting(world, call, "DirectoryId", member)?;
    write(world, call, &id, member, call.input[member].clone())
}

/// ModifySamlProperties. The relay state has a default name, which comes back when another is deleted.
pub fn saml(world: &mut World, call: &Call<'_>) -> Answer {
    let member = "SamlProperties";
    let (id, mut setting) = setting(world, call, "ResourceId", member)?;
    something(call.input, member)?;
    for gone in texts(call.input, "PropertiesToDelete") {
        match gone {
            "SAML_PROPERTIES_USER_ACCESS_URL" => clear(&mut setting, "UserAccessUrl"),
            _ => setting["RelayStateParameterName"] = json!("RelayState"),
        }
    }
    lay(&mut setting, &call.input[member]);
    let directory = directories::known(world, call.scope, &id)?;
    saml_fits(&setting, &directory.item["CertificateBasedAuthProperties"])?;
    write(world, call, &id, member, setting)
}

/// ModifySelfservicePermissions
pub fn self_service(world: &mut World, call: &Call<'_>) -> Answer {
    let member = "SelfservicePermissions";
    let (id, mut setting) = setting(world, call, "ResourceId", member)?;
    personal(world, call, &id)?;
    lay(&mut setting, &call.input[member]);
    write(world, call, &id, member, setting)
}

/// ModifyStreamingProperties
pub fn streaming(world: &mut World, call: &Call<'_>) -> Answer {
    let member = "StreamingProperties";
    let (id, mut setting) = setting(world, call, "ResourceId", member)?;
    if call.input[member].is_null() {
        return Err(ServiceError::invalid("StreamingProperties is required."));
    }
    streaming_fits(&call.input[member])?;
    lay(&mut setting, &call.input[member]);
    write(world, call, &id, member, setting)
}

/// ModifyWorkspaceAccessProperties. An empty list of endpoints takes their configuration away (invented).
pub fn access(world: &mut World, call: &Call<'_>) -> Answer {
    let member = "WorkspaceAccessProperties";
    let (id, mut setting) = setting(world, call, "ResourceId", member)?;
    let endpoints = &call.input[member]["AccessEndpointConfig"];
    endpoints_fit(endpoints)?;
    lay(&mut setting, &call.input[member]);
    if endpoints["AccessEndpoints"].as_array().is_some_and(Vec::is_empty) {
        clear(&mut setting, "AccessEndpointConfig");
    }
    write(world, call, &id, member, setting)
}

/// ModifyWorkspaceCreationProperties. An organizational unit and a security group can be replaced, not taken away.
pub fn creation(world: &mut World, call: &Call<'_>) -> Answer {
    let member = "WorkspaceCreationProperties";
    let (id, mut setting) = setting(world, call, "ResourceId", member)?;
    let asked = &call.input[member];
    if !asked["EnableMaintenanceMode"].is_null() || !asked["UserEnabledAsLocalAdministrator"].is_null() {
        personal(world, call, &id)?;
    }
    if let Some(unit) = text(asked, "DefaultOu") {
        unit_fits(unit)?;
    }
    lay(&mut setting, asked);
    write(world, call, &id, member, setting)
}

/// The directory's id, and the setting as it is. Each of these operations refuses a busy directory alike: none of them
/// models a wrong state, so that the code is that of what is not supported.
fn setting(world: &World, call: &Call<'_>, by: &str, member: &str) -> Result<(String, Value), ServiceError> {
    let id = text(call.input, by).unwrap_or_default();
    directories::known(world, call.scope, id)?;
    let directory = directories::ready(world, call.scope, id)
        .map_err(|busy| ServiceError::new("OperationNotSupportedException", busy.message))?;
    let now = directory.item.get(member).filter(|now| now.is_object());
    Ok((id.to_owned(), now.cloned().unwrap_or_else(|| json!({}))))
}

fn personal(world: &World, call: &Call<'_>, id: &str) -> Result<(), ServiceError> {
    if directories::known(world, call.scope, id)?.text("WorkspaceType") == "POOLS" {
        return Err(ServiceError::new(
            "OperationNotSupportedException",
            "This operation is not supported for directories of WorkSpaces Pools.",
        ));
    }
    Ok(())
}

fn something(input: &Value, member: &str) -> Result<(), ServiceError> {
    if input[member].is_null() && texts(input, "PropertiesToDelete").is_empty() {
        return Err(ServiceError::invalid(format!("{member} or PropertiesToDelete is required.")));
    }
    Ok(())
}

fn write(world: &mut World, call: &Call<'_>, id: &str, member: &str, setting: Value) -> Answer {
    if let Some(directory) = world.revise(call.scope, Kind::Directory, id) {
        directory.item[member] = setting;
    }
    Ok(json!({}))
}

/// Members that are not given stay as they are.
fn lay(setting: &mut Value, asked: &Value) {
    for (name, value) in asked.as_object().into_iter().flatten() {
        if !value.is_null() {
            setting[name] = value.clone();
        }
    }
}

fn clear(setting: &mut Value, name: &str) {
    if let Some(map) = setting.as_object_mut() {
        map.remove(name);
    }
}
