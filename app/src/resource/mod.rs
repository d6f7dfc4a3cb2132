//! What pages of resources have in common: the list, the page of one, the form, and what stands on each.

mod absent;
mod addressed;
mod beside;
mod bulk;
mod doors;
mod form;
mod head;
mod keys;
mod list;
mod one;
mod pick;
mod review;
mod scope;
mod selected;
mod tags;
mod unread;

pub use addressed::Addressed;
pub use beside::{provide_beside, watched};
pub use doors::history;
pub use form::{FormPage, typed};
pub use head::place;
pub use keys::TagKeys;
pub use list::{Columns, ListPage, ListTable};
pub use one::{OnePage, Parts};
pub use pick::Pick;
pub use review::{Delete, Review, refused, refused_at};
pub use scope::ScopeSelect;
pub use selected::Part;
pub use tags::tag_words;
pub use unread::UnreadNotice;

use domain::fault::Fault;
use domain::resource::ResourceKind;

use crate::door::Refusal;

/// The address names nothing that could be asked for.
#[must_use]
pub fn no_such(kind: ResourceKind) -> Refusal {
    Refusal(Fault::not_found(format!("The address names no {}.", kind.word())))
}
