//! Which resource does the address name, and at which part? It is read again when it changes.

use domain::history::Change;
use domain::resource::{Draft, ResourceKey, ResourceKind, TagsOf};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::beside::provide_beside;
use super::form::typed;
use super::selected::{Part, chosen_key, chosen_part};
use super::{doors, no_such};
use crate::door::Refusal;
use crate::session::session;

/// The parts whose forms ask for tags or for a region.
const FORMS: &[&str] = &["tags", "copy"];

/// The parts that follow what changes: on the others a form is drawn, and drawing it anew would lose what was typed.
const WITHOUT_FORMS: &[&str] = &["overview", "dns", "errors", "history"];

/// What the address of a resource's page names, and what was told of it.
#[derive(Clone, Copy)]
pub struct Addressed {
    pub(super) kind: ResourceKind,
    pub(super) parts: &'static [Part],
    /// Which resource; `None` where the address names none.
    pub key: Memo<Option<ResourceKey>>,
    /// The part that is shown.
    pub part: Memo<&'static str>,
    changed: ReadSignal<u64>,
    pub(super) history: Resource<Option<Result<Vec<Change>, Refusal>>>,
    pub(super) tags: Resource<Option<Draft<TagsOf>>>,
}

impl Addressed {
    /// The resource of this kind that the address names; the last two of its parts are `tags` and `history`.
    #[must_use]
    pub fn of(kind: ResourceKind, parts: &'static [Part]) -> Self {
        Self::beside(kind, parts, |_| false)
    }

    /// The same, where a change of something else concerns the page too.
    #[must_use]
    pub fn beside(kind: ResourceKind, parts: &'static [Part], concerns: fn(&ResourceKey) -> bool) -> Self {
        let key = chosen_key(kind);
        let part = chosen_part(parts);
        let query = use_query_map();
        let before = Memo::new(move |_| query.with(|query| query.get("before")?.parse::<i64>().ok()));
        let changed = session().live.follow(move |hint| {
            key.with_untracked(|key| {
                hint.resources.iter().any(|one| Some(one) == key.as_ref() || concerns(one))
            })
        });
        let history = Resource::new(
            move || (key.get().filter(|_| part.get() == "history"), before.get(), changed.get()),
            |(key, before, _)| async move { Some(super::history(key?, before).await) },
        );
        provide_beside(move || FORMS.contains(&part.get()));
        Self { kind, parts, key, part, changed, history, tags: typed(doors::tag_draft) }
    }

    /// Reads by this door what one part shows besides; nothing while another is open.
    #[must_use]
    pub fn read_at<T, R>(self, part: &'static str, read: fn(ResourceKey) -> R) -> Resource<Option<T>>
    where
        T: Serialize + DeserializeOwned + Send + Sync + 'static,
        R: Future<Output = T> + Send + 'static,
    {
        Resource::new(
            move || self.key.get().filter(|_| self.part.get() == part),
            move |key| async move { Some(read(key?).await) },
        )
    }

    /// Reads it by this door, and again when it changes, where that is drawn over nothing that somebody types.
    #[must_use]
    pub fn read<T, R>(self, read: fn(ResourceKey) -> R) -> Resource<Result<T, Refusal>>
    where
        T: Serialize + DeserializeOwned + Send + Sync + 'static,
        R: Future<Output = Result<T, Refusal>> + Send + 'static,
    {
        let Self { kind, key, part, changed, .. } = self;
        // Going on to a form is no news: the form stands on what was read before it.
        let seen = Memo::new(move |seen: Option<&u64>| match WITHOUT_FORMS.contains(&part.get()) {
            true => changed.get(),
            false => seen.copied().unwrap_or_default(),
        });
        Resource::new(
            move || (key.get(), seen.get()),
            move |(key, _)| async move {
                match key {
                    Some(key) => read(key).await,
                    None => Err(no_such(kind)),
                }
            },
        )
    }
}
