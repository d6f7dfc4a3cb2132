//! Which applications can WorkSpaces have, and which have they from the start?
//!
//! The names of Amazon's are those of its page on managing applications; ids, compute types and
//! systems are invented.

use serde_json::{Value, json};

use super::accounts::accounts;
use super::images::contents;
use crate::seeded::{BASE36, Dice};
use crate::world::desktop::Desktop;
use crate::world::resource::{Kind, Resource};
use crate::world::scope::Scope;

/// When Amazon's were made: 2025-02-01, in milliseconds since 1970.
const MADE_MS: i64 = 1_738_368_000_000;

const ANY: &[&str] = &[
    "VALUE",
    "STANDARD",
    "PERFORMANCE",
    "POWER",
    "POWERPRO",
    "GENERALPURPOSE_4XLARGE",
    "GENERALPURPOSE_8XLARGE",
    "GRAPHICS_G4DN",
    "GRAPHICSPRO_G4DN",
];

const WINDOWS: &[&str] = &[
    "WINDOWS_10",
    "WINDOWS_11",
    "WINDOWS_SERVER_2016",
    "WINDOWS_SERVER_2019",
    "WINDOWS_SERVER_2022",
    "WINDOWS_SERVER_2025",
];

const OFFICE_2019: &str = "Microsoft Office Professional Plus 2019";

/// Amazon's: name, family (one of each on a WorkSpace), state.
static OFFERS: &[(&str, &str, &str)] = &[
    ("Microsoft Office LTSC Professional Plus 2021", "office", "AVAILABLE"),
    ("Microsoft Office LTSC Standard 2021", "office", "AVAILABLE"),
    ("Microsoft Visio LTSC Professional 2021", "visio", "AVAILABLE"),
    ("Microsoft Visio LTSC Standard 2021", "visio", "AVAILABLE"),
    ("Microsoft Project Professional 2021", "project", "AVAILABLE"),
    ("Microsoft Project Standard 2021", "project", "AVAILABLE"),
    ("Microsoft Visual Studio Professional 2022", "visual-studio", "AVAILABLE"),
    ("Microsoft Visual Studio Enterprise 2022", "visual-studio", "AVAILABLE"),
    ("Microsoft Office Professional Plus 2016", "office", "UNINSTALL_ONLY"),
    (OFFICE_2019, "office", "UNINSTALL_ONLY"),
];

/// What the accounts of the estate list of their own.
static OWN: &[(&str, &str)] = &[("VPN client", "vpn"), ("PDF reader", "pdf")];

/// The Office that old images carry.
pub fn office_2019() -> String {
    id("AMAZON", OFFICE_2019)
}

/// The Office of this number, as ImportWorkspaceImage names it.
pub fn office_of(word: &str) -> Option<String> {
    let year = word.strip_prefix("Microsoft_Office_")?;
    OFFERS.iter().find(|(name, ..)| name.ends_with(year)).map(|(name, ..)| id("AMAZON", name))
}

/// All that an account can see: the items of DescribeApplications, by id.
pub fn catalogue(account: &str) -> Vec<Value> {
    let amazons = OFFERS.iter().map(|(name, family, state)| {
        // Nobody builds software on the smallest size.
        let computes = if *family == "visual-studio" { &ANY[1..] } else { ANY };
        application("AMAZON", name, state, "LICENSED", computes)
    });
    let known = accounts().iter().any(|known| known.id == account);
    let own = OWN.iter().filter(|_| known);
    let own = own.map(|(name, _)| application(account, name, "AVAILABLE", "UNLICENSED", ANY));
    let mut all: Vec<Value> = amazons.chain(own).collect();
    all.sort_by_key(|item| item["ApplicationId"].as_str().unwrap_or_default().to_owned());
    all
}

/// Of applications of one family a WorkSpace has one.
pub fn family(name: &str) -> &'static str {
    let amazons = OFFERS.iter().map(|(known, family, _)| (*known, *family));
    let mut all = amazons.chain(OWN.iter().copied());
    all.find(|(known, _)| *known == name).map_or("", |(_, family)| family)
}

/// An application on a WorkSpace, in this state.
pub fn association(workspace: &str, application: &str, state: &str, now: i64) -> Resource {
    let moment = now as f64 / 1000.0;
    let item = json!({
        "AssociatedResourceId": application,
        "AssociatedResourceType": "APPLICATION",
        "Created": moment,
        "LastUpdatedTime": moment,
        "State": state,
        "WorkspaceId": workspace,
    });
    Resource::new(Kind::Application, format!("{workspace}/{application}"), item, now)
}

/// What a WorkSpace has because its bundle's image has it.
pub fn delivered(scope: &Scope, desktop: &Desktop, now: i64) -> Vec<Resource> {
    let bundle = scope.resource(Kind::Bundle, &desktop.bundle);
    let image = bundle.and_then(|bundle| scope.resource(Kind::Image, bundle.text("ImageId")));
    let ids = image.map(contents).unwrap_or_default();
    ids.iter().map(|application| association(&desktop.id, application, "COMPLETED", now)).collect()
}

/// The desktops of the estate have what their images have.
pub fn install(scope: &mut Scope) {
    let desktops = scope.desktops().values();
    let all: Vec<Resource> =
        desktops.flat_map(|desktop| delivered(scope, desktop, desktop.created)).collect();
    all.into_iter().for_each(|one| scope.shelve(one));
}

fn id(owner: &str, name: &str) -> String {
    format!("wsa-{}", Dice::new(0, &["application", owner, name]).letters(BASE36, 9))
}

fn application(owner: &str, name: &str, state: &str, license: &str, computes: &[&str]) -> Value {
    json!({
        "ApplicationId": id(owner, name),
        "Created": MADE_MS as f64 / 1000.0,
        "Description": name,
        "LicenseType": license,
        "Name": name,
        "Owner": owner,
        "State": state,
        "SupportedComputeTypeNames": computes,
        "SupportedOperatingSystemNames": WINDOWS,
    })
}
