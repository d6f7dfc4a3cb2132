//! Which KMS keys does the demo organisation encrypt with?

use crate::seeded::{Dice, HEX};
use crate::world::desktop::Desktop;
use crate::world::keys::Key;
use crate::world::scope::Scope;

const DESKTOPS: &str = "alias/desktops";
const RETIRED: &str = "alias/retired";
/// 2022-03-01, so that it does not depend on when the estate was born.
const CREATED: i64 = 1_646_092_800_000;

/// The key that Amazon makes for WorkSpaces in each account and region.
pub fn amazons(account: &str, region: &str) -> Key {
    key(account, region, "alias/aws/workspaces", "Enabled")
}

/// The organisation's own: one that is in use, and one that somebody has disabled too early.
pub fn own(account: &str, region: &str) -> [Key; 2] {
    [key(account, region, DESKTOPS, "Enabled"), key(account, region, RETIRED, "Disabled")]
}

/// Gives some of the encrypted desktops a key of the organisation's own instead of Amazon's.
pub fn give(scope: &Scope, desktop: &mut Desktop, number: usize) {
    let alias = match number {
        n if n % 150 == 20 => RETIRED,
        n if n % 4 == 1 => DESKTOPS,
        _ => return,
    };
    if let Some(key) = scope.key(alias).filter(|_| desktop.encrypted()) {
        desktop.encryption.key = Some(key.arn(&scope.account, &scope.region));
    }
}

fn key(account: &str, region: &str, alias: &str, state: &str) -> Key {
    let mut dice = Dice::new(0, &["kms", account, region, alias]);
    let parts = [8, 4, 4, 4, 12].map(|length| dice.letters(HEX, length));
    Key { id: parts.join("-"), alias: alias.to_owned(), state: state.to_owned(), created: CREATED }
}
