//! Where shall the standbys be, and how? Nothing is made before the plan is confirmed.

use domain::access::Right;
use domain::count;
use domain::fault::Fault;
use domain::resilience::{Chosen, why_not};
use domain::words::Tone;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::doors::{self, PlanStandby};
use crate::create::directory_groups;
use crate::door::Refusal;
use crate::paths;
use crate::resource::{Review, refused};
use crate::session::session;
use crate::ui::button::LinkButton;
use crate::ui::card::Card;
use crate::ui::empty::Empty;
use crate::ui::field::{Field, Select, focus_first_error};
use crate::ui::grouped::GroupedSelect;
use crate::ui::notice::Notice;
use crate::ui::textarea::Textarea;

/// The page of the form.
#[component]
pub fn StandbyPage() -> impl IntoView {
    let query = use_query_map();
    let draft = move || query.with(|query| query.get("draft")?.parse::<i64>().ok());
    let chosen = Resource::new(draft, |draft| async move {
        match draft {
            Some(draft) => Ok((doors::chosen(draft).await?, draft)),
            None => Err(Refusal(Fault::not_found("Nothing is selected."))),
        }
    });
    view! {
        <Transition fallback=|| view! { <p class="quiet">"Looking for the selection …"</p> }>
            {move || Suspend::new(async move {
                match chosen.await {
                    Ok((chosen, draft)) => view! { <StandbyForm chosen draft/> }.into_any(),
                    Err(_) => view! { <NothingChosen/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn StandbyForm(chosen: Chosen, draft: i64) -> impl IntoView {
    let title = format!("Create a standby of {}", count::of(chosen.count, "WorkSpace", "WorkSpaces"));
    let action = ServerAction::<PlanStandby>::new();
    let lacks = session().lacks(Right::Create);
    let has_errors = chosen.errors.iter().any(|error| !error.field.is_empty());
    focus_first_error(has_errors);
    let whole = chosen.at("").into_iter().chain(chosen.at("selected"));
    let whole: Vec<_> = whole.map(|message| view! { <span>{message}</span> }).collect();
    let whole = (!whole.is_empty())
        .then(|| view! { <Notice tone=Tone::Bad title="Nothing was planned">{whole}</Notice> });
    let one = chosen.one.as_ref().map(|key| view! { <a href=paths::workspace(key)>{key.id.to_string()}</a> });
    let at = |field: &str| Signal::stored(chosen.at(field));
    let (directory, key, replication, tags) =
        (at("directory"), at("encryption_key"), at("replication"), at("tags"));
    let ways = [("on", "On: from the primary to its standby"), ("off", "Off")];
    let ways = ways.map(|(value, word)| (value.to_owned(), word.to_owned())).to_vec();
    let groups = directory_groups(&chosen.catalog);
    let nowhere = groups.is_empty().then(|| view! { <Nowhere/> });
    let (form, among) = (chosen.form, chosen.among);
    // What was chosen is chosen: it is off from the first.
    let no_key = why_not(&among, "encryption_key").map(str::to_owned);
    view! {
        <Title text=title.clone()/>
        <header class="head">
            <h1>{title}" "<span class="count">{one}</span></h1>
        </header>
        <p class="quiet">
            "The same user gets a WorkSpace in another region of the same account. A standby can't be modified, rebuilt, \
             restored or migrated by itself."
        </p>
        <div class="form-head">{whole}{refused(action)}{nowhere}</div>
        <ActionForm action attr:aria-label="Standby" attr:class="create-form">
            <input type="hidden" name="draft" value=draft.to_string()/>
            <Card title="Where">
                <GroupedSelect
                    name="directory"
                    label="Directory"
                    none="Choose a directory"
                    value=form.directory
                    groups
                    hint="In another region. The users must be in it under the same names: only AWS can tell, and refuses those who are not."
                    errors=directory
                />
            </Card>
            <Card title="How">
                <div class="fields">
                    <Field
                        name="encryption_key"
                        label="KMS key of the volumes"
                        value=form.encryption_key
                        hint="Of that region: id, ARN or alias. Left empty, AWS decides for primaries that are encrypted."
                        errors=key
                        why_not=Signal::stored(no_key)
                    />
                    <Select
                        name="replication"
                        label="Data replication"
                        value=form.replication
                        options=Signal::stored(ways)
                        hint="A snapshot every 12 hours; it costs, and can be changed later at the primary."
                        errors=replication
                    />
                    <Textarea name="tags" label="Tags" hint="One a line: key = value." rows=3 value=form.tags errors=tags/>
                </div>
            </Card>
            <Review action why_not=lacks note="Nothing is created before you confirm the plan."/>
        </ActionForm>
    }
}

#[component]
fn Nowhere() -> impl IntoView {
    view! {
        <Notice tone=Tone::Warn title="There is no directory to choose.">
            <span>
                "It takes a directory in another watched region of the same account, registered with WorkSpaces, where you may \
                 create."
            </span>
        </Notice>
    }
}

#[component]
fn NothingChosen() -> impl IntoView {
    view! {
        <Title text="Standby"/>
        <h1>"Create standbys"</h1>
        <Empty title="Nothing is selected">
            <p>"Select WorkSpaces in the fleet first, or begin with what is missing. A selection is kept for a week."</p>
            <LinkButton href=paths::RESILIENCE>"See what is missing"</LinkButton>
        </Empty>
    }
}
