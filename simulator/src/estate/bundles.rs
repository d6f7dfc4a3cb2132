//! Which bundles can WorkSpaces be made from?

use serde_json::json;

use crate::seeded::{BASE36, Dice};
use crate::world::resource::{Kind, Resource};

/// A bundle of the estate.
#[derive(Debug, Clone)]
pub struct Bundle {
    /// `wsb-…`; another one in each region.
    pub id: String,
    /// `AMAZON` or twelve digits.
    pub owner: String,
    /// As people choose it.
    pub name: String,
    /// As people choose it.
    pub description: String,
    /// `wsi-…`, of own bundles only.
    pub image: Option<String>,
    /// `STANDARD`, `POWER` and so on.
    pub compute: &'static str,
    /// GiB.
    pub root_gib: i64,
    /// GiB.
    pub user_gib: i64,
    /// `WSP` or `PCOIP`.
    pub protocol: &'static str,
    /// `WINDOWS_11` and so on.
    pub system: &'static str,
    /// Milliseconds since 1970.
    pub created: i64,
}

/// Compute type on the wire, its name in Amazon's bundle names, root and user volume in GiB.
type Size = (&'static str, &'static str, i64, i64);

const VALUE: Size = ("VALUE", "Value", 80, 10);
const STANDARD: Size = ("STANDARD", "Standard", 80, 50);
const PERFORMANCE: Size = ("PERFORMANCE", "Performance", 80, 100);
const POWER: Size = ("POWER", "Power", 175, 100);
const POWERPRO: Size = ("POWERPRO", "PowerPro", 175, 100);
const GENERAL: Size = ("GENERALPURPOSE_4XLARGE", "GeneralPurpose.4xlarge", 175, 100);
const G4DN: Size = ("GRAPHICS_G4DN", "Graphics.g4dn", 100, 100);
const G4DN_PRO: Size = ("GRAPHICSPRO_G4DN", "GraphicsPro.g4dn", 100, 100);

/// Operating system on the wire, its name, its protocol, and the sizes Amazon offers it in here.
static OFFERS: &[(&str, &str, &str, &[Size])] = &[
    (
        "WINDOWS_SERVER_2022",
        "Windows Server 2022",
        "WSP",
        &[VALUE, STANDARD, PERFORMANCE, POWER, POWERPRO, GENERAL, G4DN, G4DN_PRO],
    ),
    (
        "WINDOWS_SERVER_2019",
        "Windows 10 (Server 2019 based)",
        "PCOIP",
        &[VALUE, STANDARD, PERFORMANCE, POWER, POWERPRO],
    ),
    ("UBUNTU_22_04", "Ubuntu 22.04", "WSP", &[STANDARD, PERFORMANCE, POWER, POWERPRO, G4DN]),
    ("ROCKY_8", "Rocky Linux 8", "WSP", &[STANDARD, PERFORMANCE, POWER, POWERPRO]),
    ("RHEL_8", "RHEL 8", "WSP", &[STANDARD, PERFORMANCE, POWER]),
    ("AMAZON_LINUX_2", "Amazon Linux 2", "PCOIP", &[VALUE, STANDARD, PERFORMANCE]),
];

/// The account's own: name, description, size, protocol, operating system.
static OWN: &[(&str, &str, Size, &str, &str)] = &[
    ("Office 2026.2", "Windows 11, office suite, VPN client", STANDARD, "WSP", "WINDOWS_11"),
    ("Developer 2026.1", "Windows 11, compilers, containers", POWER, "WSP", "WINDOWS_11"),
    ("Office 2021 (legacy)", "Windows 10, until everybody has moved", STANDARD, "PCOIP", "WINDOWS_10"),
];

const DAY_MS: i64 = 86_400_000;

/// When the youngest of Amazon's bundles was made: 2026-06-30, in milliseconds since 1970.
const YOUNGEST_MS: i64 = 1_782_777_600_000;

/// Amazon's: the same for all accounts of a region, and other ones in another region.
pub fn amazons(region: &str) -> Vec<Bundle> {
    let bundles = OFFERS.iter().flat_map(|(system, label, protocol, sizes)| {
        sizes.iter().map(move |size| {
            let word = if *protocol == "WSP" { "WSP" } else { "PCoIP" };
            let name = format!("{} with {label} ({word})", size.1);
            let description = format!("{} bundle, {label}", size.1);
            bundle(region, "AMAZON", name, description, *size, protocol, system, YOUNGEST_MS)
        })
    });
    bundles.collect()
}

/// Those that the account has made of its images.
pub fn own(account: &str, region: &str, born: i64) -> Vec<Bundle> {
    let bundles = OWN.iter().map(|(name, text, size, protocol, system)| {
        bundle(region, account, (*name).to_owned(), (*text).to_owned(), *size, protocol, system, born)
    });
    bundles.collect()
}

impl Bundle {
    /// As the service knows it. Capacities are texts (facts.md 29).
    pub fn resource(&self) -> Resource {
        let moment = self.created as f64 / 1000.0;
        let mut item = json!({
            "BundleId": self.id,
            "Name": self.name,
            "Owner": self.owner,
            "Description": self.description,
            "RootStorage": { "Capacity": self.root_gib.to_string() },
            "UserStorage": { "Capacity": self.user_gib.to_string() },
            "ComputeType": { "Name": self.compute },
            "CreationTime": moment,
            "LastUpdatedTime": moment,
            "State": "AVAILABLE",
            "BundleType": "REGULAR",
        });
        if let Some(image) = &self.image {
            item["ImageId"] = json!(image);
        }
        let mut resource = Resource::new(Kind::Bundle, &self.id, item, self.created);
        resource.hidden = json!({ "Protocol": self.protocol, "System": self.system });
        resource
    }
}

#[expect(clippy::too_many_arguments, reason = "one row of either table above, and where it is")]
fn bundle(
    region: &str,
    owner: &str,
    name: String,
    description: String,
    size: Size,
    protocol: &'static str,
    system: &'static str,
    born: i64,
) -> Bundle {
    let mut dice = Dice::new(0, &["bundle", region, owner, &name]);
    Bundle {
        id: format!("wsb-{}", dice.letters(BASE36, 9)),
        owner: owner.to_owned(),
        name,
        description,
        image: (owner != "AMAZON").then(|| format!("wsi-{}", dice.letters(BASE36, 9))),
        compute: size.0,
        root_gib: size.2,
        user_gib: size.3,
        protocol,
        system,
        created: born - dice.between(30, 900) * DAY_MS,
    }
}
