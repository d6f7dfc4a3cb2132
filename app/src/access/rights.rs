//! What may I do, where, and by which role?

use domain::access::{Person, Right};
use domain::words::Tone;
use leptos::prelude::*;

use crate::ui::badge::Badge;
use crate::ui::table::{Heads, TableRegion};

/// Every right, with the bindings that give it and take it away.
#[component]
pub fn Rights(
    /// Whose.
    person: Person,
) -> impl IntoView {
    let rows = Right::ALL.iter().map(move |right| line(&person, *right));
    let rows = rows.collect_view();
    view! {
        <TableRegion label="What you may do" cards=true>
            <Heads words=&["Right", "May I?", "Where", "By the role"]/>
            <tbody>{rows}</tbody>
        </TableRegion>
    }
}

/// A right, whether it is held, and what gives it and takes it away.
fn line(person: &Person, right: Right) -> impl IntoView + use<> {
    let by = person.bindings.iter().filter(|binding| !binding.denies && binding.role.holds(right));
    let by: Vec<_> = by.map(|binding| (binding.role.word(), binding.bound.words())).collect();
    let reach = person.reach(right);
    let (tone, word) = if reach.is_nowhere() { (Tone::Off, "No") } else { (Tone::Ok, "Yes") };
    let mut places: Vec<_> =
        by.iter().map(|(_, place)| place.as_deref().unwrap_or("everywhere").to_owned()).collect();
    let without = reach.without.iter().map(|bound| bound.words().unwrap_or_else(|| "anywhere".to_owned()));
    places.extend(without.map(|place| format!("not {place}")));
    let roles: Vec<_> = by.iter().map(|(role, _)| (*role).to_owned()).collect();
    let or_none = |words: Vec<String>| if words.is_empty() { "-".to_owned() } else { words.join(", ") };
    view! {
        <tr>
            <th scope="row" class="wrap">{sentence(right.words())}</th>
            <td data-label="May I?"><Badge tone word/></td>
            <td class="wrap" data-label="Where">{or_none(places)}</td>
            <td data-label="By the role">{or_none(roles)}</td>
        </tr>
    }
}

/// With a capital at its beginning.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
