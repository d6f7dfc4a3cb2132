//! Which other account may associate an alias, and the forms that change it by way of a plan.

use domain::aliases::Alias;
use domain::resource::{Resource as Found, Verb};
use leptos::prelude::*;

use super::doors::PlanAliasShare;
use crate::resource::{Review, refused, refused_at};
use crate::session::session;
use crate::ui::button::Button;
use crate::ui::card::Card;
use crate::ui::field::Field;

/// Whom it is shared with.
#[component]
pub fn Share(alias: Found<Alias>) -> impl IntoView {
    let key = alias.key.to_string();
    if alias.item.owner != alias.key.scope.account.as_str() {
        let words = format!("It belongs to account {}, which shares it with this one.", alias.item.owner);
        return view! { <Card title="Sharing"><p>{words}</p></Card> }.into_any();
    }
    let shared = alias.item.shared_with.into_iter().map(|account| {
        view! { <Stop key=key.clone() account/> }
    });
    let shared: Vec<_> = shared.collect();
    let none = shared.is_empty().then(|| view! { <p>"No other account may associate it."</p> });
    view! {
        <div class="create-form">
            <Card title="May be associated by">{none}{shared}</Card>
            <Allow key/>
        </div>
    }
    .into_any()
}

#[component]
fn Stop(key: String, account: String) -> impl IntoView {
    let action = ServerAction::<PlanAliasShare>::new();
    let lacks = session().lacks(Verb::ShareAlias.right());
    view! {
        <ActionForm action attr:class="row">
            <input type="hidden" name="key" value=key/>
            <input type="hidden" name="account" value=account.clone()/>
            <span>{format!("Account {account}")}</span>
            <Button name="allow" value="deny" why_not=lacks>"Stop sharing …"</Button>
            {refused(action)}
        </ActionForm>
    }
}

#[component]
fn Allow(key: String) -> impl IntoView {
    let action = ServerAction::<PlanAliasShare>::new();
    let lacks = session().lacks(Verb::ShareAlias.right());
    let (refused, errors) = refused_at(action, "account");
    view! {
        <ActionForm action attr:class="change-part" attr:aria-label="Share">
            <Card title="Share with an account">
                <input type="hidden" name="key" value=key/>
                {refused}
                <Field name="account" label="Account" hint="Twelve digits. One account at most." inputmode="numeric" errors/>
                <Review action why_not=lacks/>
            </Card>
        </ActionForm>
    }
}
