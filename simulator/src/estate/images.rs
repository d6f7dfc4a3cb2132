//! Which images does an account have, and what does the service know of one?

use serde_json::{Value, json};

use super::accounts::accounts;
use super::applications;
use super::bundles::Bundle;
use crate::world::resource::{Kind, Resource};

const DAY_MS: i64 = 86_400_000;

/// The bundle whose image is old: it waits for updates, and carries an Office that can only be uninstalled.
const LEGACY: &str = "Office 2021 (legacy)";

/// The bundle whose image the first account shares with the other one.
const SHARED: &str = "Office 2026.2";

/// An image, before it is one of the account's resources.
#[derive(Debug, Clone)]
pub struct Image {
    /// `wsi-…`
    pub id: String,
    /// As people choose it.
    pub name: String,
    /// As people choose it.
    pub description: Option<String>,
    /// Twelve digits.
    pub owner: String,
    /// `WINDOWS_11` and so on.
    pub system: String,
    /// `WSP` or `PCOIP`: of WorkSpaces that are made from it.
    pub protocol: String,
    /// GiB.
    pub root_gib: i64,
    /// GiB.
    pub user_gib: i64,
    /// Of imports: whether it is for bundles with a GPU.
    pub gpu: Option<bool>,
    /// Ids of the applications in it.
    pub applications: Vec<String>,
    /// Milliseconds since 1970.
    pub created: i64,
}

/// Those that the account's own bundles were made from.
pub fn of(bundles: &[Bundle], account: &str) -> Vec<Resource> {
    let images = bundles.iter().filter_map(|bundle| {
        let legacy = bundle.name == LEGACY;
        let image = Image {
            id: bundle.image.clone()?,
            name: bundle.name.replace(' ', "-"),
            description: Some(bundle.description.replace(',', "")),
            owner: account.to_owned(),
            system: bundle.system.to_owned(),
            protocol: bundle.protocol.to_owned(),
            root_gib: bundle.root_gib,
            user_gib: bundle.user_gib,
            gpu: None,
            applications: if legacy { vec![applications::office_2019()] } else { Vec::new() },
            created: bundle.created - DAY_MS,
        };
        let mut resource = image.resource("AVAILABLE");
        if legacy {
            resource.item["Updates"] = json!({
                "UpdateAvailable": true,
                "Description": "Updates of drivers and WorkSpaces components are available.",
            });
        }
        if bundle.name == SHARED && account == accounts()[0].id {
            resource.hidden["SharedWith"] = json!([accounts()[1].id]);
        }
        Some(resource)
    });
    images.collect()
}

impl Image {
    /// As the service knows it.
    pub fn resource(&self, state: &str) -> Resource {
        let kind = if self.system.starts_with("WINDOWS") { "WINDOWS" } else { "LINUX" };
        let mut item = json!({
            "ImageId": self.id,
            "Name": self.name,
            "OperatingSystem": { "Type": kind },
            "State": state,
            "RequiredTenancy": tenancy(&self.system),
            "Created": self.created as f64 / 1000.0,
            "OwnerAccountId": self.owner,
            "Updates": { "UpdateAvailable": false },
        });
        if let Some(description) = &self.description {
            item["Description"] = json!(description);
        }
        let mut resource = Resource::new(Kind::Image, &self.id, item, self.created);
        resource.hidden = json!({
            "System": self.system,
            "Protocol": self.protocol,
            "RootGib": self.root_gib,
            "UserGib": self.user_gib,
            "Gpu": self.gpu,
            "Applications": self.applications,
            "SharedWith": [],
        });
        resource
    }

    /// Another one with the same content.
    pub fn like(source: &Resource, id: String, name: String, owner: &str, now: i64) -> Self {
        let gib = |member: &str| source.hidden[member].as_i64().unwrap_or_default();
        Self {
            id,
            name,
            description: source.item["Description"].as_str().map(str::to_owned),
            owner: owner.to_owned(),
            system: source.hidden_text("System").to_owned(),
            protocol: source.hidden_text("Protocol").to_owned(),
            root_gib: gib("RootGib"),
            user_gib: gib("UserGib"),
            gpu: source.hidden["Gpu"].as_bool(),
            applications: contents(source),
            created: now,
        }
    }
}

/// Ids of the applications in an image.
pub fn contents(image: &Resource) -> Vec<String> {
    let ids = image.hidden["Applications"].as_array();
    ids.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Windows of one's own licence runs on dedicated hardware, all else does not.
fn tenancy(system: &str) -> &'static str {
    if ["WINDOWS_7", "WINDOWS_10", "WINDOWS_11"].contains(&system) { "DEDICATED" } else { "DEFAULT" }
}
