//! One group of settings as a form; what differs is shown by the plan before anything is saved.

use domain::directories::{Directory, Form, Group, Kind, Setting};
use domain::resource::{Draft, Resource as Found};
use domain::words::Tone;
use leptos::prelude::*;

use super::doors::{self, PlanDirectory};
use crate::resource::{Review, kept, refused};
use crate::session::session;
use crate::ui::card::Card;
use crate::ui::field::{FieldFrame, described_by};
use crate::ui::notice::Notice;

/// The form of a group.
#[component]
pub fn Settings(directory: Found<Directory>, group: Group) -> impl IntoView {
    let draft = kept(Default::default(), doors::draft);
    let directory = StoredValue::new(directory);
    view! {
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                // A draft of another group is not for this form.
                let draft = Some(draft.await).filter(|draft| draft.form.group == group.slug()).unwrap_or_default();
                view! { <Change directory=directory.get_value() group draft/> }
            })}
        </Suspense>
    }
}

#[component]
fn Change(directory: Found<Directory>, group: Group, draft: Draft<Form>) -> impl IntoView {
    let action = ServerAction::<PlanDirectory>::new();
    let lacks = session().lacks(group.verb().right());
    let whole = draft.at("");
    let whole = (!whole.is_empty()).then(|| {
        let words = whole.join(" ");
        view! { <Notice tone=Tone::Bad title="Nothing was planned.">{words}</Notice> }
    });
    let fields: Vec<_> = Setting::of(group)
        .map(|setting| {
            let now = directory.item.setting(setting.slug).to_owned();
            let typed = draft.form.settings.get(setting.slug).cloned().unwrap_or_else(|| now.clone());
            let why_not = setting.why_not(&directory.item);
            view! { <One setting now typed why_not errors=draft.at(setting.slug)/> }
        })
        .collect();
    view! {
        <ActionForm action attr:class="create-form" attr:aria-label=group.title()>
            {refused(action)}
            {whole}
            <Card title=group.title()>
                <input type="hidden" name="key" value=directory.key.to_string()/>
                <input type="hidden" name="group" value=group.slug()/>
                <div class="fields">{fields}</div>
            </Card>
            <Review action why_not=lacks note="The plan shows what would differ before anything is saved."/>
        </ActionForm>
    }
}

/// One setting. What cannot be set here is shown disabled, with why.
#[component]
fn One(
    setting: &'static Setting,
    now: String,
    typed: String,
    why_not: Option<&'static str>,
    errors: Vec<String>,
) -> impl IntoView {
    let hint = match (why_not, setting.kind) {
        (Some(why), _) => why,
        (None, Kind::Text(hint) | Kind::Number(hint)) => hint,
        (None, Kind::Choice(_)) => "",
    };
    let described = described_by(setting.slug, !hint.is_empty(), !errors.is_empty());
    let invalid = (!errors.is_empty()).then_some("true");
    let id = format!("f-{}", setting.slug);
    let name = format!("settings[{}]", setting.slug);
    let is_off = why_not.is_some();
    let control = match setting.kind {
        Kind::Choice(choices) => {
            // What AWS has not told, or what it has that we do not know, stays as it is.
            let known = choices.iter().any(|(wire, _)| *wire == now);
            let other = (!known || setting.can_go).then(|| {
                let word = match (known, now.is_empty()) {
                    (_, true) | (true, _) => "-".to_owned(),
                    (false, false) => setting.word(&now),
                };
                view! { <option value="" selected=typed.is_empty()>{word}</option> }
            });
            let options: Vec<_> = choices
                .iter()
                .map(|(wire, word)| view! { <option value=*wire selected=*wire == typed>{*word}</option> })
                .collect();
            view! {
                <select id=id name=name disabled=is_off aria-describedby=described aria-invalid=invalid>
                    {other}
                    {options}
                </select>
            }
            .into_any()
        }
        Kind::Text(_) | Kind::Number(_) => {
            let inputmode = matches!(setting.kind, Kind::Number(_)).then_some("numeric");
            view! {
                <input
                    id=id
                    name=name
                    type="text"
                    value=typed
                    disabled=is_off
                    inputmode=inputmode
                    autocomplete="off"
                    spellcheck="false"
                    aria-describedby=described
                    aria-invalid=invalid
                />
            }
            .into_any()
        }
    };
    view! { <FieldFrame name=setting.slug label=setting.label hint errors>{control}</FieldFrame> }
}
