//! Rows and columns. Every table has its `<tbody>`: browsers add one, and what was drawn would differ.

use leptos::prelude::*;

/// A table in a region of its own that scrolls by itself, also by keyboard.
#[component]
pub fn TableRegion(
    /// What the rows are.
    #[prop(into)]
    label: String,
    /// Whether rows become cards on a narrow screen; each cell then needs its column's class (`style/ui/table.css`).
    #[prop(optional)]
    cards: bool,
    /// `<thead>` and `<tbody>`.
    children: Children,
) -> impl IntoView {
    let class = if cards { "table as-cards" } else { "table" };
    let name = label.clone();
    view! {
        <div class="table-region" role="region" aria-label=name tabindex="0">
            <table class=class aria-label=label>{children()}</table>
        </div>
    }
}

/// The heads of columns that are not sorted by.
#[component]
pub fn Heads(
    /// Their names, as they stand.
    words: &'static [&'static str],
    /// Those of them whose cells are numbers, which stand at the right.
    #[prop(optional)]
    numbers: &'static [&'static str],
    /// Heads that are more than words, before them.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let head = |word: &&'static str| view! { <th scope="col" class=numbers.contains(word).then_some("n")>{*word}</th> };
    view! {
        <thead>
            <tr>{children.map(|children| children())}{words.iter().map(head).collect_view()}</tr>
        </thead>
    }
}

/// The head of a column that can be sorted by.
#[component]
pub fn SortHead(
    /// The column's name.
    #[prop(into)]
    word: String,
    /// The address in that order.
    #[prop(into)]
    href: String,
    /// `Some(descending)`, when the rows stand in its order.
    sorted: Option<bool>,
) -> impl IntoView {
    let order = sorted.map(|descending| if descending { "descending" } else { "ascending" });
    let arrow = sorted.map(|descending| if descending { "▼" } else { "▲" });
    view! {
        <th scope="col" aria-sort=order>
            <a href=href>{word}{arrow.map(|arrow| view! { <span class="arrow" aria-hidden="true">{arrow}</span> })}</a>
        </th>
    }
}
