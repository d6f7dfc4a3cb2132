//! Where can one go? Only to what works.

use domain::access::Right;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::paths;
use crate::session::session;
use crate::ui::icon::{Glyph, Icon};

/// The ways, each with its word and its drawing.
pub const WAYS: &[(&str, &str, Glyph)] = &[
    (paths::OVERVIEW, "Overview", Glyph::Overview),
    (paths::FLEET, "Fleet", Glyph::Desktop),
    (paths::HELP_DESK, "Help desk", Glyph::Person),
    (paths::DIRECTORIES, "Directories", Glyph::Book),
    (paths::IMAGES, "Images & bundles", Glyph::Stack),
    (paths::POOLS, "Pools", Glyph::Pool),
    (paths::IP_GROUPS, "IP groups", Glyph::Shield),
    (paths::ALIASES, "Aliases", Glyph::Link),
    (paths::JOBS, "Jobs", Glyph::Jobs),
    (paths::RESILIENCE, "Resilience", Glyph::Pair),
    (paths::AUDIT, "Audit", Glyph::Ledger),
];

/// The ways: at the left, or behind a button where it is narrow.
#[component]
pub fn SideNav() -> impl IntoView {
    let node = NodeRef::<html::Details>::new();
    let pathname = use_location().pathname;
    Effect::new(move |last: Option<String>| {
        let here = pathname.get();
        if let Some(details) = node.get_untracked().filter(|_| last.is_some_and(|last| last != here)) {
            details.set_open(false);
        }
        here
    });
    view! {
        <nav class="side" aria-label="Main">
            <div class="side-wide"><Ways /></div>
            <details class="side-narrow" node_ref=node>
                <summary class="btn quiet"><Icon glyph=Glyph::List />"Menu"</summary>
                <Ways />
            </details>
        </nav>
    }
}

#[component]
fn Ways() -> impl IntoView {
    let pathname = use_location().pathname;
    let links = WAYS.iter().map(|(href, word, glyph)| {
        let current = move || {
            let here = pathname.get();
            let is_in = |href: &str| here == href || here.starts_with(&format!("{href}/"));
            let inside = if *href == paths::OVERVIEW { here == *href } else { is_in(href) };
            let inside = inside || (*href == paths::IMAGES && is_in(paths::BUNDLES));
            inside.then_some("page")
        };
        view! { <li><a href=*href aria-current=current><Icon glyph=*glyph />{*word}</a></li> }
    });
    let create = session().lacks(Right::Create).is_none().then(|| {
        view! {
            <a class="btn primary side-create" href=paths::CREATE><Icon glyph=Glyph::Plus />"Create WorkSpaces"</a>
        }
    });
    view! { <div class="ways">{create}<ul>{links.collect_view()}</ul></div> }
}
