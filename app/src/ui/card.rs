//! What belongs together?

use leptos::prelude::*;

/// A surface with a head.
#[component]
pub fn Card(
    /// The head; without one the card is a plain surface.
    #[prop(optional, into)]
    title: Option<String>,
    /// What an address can point at.
    #[prop(optional)]
    id: Option<&'static str>,
    /// What is on it.
    children: Children,
) -> impl IntoView {
    let head = title.map(|title| view! { <h2 class="card-head">{title}</h2> });
    view! { <section class="card" id=id>{head}<div class="card-body">{children()}</div></section> }
}

/// One number and what it counts, with the way to what it counts.
#[component]
pub fn Stat(
    /// The number.
    #[prop(into)]
    number: String,
    /// What it counts.
    #[prop(into)]
    words: String,
    /// Where they are.
    #[prop(optional, into)]
    href: Option<String>,
) -> impl IntoView {
    let inside = view! { <b>{number}</b><span>{words}</span> };
    match href {
        Some(href) => view! { <a class="stat" href=href>{inside}</a> }.into_any(),
        None => view! { <div class="stat">{inside}</div> }.into_any(),
    }
}

/// Names and values. Children are pairs of `<dt>` and `<dd>`, or [`Fact`]s.
#[component]
pub fn Facts(
    /// The pairs.
    children: Children,
) -> impl IntoView {
    view! { <dl class="facts">{children()}</dl> }
}

/// A name and its value; a hyphen where there is none.
#[component]
pub fn Fact(
    /// The name.
    #[prop(into)]
    name: String,
    /// The value, when it is words.
    #[prop(optional, into)]
    value: Option<String>,
    /// The value, when it is more than words.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let value = match children {
        Some(children) => children().into_any(),
        None => value.unwrap_or_else(|| "-".to_owned()).into_any(),
    };
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }
}
