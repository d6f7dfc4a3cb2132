//! Who could go on working when a region is gone? Coverage, and the form that makes the standbys that are missing.

mod covers;
mod doors;
mod form;
mod pairs;

use leptos::prelude::*;
use leptos_meta::Title;

use self::covers::Covers;
use self::pairs::Pairs;
use crate::paths;
use crate::session::session;
use crate::ui::card::Card;
use crate::ui::download::Download;
use crate::ui::notice::FaultNotice;

pub use form::StandbyPage;

/// The page of coverage.
#[component]
pub fn ResiliencePage() -> impl IntoView {
    let moved = session().live.follow(|hint| !hint.is_empty());
    let covers = Resource::new(move || moved.get(), |_| doors::covers());
    view! {
        <Title text="Resilience"/>
        <header class="head">
            <h1>"Resilience"</h1>
        </header>
        <p class="quiet">
            "A standby is the same person's WorkSpace in another region. Nobody is led there by itself: a connection alias \
             and your DNS do that."
        </p>
        <Transition fallback=|| view! { <p class="quiet">"Counting …"</p> }>
            {move || Suspend::new(async move {
                match covers.await {
                    Ok(covers) => {
                        let all = covers.clone();
                        view! {
                            <Card title="Coverage by account and region">
                                <Covers covers=all/>
                                <Download href=paths::COVERAGE_CSV words="Download the coverage as CSV"/>
                            </Card>
                            <Card title="Pairs of regions">
                                <Pairs covers/>
                                <Download href=paths::PAIRS_CSV words="Download the pairs as CSV"/>
                            </Card>
                        }
                        .into_any()
                    }
                    Err(refusal) => view! { <FaultNotice fault=refusal.0/> }.into_any(),
                }
            })}
        </Transition>
    }
}
