//! Who has signed in, what do they hold, and are they in now?

use domain::access::Binding;
use domain::audit::AuditQuery;
use domain::count;
use domain::sessions::Known;
use leptos::prelude::*;
use leptos_meta::Title;

use super::doors;
use crate::paths;
use crate::ui::button::Button;
use crate::ui::clock::Time;
use crate::ui::notice::FaultNotice;
use crate::ui::table::{Heads, TableRegion};

/// The page of people, for owners.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let people = Resource::new(|| (), |()| doors::people());
    view! {
        <Title text="People"/>
        <header class="head">
            <h1>"People"</h1>
        </header>
        <p class="quiet">"Everybody who has signed in to this console, with what they hold now."</p>
        <Transition fallback=|| view! { <p class="quiet">"Looking for people …"</p> }>
            {move || Suspend::new(async move {
                match people.await {
                    Ok(people) => view! { <PeopleTable people/> }.into_any(),
                    Err(refusal) => view! { <FaultNotice fault=refusal.0/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn PeopleTable(people: Vec<Known>) -> impl IntoView {
    let rows = people.into_iter().map(|known| view! { <Line known/> }).collect_view();
    view! {
        <div class="card">
            <TableRegion label="People" cards=true>
                <Heads
                    words=&["Person", "Roles", "Last seen", "Sessions", "End them"]
                    numbers=&["Sessions"]
                />
                <tbody>{rows}</tbody>
            </TableRegion>
        </div>
    }
}

#[component]
fn Line(known: Known) -> impl IntoView {
    let Known { person, seen, sessions, is_me } = known;
    let roles: Vec<_> = person.bindings.iter().map(Binding::words).collect();
    let roles = if roles.is_empty() { "none: may do nothing".to_owned() } else { roles.join("; ") };
    let none = (sessions == 0).then(|| "Not signed in.".to_owned());
    let hint = is_me.then(|| "You are signed out, too.".to_owned());
    let audit = paths::audit(&AuditQuery::of(person.id.as_str()));
    view! {
        <tr>
            <th scope="row" class="wrap">
                <a href=audit title="What they did">{person.name.clone()}</a>" "<span class="quiet">{person.id.to_string()}{is_me.then_some(" (you)")}</span>
            </th>
            <td class="wrap" data-label="Roles">{roles}</td>
            <td data-label="Last seen"><Time at=seen/></td>
            <td class="n" data-label="Sessions">{count::words(sessions)}</td>
            <td data-label="End them">
                <form method="post" action=paths::END_ALL>
                    <input type="hidden" name="person" value=person.id.to_string()/>
                    <Button why_not=none hint=hint>
                        "End all sessions"<span class="hidden">{format!(" of {}", person.name)}</span>
                    </Button>
                </form>
            </td>
        </tr>
    }
}
