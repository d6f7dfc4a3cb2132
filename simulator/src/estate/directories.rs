//! Which directories are registered where?

use serde_json::{Value, json};

use super::accounts::Account;
use crate::seeded::{Dice, HEX};
use crate::world::resource::{Kind, Resource};

/// The domain of the small directory that a help desk cares for.
pub const HELPDESK: &str = "dublin.example.com";

/// The directory that the service calls `MicrosoftAD`, which its model has no word for (facts.md 28).
const MANAGED: &str = "MicrosoftAD";

/// A directory of the estate.
#[derive(Debug, Clone)]
pub struct Directory {
    /// `d-…`
    pub id: String,
    /// The domain, such as `corp.example.com`.
    pub name: &'static str,
    /// As on the wire; not all of them are in the model (facts.md 28).
    pub kind: &'static str,
}

/// The directories of an account's region, the largest first.
pub fn of(account: &Account, region: &str) -> Vec<Directory> {
    let names: &[(&str, &'static str)] = match (account.name, region) {
        ("production", "eu-west-1") => {
            &[("corp.example.com", MANAGED), ("plants.example.com", "AD_CONNECTOR"), (HELPDESK, "SIMPLE_AD")]
        }
        ("production", "us-east-1") => {
            &[("corp.example.com", MANAGED), ("sales.example.com", "AD_CONNECTOR")]
        }
        ("production", _) => &[("corp.example.com", MANAGED), ("studio.example.com", "SIMPLE_AD")],
        (_, "eu-west-1") => &[("research.example.com", "AD_CONNECTOR"), ("lab.example.com", "SIMPLE_AD")],
        _ => &[("research.example.com", "AD_CONNECTOR")],
    };
    names.iter().map(|(name, kind)| Directory { id: id(account.id, region, name), name, kind }).collect()
}

/// The id of a directory: no part of it is the seed, so that configuration can name it.
pub fn id(account: &str, region: &str, name: &str) -> String {
    let mut dice = Dice::new(0, &["directory", account, region, name]);
    format!("d-{}", dice.letters(HEX, 10))
}

/// The two subnets that a directory of the estate is registered with.
pub fn subnets(directory: &str) -> [String; 2] {
    let mut dice = Dice::new(0, &[directory, "subnets"]);
    [(); 2].map(|()| format!("subnet-{}", dice.letters(HEX, 17)))
}

/// The second number of a directory's addresses: 10.N.x.y.
pub fn network(directory: &str) -> i64 {
    Dice::new(0, &[directory, "network"]).between(16, 250)
}

impl Directory {
    /// As the service knows it.
    pub fn resource(&self, account: &str, region: &str, born: i64) -> Resource {
        let mut item = registered(account, region, &self.id, self.name, &json!(subnets(&self.id)));
        item["DirectoryType"] = json!(self.kind);
        Resource::new(Kind::Directory, &self.id, item, born)
    }
}

/// A personal directory of Directory Service, as it is shown once it is registered.
pub fn registered(account: &str, region: &str, id: &str, name: &str, subnets: &Value) -> Value {
    let mut dice = Dice::new(0, &[id, "item"]);
    let airport = match region {
        "eu-west-1" => "dub",
        "us-east-1" => "iad",
        _ => "pdx",
    };
    let network = network(id);
    let code = dice.letters(b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 6);
    let alias = name.replace('.', "-");
    let organization = name.split('.').map(|part| format!("DC={part}")).collect::<Vec<_>>().join(",");
    json!({
        "DirectoryId": id,
        "Alias": alias,
        "DirectoryName": name,
        "RegistrationCode": format!("WS{airport}+{code}"),
        "SubnetIds": subnets,
        "DnsIpAddresses": [format!("10.{network}.0.10"), format!("10.{network}.128.10")],
        "CustomerUserName": "Admin",
        "IamRoleId": format!("arn:aws:iam::{}:role/workspaces_DefaultRole", account),
        "DirectoryType": "SIMPLE_AD",
        "WorkspaceSecurityGroupId": format!("sg-{}", dice.letters(HEX, 17)),
        "State": "REGISTERED",
        "WorkspaceCreationProperties": {
            "EnableInternetAccess": false,
            "DefaultOu": format!("OU=WorkSpaces,{organization}"),
            "UserEnabledAsLocalAdministrator": false,
            "EnableMaintenanceMode": true,
        },
        "ipGroupIds": [],
        "WorkspaceAccessProperties": {
            "DeviceTypeWindows": "ALLOW",
            "DeviceTypeOsx": "ALLOW",
            "DeviceTypeWeb": "DENY",
            "DeviceTypeIos": "ALLOW",
            "DeviceTypeAndroid": "ALLOW",
            "DeviceTypeChromeOs": "ALLOW",
            "DeviceTypeZeroClient": "ALLOW",
            "DeviceTypeLinux": "DENY",
        },
        "Tenancy": "SHARED",
        "SelfservicePermissions": {
            "RestartWorkspace": "ENABLED",
            "IncreaseVolumeSize": "DISABLED",
            "ChangeComputeType": "DISABLED",
            "SwitchRunningMode": "DISABLED",
            "RebuildWorkspace": "DISABLED",
        },
        "SamlProperties": { "Status": "DISABLED", "RelayStateParameterName": "RelayState" },
        "CertificateBasedAuthProperties": { "Status": "DISABLED" },
        "EndpointEncryptionMode": "STANDARD_TLS",
        "UserIdentityType": "AWS_DIRECTORY_SERVICE",
        "WorkspaceType": "PERSONAL",
    })
}

/// A directory that has just been registered by a call: a name made of its id, and no setting but those that
/// Terraform's tests see in a new one.
pub fn fresh(account: &str, region: &str, id: &str, subnets: &Value) -> Value {
    let number = id.rsplit('-').next().unwrap_or_default();
    let mut item = registered(account, region, id, &format!("{number}.example.com"), subnets);
    item["Alias"] = json!(id);
    item["WorkspaceCreationProperties"] = json!({
        "EnableInternetAccess": false,
        "UserEnabledAsLocalAdministrator": true,
        "EnableMaintenanceMode": true,
    });
    if !id.starts_with("d-")
        && let Some(map) = item.as_object_mut()
    {
        // Nothing of it is in Directory Service.
        let away = ["Alias", "DirectoryName", "DnsIpAddresses", "CustomerUserName"];
        map.retain(|member, _| !away.contains(&member.as_str()));
    }
    item
}
