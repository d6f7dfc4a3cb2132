//! Who is on the telephone, how is their desktop, and what can be done at once? All of it by keyboard.

mod card;
mod doors;
mod keys;

use domain::help_desk::Callers;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::components::Form;
use leptos_router::hooks::use_query_map;

use self::card::CardView;
use crate::door::Refusal;
use crate::paths;
use crate::session::session;
use crate::ui::empty::Empty;
use crate::ui::notice::FaultNotice;

/// The page: one search, and a card for each desktop that it names.
#[component]
pub fn HelpDeskPage() -> impl IntoView {
    let address = use_query_map();
    let text = Memo::new(move |_| address.with(|address| address.get("q")).unwrap_or_default());
    let callers = Resource::new(move || text.get(), doors::callers);
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        // Whoever comes here comes to search; with an answer the focus goes to it (below).
        if let Some(input) = input.get().filter(|_| text.get().is_empty()) {
            let _ = input.focus();
        }
    });
    keys::listen();
    view! {
        <Title text="Help desk" />
        <div class="head"><h1>"Help desk"</h1></div>
        <div class="search-form">
            <Form method="GET" action=paths::HELP_DESK>
                <label for="caller">"Who is calling? A person, computer, id or address"</label>
                <div class="row">
                    <input
                        node_ref=input
                        id="caller"
                        type="search"
                        name="q"
                        maxlength="256"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        autofocus
                        value=text.get_untracked()
                        prop:value=move || text.get()
                    />
                    <button class="btn primary">"Look up"</button>
                </div>
            </Form>
        </div>
        <Transition fallback=|| view! { <p class="quiet">"Looking …"</p> }>
            {move || callers.get().map(|callers| answer(callers, text.get_untracked()))}
        </Transition>
    }
}

fn answer(callers: Result<Callers, Refusal>, text: String) -> AnyView {
    match callers {
        Ok(callers) if !callers.cards.is_empty() => view! { <Cards callers text /> }.into_any(),
        Ok(_) if text.trim().is_empty() => {
            let words =
                "With one hit its card is here; the keys 1, 2, 3 press its buttons, Tab goes to them.";
            view! { <p class="quiet">{words}</p> }.into_any()
        }
        Ok(_) => {
            let title = format!("Nobody and nothing that you may see begins with “{}”", text.trim());
            view! {
                <div class="card">
                    <Empty title>
                        <p>"Try the beginning of the user name, the computer's name, the id or the address."</p>
                        <a class="btn" href=paths::fleet_with(text.trim())>"Look for it anywhere in a name"</a>
                    </Empty>
                </div>
            }
            .into_any()
        }
        Err(Refusal(fault)) => view! { <FaultNotice fault /> }.into_any(),
    }
}

/// The cards of one search. What changes meanwhile changes in place, so that the focus stays.
#[component]
fn Cards(callers: Callers, text: String) -> impl IntoView {
    let Callers { cards, more } = callers;
    let title = match (cards.len(), more) {
        (1, _) => "One WorkSpace".to_owned(),
        (count, false) => format!("{count} WorkSpaces"),
        (count, true) => format!("The first {count}: a few more letters tell them apart"),
    };
    let keys: Vec<_> = cards.iter().map(|card| card.workspace.key.clone()).collect();
    let cards: Vec<_> = cards.into_iter().map(RwSignal::new).collect();
    let changed = {
        let keys = StoredValue::new(keys);
        session().live.follow(move |hint| {
            keys.try_with_value(|keys| keys.iter().any(|key| hint.workspaces.contains(key)))
                .unwrap_or_default()
        })
    };
    let known = cards.clone();
    Effect::new(move |seen: Option<u64>| {
        let version = changed.get();
        if seen.is_some_and(|seen| seen != version) {
            let (text, known) = (text.clone(), known.clone());
            spawn_local(async move {
                // What cannot be had now stays as it is; the pill says that the stream is broken.
                let Ok(fresh) = doors::callers(text).await else { return };
                for card in fresh.cards {
                    let same = known.iter().find(|known| {
                        known.try_with_untracked(|known| known.workspace.key == card.workspace.key)
                            == Some(true)
                    });
                    if let Some(known) = same {
                        known.try_set(card);
                    }
                }
            });
        }
        version
    });
    let first = NodeRef::<html::H2>::new();
    Effect::new(move |_| {
        if let Some(head) = first.get() {
            // From here a digit is a fix; a field would take it as text.
            let _ = head.focus();
        }
    });
    let views: Vec<_> = cards.into_iter().map(|card| view! { <CardView card /> }).collect();
    view! {
        <h2 class="callers-head" tabindex="-1" node_ref=first>{title}</h2>
        <div class="callers">{views}</div>
    }
}
