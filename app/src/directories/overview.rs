//! What is known of a directory, at a glance.

use domain::directories::Directory;
use domain::fault::AwsWords;
use domain::words::{Tone, sentence};
use leptos::prelude::*;

use super::list::kind_words;
use crate::ui::card::{Card, Fact, Facts};
use crate::ui::copy::Copy;
use crate::ui::notice::{AwsNote, Notice};

/// The first part of the page.
#[component]
pub fn Overview(directory: Directory) -> impl IntoView {
    let kind = kind_words(&directory);
    let words = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
    let word = |wire: &str| if wire.is_empty() { "-".to_owned() } else { sentence(wire) };
    let copied = |text: String| match text.is_empty() {
        true => "-".into_any(),
        false => view! { <Copy text/> }.into_any(),
    };
    let error = (!directory.error.is_empty()).then(|| {
        let aws = AwsWords { code: "ERROR".to_owned(), message: directory.error.clone(), request_id: None };
        view! { <Notice tone=Tone::Bad title="AWS reports an error"><AwsNote aws/></Notice> }
    });
    let (identity, tenancy) = (directory.identity(), word(&directory.tenancy));
    let (alias, user, domain, about) = (
        words(&directory.alias),
        words(&directory.user),
        words(&directory.domain),
        words(&directory.description),
    );
    let several = |texts: Vec<String>| match texts.is_empty() {
        true => "-".into_any(),
        false => texts.into_iter().map(|text| view! { <div><Copy text/></div> }).collect_view().into_any(),
    };
    view! {
        {error}
        <div class="cards">
            <Card title="Registration">
                <Facts>
                    <Fact name="Registration code">{copied(directory.registration_code)}</Fact>
                    <Fact name="Type" value=kind/>
                    <Fact name="Description" value=about/>
                    <Fact name="Alias" value=alias/>
                    <Fact name="Tenancy" value=tenancy/>
                </Facts>
            </Card>
            <Card title="Identity">
                <Facts>
                    <Fact name="People are known by" value=identity/>
                    <Fact name="Domain" value=domain/>
                    <Fact name="Joined as" value=user/>
                    <Fact name="Microsoft Entra tenant">{copied(directory.entra_tenant)}</Fact>
                    <Fact name="IAM Identity Center">{copied(directory.identity_center)}</Fact>
                </Facts>
            </Card>
            <Card title="Network">
                <Facts>
                    <Fact name="Subnets">{several(directory.subnets)}</Fact>
                    <Fact name="DNS servers">{several(directory.dns)}</Fact>
                    <Fact name="Security group">{copied(directory.security_group)}</Fact>
                    <Fact name="IAM role">{copied(directory.iam_role)}</Fact>
                </Facts>
            </Card>
        </div>
    }
}
