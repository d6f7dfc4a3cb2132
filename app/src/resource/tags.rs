//! The tags of a resource, and the form that changes them by way of a plan.

use domain::resource::{Draft, ResourceKey, TagForm, TagsOf, Verb};
use domain::tags::Tag;
use leptos::prelude::*;

use super::doors::PlanResourceTags;
use super::keys::TagKeys;
use super::review::{Review, refused};
use crate::session::session;
use crate::ui::button::Look;
use crate::ui::card::Card;
use crate::ui::empty::Empty;
use crate::ui::table::{Heads, TableRegion};
use crate::ui::textarea::Textarea;

/// Tags in a table's cell.
#[must_use]
pub fn tag_words(tags: Option<&[Tag]>) -> String {
    match tags {
        None => "not read yet".to_owned(),
        Some([]) => "-".to_owned(),
        Some(tags) => {
            let words: Vec<_> = tags.iter().map(|tag| format!("{} = {}", tag.key, tag.value)).collect();
            words.join(", ")
        }
    }
}

/// The tags, and the form.
#[component]
pub fn TagPanel(
    /// Of which.
    key: ResourceKey,
    /// What they are; `None` while they were not read.
    tags: Option<Vec<Tag>>,
    /// What was typed before.
    draft: Resource<Option<Draft<TagsOf>>>,
    /// Why nobody could change them, if so.
    fixed: Option<&'static str>,
) -> impl IntoView {
    view! {
        <div class="create-form">
            <div class="card"><Listed tags/></div>
            <Suspense fallback=|| ()>
                {move || {
                    let key = key.clone();
                    Suspend::new(async move { view! { <Change key draft=draft.await.unwrap_or_default() fixed/> } })
                }}
            </Suspense>
        </div>
    }
}

#[component]
fn Listed(tags: Option<Vec<Tag>>) -> impl IntoView {
    let (title, words) = match &tags {
        None => (
            "The tags have not been read yet",
            "They are read after all else, within what is left of the rate.",
        ),
        Some(_) => ("It has no tags", "Tags say who pays and what it is for."),
    };
    let tags = tags.unwrap_or_default();
    if tags.is_empty() {
        return view! { <Empty title><p>{words}</p></Empty> }.into_any();
    }
    let rows = tags
        .into_iter()
        .map(|tag| view! { <tr><th scope="row">{tag.key}</th><td class="wrap">{tag.value}</td></tr> });
    view! {
        <TableRegion label="Tags">
            <Heads words=&["Key", "Value"]/>
            <tbody>{rows.collect_view()}</tbody>
        </TableRegion>
    }
    .into_any()
}

#[component]
fn Change(key: ResourceKey, draft: Draft<TagsOf>, fixed: Option<&'static str>) -> impl IntoView {
    let action = ServerAction::<PlanResourceTags>::new();
    let why_not = session().lacks(Verb::Tag(key.kind).right()).or(fixed.map(str::to_owned));
    let (put, drop) = (draft.at("put"), draft.at("drop"));
    let TagForm { put: put_text, drop: drop_text } = draft.form.tags;
    view! {
        <ActionForm action attr:class="change-part" attr:aria-label="Change the tags">
            <Card title="Change the tags">
                <input type="hidden" name="selected[0]" value=key.to_string()/>
                <p class="quiet">"Tags that are not named here stay."</p>
                {refused(action)}
                <div class="fields">
                    <Textarea name="put" label="Set these" hint="One a line: key = value." rows=3 value=put_text errors=put/>
                    <Textarea name="drop" label="Remove these" hint="Keys, one a line." rows=3 value=drop_text errors=drop/>
                </div>
                <TagKeys field="put"/>
                <Review action look=Look::Plain why_not/>
            </Card>
        </ActionForm>
    }
}
