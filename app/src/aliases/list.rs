//! All names, each with where it leads in each region.

use domain::aliases::{Alias, Name, names};
use domain::resource::{Resource as Found, ResourceKind, Resources, Verb};
use domain::words::{Tone, sentence};
use leptos::prelude::*;
use leptos_meta::Title;

use super::doors;
use crate::paths;
use crate::resource::{Pick, PickHead, TagSelected, UnreadNotice, place, tag_words};
use crate::session::session;
use crate::ui::badge::Badge;
use crate::ui::button::{LinkButton, Look};
use crate::ui::clock::Time;
use crate::ui::copy::Copy;
use crate::ui::empty::Empty;
use crate::ui::notice::FaultNotice;
use crate::ui::table::TableRegion;

/// The list.
#[component]
pub fn AliasesPage() -> impl IntoView {
    let moved =
        session().live.follow(|hint| hint.resources.iter().any(|key| key.kind == ResourceKind::Alias));
    let aliases = Resource::new(move || moved.get(), |_| doors::list());
    let may = session().lacks(Verb::CreateAlias.right()).is_none();
    view! {
        <Title text="Connection aliases"/>
        <header class="head">
            <h1>"Connection aliases"</h1>
            {may.then(|| view! { <LinkButton href=paths::ALIAS_NEW look=Look::Primary>"Create an alias"</LinkButton> })}
        </header>
        <p class="quiet">
            "A name of yours by which people connect. With an alias of the same name in two regions, its TXT record decides \
             to which of them they are led."
        </p>
        <TagSelected kind=ResourceKind::Alias>
            <Transition fallback=|| view! { <p class="quiet">"Looking for aliases …"</p> }>
                {move || Suspend::new(async move {
                    match aliases.await {
                        Ok(aliases) => view! { <Aliases aliases/> }.into_any(),
                        Err(refusal) => view! { <FaultNotice fault=refusal.0/> }.into_any(),
                    }
                })}
            </Transition>
        </TagSelected>
    }
}

#[component]
fn Aliases(aliases: Resources<Alias>) -> impl IntoView {
    let Resources { found, unread } = aliases;
    let is_empty = found.is_empty();
    let cards = names(found).into_iter().map(|name| view! { <OneName name/> }).collect_view();
    let none = is_empty.then(|| {
        view! {
            <Empty title="There is no connection alias">
                <p>"Without one, people connect by the registration code of their directory."</p>
            </Empty>
        }
    });
    view! {
        <UnreadNotice kind=ResourceKind::Alias unread/>
        {none}
        {cards}
    }
}

#[component]
fn OneName(name: Name) -> impl IntoView {
    let label = format!("Where {} leads", name.name);
    let lines = name.aliases.into_iter().map(|alias| view! { <Line alias/> }).collect_view();
    view! {
        <section class="card">
            <h2 class="card-head">{name.name}</h2>
            <TableRegion label cards=true>
                <thead>
                    <tr>
                        <PickHead/>
                        <th scope="col">"Place"</th>
                        <th scope="col">"Leads to"</th>
                        <th scope="col">"State"</th>
                        <th scope="col">"Identifier"</th>
                        <th scope="col">"Owner"</th>
                        <th scope="col">"Id"</th>
                        <th scope="col">"Tags"</th>
                        <th scope="col">"As of"</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </TableRegion>
        </section>
    }
}

/// The tone and the word of how an alias stands.
pub fn standing(alias: &Found<Alias>) -> (Tone, String) {
    match (&alias.item.association, alias.state.as_str()) {
        (Some(there), "CREATED") if there.is_pending() => (Tone::Busy, sentence(&there.status)),
        (Some(there), "CREATED") => (Tone::Ok, sentence(&there.status)),
        (None, "CREATED") => (Tone::Off, "Not associated".to_owned()),
        (_, other) => (Tone::Busy, sentence(other)),
    }
}

#[component]
fn Line(alias: Found<Alias>) -> impl IntoView {
    let (tone, word) = standing(&alias);
    let there_is = place(&alias.account_name, &alias.key.scope);
    let there = alias.item.association.clone().unwrap_or_default();
    let copied = |text: String| match text.is_empty() {
        true => "-".into_any(),
        false => view! { <Copy text/> }.into_any(),
    };
    view! {
        <tr>
            <Pick key=alias.key.clone() name=format!("{} in {there_is}", alias.name)/>
            <th scope="row"><a href=paths::resource(&alias.key)>{there_is}</a></th>
            <td data-label="Leads to">{copied(there.directory)}</td>
            <td data-label="State"><Badge tone word/></td>
            <td data-label="Identifier">{copied(there.identifier)}</td>
            <td data-label="Owner">{alias.item.owner}</td>
            <td data-label="Id"><Copy text=alias.key.id/></td>
            <td class="wrap" data-label="Tags">{tag_words(alias.tags.as_deref())}</td>
            <td data-label="As of"><Time at=alias.as_of/></td>
        </tr>
    }
}
