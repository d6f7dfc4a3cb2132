//! What pages of resources have in common: a head, tags, history, and where a kind could not be read.

mod absent;
mod bulk;
mod doors;
mod head;
mod keys;
mod pick;
mod scope;
mod selected;
mod tags;
mod unread;

pub use absent::Absent;
pub use bulk::TagSelected;
pub use doors::history;
pub use head::{Head, place};
pub use keys::TagKeys;
pub use pick::{Pick, PickHead};
pub use scope::ScopeSelect;
pub use selected::{Part, chosen_key, chosen_part, draft_number, tabs};
pub use tags::{TagPanel, tag_words};
pub use unread::UnreadNotice;

use domain::fault::Fault;
use domain::resource::ResourceKind;

use crate::door::Refusal;

/// The address names nothing that could be asked for.
#[must_use]
pub fn no_such(kind: ResourceKind) -> Refusal {
    Refusal(Fault::not_found(format!("The address names no {}.", kind.word())))
}
