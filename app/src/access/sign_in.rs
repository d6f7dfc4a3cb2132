//! Who are you? In the demo, one of four sample identities; at one's own machine, the printed link; else, whom the
//! organisation's identity provider names.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::{Identity, SignInMode};
use crate::paths;

/// The sign-in page: it has no navigation, for there is nowhere to go yet.
#[component]
pub fn SignInPage() -> impl IntoView {
    // The mode is known to the server alone; the browser reads what it rendered.
    let mode = SharedValue::new(|| use_context::<SignInMode>().unwrap_or_default()).into_inner();
    let back = use_query_map().with_untracked(|query| query.get("back")).unwrap_or_default();
    let is_over = use_query_map().with_untracked(|query| query.get("over").is_some());
    view! {
        <Title text="Sign in"/>
        <div class="sign-in">
            <h1>"Sign in to Deskwarden"</h1>
            {is_over.then(|| view! {
                <p role="status">"Your session is over. Sign in again to go on where you were."</p>
            })}
            {match mode {
                SignInMode::Demo(identities) => view! { <Identities identities back=local(back)/> }.into_any(),
                SignInMode::Local => view! { <PrintedLink/> }.into_any(),
                SignInMode::Provider => view! { <Provider back=local(back)/> }.into_any(),
            }}
        </div>
    }
}

/// A path on this console, or its first page: the server checks the same again.
fn local(back: String) -> String {
    let plain = back.starts_with('/') && !back.starts_with("//") && !back.contains(['\\', '\r', '\n']);
    if plain { back } else { "/".to_owned() }
}

#[component]
fn Identities(identities: Vec<Identity>, back: String) -> impl IntoView {
    let cards = identities
        .into_iter()
        .map(|identity| {
            let about = format!("about-{}", identity.id);
            view! {
                <li class="card identity">
                    <form method="post" action=paths::SIGN_IN>
                        <input type="hidden" name="back" value=back.clone()/>
                        <input type="hidden" name="identity" value=identity.id/>
                        <button type="submit" class="btn" aria-describedby=about.clone()>
                            {identity.name}
                        </button>
                    </form>
                    <p id=about>{identity.what}</p>
                </li>
            }
        })
        .collect_view();
    view! {
        <p>"This is the demo, with a simulated estate: no account at AWS is touched. Who would you like to be?"</p>
        <ul class="identities">{cards}</ul>
    }
}

#[component]
fn PrintedLink() -> impl IntoView {
    view! {
        <section class="card printed-link">
            <h2>"Open the link that the start-up printed"</h2>
            <p>
                "This console is for the one person at this machine. When it started, it printed a link in the \
                 terminal; the link signs in once, as owner."
            </p>
            <p>"It was used already, or is lost? Restart Deskwarden: it prints a new one."</p>
        </section>
    }
}

/// The link leaves the app: the server sends the browser on to the provider.
#[component]
fn Provider(back: String) -> impl IntoView {
    view! {
        <p>"Your organisation's identity provider says who you are."</p>
        <p><a class="btn" rel="external" href=paths::sign_in_oidc_back(&back)>"Sign in with your organisation"</a></p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_stays_on_this_console() {
        assert_eq!(local("/fleet?state=ERROR".into()), "/fleet?state=ERROR");
        for elsewhere in ["", "fleet", "//evil", "/\\evil", "https://evil", "/a\r\nb"] {
            assert_eq!(local(elsewhere.into()), "/", "{elsewhere}");
        }
    }
}
