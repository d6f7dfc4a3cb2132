//! Directories: which are registered, and how are they set?

mod doors;
mod groups;
mod list;
mod one;
mod overview;
mod settings;

pub use list::DirectoriesPage;
pub use one::DirectoryPage;
