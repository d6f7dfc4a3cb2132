//! What an image is, how far it is, what is wrong with it, and where it is used.

use domain::advice;
use domain::count;
use domain::fault::AwsWords;
use domain::images::{OneImage, Progress, Trouble, UsedBy};
use domain::words::{Tone, operating_system_word, sentence};
use leptos::prelude::*;

use crate::bundles::workspaces_on;
use crate::paths;
use crate::ui::card::{Card, Fact, Facts};
use crate::ui::clock::MaybeTime;
use crate::ui::copy::Copy;
use crate::ui::notice::{AwsNote, Notice};
use crate::ui::table::{Heads, TableRegion};

/// The first part of an image's page.
#[component]
pub fn Overview(one: OneImage) -> impl IntoView {
    let OneImage { image, used } = one;
    let item = image.item;
    let words = |text: String| if text.is_empty() { "-".to_owned() } else { text };
    let system = if item.system.is_empty() { String::new() } else { operating_system_word(&item.system) };
    let tenancy = match item.tenancy.as_str() {
        "DEDICATED" => "Dedicated: for your own licences".to_owned(),
        other => words(sentence(other)),
    };
    let troubles: Vec<_> = item.error.into_iter().chain(item.details).collect();
    let updates = item.updates.map(|what| {
        let title = "There are updates for this image.";
        view! { <Notice tone=Tone::Warn title><span>{what}" Make one with updates under Update."</span></Notice> }
    });
    view! {
        {(!troubles.is_empty()).then(|| view! { <Troubles troubles/> })}
        {updates}
        {item.now.import.map(|import| view! { <Import import/> })}
        {item.now.untold.map(|aws| view! { <Untold aws/> })}
        <Card title="Image">
            <Facts>
                <Fact name="Description" value=words(item.description)/>
                <Fact name="Operating system" value=words(system)/>
                <Fact name="Tenancy" value=tenancy/>
                <Fact name="Made"><MaybeTime at=item.created never="-"/></Fact>
                <Fact name="Owner"><Copy text=item.owner/></Fact>
            </Facts>
        </Card>
        <Card title="Used by"><Uses used/></Card>
    }
}

/// What AWS says went wrong.
#[component]
fn Troubles(troubles: Vec<Trouble>) -> impl IntoView {
    let lines = troubles.into_iter().map(|Trouble { code, message }| {
        view! { <li><code>{code}</code>": "{message}</li> }
    });
    view! {
        <Notice tone=Tone::Bad title="AWS could not make this image.">
            <ul>{lines.collect_view()}</ul>
            <span>"Mend what it names in the source, delete this image, and make it again."</span>
        </Notice>
    }
}

/// How far a custom import is.
#[component]
fn Import(import: Progress) -> impl IntoView {
    let Progress { step, message, percent, updated, builder } = import;
    let percent = percent.map_or_else(|| "-".to_owned(), |percent| format!("{percent} %"));
    view! {
        <Card title="Import">
            <Facts>
                <Fact name="Step" value=sentence(&step)/>
                <Fact name="Done" value=percent/>
                <Fact name="AWS says" value=message/>
                <Fact name="Changed"><MaybeTime at=updated never="-"/></Fact>
                {builder.map(|id| view! { <Fact name="Built by"><Copy text=id/></Fact> })}
            </Facts>
        </Card>
    }
}

/// Why it is not known how far it is.
#[component]
fn Untold(aws: AwsWords) -> impl IntoView {
    let next = advice::after(&aws, None).map(|(next, _)| next);
    view! {
        <Notice tone=Tone::Warn title="AWS does not tell how far it is.">
            <AwsNote aws/>
            {next.map(|next| view! { <span>{next}</span> })}
        </Notice>
    }
}

#[component]
fn Uses(used: Vec<UsedBy>) -> impl IntoView {
    if used.is_empty() {
        return view! { <p class="quiet">"No bundle is made from it."</p> }.into_any();
    }
    let lines = used.into_iter().map(|UsedBy { bundle, name, workspaces }| {
        let words = count::of(workspaces, "WorkSpace", "WorkSpaces");
        view! {
            <tr>
                <th scope="row"><a href=paths::resource(&bundle)>{name}</a></th>
                <td><a href=workspaces_on(&bundle)>{words}</a></td>
                <td><Copy text=bundle.id/></td>
            </tr>
        }
    });
    view! {
        <TableRegion label="Bundles of this image">
            <Heads words=&["Bundle", "WorkSpaces", "Id"]/>
            <tbody>{lines.collect_view()}</tbody>
        </TableRegion>
    }
    .into_any()
}
