//! Images: which are there, how far is each, where is it used, and how is one made or shared?

mod both;
mod custom;
mod doors;
mod import;
mod list;
mod make;
mod one;
mod overview;
mod share;

pub use both::Both;
pub use custom::ImportCustomPage;
pub use import::ImportPage;
pub use list::ImagesPage;
pub use one::ImagePage;
