//! Which entries are wanted? A form by GET: it works without scripts, and what it asks for is the address.

use domain::audit::{AuditQuery, Outcome, all_words};
use leptos::prelude::*;
use leptos_router::components::Form;

use crate::paths;
use crate::ui::button::{Button, LinkButton, Look};
use crate::ui::field::{Field, Select};

/// The filters, with what the address asks for in them.
#[component]
pub fn Filter(
    /// What the address asks for.
    query: AuditQuery,
) -> impl IntoView {
    let clear = query
        .is_chosen()
        .then(|| view! { <LinkButton href=paths::AUDIT look=Look::Quiet>"Show all"</LinkButton> });
    let AuditQuery { person, from, to, what, target, outcome, .. } = query;
    let mut acts: Vec<_> = all_words().into_iter().map(|(slug, words)| (slug.to_owned(), words)).collect();
    acts.sort_by(|(_, one), (_, other)| one.cmp(other));
    let acts = with_any("Anything", acts);
    let outcomes = Outcome::ALL.iter().map(|outcome| (outcome.slug().to_owned(), outcome.word().to_owned()));
    let outcomes = with_any("Any", outcomes.collect());
    view! {
        <div class="audit-filter" role="search" aria-label="Filter the audit">
            <Form method="GET" action=paths::AUDIT>
                <Field name="person" label="Person" value=person.unwrap_or_default()/>
                <Select name="what" label="What" value=what.unwrap_or_default() options=Signal::stored(acts)/>
                <Field name="target" label="Target" value=target.unwrap_or_default()/>
                <Select
                    name="outcome"
                    label="Outcome"
                    value=outcome.map(Outcome::slug).unwrap_or_default()
                    options=Signal::stored(outcomes)
                />
                <Field name="from" label="From (UTC)" kind="date" value=from.unwrap_or_default()/>
                <Field name="to" label="To (UTC)" kind="date" value=to.unwrap_or_default()/>
                <div class="row">
                    <Button>"Filter"</Button>
                    {clear}
                </div>
            </Form>
        </div>
    }
}

fn with_any(word: &str, options: Vec<(String, String)>) -> Vec<(String, String)> {
    std::iter::once((String::new(), word.to_owned())).chain(options).collect()
}
