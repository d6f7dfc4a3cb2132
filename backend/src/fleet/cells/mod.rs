//! How is the fleet counted without looking at each WorkSpace?
//!
//! By cells (`migrations/0020_cells.sql`): rows `c` of `cell`, one for all WorkSpaces that are alike in the columns that are counted by.

mod store;

pub(crate) use store::Cells;
