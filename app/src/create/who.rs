//! Who gets one?

use domain::count;
use domain::create::parse_people;
use leptos::prelude::*;

use super::chosen::Chosen;
use super::doors::Draft;
use crate::ui::card::Card;
use crate::ui::textarea::Textarea;

/// The people.
#[component]
pub fn Who(draft: Draft, chosen: Chosen) -> impl IntoView {
    let (typed, set_typed) = signal(draft.form.people.clone());
    let errors = draft.at("people");
    // What came from the server was judged there; only what is typed since is counted here.
    let shown = draft.form.people.clone();
    view! {
        <Card title="Who">
            <Textarea
                name="people"
                label="People"
                hint="User names of the directory: one a line, or paste a column from a sheet."
                rows=6
                value=draft.form.people
                errors=errors
                on_input=Callback::new(move |text| set_typed.set(text))
                why_not=chosen.why_not("people")
            />
            <p class="quiet people-count">{move || typed.with(|text| if *text == shown { String::new() } else { counted(text) })}</p>
        </Card>
    }
}

/// How many people were named, or the first thing that is wrong with the names.
fn counted(text: &str) -> String {
    match parse_people(text) {
        Ok(people) => match i64::try_from(people.len()).unwrap_or(i64::MAX) {
            0 => "Nobody yet".to_owned(),
            number => count::of(number, "person", "people"),
        },
        Err(errors) => errors.into_iter().next().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_follows_what_is_typed() {
        assert_eq!(counted(" \n"), "Nobody yet");
        assert_eq!(counted("ann"), "1 person");
        assert_eq!(counted("ann\nbob"), "2 people");
        assert!(counted("ann\nAnn").contains("there twice"));
    }
}
