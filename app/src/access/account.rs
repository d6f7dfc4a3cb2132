//! Who am I, what may I do, and where am I signed in?

use domain::sessions::Session;
use leptos::prelude::*;
use leptos_meta::Title;

use super::doors;
use super::rights::Rights;
use crate::paths;
use crate::session::session;
use crate::ui::button::Button;
use crate::ui::card::{Card, Fact, Facts};
use crate::ui::clock::Time;
use crate::ui::notice::FaultNotice;
use crate::ui::table::{Heads, TableRegion};

/// The page of one's account.
#[component]
pub fn AccountPage() -> impl IntoView {
    let sessions = Resource::new(|| (), |()| doors::sessions());
    let person = session().person();
    let who = person.map(|person| {
        let (name, id) = (person.name.clone(), person.id.to_string());
        view! {
            <Card title="Who you are">
                <Facts>
                    <Fact name="Name" value=name/>
                    <Fact name="Id" value=id/>
                </Facts>
            </Card>
            <Card title="What you may do">
                <Rights person/>
            </Card>
        }
    });
    view! {
        <Title text="Your account"/>
        <header class="head">
            <h1>"Your account"</h1>
        </header>
        {who}
        <Transition fallback=|| view! { <p class="quiet">"Looking for your sessions …"</p> }>
            {move || Suspend::new(async move {
                match sessions.await {
                    Ok(sessions) => view! { <Sessions sessions/> }.into_any(),
                    Err(refusal) => view! { <FaultNotice fault=refusal.0/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Sessions(sessions: Vec<Session>) -> impl IntoView {
    let alone = (sessions.len() < 2).then(|| "There is no other session.".to_owned());
    let rows = sessions.into_iter().map(|session| view! { <Line session/> }).collect_view();
    view! {
        <Card title="Where you are signed in">
            <TableRegion label="Your sessions" cards=true>
                <Heads words=&["Browser", "Begun", "Last seen", "End it"]/>
                <tbody>{rows}</tbody>
            </TableRegion>
            <form method="post" action=paths::END_OTHERS class="end-others">
                <Button why_not=alone>"End all others"</Button>
            </form>
        </Card>
    }
}

#[component]
fn Line(session: Session) -> impl IntoView {
    let Session { key, begun, seen, browser, is_this } = session;
    let end = if is_this {
        view! { <span class="quiet">"This one: sign out to end it"</span> }.into_any()
    } else {
        let of = format!(" the session of {browser}, begun {}", begun.absolute());
        view! {
            <form method="post" action=paths::END_SESSION>
                <input type="hidden" name="session" value=key/>
                <Button>"End"<span class="hidden">{of}</span></Button>
            </form>
        }
        .into_any()
    };
    view! {
        <tr>
            <th scope="row">{browser}</th>
            <td data-label="Begun"><Time at=begun/></td>
            <td data-label="Last seen"><Time at=seen/></td>
            <td data-label="End it">{end}</td>
        </tr>
    }
}
