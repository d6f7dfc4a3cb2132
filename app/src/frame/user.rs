//! Who is looking, and how do they like it?

use domain::access::{Binding, Right};
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
    let owns_all = person.as_ref().is_some_and(|person| person.holds_everywhere(Right::Settings));
    let roles: Vec<_> = person.iter().flat_map(|person| person.bindings.iter().map(Binding::words)).collect();
    view! {
        <Menu label name=format!("{name}: theme, density, sign out")>
            <p class="menu-who"><strong>{name}</strong></p>
            <ul class="menu-roles">
                {roles.into_iter().map(|role| view! { <li>{role}</li> }).collect_view()}
            </ul>
            <Choice legend="Theme" name="theme" options=themes.collect() />
            <Choice legend="Density" name="density" options=densities.collect() />
            <p><a href=paths::ACCOUNT>"Your rights and sessions"</a></p>
            {owns_all.then(|| view! { <p><a href=paths::PEOPLE>"People"</a></p> })}
            <form method="post" action=paths::SIGN_OUT>
                <button class="btn">"Sign out"</button>
            </form>
        </Menu>
    }
}

/// Buttons of which one is pressed. The server keeps the choice in a cookie and sends the browser back.
#[component]
fn Choice(
    legend: &'static str,
    name: &'static str,
    options: Vec<(&'static str, &'static str, bool)>,
) -> impl IntoView {
    let location = use_location();
    let back = move || paths::here(&location.pathname.get(), &location.search.get());
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
