//! The fleet: one table over all accounts and regions. The address says which rows.

use domain::count;
use domain::estate::Standing;
use domain::fault::FaultKind;
use domain::query::{FleetCounts, FleetPage as Page, FleetQuery};
use domain::words::Tone;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::{doors, facets::Facets, filter::FilterBar, foot::Foot, table::FleetTable};
use crate::door::Refusal;
use crate::frame;
use crate::paths;
use crate::session::session;
use crate::ui::button::{LinkButton, Look};
use crate::ui::notice::{FaultNotice, Notice};
use crate::views::{self, OpenView, ViewsMenu};

/// What the address asks for, and how many there are.
#[derive(Clone, Copy)]
pub struct Asked {
    /// The query, as it was understood.
    pub query: Memo<FleetQuery>,
    /// How many match and how many there are, once that is known.
    pub counts: Resource<Result<FleetCounts, Refusal>>,
    /// How fresh each region is.
    pub scopes: Resource<Result<Standing, Refusal>>,
}

/// The fleet.
#[component]
pub fn FleetPage() -> impl IntoView {
    let search = use_location().search;
    let read = Memo::new(move |_| FleetQuery::read(&search.get()));
    let query = Memo::new(move |_| read.get().0);
    keep_address_short(read);

    let live = session().live;
    let moved = live.follow(|hint| !hint.scopes.is_empty());
    let scopes = Resource::new(move || moved.get(), |_| frame::scopes());
    // What a first sweep finds has not changed, and is told by its place alone.
    let is_growing = move || {
        let standing = scopes.get_untracked().and_then(Result::ok);
        standing.is_some_and(|standing| standing.scopes.iter().any(|scope| scope.as_of.is_none()))
    };
    let changed =
        live.follow(move |hint| !hint.workspaces.is_empty() || (!hint.scopes.is_empty() && is_growing()));
    // Order and page make no difference to the counts.
    let counted = Memo::new(move |_| {
        let query = query.get();
        FleetQuery { filters: query.filters, text: query.text, ..FleetQuery::default() }.to_query()
    });
    let counts = Resource::new(move || (counted.get(), changed.get()), |(query, _)| doors::counts(query));
    let page = Resource::new(move || query.get().to_query(), doors::page);
    let asked = Asked { query, counts, scopes };
    let views = views::views();

    let numbers = move || {
        let counts = counts.get()?.ok()?;
        let words = if counts.matching == counts.all {
            format!("({})", count::words(counts.all))
        } else {
            format!("({} of {})", count::words(counts.matching), count::words(counts.all))
        };
        Some(view! { <span class="count">{words}</span> })
    };
    view! {
        <Title text="Fleet" />
        <div class="head">
            <h1>"Fleet " <Transition>{numbers}</Transition></h1>
            <ViewsMenu views query />
            <LinkButton href=paths::FROM_CSV look=Look::Quiet>"From a CSV"</LinkButton>
            // A file is the browser's to fetch, not a page of the app.
            <a class=Look::Quiet.class() href=move || paths::fleet_csv(&query.get()) rel="external">"Download as CSV"</a>
        </div>
        <OpenView views query />
        {move || dropped(read.get().1)}
        <FilterBar query />
        <Transition>
            {move || counts.get().and_then(Result::err).map(|Refusal(fault)| view! { <FaultNotice fault /> })}
            <Facets query counts />
        </Transition>
        <Transition fallback=|| view! { <p class="quiet">"Reading the fleet…"</p> }>
            {move || page.get().map(|page| table_or_notice(page, asked, changed))}
        </Transition>
        <Foot asked page />
    }
}

fn dropped(sentences: Vec<String>) -> Option<AnyView> {
    if sentences.is_empty() {
        return None;
    }
    let sentences = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
    Some(view! { <Notice tone=Tone::Warn title="Part of the address is not used"><ul>{sentences}</ul></Notice> }.into_any())
}

fn table_or_notice(page: Result<Page, Refusal>, asked: Asked, changed: ReadSignal<u64>) -> AnyView {
    match page {
        Ok(page) => view! { <FleetTable page asked changed /> }.into_any(),
        Err(Refusal(fault)) => {
            let first = asked.query.get_untracked().first_page();
            let again = (fault.kind == FaultKind::Invalid)
                .then(|| view! { <LinkButton href=paths::fleet(&first)>"Go to the first page"</LinkButton> });
            view! { <FaultNotice fault />{again} }.into_any()
        }
    }
}

/// What was typed into the filter comes as `add=…`; the address then says it as any other filter. What could not be
/// read stays in the address, so that its notice stays too.
fn keep_address_short(read: Memo<(FleetQuery, Vec<String>)>) {
    let search = use_location().search;
    let navigate = use_navigate();
    Effect::new(move |_| {
        let (query, dropped) = read.get();
        if search.get_untracked().contains("add=") && dropped.is_empty() {
            let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
            navigate(&paths::fleet(&query), options);
        }
    });
}
