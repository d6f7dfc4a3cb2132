//! One filter: a field, an operator, and values.

use serde::{Deserialize, Serialize};

use super::Paired;
use crate::words::{Compute, Connection, Protocol, RunningMode, State};
use crate::workspace::{NEVER, UNKNOWN};

/// What can be filtered by.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Field {
    /// The state.
    State,
    /// The connection.
    Connection,
    /// When someone was last connected.
    LastActive,
    /// The running mode.
    Mode,
    /// The protocol.
    Protocol,
    /// The size of the machine.
    Compute,
    /// The bundle.
    Bundle,
    /// The region.
    Region,
    /// The account.
    Account,
    /// The directory.
    Directory,
    /// The user.
    User,
    /// The computer's name.
    Computer,
    /// The id.
    Id,
    /// The IPv4 address.
    Ip,
    /// Whether it has a standby, or is one.
    Standby,
    /// The value of the tag with this key.
    Tag(String),
}

const FIELDS: &[(Field, &str, &str)] = &[
    (Field::State, "state", "State"),
    (Field::Connection, "connection", "Connection"),
    (Field::LastActive, "last_active", "Last active"),
    (Field::Mode, "mode", "Running mode"),
    (Field::Protocol, "protocol", "Protocol"),
    (Field::Compute, "compute", "Compute"),
    (Field::Bundle, "bundle", "Bundle"),
    (Field::Region, "region", "Region"),
    (Field::Account, "account", "Account"),
    (Field::Directory, "directory", "Directory"),
    (Field::User, "user", "User"),
    (Field::Computer, "computer", "Computer"),
    (Field::Id, "id", "WorkSpace"),
    (Field::Ip, "ip", "Address"),
    (Field::Standby, "standby", "Standby"),
];

/// Ready-made choices of last active, and their words: nobody ever, not told, and unused for so long.
pub const ACTIVITY: [(&str, &str); 5] = [
    (NEVER, "never"),
    (UNKNOWN, "unknown"),
    ("over:30d", "over 30 days ago"),
    ("over:60d", "over 60 days ago"),
    ("over:90d", "over 90 days ago"),
];

impl Field {
    /// Every field but tags, of which there is one for each key.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        FIELDS.iter().map(|(field, ..)| field)
    }

    /// The spelling in addresses; `tag:KEY` for tags.
    #[must_use]
    pub fn slug(&self) -> String {
        match self {
            Self::Tag(key) => format!("tag:{key}"),
            other => other.entry().map(|entry| entry.1.to_owned()).unwrap_or_default(),
        }
    }

    /// The name a person reads.
    #[must_use]
    pub fn word(&self) -> String {
        match self {
            Self::Tag(key) => format!("tag:{key}"),
            other => other.entry().map(|entry| entry.2.to_owned()).unwrap_or_default(),
        }
    }

    fn entry(&self) -> Option<&'static (Self, &'static str, &'static str)> {
        FIELDS.iter().find(|(field, ..)| field == self)
    }

    /// Reads the spelling in addresses, or the name a person reads, in any case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim();
        if let Some(key) = name.strip_prefix("tag:") {
            return (!key.is_empty() && key.chars().count() <= 127).then(|| Self::Tag(key.to_owned()));
        }
        let lower = name.to_lowercase();
        let found = FIELDS.iter().find(|(_, slug, word)| *slug == lower || word.to_lowercase() == lower);
        found.map(|(field, ..)| field.clone())
    }

    /// The spelling of a value as the inventory keeps it: `error` and `Error` are `ERROR`.
    #[must_use]
    pub fn normal(&self, value: &str) -> String {
        fn known<'a>(value: &str, mut all: impl Iterator<Item = (&'a str, &'a str)>) -> Option<String> {
            all.find(|(wire, word)| wire.eq_ignore_ascii_case(value) || word.eq_ignore_ascii_case(value))
                .map(|(wire, _)| wire.to_owned())
        }
        let value = value.trim();
        let found = match self {
            Self::State => known(value, State::KNOWN.iter().map(|v| (v.wire(), v.word()))),
            Self::Connection => known(value, Connection::KNOWN.iter().map(|v| (v.wire(), v.word()))),
            Self::Mode => known(value, RunningMode::KNOWN.iter().map(|v| (v.wire(), v.word()))),
            Self::Protocol => known(value, Protocol::KNOWN.iter().map(|v| (v.wire(), v.word()))),
            Self::Compute => known(value, Compute::KNOWN.iter().map(|v| (v.wire(), v.word()))),
            Self::Standby => Paired::read(value).map(|paired| paired.wire()),
            _ => None,
        };
        found.unwrap_or_else(|| value.to_owned())
    }

    /// The word for a value, for tokens and facets.
    #[must_use]
    pub fn value_word(&self, value: &str) -> String {
        match self {
            Self::State => State::from_wire(value).word().to_owned(),
            Self::Connection => Connection::from_wire(value).word().to_owned(),
            Self::Mode => RunningMode::from_wire(value).word().to_owned(),
            Self::Protocol => Protocol::from_wire(value).word().to_owned(),
            Self::Compute => Compute::from_wire(value).word().to_owned(),
            Self::Standby => Paired::read(value).map_or_else(|| value.to_owned(), |paired| paired.words()),
            _ => value.to_owned(),
        }
    }

    /// Whether the operator makes sense for the field.
    #[must_use]
    pub fn takes(&self, op: Op) -> bool {
        match op {
            Op::Is | Op::Not => true,
            Op::Has => matches!(
                self,
                Self::User | Self::Computer | Self::Id | Self::Ip | Self::Tag(_) | Self::Bundle
            ),
            Op::Over | Op::Under => *self == Self::LastActive,
        }
    }
}

