//! Who changed what, from what to what, and how did it end?

mod doors;
mod filter;
mod line;
mod page;

pub use page::AuditListPage;
