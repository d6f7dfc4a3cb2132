//! Who sits at a pool's desktops now, and how is somebody's session ended?

use domain::pools::{Pool, Session, Sessions};
use domain::resource::{Resource as Found, ResourceKey, Verb};
use domain::words::{Tone, sentence};
use leptos::prelude::*;

use super::act::refusal;
use super::doors::PlanPoolSession;
use crate::door::Refusal;
use crate::paths;
use crate::resource::refused;
use crate::ui::badge::Badge;
use crate::ui::button::{Button, LinkButton, Look};
use crate::ui::clock::MaybeTime;
use crate::ui::copy::Copy;
use crate::ui::download::Download;
use crate::ui::empty::Empty;
use crate::ui::field::Field;
use crate::ui::notice::FaultNotice;
use crate::ui::pager::Pager;
use crate::ui::table::TableRegion;

/// Whose sessions the address asks for, and from which page of AWS's on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// One user; everybody, when it is empty.
    pub user: String,
    /// The token of the page; the first, when it is empty.
    pub after: String,
}

/// What AWS has told.
pub type Answer = Resource<Option<Result<Sessions, Refusal>>>;

/// The sessions of a pool.
#[component]
pub fn Who(
    /// Of which.
    pool: Found<Pool>,
    /// What AWS has told.
    sessions: Answer,
    /// What was asked for.
    asked: Memo<Asked>,
) -> impl IntoView {
    let here = paths::resource(&pool.key);
    let all = paths::resource_tab(&pool.key, "sessions");
    let action = ServerAction::<PlanPoolSession>::new();
    let typed = asked.get_untracked().user;
    let is_one = !typed.is_empty();
    let errors = Signal::derive(move || {
        let refusal = sessions.get().flatten().and_then(Result::err);
        let fields = refusal.map(|refusal| refusal.0.fields).unwrap_or_default();
        fields.into_iter().map(|error| error.message).collect::<Vec<_>>()
    });
    let table = move || {
        let pool = pool.clone();
        Some(match sessions.get().flatten()? {
            Ok(found) => view! { <Listed pool found asked=asked.get() action/> }.into_any(),
            Err(refusal) if refusal.0.fields.is_empty() => {
                view! { <FaultNotice fault=refusal.0/> }.into_any()
            }
            Err(_) => ().into_any(),
        })
    };
    view! {
        <form class="pool-who" method="get" action=here>
            <input type="hidden" name="tab" value="sessions"/>
            <Field name="user" label="User" hint="The whole name, as AWS knows it." value=typed errors/>
            <div class="row">
                <Button>"Show"</Button>
                {is_one.then(|| view! { <LinkButton href=all look=Look::Quiet>"Everybody"</LinkButton> })}
            </div>
        </form>
        {refused(action)}
        {table}
    }
}

#[component]
fn Listed(
    pool: Found<Pool>,
    found: Sessions,
    asked: Asked,
    action: ServerAction<PlanPoolSession>,
) -> impl IntoView {
    let Sessions { found, next } = found;
    let is_first = asked.after.is_empty();
    if found.is_empty() && is_first {
        let title = if asked.user.is_empty() { "Nobody has a session" } else { "This user has no session" };
        return view! {
            <div class="card"><Empty title><p>"AWS was asked when this page was opened."</p></Empty></div>
        }
        .into_any();
    }
    let why_not = refusal(Verb::EndPoolSession, &pool);
    let key = pool.key;
    let next = next.map(|token| paths::pool_sessions(&key, &asked.user, &token));
    // AWS's tokens lead forwards only.
    let previous = (!is_first).then(|| paths::pool_sessions(&key, &asked.user, ""));
    let file = paths::pool_sessions_csv(&key, &asked.user);
    let has_pages = next.is_some() || previous.is_some();
    let line = |session| view! { <Line key=key.clone() session why_not=why_not.clone() action/> };
    let lines = found.into_iter().map(line).collect_view();
    view! {
        <p class="quiet">"As AWS told when this page was opened; Show asks again. "{(!is_first).then_some("Previous leads to the first page: AWS leads forwards only.")}</p>
        <div class="card">
            <TableRegion label="Sessions" cards=true>
                <thead>
                    <tr>
                        <th scope="col">"User"</th>
                        <th scope="col">"State"</th>
                        <th scope="col">"Began"</th>
                        <th scope="col">"Ends at the latest"</th>
                        <th scope="col">"Signed in by"</th>
                        <th scope="col">"Instance"</th>
                        <th scope="col">"Address"</th>
                        <th scope="col">"Session"</th>
                        <th scope="col"><span class="hidden">"End"</span></th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </TableRegion>
            {has_pages.then(|| view! { <Pager previous next/> })}
        </div>
        <Download href=file words="Download the sessions as CSV"/>
    }
    .into_any()
}

#[component]
fn Line(
    key: ResourceKey,
    session: Session,
    why_not: Option<String>,
    action: ServerAction<PlanPoolSession>,
) -> impl IntoView {
    let tone = if session.is_connected() { Tone::Ok } else { Tone::Off };
    let copied = |text: String| match text.as_str() {
        "" => "-".into_any(),
        _ => view! { <Copy text/> }.into_any(),
    };
    let whose = format!(" of {}", session.user);
    view! {
        <tr>
            <th scope="row">{session.user}</th>
            <td data-label="State"><Badge tone word=sentence(&session.state) title=session.state.clone()/></td>
            <td data-label="Began"><MaybeTime at=session.since never="-"/></td>
            <td data-label="Ends at the latest"><MaybeTime at=session.until never="-"/></td>
            <td data-label="Signed in by">{session.authentication}</td>
            <td data-label="Instance">{copied(session.instance)}</td>
            <td data-label="Address">{copied(session.address)}</td>
            <td data-label="Session">{copied(session.id.clone())}</td>
            <td>
                <ActionForm action>
                    <input type="hidden" name="key" value=key.to_string()/>
                    <input type="hidden" name="session" value=session.id/>
                    <Button look=Look::Danger why_not>"End session"<span class="hidden">{whose}</span>" …"</Button>
                </ActionForm>
            </td>
        </tr>
    }
}
