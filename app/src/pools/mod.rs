//! Pools: which are there, who sits at them, what ails them, and how are they changed?

mod act;
mod capacity;
mod doors;
mod errors;
mod fields;
mod list;
mod new;
mod notice;
mod one;
mod only;
mod overview;
mod sessions;
mod settings;

pub use list::PoolsPage;
pub use new::PoolNewPage;
pub use one::PoolPage;
