//! What goes wrong with an image that is named so?
//!
//! An import named `fail-import-DomainJoined` fails for that reason, an image of a WorkSpace when it is named
//! `fail-image-DomainJoined`; letters' case and dashes do not matter, and any other name that begins so fails for
//! reasons unknown. The codes are the model's, the words invented.

use serde_json::{Value, json};

/// How the name of an import begins that fails.
pub const IMPORT: &str = "fail-import";
/// How the name of an image of a WorkSpace begins that fails.
pub const IMAGE: &str = "fail-image";

const UNKNOWN: &str = "UnknownError";

static FAILURES: &[(&str, &str)] = &[
    ("OutdatedPowershellVersion", "PowerShell version 4 or later must be installed."),
    ("OfficeInstalled", "Microsoft Office must not be installed on the image."),
    ("PCoIPAgentInstalled", "The PCoIP agent must be uninstalled."),
    ("WindowsUpdatesEnabled", "Windows Update must be disabled."),
    ("AutoMountDisabled", "Automount of volumes must be enabled."),
    ("WorkspacesBYOLAccountNotFound", "The local account WorkSpaces_BYOL must exist."),
    ("WorkspacesBYOLAccountDisabled", "The local account WorkSpaces_BYOL must be enabled."),
    ("DHCPDisabled", "DHCP must be enabled on the network adapter."),
    ("DiskFreeSpace", "The system drive does not have enough free space."),
    ("AdditionalDrivesAttached", "Only the system drive may be attached."),
    ("OSNotSupported", "The operating system is not supported."),
    ("DomainJoined", "The image must not be joined to a domain."),
    ("AzureDomainJoined", "The image must not be joined to an Azure domain."),
    ("FirewallEnabled", "The firewall must be disabled."),
    ("VMWareToolsInstalled", "VMware Tools must be uninstalled."),
    ("DiskSizeExceeded", "The system drive is larger than 80 GB."),
    ("IncompatiblePartitioning", "The system drive must be partitioned with MBR."),
    ("PendingReboot", "A reboot is pending. Reboot, and try again."),
    ("AutoLogonEnabled", "Automatic logon must be disabled."),
    ("RealTimeUniversalDisabled", "RealTimeIsUniversal must be enabled in the registry."),
    ("MultipleBootPartition", "There must be a single boot partition."),
    ("Requires64BitOS", "A 64-bit operating system is required."),
    ("ZeroRearmCount", "The rearm count of Windows is zero."),
    ("InPlaceUpgrade", "Windows must not have been upgraded in place."),
    ("AntiVirusInstalled", "Antivirus software must be uninstalled."),
    ("UEFINotSupported", "UEFI boot is not supported."),
    (UNKNOWN, "The import failed for an unknown reason."),
    ("AppXPackagesInstalled", "AppX packages are installed for a user but not provisioned for all users."),
    ("ReservedStorageInUse", "Reserved storage must be disabled."),
    ("AdditionalDrivesPresent", "Drives other than the system drive are present."),
    ("WindowsUpdatesRequired", "Windows updates must be installed."),
    ("SysPrepFileMissing", "The Sysprep file is missing or blank."),
    ("UserProfileMissing", "The user profile is missing."),
    ("InsufficientDiskSpace", "There is not enough free disk space."),
    ("EnvironmentVariablesPathMissingEntries", "The path lacks entries for System32 or PowerShell."),
    ("DomainAccountServicesFound", "Services run under a domain account."),
    ("InvalidIp", "The IP address is not valid."),
    ("RemoteDesktopServicesDisabled", "Remote Desktop Services must be enabled."),
    ("WindowsModulesInstallerDisabled", "The Windows Modules Installer must be enabled."),
    ("AmazonSsmAgentEnabled", "The Amazon SSM Agent must be disabled."),
    ("UnsupportedSecurityProtocol", "TLS 1.2 must be enabled."),
    ("MultipleUserProfiles", "There is more than one user profile."),
    ("StagedAppxPackage", "An AppX package is staged and not installed."),
    ("UnsupportedOsUpgrade", "The upgrade of the operating system is not supported."),
    ("InsufficientRearmCount", "The rearm count of Windows is too low."),
    ("ProtocolOSIncompatibility", "The protocol does not support the operating system of the image."),
    ("MemoryIntegrityIncompatibility", "Memory integrity must be disabled."),
    ("RestrictedDriveLetterInUse", "A reserved drive letter is in use."),
];

/// The members that an image of this name shows when it has failed, if it fails.
pub fn of(sentinel: &str, image: &str) -> Option<Value> {
    let image = image.to_lowercase();
    let reason = image.strip_prefix(sentinel)?.replace('-', "");
    let known = FAILURES.iter().find(|(code, _)| code.to_lowercase() == reason);
    named(known.map_or(UNKNOWN, |(code, _)| code))
}

/// The same for a reason by its code.
pub fn named(code: &str) -> Option<Value> {
    let (code, message) = FAILURES.iter().find(|(known, _)| *known == code)?;
    Some(json!({
        "ErrorCode": code,
        "ErrorMessage": message,
        "ErrorDetails": [{ "ErrorCode": code, "ErrorMessage": message }],
    }))
}
