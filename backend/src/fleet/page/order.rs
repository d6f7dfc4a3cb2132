//! What each order means in SQL, and the index that stands in it.

use domain::query::Column;

/// An order of rows: columns that together are unlike in any two rows, and the index that holds them so.
pub(super) struct Order {
    pub(super) columns: &'static [&'static str],
    pub(super) index: &'static str,
}

/// By users, and within a user by when we first saw the row.
pub(super) const BY_USER: Order = Order { columns: &["w.user_folded", "w.key"], index: "workspace_user" };

/// The order of a column. Rows that are equal in it stand by user, where the column has few values.
pub(super) fn order(column: Column) -> Order {
    let (columns, index): (&[&str], _) = match column {
        Column::User => return BY_USER,
        Column::State => (&["w.state", "w.user_folded", "w.key"], "workspace_state"),
        Column::Connection => (&["w.connection", "w.user_folded", "w.key"], "workspace_connection"),
        Column::Mode => (&["w.mode", "w.user_folded", "w.key"], "workspace_mode"),
        Column::Bundle => (&["w.bundle_id", "w.user_folded", "w.key"], "workspace_bundle"),
        Column::Compute => (&["w.compute", "w.user_folded", "w.key"], "workspace_compute"),
        Column::Protocol => (&["w.protocol", "w.user_folded", "w.key"], "workspace_protocol"),
        Column::Region => (&["w.region", "w.user_folded", "w.key"], "workspace_region"),
        Column::Account => (&["w.account", "w.user_folded", "w.key"], "workspace_account"),
        Column::Directory => (&["w.directory_id", "w.user_folded", "w.key"], "workspace_directory"),
        Column::Computer => (&["w.computer", "w.key"], "workspace_computer"),
        Column::Id => (&["w.id", "w.key"], "workspace_id"),
        Column::LastActive => (&["w.last_active", "w.key"], "workspace_last_active"),
    };
    Order { columns, index }
}
