//! What of a directory can be set: the one table, read by forms, plans and calls.

use serde::{Deserialize, Serialize};

use super::Directory;
use crate::resource::Verb;

/// Settings that one operation of AWS takes together, and one form shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// ModifyWorkspaceCreationProperties
    Creation,
    /// ModifyWorkspaceAccessProperties
    Access,
    /// ModifySelfservicePermissions
    SelfService,
    /// ModifyStreamingProperties
    Streaming,
    /// ModifySamlProperties
    Saml,
    /// ModifyCertificateBasedAuthProperties
    Certificates,
    /// ModifyEndpointEncryptionMode
    Encryption,
}

impl Group {
    /// Every group, in the order of the tabs.
    pub const ALL: &[Self] = &[
        Self::Creation,
        Self::Access,
        Self::SelfService,
        Self::Streaming,
        Self::Saml,
        Self::Certificates,
        Self::Encryption,
    ];

    /// The spelling in addresses.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Creation => "creation",
            Self::Access => "access",
            Self::SelfService => "self-service",
            Self::Streaming => "streaming",
            Self::Saml => "saml",
            Self::Certificates => "certificates",
            Self::Encryption => "encryption",
        }
    }

    /// Reads [`Self::slug`].
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|group| group.slug() == slug)
    }

    /// The head of its form.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Creation => "What new WorkSpaces get",
            Self::Access => "Which devices may connect",
            Self::SelfService => "What people may do themselves",
            Self::Streaming => "Streaming",
            Self::Saml => "SAML 2.0 sign-in",
            Self::Certificates => "Certificate-based authentication",
            Self::Encryption => "Endpoint encryption",
        }
    }

    /// What kind of change it is.
    #[must_use]
    pub fn verb(self) -> Verb {
        Verb::SetDirectory(self)
    }
}

