//! What can be asked about the other end of a pair?

use crate::ids::Region;

/// A value of the filter by standby.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paired {
    /// It has none, though it could.
    None,
    /// It has none, and AWS would make none.
    Unfit,
    /// It is one.
    Standby,
    /// It has one; in this region only.
    Primary(Option<Region>),
    /// It has one without data replication.
    Off(Option<Region>),
    /// It has one with replication, of which no copy is known.
    Uncopied(Option<Region>),
    /// It has one that is in Error.
    Failed(Option<Region>),
}

impl Paired {
    /// The values as they stand in addresses; those from `primary` on may be followed by `:region`.
    pub const WORDS: &str = "none, unfit, standby, primary, off, uncopied or failed";

    /// Reads a value of an address: `none`, `primary`, `off:us-east-1`.
    #[must_use]
    pub fn read(value: &str) -> Option<Self> {
        let value = value.trim().to_lowercase();
        let (name, region) = match value.split_once(':') {
            Some((name, region)) => (name, Some(Region::new(region))),
            None => (value.as_str(), None),
        };
        Some(match (name, region) {
            ("none", None) => Self::None,
            ("unfit", None) => Self::Unfit,
            ("standby", None) => Self::Standby,
            ("primary", region) => Self::Primary(region),
            ("off", region) => Self::Off(region),
            ("uncopied", region) => Self::Uncopied(region),
            ("failed", region) => Self::Failed(region),
            _ => return None,
        })
    }

    /// As it stands in addresses.
    #[must_use]
    pub fn wire(&self) -> String {
        let (name, region) = match self {
            Self::None => ("none", &None),
            Self::Unfit => ("unfit", &None),
            Self::Standby => ("standby", &None),
            Self::Primary(region) => ("primary", region),
            Self::Off(region) => ("off", region),
            Self::Uncopied(region) => ("uncopied", region),
            Self::Failed(region) => ("failed", region),
        };
        region.as_ref().map_or_else(|| name.to_owned(), |region| format!("{name}:{region}"))
    }

    /// As a person reads it.
    #[must_use]
    pub fn words(&self) -> String {
        let (words, region) = match self {
            Self::None => ("none", &None),
            Self::Unfit => ("not possible", &None),
            Self::Standby => ("is one", &None),
            Self::Primary(region) => ("has one", region),
            Self::Off(region) => ("has one without replication", region),
            Self::Uncopied(region) => ("has one without a copy yet", region),
            Self::Failed(region) => ("has one in Error", region),
        };
        region.as_ref().map_or_else(|| words.to_owned(), |region| format!("{words}, in {region}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_reads_back_as_written() {
        for value in [
            "none",
            "unfit",
            "standby",
            "primary",
            "primary:us-east-1",
            "off:eu-west-1",
            "uncopied",
            "failed",
        ] {
            assert_eq!(Paired::read(value).unwrap().wire(), value);
        }
        assert_eq!(Paired::read("Primary:us-east-1").unwrap().words(), "has one, in us-east-1");
        for wrong in ["", "some", "none:us-east-1"] {
            assert_eq!(Paired::read(wrong), None, "{wrong}");
        }
    }
}
