//! Who may copy an image: asked of AWS when it is looked at, and changed by way of a plan.

use domain::images::ShareForm;
use domain::resource::{Draft, Verb};
use leptos::prelude::*;

use super::doors::PlanImageShare;
use crate::door::Refusal;
use crate::resource::{Review, refused};
use crate::session::session;
use crate::ui::button::Button;
use crate::ui::card::Card;
use crate::ui::field::Field;
use crate::ui::notice::FaultNotice;
use crate::ui::table::{Heads, TableRegion};

/// The accounts that may copy an image.
pub type Accounts = Result<Vec<String>, Refusal>;

/// The accounts, and the form that adds one.
#[component]
pub fn Permissions(
    key: String,
    theirs: Option<String>,
    accounts: Resource<Option<Accounts>>,
    draft: Resource<Option<Draft<ShareForm>>>,
) -> impl IntoView {
    if let Some(why) = theirs {
        return view! { <Card title="Permissions"><p class="quiet">{why}</p></Card> }.into_any();
    }
    let text = StoredValue::new(key);
    view! {
        <div class="create-form">
            <Card title="Accounts that may copy it">
                <Suspense fallback=|| view! { <p class="quiet">"Asking AWS …"</p> }>
                    {move || Suspend::new(async move {
                        Some(match accounts.await? {
                            Ok(accounts) => view! { <Listed key=text.get_value() accounts/> }.into_any(),
                            Err(refusal) => view! { <FaultNotice fault=refusal.0/> }.into_any(),
                        })
                    })}
                </Suspense>
            </Card>
            <Suspense fallback=|| ()>
                {move || Suspend::new(async move { view! { <Share key=text.get_value() draft=draft.await.unwrap_or_default()/> } })}
            </Suspense>
        </div>
    }
    .into_any()
}

#[component]
fn Listed(key: String, accounts: Vec<String>) -> impl IntoView {
    if accounts.is_empty() {
        return view! { <p class="quiet">"None but its own."</p> }.into_any();
    }
    let lines = accounts.into_iter().map(|account| view! { <Line key=key.clone() account/> }).collect_view();
    view! {
        <TableRegion label="Accounts that may copy it">
            <Heads words=&["Account", "Permission"]/>
            <tbody>{lines}</tbody>
        </TableRegion>
    }
    .into_any()
}

#[component]
fn Line(key: String, account: String) -> impl IntoView {
    let action = ServerAction::<PlanImageShare>::new();
    let lacks = session().lacks(Verb::UnshareImage.right());
    let label = format!("Stop sharing with {account}");
    view! {
        <tr>
            <th scope="row">{account.clone()}</th>
            <td>
                <ActionForm action attr:aria-label=label>
                    <input type="hidden" name="key" value=key/>
                    <input type="hidden" name="account" value=account/>
                    <input type="hidden" name="share" value="off"/>
                    <Button why_not=lacks>"Stop sharing …"</Button>
                </ActionForm>
                {refused(action)}
            </td>
        </tr>
    }
}

#[component]
fn Share(key: String, draft: Draft<ShareForm>) -> impl IntoView {
    let action = ServerAction::<PlanImageShare>::new();
    let lacks = session().lacks(Verb::ShareImage.right());
    let errors = draft.at("account").into_iter().chain(draft.at("")).collect::<Vec<_>>();
    view! {
        <ActionForm action attr:class="change-part" attr:aria-label="Share this image">
            <Card title="Share this image">
                <input type="hidden" name="key" value=key/>
                <input type="hidden" name="share" value="on"/>
                <p class="quiet">"The other account may then copy it in this region. A copy stays theirs when you stop sharing."</p>
                {refused(action)}
                <Field
                    name="account"
                    label="Account"
                    hint="12 digits."
                    inputmode="numeric"
                    value=draft.form.account
                    errors=Signal::stored(errors)
                />
                <Review action why_not=lacks/>
            </Card>
        </ActionForm>
    }
}
