//! Who is looking, and how do they like it?

use domain::access::{Bound, Person};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::paths;
use crate::session::{Density, Theme, session};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::Menu;

/// The person's menu.
#[component]
pub fn UserMenu() -> impl IntoView {
    let session = session();
    let person = session.person();
    let name = person.as_ref().map(|person| person.name.clone()).unwrap_or_default();
    let preferences = session.preferences();
    let themes = Theme::ALL.iter().map(move |theme| {
        let word = match theme {
            Theme::System => "System",
            Theme::Light => "Light",
            Theme::Dark => "Dark",
        };
        (theme.slug(), word, *theme == preferences.theme)
    });
    let densities = Density::ALL.iter().map(move |density| {
        let word = match density {
            Density::Compact => "Compact",
            Density::Comfortable => "Comfortable",
        };
        (density.slug(), word, *density == preferences.density)
    });
    let label =
        view! { <Icon glyph=Glyph::Person /><span class="user-name">{name.clone()}</span> }.into_any();
    view! {
        <Menu label name=format!("{name}: theme, density, sign out")>
            <p class="menu-who"><strong>{name}</strong></p>
            <ul class="menu-roles">
                {person.iter().flat_map(roles).map(|role| view! { <li>{role}</li> }).collect_view()}
            </ul>
            <Choice legend="Theme" name="theme" options=themes.collect() />
            <Choice legend="Density" name="density" options=densities.collect() />
            <form method="post" action=paths::SIGN_OUT>
                <button class="btn">"Sign out"</button>
            </form>
        </Menu>
    }
}

fn roles(person: &Person) -> impl Iterator<Item = String> {
    person.bindings.iter().map(|binding| match place(&binding.bound) {
        Some(place) => format!("{} in {place}", binding.role.word()),
        None => binding.role.word().to_owned(),
    })
}

fn place(bound: &Bound) -> Option<String> {
    let parts = [
        bound.account.as_ref().map(ToString::to_string),
        bound.region.as_ref().map(ToString::to_string),
        bound.directory.as_ref().map(ToString::to_string),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Buttons of which one is pressed. The server keeps the choice in a cookie and sends the browser back.
#[component]
fn Choice(
    legend: &'static str,
    name: &'static str,
    options: Vec<(&'static str, &'static str, bool)>,
) -> impl IntoView {
    let location = use_location();
    let back = move || format!("{}{}", location.pathname.get(), question(&location.search.get()));
    let buttons = options.into_iter().map(|(value, word, pressed)| {
        view! {
            <button class="btn" name=name value=value aria-pressed=if pressed { "true" } else { "false" }>{word}</button>
        }
    });
    view! {
        <form method="post" action=paths::PREFERENCES class="choice">
            <input type="hidden" name="back" value=back />
            <fieldset>
                <legend>{legend}</legend>
                <div class="choice-row">{buttons.collect_view()}</div>
            </fieldset>
        </form>
    }
}

fn question(search: &str) -> String {
    let search = search.trim_start_matches('?');
    if search.is_empty() { String::new() } else { format!("?{search}") }
}
