//! All names, each with where it leads in each region.

use domain::aliases::{Alias, Name, names};
use domain::resource::{Resource as Found, ResourceKind, Resources, Verb};
use domain::words::{Tone, sentence};
use leptos::prelude::*;

use super::doors;
use crate::paths;
use crate::resource::{Columns, ListPage, Pick, UnreadNotice, place, tag_words};
use crate::ui::badge::Badge;
use crate::ui::clock::Time;
use crate::ui::copy::Copy;
use crate::ui::empty::Empty;
use crate::ui::table::TableRegion;

/// The list.
#[component]
pub fn AliasesPage() -> impl IntoView {
    view! {
        <ListPage
            kind=ResourceKind::Alias
            read=doors::list
            looking="Looking for aliases …"
            shown=|aliases| view! { <Aliases aliases/> }.into_any()
            verb=Verb::CreateAlias
            begin=&[(paths::ALIAS_NEW, "Create an alias")]
        >
            <p class="quiet">
                "A name of yours by which people connect. With an alias of the same name in two regions, its TXT record decides \
                 to which of them they are led."
            </p>
        </ListPage>
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
                <Columns columns=&["Place", "Leads to", "State", "Identifier", "Owner", "Id", "Tags", "As of"]/>
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
