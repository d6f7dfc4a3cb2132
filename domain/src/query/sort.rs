//! In which order?

use serde::{Deserialize, Serialize};

/// A column that the fleet can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Column {
    /// The user, folded.
    #[default]
    User,
    /// The computer's name.
    Computer,
    /// The id.
    Id,
    /// The state.
    State,
    /// The connection.
    Connection,
    /// When someone was last connected; never comes first.
    LastActive,
    /// The running mode.
    Mode,
    /// The bundle's id: its desktops stand together.
    Bundle,
    /// The size of the machine.
    Compute,
    /// The protocol.
    Protocol,
    /// The region.
    Region,
    /// The account.
    Account,
    /// The directory.
    Directory,
}

const COLUMNS: &[(Column, &str, &str)] = &[
    (Column::User, "user", "User"),
    (Column::State, "state", "State"),
    (Column::Connection, "connection", "Connection"),
    (Column::LastActive, "last_active", "Last active"),
    (Column::Mode, "mode", "Running mode"),
    (Column::Compute, "compute", "Compute"),
    (Column::Protocol, "protocol", "Protocol"),
    (Column::Computer, "computer", "Computer"),
    (Column::Id, "id", "WorkSpace"),
    (Column::Bundle, "bundle", "Bundle"),
    (Column::Region, "region", "Region"),
    (Column::Account, "account", "Account"),
    (Column::Directory, "directory", "Directory"),
];

impl Column {
    /// Every column, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        COLUMNS.iter().map(|(column, ..)| *column)
    }

    fn entry(self) -> &'static (Self, &'static str, &'static str) {
        let at = COLUMNS.iter().position(|(column, ..)| *column == self);
        &COLUMNS[at.unwrap_or_default()]
    }

    /// The spelling in addresses.
    #[must_use]
    pub fn slug(self) -> &'static str {
        self.entry().1
    }

    /// The column's head.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.entry().2
    }
}

/// A column and a direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sort {
    /// By which column.
    pub column: Column,
    /// Largest first.
    pub descending: bool,
}

impl Sort {
    /// The spelling in addresses: `user`, or `-user` for largest first.
    #[must_use]
    pub fn slug(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.column.slug())
    }

    /// Reads the spelling in addresses.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        let (descending, name) = slug.strip_prefix('-').map_or((false, slug), |name| (true, name));
        let found = COLUMNS.iter().find(|(_, slug, _)| *slug == name)?;
        Some(Self { column: found.0, descending })
    }
}
