//! Which commands ask for what is done to all that is no WorkSpace: one of each order, to be tried with the AWS CLI.

use std::collections::{BTreeMap, BTreeSet};

use super::{HOSTILE, row};
use crate::change::Task;
use crate::directories::{self, Group};
use crate::ip_groups::{self, Rule};
use crate::jobs::PlanRow;
use crate::pools::{self, Changes};
use crate::resilience::Standby;
use crate::resource::{Order, ResourceKind, Target, Verb};
use crate::tags::Tag;
use crate::words::Compute;
use crate::{aliases, bundles, images};

fn tags() -> Vec<Tag> {
    vec![Tag { key: "o'brien's $HOME".into(), value: HOSTILE.into() }]
}

/// By name, with the row of a plan that asks for it.
pub(super) fn tried() -> Vec<(&'static str, PlanRow)> {
    orders().map(|(name, order)| (name, asked(order))).chain([("standby", standby())]).collect()
}

fn orders() -> impl Iterator<Item = (&'static str, Order)> {
    let all = [of_directories(), of_groups(), of_aliases(), of_images(), of_bundles(), of_pools()];
    all.into_iter().flatten()
}

fn asked(order: Order) -> PlanRow {
    let kind = order.verb().kind();
    let target = Target {
        scope: "111122223333/eu-west-1".parse().unwrap(),
        kind,
        id: Some(id(kind).to_owned()),
        name: "one".into(),
        directory: String::new(),
    };
    PlanRow { key: None, target: Some(Box::new(target)), ..row("ws-x", &[Task::Order(Box::new(order))]) }
}

/// Where the contract tests put ids of theirs.
fn id(kind: ResourceKind) -> &'static str {
    match kind {
        ResourceKind::Directory => "d-aaaaaaaaaa",
        ResourceKind::Bundle => "wsb-aaaaaaaa1",
        ResourceKind::Image => "wsi-aaaaaaaa1",
        ResourceKind::Pool => "wspool-aaaaaaaa1",
        ResourceKind::IpGroup => "wsipg-aaaaaaaa1",
        ResourceKind::Alias => "wsca-aaaaaaaa1",
    }
}

/// It is asked for where it shall be, of a primary elsewhere.
fn standby() -> PlanRow {
    let standby = Standby {
        directory: "111122223333/us-east-1/d-aaaaaaaaa2".parse().unwrap(),
        encryption_key: Some("alias/far".into()),
        replicate: true,
        tags: tags(),
    };
    let primary = "111122223333/eu-west-1".parse::<crate::ids::ScopeKey>().unwrap().region;
    row("ws-aaaaaaaa1", &[Task::Standby(primary, Box::new(standby))])
}

fn setting(group: Group, settings: &[(&str, &str)]) -> Order {
    let all: BTreeMap<String, String> =
        settings.iter().map(|(slug, value)| ((*slug).to_owned(), (*value).to_owned())).collect();
    let changed = all.keys().cloned().collect();
    Order::Directory(directories::Order::Set { group, all, changed })
}

fn of_directories() -> Vec<(&'static str, Order)> {
    let authority = "arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/a";
    let streaming = [
        ("streaming_protocol", "UDP"),
        ("clipboard_in", "ENABLED"),
        ("clipboard_in_length", "7"),
        ("printing", "DISABLED"),
        ("accelerator", "ENABLED_AUTO"),
        ("accelerator_protocol", "TCP"),
    ];
    let endpoint = [("web", "DENY"), ("vpc_endpoint", "vpce-0a1b2c3d"), ("internet_fallback", "PCOIP")];
    let unit = "OU=Desks and \"more\",DC=corp,DC=example";
    let gone = directories::Order::Set {
        group: Group::Certificates,
        all: [("certificates".to_owned(), "DISABLED".to_owned())].into(),
        changed: vec!["certificates".into(), "certificate_authority".into()],
    };
    let groups = || vec![id(ResourceKind::IpGroup).to_owned()];
    vec![
        ("set-creation", setting(Group::Creation, &[("internet_access", "true"), ("default_ou", unit)])),
        ("set-access", setting(Group::Access, &endpoint)),
        ("set-self-service", setting(Group::SelfService, &[("restart", "DISABLED")])),
        ("set-streaming", setting(Group::Streaming, &streaming)),
        (
            "set-saml",
            setting(Group::Saml, &[("saml", "ENABLED"), ("saml_url", "https://sso.example.com/x?a=b&c='d'")]),
        ),
        (
            "set-certificates",
            setting(
                Group::Certificates,
                &[("certificates", "ENABLED"), ("certificate_authority", authority)],
            ),
        ),
        ("drop-certificates", Order::Directory(gone)),
        ("set-encryption", setting(Group::Encryption, &[("encryption", "FIPS_VALIDATED")])),
        ("add-groups", Order::Directory(directories::Order::AddGroups(groups()))),
        ("drop-groups", Order::Directory(directories::Order::DropGroups(groups()))),
    ]
}

