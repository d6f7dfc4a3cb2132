//! What does it take to create WorkSpaces, and what would the service refuse?

mod applies;
mod check;
mod column;
mod defaults;
mod like;
mod list;
mod offer;
pub(crate) mod people;
mod row;
mod volumes;

pub use applies::why_not;
pub(crate) use applies::{PREFERRED, STOP_TIME};
pub use column::{Column, Heading};
pub use defaults::{Defaults, defaults, directory_accelerator, directory_words};
pub use list::{Checked, List, Taken};
pub use people::parse as parse_people;
pub use row::{Cell, Refusals, Row};
pub use volumes::{refusal as volume_refusal, unfit_computes};

use serde::{Deserialize, Serialize};

use crate::ids::{BundleId, DirectoryKey};
use crate::tags::Tag;
use crate::words::{Compute, Protocol, RunningMode};

/// What one `CreateWorkspaces` call takes.
pub const BATCH: usize = 25;

/// Amazon's modes of Global Accelerator (model, `AGAModeForWorkSpaceEnum`).
pub const ACCELERATORS: &[&str] = &["ENABLED_AUTO", "DISABLED", "INHERITED"];
/// Its preferred protocols (model, `AGAPreferredProtocolForWorkSpace`).
pub const ACCELERATOR_PROTOCOLS: &[&str] = &["TCP", "NONE", "INHERITED"];
/// Operating systems that can be asked for (model, `OperatingSystemName`, without `UNKNOWN`).
pub const OPERATING_SYSTEMS: &[&str] = &[
    "WINDOWS_7",
    "WINDOWS_10",
    "WINDOWS_11",
    "WINDOWS_SERVER_2016",
    "WINDOWS_SERVER_2019",
    "WINDOWS_SERVER_2022",
    "WINDOWS_SERVER_2025",
    "AMAZON_LINUX_2",
    "UBUNTU_18_04",
    "UBUNTU_20_04",
    "UBUNTU_22_04",
    "UBUNTU_24_04",
    "UBUNTU_26_04",
    "RHEL_8",
    "RHEL_9",
    "RHEL_10",
    "ROCKY_8",
    "ROCKY_9",
    "ROCKY_10",
];

/// The form, as it was typed: everything is text, so that nothing typed is ever lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Form {
    /// `account/region/d-…`.
    pub directory: String,
    /// `account/region/wsb-…`, or `wsb-…` alone.
    pub bundle: String,
    /// User names: one a line, or separated by commas or semicolons.
    pub people: String,
    /// A list, as CSV, instead of people: a line for each WorkSpace, whose cells go before the rest of the form.
    pub csv: String,
    /// The name of a user-decoupled WorkSpace; then there are no people.
    pub name: String,
    /// `AUTO_STOP`, `ALWAYS_ON` or `MANUAL`; empty: as the service decides.
    pub mode: String,
    /// Minutes, in whole hours; AUTO_STOP only.
    pub auto_stop: String,
    /// Size of the machine; empty: the bundle's.
    pub compute: String,
    /// `WSP` or `PCOIP`; empty: the bundle's.
    pub protocol: String,
    /// Amazon's name of the operating system; empty: the bundle's.
    pub operating_system: String,
    /// GiB; empty: the bundle's.
    pub root_gib: String,
    /// GiB; empty: the bundle's.
    pub user_gib: String,
    /// `on`, or empty.
    pub encrypt_root: String,
    /// `on`, or empty.
    pub encrypt_user: String,
    /// KMS key: id, ARN or alias; empty: Amazon's own for WorkSpaces.
    pub encryption_key: String,
    /// Global Accelerator: `ENABLED_AUTO`, `DISABLED`, `INHERITED`; empty: the directory's.
    pub accelerator: String,
    /// `TCP`, `NONE`, `INHERITED`; only when the accelerator is enabled.
    pub accelerator_protocol: String,
    /// `on`, or empty.
    pub nested_virtualization: String,
    /// For one WorkSpace in a dual-stack subnet; empty: assigned.
    pub ipv6: String,
    /// One a line: `key = value`.
    pub tags: String,
}

/// One WorkSpace that is wished for: what a job row carries, and what a call is made of.
///
/// Encryption and nested virtualization are asked for or not said, never refused: neither a bundle nor the creation
/// properties of a directory have them (model, `WorkspaceBundle`, `DefaultWorkspaceCreationProperties`), so that a `false`
/// would say nothing else than silence does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// Where.
    pub directory: DirectoryKey,
    /// The user, as typed; `[UNDEFINED]` for user-decoupled ones.
    pub user: String,
    /// The name of a user-decoupled one.
    pub name: Option<String>,
    /// The bundle.
    pub bundle: BundleId,
    /// The running mode.
    pub mode: Option<RunningMode>,
    /// Minutes.
    pub auto_stop_minutes: Option<i32>,
    /// Size of the machine.
    pub compute: Option<Compute>,
    /// The protocol.
    pub protocol: Option<Protocol>,
    /// The operating system, as Amazon spells it.
    #[serde(default)]
    pub operating_system: Option<String>,
    /// GiB.
    pub root_gib: Option<i32>,
    /// GiB.
    pub user_gib: Option<i32>,
    /// Whether to encrypt the root volume.
    pub encrypt_root: bool,
    /// Whether to encrypt the user volume.
    pub encrypt_user: bool,
    /// The KMS key.
    pub encryption_key: Option<String>,
    /// Global Accelerator's mode and preferred protocol.
    pub accelerator: Option<(String, Option<String>)>,
    /// Nested virtualization.
    pub nested_virtualization: Option<bool>,
    /// The IPv6 address.
    pub ipv6: Option<String>,
    /// Tags.
    pub tags: Vec<Tag>,
}

impl Spec {
    /// What a person calls it.
    #[must_use]
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.user)
    }

    /// Whether nothing at AWS keeps a second one like it from being created (jobs.md, "Create, honestly").
    #[must_use]
    pub fn is_decoupled(&self) -> bool {
        self.user == crate::workspace::UNDEFINED_USER
    }
}
