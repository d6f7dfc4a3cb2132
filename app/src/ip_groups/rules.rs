//! The rules of a group, and the form that changes them by way of a plan.

use domain::ip_groups::{Form, IpGroup, MOST_RULES, Rule};
use domain::resource::{Draft, Resource as Found, Verb};
use leptos::prelude::*;

use super::doors::{self, PlanIpRules};
use crate::resource::{Review, kept, refused};
use crate::session::session;
use crate::ui::card::{Card, Fact, Facts};
use crate::ui::textarea::Textarea;

/// What the group is for, and its rules to be changed.
#[component]
pub fn Rules(group: Found<IpGroup>) -> impl IntoView {
    let lines: Vec<_> = group.item.rules.iter().map(Rule::words).collect();
    let now = Form { rules: lines.join("\n"), ..Form::default() };
    let draft = kept(now, doors::draft);
    let key = StoredValue::new(group.key.to_string());
    let description = Some(group.item.description).filter(|text| !text.is_empty());
    view! {
        <div class="create-form">
            <Card title="Group">
                <Facts><Fact name="Description" value=description.unwrap_or_else(|| "-".to_owned())/></Facts>
            </Card>
            <Suspense fallback=|| ()>
                {move || Suspend::new(async move { view! { <Change key=key.get_value() draft=draft.await/> } })}
            </Suspense>
        </div>
    }
}

#[component]
fn Change(key: String, draft: Draft<Form>) -> impl IntoView {
    let action = ServerAction::<PlanIpRules>::new();
    let lacks = session().lacks(Verb::ChangeIpRules.right());
    let errors = draft.at("rules");
    view! {
        <ActionForm action attr:class="change-part" attr:aria-label="Change the rules">
            <Card title="Rules">
                <input type="hidden" name="key" value=key/>
                {refused(action)}
                <Textarea
                    name="rules"
                    label="People may connect from"
                    hint=format!("One a line, {MOST_RULES} at most: 10.0.0.0/8 the office. Without a rule nobody may connect.")
                    rows=8
                    value=draft.form.rules
                    errors
                />
                <Review action why_not=lacks/>
            </Card>
        </ActionForm>
    }
}