/// How a field and its values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Op {
    /// Is one of the values.
    Is,
    /// Is none of the values.
    Not,
    /// Contains one of the values.
    Has,
    /// Longer ago than.
    Over,
    /// Less long ago than.
    Under,
}

impl Op {
    /// What stands before a value in addresses.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Is => "",
            Self::Not => "not:",
            Self::Has => "has:",
            Self::Over => "over:",
            Self::Under => "under:",
        }
    }

    /// The sign a person reads and types.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Is => "=",
            Self::Not => "≠",
            Self::Has => "~",
            Self::Over => ">",
            Self::Under => "<",
        }
    }
}

/// A field, an operator, and values of which one is enough.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Filter {
    /// The field.
    pub field: Field,
    /// The operator.
    pub op: Op,
    /// At least one. `never` and `unknown` are values of last active; the empty text is "has none".
    pub values: Vec<String>,
}

impl Filter {
    /// The filter of a facet's value: one of [`ACTIVITY`] says its operator too.
    #[must_use]
    pub fn choice(field: &Field, value: &str) -> Self {
        let over = Some(value).filter(|_| *field == Field::LastActive);
        let over = over.and_then(|value| value.strip_prefix(Op::Over.prefix()));
        let (op, value) = over.map_or((Op::Is, value), |value| (Op::Over, value));
        Self { field: field.clone(), op, values: vec![value.to_owned()] }
    }

    /// What the token says after the operator.
    #[must_use]
    pub fn values_words(&self) -> String {
        let words = self.values.iter().map(|value| match self.field.value_word(value) {
            word if word.is_empty() => "none".to_owned(),
            word => word,
        });
        words.collect::<Vec<_>>().join(", ")
    }

    /// Milliseconds of a span such as `30d`, `12h`, `45m`; days when there is no unit.
    #[must_use]
    pub fn span_ms(value: &str) -> Option<i64> {
        let compact: String = value.chars().filter(|letter| !letter.is_whitespace()).collect();
        let digits = compact.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        let unit_ms = match &compact[digits.len()..] {
            "" | "d" | "day" | "days" => 86_400_000,
            "h" => 3_600_000,
            "m" | "min" => 60_000,
            _ => return None,
        };
        let count: i64 = digits.parse().ok().filter(|count| (0..=36_500).contains(count))?;
        Some(count * unit_ms)
    }
}
