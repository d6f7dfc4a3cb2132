//! Who is let in, how, and with which roles?

mod check;
mod oidc;
mod proxy;

use domain::access::{Binding, Bound, Role};
use domain::ids::{AccountId, DirectoryId, Region};
use domain::tags::Tag;
use serde::{Deserialize, Serialize};

pub(super) use check::faults;
pub use check::is_safe_url;
pub use oidc::Oidc;
pub use proxy::{ProxyHeader, ProxyJwt};

/// Who is let in.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Auth {
    /// How people sign in.
    pub mode: Mode,
    /// Minutes without any request after which a session ends.
    pub session_idle_minutes: u32,
    /// Minutes after which a session ends, however busy it is.
    pub session_max_minutes: u32,
    /// Which groups hold which roles, and where.
    pub role_bindings: Vec<RoleBinding>,
    /// An OpenID Connect provider.
    pub oidc: Option<Oidc>,
    /// A proxy that hands on signed assertions.
    pub proxy_jwt: Option<ProxyJwt>,
    /// A proxy that names people in headers.
    pub proxy_header: Option<ProxyHeader>,
}

/// How people sign in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// One person at this machine, by a one-time link that is printed at start.
    #[default]
    Local,
    /// Four sample identities; with the built-in simulator only.
    Demo,
    /// Single sign-on by OpenID Connect.
    Oidc,
    /// A reverse proxy that signs who is asking.
    ProxyJwt,
    /// A reverse proxy that names in headers who is asking.
    ProxyHeader,
}

/// A role that the members of a group hold at one place. What is left out is not limited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleBinding {
    /// The group, as the identity provider spells it.
    pub group: String,
    /// What its members may do.
    pub role: Role,
    /// In this account only.
    pub account: Option<AccountId>,
    /// In this region only.
    pub region: Option<Region>,
    /// In this directory only.
    pub directory: Option<DirectoryId>,
    /// For WorkSpaces with this tag only: `Key=Value`, letter by letter.
    pub tag: Option<String>,
    /// Takes the role and all above it away there, whatever other bindings give.
    #[serde(default)]
    pub deny: bool,
}

impl Mode {
    /// The word in the config.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Demo => "demo",
            Self::Oidc => "oidc",
            Self::ProxyJwt => "proxy_jwt",
            Self::ProxyHeader => "proxy_header",
        }
    }

    /// Whether people of an organisation come in, from other machines.
    #[must_use]
    pub fn is_shared(self) -> bool {
        matches!(self, Self::Oidc | Self::ProxyJwt | Self::ProxyHeader)
    }
}

impl Default for Auth {
    fn default() -> Self {
        Self {
            mode: Mode::default(),
            session_idle_minutes: 480,
            session_max_minutes: 1_440,
            role_bindings: Vec::new(),
            oidc: None,
            proxy_jwt: None,
            proxy_header: None,
        }
    }
}

impl Auth {
    /// Keys of the tags by which roles are bound: who could change those, could change who may do what.
    #[must_use]
    pub fn scope_tags(&self) -> Vec<String> {
        let mut keys: Vec<_> = self.role_bindings.iter().filter_map(|one| Some(one.tag()?.key)).collect();
        keys.sort();
        keys.dedup();
        keys
    }

    /// Reads the secrets that stand in files of their own; one sentence for each that cannot be read.
    pub(super) fn read_secrets(&mut self) -> Vec<String> {
        let mut faults = Vec::new();
        if let Some(oidc) = &mut self.oidc {
            let file = oidc.client_secret_file.as_ref();
            let read = super::tell::read_secret("client_secret", &mut oidc.client_secret, file);
            faults.extend(read.err().map(|fault| format!("auth.oidc: {fault}")));
        }
        if let Some(header) = &mut self.proxy_header {
            let read = super::tell::read_secret("secret", &mut header.secret, header.secret_file.as_ref());
            faults.extend(read.err().map(|fault| format!("auth.proxy_header: {fault}")));
        }
        faults
    }
}

impl RoleBinding {
    /// The role at its place.
    #[must_use]
    pub fn binding(&self) -> Binding {
        let Self { role, account, region, directory, deny: denies, .. } = self.clone();
        Binding { role, bound: Bound { account, region, directory, tag: self.tag() }, denies }
    }

    /// The tag that it is bound by. One that says no value is that key with an empty one, as AWS has it.
    fn tag(&self) -> Option<Tag> {
        let (key, value) = self.tag.as_deref().map(|tag| tag.split_once('=').unwrap_or((tag, "")))?;
        Some(Tag { key: key.to_owned(), value: value.to_owned() })
    }
}
