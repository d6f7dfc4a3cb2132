//! Which of this machine's users may ask the console from a shell, and as whom?

use std::path::{Path, PathBuf};

use domain::access::{Binding, Bound, Role};
use domain::ids::{AccountId, DirectoryId, Region};
use serde::Deserialize;

/// The name of the socket, beside the database.
const BESIDE: &str = "deskwarden.sock";

/// The way in from a shell. There is none while nobody is named: a door that nobody asked for stays shut.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Shell {
    /// Where the socket is; without it beside the database, whose folder only the console's own user may enter.
    pub socket: Option<PathBuf>,
    /// Who may ask.
    pub user: Vec<ShellUser>,
}

/// One of the machine's users, with one role at one place. Several of the same user add up.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShellUser {
    /// The user's name, or
    pub name: Option<String>,
    /// their number.
    pub uid: Option<u32>,
    /// What they may do.
    pub role: Role,
    /// In this account only.
    pub account: Option<AccountId>,
    /// In this region only.
    pub region: Option<Region>,
    /// In this directory only.
    pub directory: Option<DirectoryId>,
}

impl Shell {
    /// Where the socket is; nowhere, when nobody may use it.
    #[must_use]
    pub fn path(&self, data: &Path) -> Option<PathBuf> {
        let path = || self.socket.clone().unwrap_or_else(|| data.join(BESIDE));
        (!self.user.is_empty()).then(path)
    }

    /// What speaks against it.
    pub(super) fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if self.socket.is_some() && self.user.is_empty() {
            faults.push("shell.socket is for nobody: name who may use it with [[shell.user]]".to_owned());
        }
        for (number, user) in self.user.iter().enumerate() {
            let at = format!("shell.user {}", number + 1);
            if user.name.is_some() == user.uid.is_some() {
                faults.push(format!("{at}: say either name or uid"));
            }
            let is_number = |id: &AccountId| {
                id.as_str().len() == 12 && id.as_str().bytes().all(|byte| byte.is_ascii_digit())
            };
            if user.account.as_ref().is_some_and(|id| !is_number(id)) {
                faults.push(format!("{at}: account must be twelve digits, in quotes"));
            }
        }
        faults
    }
}

impl ShellUser {
    /// The role at its place.
    #[must_use]
    pub fn binding(&self) -> Binding {
        let Self { role, account, region, directory, .. } = self.clone();
        Binding::gives(role, Bound { account, region, directory, tag: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_anybody_there_is_no_way_in() {
        let data = Path::new("data");
        let ann = ShellUser {
            name: Some("ann".into()),
            uid: None,
            role: Role::Viewer,
            account: None,
            region: None,
            directory: None,
        };
        let mut shell = Shell { socket: Some("/run/x.sock".into()), user: Vec::new() };
        assert_eq!(shell.path(data), None);
        assert!(shell.faults()[0].contains("for nobody"));
        shell.user = vec![ann.clone()];
        assert_eq!((shell.path(data), shell.faults()), (Some("/run/x.sock".into()), Vec::new()));
        shell.socket = None;
        assert_eq!(shell.path(data), Some("data/deskwarden.sock".into()));
        shell.user = vec![ShellUser { uid: Some(1), account: Some(AccountId::new("1")), ..ann }];
        assert_eq!(shell.faults().len(), 2);
    }
}
