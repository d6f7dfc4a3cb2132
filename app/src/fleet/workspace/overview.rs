//! What is known of it, at a glance.

use domain::fault::AwsWords;
use domain::words::{Tone, accelerator_word, operating_system_word};
use domain::workspace::WorkSpace;
use leptos::prelude::*;

use crate::ui::card::{Card, Fact, Facts};
use crate::ui::clock::MaybeTime;
use crate::ui::copy::Copy;
use crate::ui::notice::{AwsNote, Notice};

/// The first part of the page.
#[component]
pub fn Overview(
    /// Which.
    workspace: WorkSpace,
) -> impl IntoView {
    let mode = workspace.mode_words();
    let not_active = workspace.not_active();
    let accelerator = workspace.accelerator.as_ref().map_or_else(
        || "-".to_owned(),
        |(mode, preferred)| match preferred {
            Some(protocol) => format!("{}, {protocol}", accelerator_word(mode)),
            None => accelerator_word(mode).to_owned(),
        },
    );
    let nested = match workspace.nested_virtualization {
        Some(true) => "on",
        Some(false) => "off",
        None => "-",
    };
    let words = AwsWords {
        code: workspace.error_code.clone().unwrap_or_default(),
        message: workspace.error_message.clone().unwrap_or_default(),
        request_id: None,
    };
    let is_told = workspace.error_code.is_some() || workspace.error_message.is_some();
    let error = is_told.then(|| {
        view! { <Notice tone=Tone::Bad title="AWS reports an error"><AwsNote aws=words /></Notice> }
    });
    view! {
        {error}
        <div class="cards">
            <Card title="Use">
                <Facts>
                    <Fact name="User" value=workspace.user />
                    <Fact name="Connection" value=workspace.connection.map(|value| value.word().to_owned()).unwrap_or_else(|| "-".to_owned()) />
                    <Fact name="Asked for">
                        <MaybeTime at=workspace.connection_checked never="not yet" />
                    </Fact>
                    <Fact name="Last active"><MaybeTime at=workspace.last_active never=not_active /></Fact>
                    <Fact name="Running mode" value=mode.unwrap_or_else(|| "-".to_owned()) />
                    <Fact name="Protocol" value=workspace.protocol.map(|value| value.word().to_owned()).unwrap_or_else(|| "-".to_owned()) />
                    <Fact name="Global Accelerator" value=accelerator />
                </Facts>
            </Card>
            <Card title="Machine">
                <Facts>
                    <Fact name="Compute" value=workspace.compute.map(|value| value.word().to_owned()).unwrap_or_else(|| "-".to_owned()) />
                    <Fact name="Operating system" value=workspace.operating_system.as_deref().map(operating_system_word).unwrap_or_else(|| "-".to_owned()) />
                    <Fact name="Bundle">
                        {workspace.bundle_name}" "
                        <Copy text=workspace.bundle.to_string() />
                    </Fact>
                    <Fact name="Nested virtualization" value=nested.to_owned() />
                    <Fact name="Computer" value=workspace.computer.unwrap_or_else(|| "-".to_owned()) />
                </Facts>
            </Card>
            <Card title="Place">
                <Facts>
                    <Fact name="Account">
                        {workspace.account_name}" "
                        <Copy text=workspace.key.scope.account.to_string() />
                    </Fact>
                    <Fact name="Region" value=workspace.key.scope.region.to_string() />
                    <Fact name="Directory">
                        {workspace.directory_name}" "
                        <Copy text=workspace.directory.to_string() />
                    </Fact>
                </Facts>
            </Card>
        </div>
    }
}
