//! Where an alias leads, and the forms that change it by way of a plan.

use domain::aliases::Alias;
use domain::resource::{Resource as Found, ResourceKey, Verb};
use domain::words::sentence;
use leptos::prelude::*;

use super::doors::{self, PlanAssociate, PlanDisassociate};
use crate::resource::{Review, refused, refused_at};
use crate::session::session;
use crate::ui::button::Button;
use crate::ui::card::{Card, Fact, Facts};
use crate::ui::copy::Copy;
use crate::ui::field::Select;

/// Where it leads now, and where it could.
#[component]
pub fn Associate(alias: Found<Alias>) -> impl IntoView {
    let there = alias.item.association.clone();
    let now = there.as_ref().map(|there| there.directory.clone()).unwrap_or_default();
    let free = there.is_some().then(|| view! { <Disassociate key=alias.key.to_string()/> });
    let facts = match there {
        Some(there) => {
            let (directory, identifier) = (there.directory, there.identifier);
            view! {
                <Facts>
                    <Fact name="Directory"><Copy text=directory/></Fact>
                    <Fact name="Status" value=sentence(&there.status)/>
                    <Fact name="Account of the directory" value=there.account/>
                    <Fact name="Identifier for the TXT record"><Copy text=identifier/></Fact>
                </Facts>
            }
            .into_any()
        }
        None => view! { <p>"It leads nowhere: people who connect by it are told that it is not known."</p> }
            .into_any(),
    };
    view! {
        <div class="create-form">
            <Card title="Leads to">{facts}{free}</Card>
            <Choose key=alias.key now/>
        </div>
    }
}

#[component]
fn Disassociate(key: String) -> impl IntoView {
    let action = ServerAction::<PlanDisassociate>::new();
    let lacks = session().lacks(Verb::DisassociateAlias.right());
    view! {
        <ActionForm action>
            <input type="hidden" name="key" value=key/>
            {refused(action)}
            <div class="form-end"><Button why_not=lacks>"Disassociate …"</Button></div>
        </ActionForm>
    }
}

#[component]
fn Choose(key: ResourceKey, now: String) -> impl IntoView {
    let action = ServerAction::<PlanAssociate>::new();
    let lacks = session().lacks(Verb::AssociateAlias.right());
    let name = key.to_string();
    let directories = Resource::new(move || key.clone(), doors::directories);
    let now = StoredValue::new(now);
    let (refused, errors) = refused_at(action, "directory");
    view! {
        <ActionForm action attr:class="change-part" attr:aria-label="Associate">
            <Card title="Lead people to">
                <input type="hidden" name="key" value=name/>
                {refused}
                <Suspense fallback=|| ()>
                    {move || Suspend::new(async move {
                        let first = (String::new(), "Choose a directory".to_owned());
                        let found = directories.await.unwrap_or_default();
                        let named = found.into_iter().map(|(id, name)| (id.clone(), format!("{name} ({id})")));
                        let options: Vec<_> = std::iter::once(first).chain(named).collect();
                        let options = Signal::stored(options);
                        view! {
                            <Select
                                name="directory"
                                label="Directory"
                                value=now.get_value()
                                options
                                errors
                                hint="A directory of this account and region. It takes a moment, and people who are connected stay so."
                            />
                        }
                    })}
                </Suspense>
                <Review action why_not=lacks/>
            </Card>
        </ActionForm>
    }
}