fn of_groups() -> Vec<(&'static str, Order)> {
    let rule = |range: &str, description: &str| Rule { range: range.into(), description: description.into() };
    let rules = vec![rule("192.0.2.0/24", "o'brien's $HOME"), rule("203.0.113.7", "")];
    let create = ip_groups::Order::Create {
        name: "o'brien's $HOME".into(),
        description: "-- the office's".into(),
        rules: rules.clone(),
        tags: tags(),
    };
    vec![
        ("create-ip-group", Order::IpGroup(create)),
        ("change-ip-rules", Order::IpGroup(ip_groups::Order::SetRules(rules))),
        ("empty-ip-rules", Order::IpGroup(ip_groups::Order::SetRules(Vec::new()))),
        ("delete-ip-group", Order::IpGroup(ip_groups::Order::Delete)),
    ]
}

fn of_aliases() -> Vec<(&'static str, Order)> {
    use aliases::Order as Alias;
    let share = |allow| Alias::Share { account: "444455556666".into(), allow };
    [
        ("create-alias", Alias::Create { name: "desktops.example.com".into(), tags: tags() }),
        ("associate-alias", Alias::Associate(id(ResourceKind::Directory).into())),
        ("disassociate-alias", Alias::Disassociate),
        ("share-alias", share(true)),
        ("unshare-alias", share(false)),
        ("delete-alias", Alias::Delete),
    ]
    .map(|(name, order)| (name, Order::Alias(order)))
    .into()
}

fn of_images() -> Vec<(&'static str, Order)> {
    use images::Order as Image;
    let (text, description) = (str::to_owned, || "-- Windows 11 (November)".to_owned());
    let source = || id(ResourceKind::Image).to_owned();
    let import = images::Import {
        ami: text("ami-0123456789abcdef0"),
        process: text("BYOL_REGULAR_WSP"),
        name: text("imported"),
        description: description(),
        application: Some(text("Microsoft_Office_2019")),
        tags: tags(),
    };
    let custom = images::CustomImport {
        name: text("custom"),
        description: description(),
        compute: text("BASE"),
        protocol: text("DCV"),
        source: images::Source { kind: images::SourceKind::Ec2Image, value: import.ami.clone() },
        infrastructure: text("arn:aws:imagebuilder:eu-west-1:111122223333:infrastructure-configuration/a"),
        os: text("Windows_11"),
        // The AWS CLI 1.46 does not know `ImageValidationMode`, which the service's model has.
        validation: None,
        tags: tags(),
    };
    let copy = Image::Copy {
        name: text("copied"),
        description: description(),
        source: source(),
        region: text("eu-west-1"),
        tags: tags(),
    };
    let update =
        Image::Update { name: text("updated"), description: description(), source: source(), tags: tags() };
    let share = |on| Image::Share { account: text("444455556666"), on };
    [
        ("import-image", Image::Import(Box::new(import))),
        ("import-custom-image", Image::ImportCustom(Box::new(custom))),
        ("copy-image", copy),
        ("update-image", update),
        ("share-image", share(true)),
        ("unshare-image", share(false)),
        ("delete-image", Image::Delete),
    ]
    .map(|(name, order)| (name, Order::Image(order)))
    .into()
}

fn of_bundles() -> Vec<(&'static str, Order)> {
    use bundles::Order as Bundle;
    let create = Bundle::Create {
        name: "office".into(),
        description: "-- for the office".into(),
        image: id(ResourceKind::Image).into(),
        compute: Compute::Power,
        root_gib: Some(175),
        user_gib: 100,
        tags: tags(),
    };
    [
        ("create-bundle", create),
        ("change-bundle-image", Bundle::SetImage("wsi-aaaaaaaa2".into())),
        ("delete-bundle", Bundle::Delete),
    ]
    .map(|(name, order)| (name, Order::Bundle(order)))
    .into()
}

fn of_pools() -> Vec<(&'static str, Order)> {
    use pools::Order as Pool;
    let changes = Changes {
        description: Some("-- for (the) courses".into()),
        desired: Some(7),
        mode: Some(pools::ALWAYS_ON.into()),
        application_settings: Some((pools::ENABLED.into(), Some("shared/sales".into()))),
        disconnect: Some(120),
        idle: Some(0),
        longest: Some(7_200),
        ..Changes::default()
    };
    let settings = Changes {
        bundle: Some("wsb-aaaaaaaa1".into()),
        directory: Some("wsd-aaaaaaaa1".into()),
        ..changes.clone()
    };
    let new = pools::New { name: "courses".into(), settings, tags: tags() };
    let end = Pool::EndSession { session: "0b4c1f5e-0000-4000-8000-000000000000".into(), user: "ann".into() };
    [
        ("create-pool", Pool::Create(Box::new(new))),
        ("update-pool", Pool::Update(Box::new(changes))),
        ("start-pool", Pool::Start),
        ("stop-pool", Pool::Stop),
        ("terminate-pool", Pool::Terminate),
        ("end-pool-session", end),
    ]
    .map(|(name, order)| (name, Order::Pool(order)))
    .into()
}

#[test]
fn every_verb_has_a_command_that_is_tried() {
    let tried: BTreeSet<Verb> = orders().map(|(_, order)| order.verb()).collect();
    // Tags are alike for all, and are tried of a WorkSpace.
    let all: BTreeSet<Verb> = Verb::all().filter(|verb| !matches!(verb, Verb::Tag(_))).collect();
    assert_eq!(tried, all);
}