/// What a setting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One of these: AWS's spelling, and the word for it.
    Choice(&'static [(&'static str, &'static str)]),
    /// A text of this form, checked by the service's pattern; the hint says which.
    Text(&'static str),
    /// A number from 0.
    Number(&'static str),
}

/// One setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The form field, and the key in [`Directory::settings`].
    pub slug: &'static str,
    /// Where it belongs.
    pub group: Group,
    /// What a person reads.
    pub label: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Whether AWS can take it away once it is set.
    pub can_go: bool,
}

const ON: Kind = Kind::Choice(&[("true", "On"), ("false", "Off")]);
const ENABLED: Kind = Kind::Choice(&[("ENABLED", "Enabled"), ("DISABLED", "Disabled")]);
const ALLOW: Kind = Kind::Choice(&[("ALLOW", "Allow"), ("DENY", "Deny")]);

const fn set(group: Group, slug: &'static str, label: &'static str, kind: Kind) -> Setting {
    Setting { slug, group, label, kind, can_go: false }
}

const fn may_go(group: Group, slug: &'static str, label: &'static str, kind: Kind) -> Setting {
    Setting { slug, group, label, kind, can_go: true }
}

use Group as G;

/// Every setting, in the order of the forms (constraints.md, the Modify operations of directories).
#[rustfmt::skip]
pub const SETTINGS: &[Setting] = &[
    set(G::Creation, "maintenance", "Maintenance mode", ON),
    set(G::Creation, "internet_access", "Internet access", ON),
    set(G::Creation, "local_administrator", "People are local administrators", ON),
    set(G::Creation, "default_ou", "Organizational unit", Kind::Text("OU=value,DC=value,DC=value. It can be replaced, not taken away.")),
    set(G::Creation, "custom_security_group", "Security group", Kind::Text("sg-… It can be replaced, not taken away.")),
    set(G::Creation, "instance_role", "IAM role of the instance", Kind::Text("arn:aws:iam::…")),
    set(G::Access, "windows", "Windows", ALLOW),
    set(G::Access, "osx", "macOS", ALLOW),
    set(G::Access, "linux", "Linux", ALLOW),
    set(G::Access, "web", "Web browsers", ALLOW),
    set(G::Access, "ios", "iOS", ALLOW),
    set(G::Access, "android", "Android", ALLOW),
    set(G::Access, "chrome_os", "ChromeOS", ALLOW),
    set(G::Access, "zero_client", "Zero clients", ALLOW),
    set(G::Access, "thin_client", "WorkSpaces Thin Client", ALLOW),
    may_go(G::Access, "vpc_endpoint", "VPC endpoints for streaming", Kind::Text("vpce-…, separated by commas. Empty: over the internet.")),
    may_go(G::Access, "internet_fallback", "Over the internet all the same", Kind::Choice(&[("PCOIP", "PCoIP")])),
    set(G::SelfService, "restart", "Restart", ENABLED),
    set(G::SelfService, "increase_volume", "Increase volume size", ENABLED),
    set(G::SelfService, "change_compute", "Change compute type", ENABLED),
    set(G::SelfService, "switch_mode", "Switch running mode", ENABLED),
    set(G::SelfService, "rebuild", "Rebuild", ENABLED),
    set(G::SelfService, "nested_virtualization", "Nested virtualization", ENABLED),
    set(G::SelfService, "end_user_advisor", "End-user advisor", ENABLED),
    set(G::Streaming, "streaming_protocol", "Preferred protocol", Kind::Choice(&[("TCP", "TCP"), ("UDP", "UDP")])),
    set(G::Streaming, "clipboard_in", "Clipboard from the local device", ENABLED),
    may_go(G::Streaming, "clipboard_in_length", "Characters at most, from the local device", Kind::Number("Empty: as many as there are.")),
    set(G::Streaming, "clipboard_out", "Clipboard to the local device", ENABLED),
    may_go(G::Streaming, "clipboard_out_length", "Characters at most, to the local device", Kind::Number("Empty: as many as there are.")),
    set(G::Streaming, "printing", "Printing to the local device", ENABLED),
    set(G::Streaming, "smart_card", "Smart card", ENABLED),
    set(G::Streaming, "home_folder", "Home folder", ENABLED),
    set(G::Streaming, "accelerator", "Global Accelerator", Kind::Choice(&[("ENABLED_AUTO", "Enabled"), ("DISABLED", "Disabled")])),
    may_go(G::Streaming, "accelerator_protocol", "Its preferred protocol", Kind::Choice(&[("TCP", "TCP"), ("NONE", "None")])),
    set(G::Saml, "saml", "SAML 2.0", Kind::Choice(&[("ENABLED", "Enabled"), ("ENABLED_WITH_DIRECTORY_LOGIN_FALLBACK", "Enabled, or sign-in by the directory"), ("DISABLED", "Disabled")])),
    may_go(G::Saml, "saml_url", "User access URL", Kind::Text("https://…, 8 to 200 characters.")),
    may_go(G::Saml, "saml_relay", "Relay state parameter", Kind::Text("Empty: RelayState.")),
    set(G::Certificates, "certificates", "Certificate-based authentication", ENABLED),
    may_go(G::Certificates, "certificate_authority", "Certificate authority", Kind::Text("arn:aws:acm-pca:…")),
    set(G::Encryption, "encryption", "Endpoints", Kind::Choice(&[("STANDARD_TLS", "Standard TLS"), ("FIPS_VALIDATED", "FIPS validated")])),
];

impl Setting {
    /// The setting of this name.
    #[must_use]
    pub fn named(slug: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.slug == slug)
    }

    /// The settings of a group.
    pub fn of(group: Group) -> impl Iterator<Item = &'static Self> {
        SETTINGS.iter().filter(move |setting| setting.group == group)
    }

    /// A value in words.
    #[must_use]
    pub fn word(&self, value: &str) -> String {
        let choices = match self.kind {
            Kind::Choice(choices) => choices,
            Kind::Text(_) | Kind::Number(_) => &[],
        };
        let found = choices.iter().find(|(wire, _)| *wire == value);
        found.map_or_else(|| value.to_owned(), |(_, word)| (*word).to_owned())
    }

    /// Why it cannot be set for this directory.
    #[must_use]
    pub fn why_not(&self, directory: &Directory) -> Option<&'static str> {
        let personal =
            self.group == Group::SelfService || matches!(self.slug, "maintenance" | "local_administrator");
        if personal && directory.is_of_pools() {
            return Some("Not for directories of pools.");
        }
        if self.slug == "certificates" {
            return super::applies::certificates_why_not(directory);
        }
        (self.slug == "home_folder" && !directory.is_of_pools()).then_some("For directories of pools only.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_has_a_name_of_its_own_and_every_group_has_settings() {
        for (at, setting) in SETTINGS.iter().enumerate() {
            assert!(SETTINGS[at + 1..].iter().all(|other| other.slug != setting.slug), "{}", setting.slug);
        }
        assert!(Group::ALL.iter().all(|group| Setting::of(*group).next().is_some()));
    }
}
