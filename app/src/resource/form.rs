//! What was typed into a form before? One that was refused comes back as it was.

use domain::resource::Draft;
use leptos::prelude::*;
use leptos_meta::Title;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::selected::draft_number;
use crate::door::Refusal;

/// The kept form that the address names, as it was typed; `first`, where it names none that can be read.
pub fn kept<F, R>(first: F, read: fn(i64) -> R) -> Resource<Draft<F>>
where
    F: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    R: Future<Output = Result<Draft<F>, Refusal>> + Send + 'static,
{
    let number = draft_number();
    Resource::new(
        move || number.get(),
        move |id| {
            let first = first.clone();
            async move {
                match id {
                    Some(id) => read(id).await.unwrap_or_else(|_| Draft::of(first)),
                    None => Draft::of(first),
                }
            }
        },
    )
}

/// The page of a form for something new.
#[component]
pub fn FormPage<F, R>(
    /// What it is for.
    title: &'static str,
    /// The door that reads a kept form.
    read: fn(i64) -> R,
    /// The form, as it was typed.
    form: fn(Draft<F>) -> AnyView,
    /// What to know before.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView
where
    F: Clone + Default + Serialize + DeserializeOwned + Send + Sync + 'static,
    R: Future<Output = Result<Draft<F>, Refusal>> + Send + 'static,
{
    let draft = kept(F::default(), read);
    view! {
        <Title text=title/>
        <header class="head"><h1>{title}</h1></header>
        {children.map(|children| children())}
        <Transition fallback=|| view! { <p class="quiet">"Looking for the form …"</p> }>
            {move || Suspend::new(async move { form(draft.await) })}
        </Transition>
    }
}
