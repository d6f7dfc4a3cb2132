//! Which resource, which part of its page, and which kept form does the address name?

use domain::ids::ScopeKey;
use domain::resource::{ResourceKey, ResourceKind};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::paths;
use crate::ui::tabs::{Tab, Tabs};

/// A part of a resource's page: its word in the address, and the word a person reads. The first one is the page itself.
pub type Part = (&'static str, &'static str);

/// The resource that the address names, by its account, region and id.
#[must_use]
pub fn chosen_key(kind: ResourceKind) -> Memo<Option<ResourceKey>> {
    let params = use_params_map();
    Memo::new(move |_| {
        let params = params.get();
        let part = |name| params.get(name).filter(|part| !part.is_empty());
        let scope: ScopeKey = format!("{}/{}", part("account")?, part("region")?).parse().ok()?;
        Some(ResourceKey { scope, kind, id: part("id")? })
    })
}

/// The part that the address names; the first when it names none.
#[must_use]
pub fn chosen_part(parts: &'static [Part]) -> Memo<&'static str> {
    let query = use_query_map();
    Memo::new(move |_| {
        let slug = query.with(|query| query.get("tab")).unwrap_or_default();
        let found = parts.iter().find(|(other, _)| *other == slug).or_else(|| parts.first());
        found.map_or("", |(slug, _)| *slug)
    })
}

/// The number of the kept form that the address names.
#[must_use]
pub fn draft_number() -> Memo<Option<i64>> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get("draft")?.parse().ok()))
}

/// The tabs of a resource's page.
#[must_use]
pub fn tabs(key: &ResourceKey, parts: &'static [Part], current: &str) -> AnyView {
    let tab = |(n, (slug, word)): (usize, &Part)| Tab {
        word: (*word).to_owned(),
        href: if n == 0 { paths::resource(key) } else { paths::resource_tab(key, slug) },
        current: *slug == current,
    };
    let tabs = parts.iter().enumerate().map(tab).collect();
    view! { <Tabs label=format!("Parts of this {}", key.kind.word()) tabs/> }.into_any()
}
