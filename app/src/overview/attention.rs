//! What needs a person first: how many, what, why, and the way there.

use domain::count;
use domain::estate::Attention;
use domain::words::Tone;
use leptos::prelude::*;

use crate::ui::badge::Badge;

/// The list of what needs a person, most urgent first.
#[component]
pub fn Attentions(attention: Vec<Attention>, has_been_read: bool) -> impl IntoView {
    if attention.is_empty() {
        let words = if has_been_read {
            "Nothing. Every WorkSpace that you may see is well, and every region answers."
        } else {
            "Nothing so far: the estate is being read for the first time."
        };
        return view! { <p class="quiet">{words}</p> }.into_any();
    }
    let items = attention.into_iter().map(|Attention { what, why, count, link, urgent }| {
        let tone = if urgent { Tone::Bad } else { Tone::Warn };
        let title = if urgent { "People cannot work because of it" } else { "Can wait, but not for ever" };
        view! {
            <li>
                <b class="number">{count::words(count)}</b>
                <div>
                    <a href=link>{what}</a>
                    <p class="quiet">{why}</p>
                </div>
                <Badge tone word=if urgent { "Urgent" } else { "Soon" } title/>
            </li>
        }
    });
    view! { <ul class="attention">{items.collect_view()}</ul> }.into_any()
}
