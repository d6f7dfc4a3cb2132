//! How much of an account and region is covered by standbys, and how old are their data?

use serde::{Deserialize, Serialize};

use crate::at::At;
use crate::ids::{Region, ScopeKey};

/// An account and region in which people work, and how many of them could go on elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    /// Which.
    pub scope: ScopeKey,
    /// The account's name.
    pub account_name: String,
    /// WorkSpaces that have a standby.
    pub covered: i64,
    /// WorkSpaces that could have one, and have none.
    pub missing: i64,
    /// WorkSpaces of which AWS makes no standby.
    pub unfit: i64,
    /// Where the standbys are.
    pub pairs: Vec<RegionPair>,
}

/// The standbys of an account and region that are in one other region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionPair {
    /// Where they are.
    pub region: Region,
    /// How many.
    pub standbys: i64,
    /// Those without data replication.
    pub off: i64,
    /// Those in Error.
    pub failed: i64,
    /// Those with data replication, of which no copy is known.
    pub uncopied: i64,
    /// The oldest data.
    pub oldest: Option<At>,
    /// The data in the middle: half of them are older.
    pub median: Option<At>,
}

impl Cover {
    /// WorkSpaces that have a standby or could have one.
    #[must_use]
    pub fn primaries(&self) -> i64 {
        self.covered + self.missing
    }

    /// Of a hundred that could have one, how many have; 100 only when all have. `None`: none could.
    #[must_use]
    pub fn percent(&self) -> Option<i64> {
        (self.primaries() > 0).then(|| self.covered * 100 / self.primaries())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_percent_is_everybody() {
        let cover = |covered, missing| Cover {
            scope: "111122223333/eu-west-1".parse().unwrap(),
            account_name: "production".into(),
            covered,
            missing,
            unfit: 7,
            pairs: Vec::new(),
        };
        assert_eq!(cover(999, 1).percent(), Some(99));
        assert_eq!(cover(3, 0).percent(), Some(100));
        assert_eq!(cover(0, 0).percent(), None);
    }
}
