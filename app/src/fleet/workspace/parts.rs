//! Its address, its tags, and the other end of a standby pair.

use domain::workspace::WorkSpace;
use leptos::prelude::*;

use crate::paths;
use crate::ui::badge::StateBadge;
use crate::ui::card::{Card, Fact, Facts};
use crate::ui::clock::MaybeTime;
use crate::ui::copy::Copy;
use crate::ui::empty::Empty;
use crate::ui::table::{Heads, TableRegion};

/// Where it is in the network.
#[component]
pub fn Network(
    /// Which.
    workspace: WorkSpace,
) -> impl IntoView {
    let copied = |text: Option<String>, none: &'static str| match text {
        Some(text) => view! { <Copy text /> }.into_any(),
        None => none.into_any(),
    };
    view! {
        <Card title="Network">
            <Facts>
                <Fact name="Address">{copied(workspace.ip, "- (AWS names none while it is stopped)")}</Fact>
                <Fact name="Subnet">{copied(workspace.subnet, "-")}</Fact>
                <Fact name="Computer">{copied(workspace.computer, "-")}</Fact>
                <Fact name="Directory">{copied(Some(workspace.directory.to_string()), "-")}</Fact>
            </Facts>
        </Card>
    }
}

/// Its tags.
#[component]
pub fn Tags(
    /// Which.
    workspace: WorkSpace,
) -> impl IntoView {
    let Some(tags) = workspace.tags else {
        return view! {
            <div class="card">
                <Empty title="The tags have not been read yet">
                    <p>"They are read after the WorkSpaces themselves, within what is left of the rate."</p>
                </Empty>
            </div>
        }
        .into_any();
    };
    if tags.is_empty() {
        let words = "Tags say who pays and who may see it.";
        return view! { <div class="card"><Empty title="It has no tags"><p>{words}</p></Empty></div> }
            .into_any();
    }
    let rows = tags
        .into_iter()
        .map(|tag| view! { <tr><th scope="row">{tag.key}</th><td class="wrap">{tag.value}</td></tr> });
    view! {
        <div class="card">
            <TableRegion label="Tags">
                <Heads words=&["Key", "Value"]/>
                <tbody>{rows.collect_view()}</tbody>
            </TableRegion>
        </div>
    }
    .into_any()
}

/// The other end of a standby pair.
#[component]
pub fn Others(
    /// Which.
    workspace: WorkSpace,
) -> impl IntoView {
    if workspace.related.is_empty() {
        let words = "It is neither the primary nor the standby of another WorkSpace.";
        return view! { <div class="card"><Empty title="It stands alone"><p>{words}</p></Empty></div> }
            .into_any();
    }
    let rows = workspace.related.into_iter().map(|other| {
        let kind = match other.kind.as_str() {
            "PRIMARY" => "Primary".to_owned(),
            "STANDBY" => "Standby".to_owned(),
            _ => other.kind,
        };
        view! {
            <tr>
                <th scope="row"><a href=paths::workspace(&other.key)>{other.key.id.to_string()}</a></th>
                <td>{kind}</td>
                <td>{other.key.scope.region.to_string()}</td>
                <td><StateBadge state=other.state /></td>
                <td>{match other.replication { Some(true) => "On", Some(false) => "Off", None => "-" }}</td>
                <td><MaybeTime at=other.recovered never="no copy known" /></td>
            </tr>
        }
    });
    view! {
        <div class="card">
            <TableRegion label="Related WorkSpaces">
                <Heads words=&["WorkSpace", "It is the", "Region", "State", "Data replication", "Data taken"]/>
                <tbody>{rows.collect_view()}</tbody>
            </TableRegion>
        </div>
    }
    .into_any()
}
