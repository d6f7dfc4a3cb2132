//! What DNS answers now, and where that leads people.

use domain::aliases::{Alias, Name, Resolved};
use domain::resource::{Resource as Found, ResourceKey, Resources};
use domain::words::Tone;
use leptos::prelude::*;

use super::doors;
use crate::door::Refusal;
use crate::resource::place;
use crate::ui::copy::Copy;
use crate::ui::notice::{FaultNotice, Notice};

/// What name servers say, and all aliases, one of which that may lead to.
pub type Asked = (Result<Resolved, Refusal>, Result<Resources<Alias>, Refusal>);

/// Asked when this part is opened, and not before: name servers may take their time.
pub async fn ask(key: ResourceKey) -> Asked {
    let all = doors::list().await;
    (doors::answered(key).await, all)
}

/// What was told.
#[component]
pub fn Answer(alias: Found<Alias>, asked: Resource<Option<Asked>>) -> impl IntoView {
    let name = StoredValue::new(alias.name);
    view! {
        <Suspense fallback=|| view! { <p class="quiet">"Asking DNS …"</p> }>
            {move || Suspend::new(async move {
                match asked.await? {
                    (Ok(resolved), Ok(all)) => {
                        let name = name.get_value();
                        let aliases = all.found.into_iter().filter(|one| one.name.eq_ignore_ascii_case(&name)).collect();
                        Some(view! { <Told resolved name=Name { name, aliases }/> }.into_any())
                    }
                    (Err(refusal), _) | (_, Err(refusal)) => {
                        Some(view! { <FaultNotice fault=refusal.0/> }.into_any())
                    }
                }
            })}
        </Suspense>
    }
}

#[component]
fn Told(resolved: Resolved, name: Name) -> impl IntoView {
    let records = match resolved {
        Resolved::Says(records) => records,
        Resolved::Nothing => {
            let title = format!("{} has no TXT record.", name.name);
            return view! {
                <Notice tone=Tone::Warn title>
                    <span>"Clients that ask for it are led nowhere. The record must say the identifier of an association."</span>
                </Notice>
            }
            .into_any();
        }
        Resolved::Silent => {
            return view! {
                <Notice tone=Tone::Warn title="No name server gave an answer.">
                    <span>"Deskwarden asks the name servers of the machine that it runs on. Load the page again to ask again."</span>
                </Notice>
            }
            .into_any();
        }
    };
    let lines = records.into_iter().map(|record| {
        let (tone, title) = match name.answered(&record) {
            Some(alias) => {
                (Tone::Ok, format!("People are led to {}.", place(&alias.account_name, &alias.key.scope)))
            }
            None => (Tone::Warn, "It is the identifier of no association that you may see.".to_owned()),
        };
        view! { <Notice tone title><span>"The TXT record says "<Copy text=record/></span></Notice> }
    });
    lines.collect_view().into_any()
}
