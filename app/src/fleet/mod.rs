//! Which WorkSpaces are there, and how is this one?

mod bulk;
mod doors;
mod facets;
mod filter;
mod foot;
mod from_csv;
mod page;
mod row;
mod rows;
mod table;
mod tally;
mod workspace;

pub use from_csv::FromCsvPage;
pub use page::FleetPage;
pub use workspace::{Act, WorkSpacePage};
