//! One group of settings as a form; what differs is shown by the plan before anything is saved.

use domain::directories::{Directory, Form, Group, Kind, Setting, choice_why_not, why_not};
use domain::resource::{Draft, Resource as Found};
use domain::words::Tone;
use leptos::prelude::*;

use super::doors::PlanDirectory;
use crate::resource::{Review, refused};
use crate::session::session;
use crate::ui::card::Card;
use crate::ui::chosen::Chosen;
use crate::ui::field::{FieldFrame, described_with};
use crate::ui::notice::Notice;

/// The form of a group.
#[component]
pub fn Settings(
    directory: Found<Directory>,
    group: Group,
    draft: Resource<Option<Draft<Form>>>,
) -> impl IntoView {
    let directory = StoredValue::new(directory);
    view! {
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                // A draft of another group is not for this form.
                let draft = draft.await.filter(|draft| draft.form.group == group.slug()).unwrap_or_default();
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
    let Found { key, item: now, .. } = directory;
    let typed = |setting: &Setting| {
        let typed = draft.form.settings.get(setting.slug).map_or(now.setting(setting.slug), String::as_str);
        (setting.slug.to_owned(), typed.to_owned())
    };
    let form = Form { group: group.slug().to_owned(), settings: Setting::of(group).map(typed).collect() };
    let chosen = Chosen::new(form.clone());
    let fields: Vec<_> = Setting::of(group)
        .map(|setting| {
            let typed = form.settings[setting.slug].clone();
            let (now, beside) = (now.clone(), now.clone());
            let why_not = chosen.why_not(move |form| why_not(&form.settings, &beside, setting));
            view! { <One setting now typed why_not errors=draft.at(setting.slug)/> }
        })
        .collect();
    view! {
        <ActionForm action attr:class="create-form" attr:aria-label=group.title() on:input=move |event| chosen.hear(&event)>
            {refused(action)}
            {whole}
            <Card title=group.title()>
                <input type="hidden" name="key" value=key.to_string()/>
                <input type="hidden" name="group" value=group.slug()/>
                <div class="fields">{fields}</div>
            </Card>
            <Review action why_not=lacks note="The plan shows what would differ before anything is saved."/>
        </ActionForm>
    }
}

/// One setting. What this directory cannot have is off from the first, what the others do not go with once scripts run; each
/// says why.
#[component]
fn One(
    setting: &'static Setting,
    now: Directory,
    typed: String,
    why_not: Signal<Option<String>>,
    errors: Vec<String>,
) -> impl IntoView {
    let never = setting.why_not(&now);
    let why_not = Signal::derive(move || never.map(str::to_owned).or_else(|| why_not.get()));
    let hint = match setting.kind {
        Kind::Text(hint) | Kind::Number(hint) => hint,
        Kind::Choice(_) => "",
    };
    let has_errors = !errors.is_empty();
    let described =
        move || described_with(setting.slug, !hint.is_empty(), has_errors, why_not.with(Option::is_some));
    let invalid = has_errors.then_some("true");
    let id = format!("f-{}", setting.slug);
    let name = format!("settings[{}]", setting.slug);
    let is_off = move || why_not.with(Option::is_some);
    let control = match setting.kind {
        Kind::Choice(choices) => {
            let value = now.setting(setting.slug);
            // What AWS has not told, or what it has that we do not know, stays as it is.
            let known = choices.iter().any(|(wire, _)| *wire == value);
            let other = (!known || setting.can_go).then(|| {
                let word = match (known, value.is_empty()) {
                    (_, true) | (true, _) => "-".to_owned(),
                    (false, false) => setting.word(value),
                };
                view! { <option value="" selected=typed.is_empty()>{word}</option> }
            });
            let option = |(wire, word): &(&'static str, &'static str)| {
                let why = choice_why_not(&now, setting.slug, wire);
                let words = why.map_or_else(|| (*word).to_owned(), |why| format!("{word}. {why}"));
                let is_typed = *wire == typed;
                // What is off is not sent: a choice that was refused stays, to be told so again.
                view! { <option value=*wire selected=is_typed disabled=why.is_some() && !is_typed>{words}</option> }
            };
            let options: Vec<_> = choices.iter().map(option).collect();
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
    view! { <FieldFrame name=setting.slug label=setting.label hint errors why_not>{control}</FieldFrame> }
}
