//! What tags should the ticked ones of a list get? A form around the list, and a bar below it.

use domain::count;
use domain::resource::{Draft, ResourceKind, TagsOf, Verb};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, HtmlInputElement};

use super::doors;
use super::form::kept;
use super::keys::TagKeys;
use super::pick::Picked;
use crate::paths;
use crate::session::session;
use crate::ui::button::Button;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::scripts::has_scripts;
use crate::ui::textarea::Textarea;

/// The form around a list whose rows begin with a [`super::Pick`].
#[component]
pub fn TagSelected(
    /// Of what the list is.
    kind: ResourceKind,
    /// The list.
    children: ChildrenFn,
) -> impl IntoView {
    let draft = kept(Default::default(), doors::tag_draft);
    let picked = Picked::new();
    provide_context(picked);
    let form = NodeRef::<html::Form>::new();
    Effect::new(move |_| {
        if let Some(form) = form.get() {
            picked.adopt(boxes(&form).into_iter());
        }
    });
    view! {
        <form class="pickable" method="post" action=paths::PLAN_TAGS_DOOR autocomplete="off" node_ref=form>
            <Suspense fallback=|| ()>
                {move || {
                    let children = children.clone();
                    Suspend::new(async move {
                        let draft = draft.await;
                        picked.begin(draft.form.selected.clone());
                        view! {
                            {children()}
                            <Bar kind picked draft/>
                        }
                    })
                }}
            </Suspense>
        </form>
    }
}

/// Each box of the list, by its key, and whether it is ticked.
fn boxes(form: &HtmlFormElement) -> Vec<(String, bool)> {
    let found = form.query_selector_all("tbody .pick input").ok();
    let count = found.as_ref().map_or(0, web_sys::NodeList::length);
    let one = |at| found.as_ref()?.get(at)?.dyn_into::<HtmlInputElement>().ok();
    (0..count).filter_map(one).map(|input| (input.value(), input.checked())).collect()
}

#[component]
fn Bar(kind: ResourceKind, picked: Picked, draft: Draft<TagsOf>) -> impl IntoView {
    let has_scripts = has_scripts();
    let count = Memo::new(move |_| picked.count());
    let lacks = session().lacks(Verb::Tag(kind).right());
    let why_not = Signal::derive(move || {
        let is_none = has_scripts.get() && count.get() == 0;
        lacks.clone().or_else(|| is_none.then(|| format!("Select {} first.", kind.plural())))
    });
    let words = move || {
        if !has_scripts.get() {
            return "Those ticked above.".to_owned();
        }
        let count = i64::try_from(count.get()).unwrap_or(i64::MAX);
        format!("{} selected", count::of(count, kind.word(), kind.plural()))
    };
    let is_refused = !draft.errors.is_empty();
    let at = |field: &str| Signal::stored(draft.at(field));
    let (put, drop) = (at("put"), at("drop"));
    let none: Vec<_> = draft.at("selected").into_iter().map(|why| view! { <p>{why}</p> }).collect();
    let none = (!none.is_empty()).then(|| view! { <div class="field-error" role="alert">{none}</div> });
    let TagsOf { tags, .. } = draft.form;
    view! {
        <div class="tag-bar">
            <p class="quiet" role="status">{words}</p>
            {none}
            <details class="card advanced" open=is_refused>
                <summary><Icon glyph=Glyph::Right/>"Tag the selected …"</summary>
                <div class="card-body stack">
                    <input type="hidden" name="list" value=kind.slug()/>
                    <p class="quiet">"Tags that are not named here stay."</p>
                    <div class="fields">
                        <Textarea name="put" label="Set these" hint="One a line: key = value." rows=3 value=tags.put errors=put/>
                        <Textarea name="drop" label="Remove these" hint="Keys, one a line." rows=3 value=tags.drop errors=drop/>
                    </div>
                    <TagKeys field="put"/>
                    <div class="form-end"><Button why_not>"Review"</Button></div>
                </div>
            </details>
        </div>
    }
}
