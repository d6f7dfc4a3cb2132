//! Which accounts, regions, directories and bundles are there, and how well do we know them?

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::at::At;
use crate::credentials::Lack;
use crate::fault::AwsWords;
use crate::iam::Denial;
use crate::ids::{BundleId, DirectoryKey, ScopeKey};
use crate::words::Compute;

/// How the sync of one account × region stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Health {
    /// Nothing has been read yet.
    Waiting,
    /// The last sweep went through.
    Good,
    /// AWS refuses us (permissions).
    Denied,
    /// There are no credentials to ask with.
    Lacking(Lack),
    /// AWS cannot be reached, or answers with errors.
    Failing,
}

/// One account × region, as the sync sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeStatus {
    /// Which.
    pub key: ScopeKey,
    /// The account's name in the configuration, or its number.
    pub account_name: String,
    /// How it stands.
    pub health: Health,
    /// When the last full sweep ended.
    pub as_of: Option<At>,
    /// WorkSpaces read by the sweep that is running; `None` when none is.
    pub sweeping: Option<i64>,
    /// WorkSpaces in the inventory.
    pub known: i64,
    /// Calls to AWS since the process started.
    pub calls: i64,
    /// How many of them AWS throttled.
    pub throttles: i64,
    /// AWS's words for what fails.
    pub error: Option<AwsWords>,
    /// When it is asked again, after it failed; `None` while it is being asked, and when it is well.
    pub next_try: Option<At>,
}

/// Why changes cannot be written down now: the disk of the console's own database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unwritten {
    /// The first change that was lost.
    pub since: At,
    /// What is in the way: `the disk is full`.
    pub why: String,
}

impl Unwritten {
    /// One sentence, without its full stop.
    #[must_use]
    pub fn words(&self) -> String {
        format!("Nothing can be written down since {}: {}", self.since.absolute(), self.why)
    }
}

/// What stands around every page: how the sync is, and whether changes can be made at all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// How the sync of each account × region stands.
    pub scopes: Vec<ScopeStatus>,
    /// Why nothing can be changed now, if so.
    pub unwritten: Option<Unwritten>,
}

/// A directory that WorkSpaces can be created in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directory {
    /// Its name among all accounts and regions.
    pub key: DirectoryKey,
    /// The account's name.
    pub account_name: String,
    /// Such as `corp.example.com`.
    pub name: String,
    /// `REGISTERED` when it takes WorkSpaces.
    pub state: String,
    /// Amazon's word for its type, such as `SIMPLE_AD`.
    pub kind: String,
    /// WorkSpaces in it.
    pub workspaces: i64,
    /// How it is set, by [`crate::directories::Setting::slug`].
    pub settings: BTreeMap<String, String>,
}

/// A bundle to create WorkSpaces from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundle {
    /// The account and region it can be used in.
    pub scope: ScopeKey,
    /// The id.
    pub id: BundleId,
    /// Such as `Performance with Windows 10 (Server 2022 based) (WSP)`.
    pub name: String,
    /// `AMAZON`, or an account.
    pub owner: String,
    /// The size of the machine.
    pub compute: Option<Compute>,
    /// GiB.
    pub root_gib: Option<i64>,
    /// GiB.
    pub user_gib: Option<i64>,
    /// `REGULAR` or `STANDBY`.
    pub kind: Option<String>,
}

/// What a form needs to create WorkSpaces.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalog {
    /// Directories this person may create in.
    pub directories: Vec<Directory>,
    /// Bundles of those accounts and regions.
    pub bundles: Vec<Bundle>,
}

/// How many WorkSpaces of an account × region are in a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StateCount {
    /// Which account × region.
    pub scope: ScopeKey,
    /// The account's name.
    pub account_name: String,
    /// The state, on the wire.
    pub state: crate::words::State,
    /// How many.
    pub count: i64,
}

/// Something that wants a person's look first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attention {
    /// What it is: "WorkSpaces in Error".
    pub what: String,
    /// Why it matters and what can be done, in one sentence.
    pub why: String,
    /// How many.
    pub count: i64,
    /// The address that shows them.
    pub link: String,
    /// Whether people cannot work because of it.
    pub urgent: bool,
}

/// The first page: what needs a person, and the state of everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// What needs a person first, most urgent first.
    pub attention: Vec<Attention>,
    /// Counts by account, region and state.
    pub states: Vec<StateCount>,
    /// How the sync stands.
    pub scopes: Vec<ScopeStatus>,
    /// What AWS denies, as far as this person may see all of the place.
    pub denied: Vec<Denial>,
}
