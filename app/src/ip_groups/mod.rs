//! IP access control groups: which are there, from where do they let people in, and how are they changed?

mod doors;
mod list;
mod new;
mod one;
mod rules;

pub use list::IpGroupsPage;
pub use new::IpGroupNewPage;
pub use one::IpGroupPage;
