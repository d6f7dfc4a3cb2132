//! Which accounts and regions does the demo organisation have?

use std::sync::LazyLock;

use super::directories;

/// An AWS account of the demo estate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account {
    /// Twelve digits. Used as an access key id it is that account.
    pub id: &'static str,
    /// What the organisation calls it.
    pub name: &'static str,
    /// Where it has WorkSpaces.
    pub regions: [&'static str; 3],
}

static ACCOUNTS: [Account; 2] = [
    Account { id: "111122223333", name: "production", regions: ["eu-west-1", "us-east-1", "us-west-2"] },
    Account { id: "444455556666", name: "research", regions: ["eu-west-1", "us-east-1", "us-west-2"] },
];

/// Percent of the fleet by account and region, in the order of `accounts()`.
pub const SHARES: [usize; 6] = [38, 24, 12, 14, 8, 4];

/// The accounts of the demo estate; the first is also that of every key id that names none.
pub fn accounts() -> &'static [Account] {
    &ACCOUNTS
}

/// The account that Amazon has allow-listed for WorkSpaces Core, and so for the running mode MANUAL.
const CORE: &str = "444455556666";

/// Whether an account may use what only WorkSpaces Core has.
pub fn has_core(account: &str) -> bool {
    account == CORE
}

/// Account, region and id of a directory with a few dozen desktops: what a help desk might care for.
/// The same for every seed.
pub fn helpdesk_directory() -> (&'static str, &'static str, &'static str) {
    static ID: LazyLock<String> =
        LazyLock::new(|| directories::id(ACCOUNTS[0].id, "eu-west-1", directories::HELPDESK));
    (ACCOUNTS[0].id, "eu-west-1", ID.as_str())
}
