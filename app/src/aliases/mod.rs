//! Connection aliases: which names are there, where do they lead in each region, and what does DNS answer?

mod answer;
mod associate;
mod doors;
mod list;
mod new;
mod one;
mod share;

pub use list::AliasesPage;
pub use new::AliasNewPage;
pub use one::AliasPage;
