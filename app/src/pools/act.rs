//! What can be done to a pool? Each is a form of its own, and says why not.

use domain::pools::{Pool, why_not};
use domain::resource::{Resource as Found, Verb};
use leptos::prelude::*;

use super::doors::PlanPoolAct;
use crate::resource::refused;
use crate::session::session;
use crate::ui::button::{Button, Look};

/// Why this person cannot do this to the pool now.
pub fn refusal(verb: Verb, pool: &Found<Pool>) -> Option<String> {
    let lacks = session().lacks(verb.right());
    lacks.or_else(|| why_not(verb, &pool.state, &pool.item).map(|why| format!("This pool {why}.")))
}

/// Start, stop, terminate.
#[component]
#[expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]
pub fn Acts(
    /// Which.
    pool: Found<Pool>,
) -> impl IntoView {
    let action = ServerAction::<PlanPoolAct>::new();
    let key = pool.key.to_string();
    let forms = [Verb::StartPool, Verb::StopPool, Verb::TerminatePool].map(|verb| {
        let look = if verb.loses().is_some() { Look::Danger } else { Look::Plain };
        let active = pool.item.now.active;
        let hint = (verb == Verb::StopPool && active > 0)
            .then(|| format!("{} end.", domain::count::of(active, "session", "sessions")));
        let (key, why_not) = (key.clone(), refusal(verb, &pool));
        view! {
            <ActionForm action>
                <input type="hidden" name="key" value=key/>
                <input type="hidden" name="verb" value=verb.slug()/>
                <Button look why_not hint>{format!("{} …", verb.word())}</Button>
            </ActionForm>
        }
    });
    view! {
        {forms.collect_view()}
        {refused(action)}
    }
}
