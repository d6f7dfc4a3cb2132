//! What may I do, where, and by which role?

use domain::access::{Person, Right};
use domain::words::Tone;
use leptos::prelude::*;

use crate::ui::badge::Badge;
use crate::ui::table::TableRegion;

/// Every right, with the bindings that give it.
#[component]
pub fn Rights(
    /// Whose.
    person: Person,
) -> impl IntoView {
    let rows = Right::ALL.iter().map(|right| {
        let by = person.bindings.iter().filter(|binding| binding.role.holds(*right));
        let by: Vec<_> = by.map(|binding| (binding.role.word(), binding.bound.words())).collect();
        let (tone, word) = if by.is_empty() { (Tone::Off, "No") } else { (Tone::Ok, "Yes") };
        let places: Vec<_> = by.iter().map(|(_, place)| place.as_deref().unwrap_or("everywhere")).collect();
        let roles: Vec<_> = by.iter().map(|(role, _)| *role).collect();
        let or_none = |words: Vec<&str>| if words.is_empty() { "-".to_owned() } else { words.join(", ") };
        view! {
            <tr>
                <th scope="row" class="wrap">{sentence(right.words())}</th>
                <td data-label="May I?"><Badge tone word/></td>
                <td class="wrap" data-label="Where">{or_none(places)}</td>
                <td data-label="By the role">{or_none(roles)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <TableRegion label="What you may do" cards=true>
            <thead>
                <tr>
                    <th scope="col">"Right"</th>
                    <th scope="col">"May I?"</th>
                    <th scope="col">"Where"</th>
                    <th scope="col">"By the role"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </TableRegion>
    }
}

/// With a capital at its beginning.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
