//! And where it is no WorkSpace: what does a person see of each error of each order, and of each read of a sweep?
//!
//! A new order is a line in [`orders`], a new read of a sweep one in [`READS`]: operation, errors and words follow from
//! the order, the service's model and `domain::advice`.

use std::collections::BTreeSet;

use backend::{jobs, overview, resource, sync};
use domain::directories::Group;
use domain::ip_groups::Rule;
use domain::resource::{After, Order, Request, ResourceKind, Target, Verb};
use domain::words::Compute;
use domain::{aliases, bundles, directories, images, ip_groups, pools};
use serde_json::Value;

use super::{MESSAGE, check, errors, is_passed_over, model, refused, set};
use crate::world::{World, owner};

/// Reads of a sweep that a role may not be allowed; what the fleet needs is in `CALLED`.
const READS: [(&str, ResourceKind); 5] = [
    ("DescribeConnectionAliasPermissions", ResourceKind::Alias),
    ("DescribeConnectionAliases", ResourceKind::Alias),
    ("DescribeIpGroups", ResourceKind::IpGroup),
    ("DescribeWorkspaceImages", ResourceKind::Image),
    ("DescribeWorkspacesPools", ResourceKind::Pool),
];

/// One of each order. What it names need not be there: AWS refuses it before it looks.
fn orders() -> Vec<Order> {
    use aliases::Order as Alias;
    use directories::Order as Directory;
    use ip_groups::Order as IpGroup;
    let rule = || Rule { range: "192.0.2.0/24".into(), description: String::new() };
    vec![
        Order::Alias(Alias::Create { name: "new.example.com".into(), tags: Vec::new() }),
        Order::Alias(Alias::Associate("d-0123456789".into())),
        Order::Alias(Alias::Disassociate),
        Order::Alias(Alias::Share { account: "444455556666".into(), allow: true }),
        Order::Alias(Alias::Delete),
        setting(Group::Creation, "maintenance", "true"),
        setting(Group::Access, "web", "DENY"),
        setting(Group::SelfService, "restart", "DISABLED"),
        setting(Group::Streaming, "printing", "DISABLED"),
        setting(Group::Saml, "saml", "DISABLED"),
        setting(Group::Certificates, "certificates", "DISABLED"),
        setting(Group::Encryption, "encryption", "FIPS_VALIDATED"),
        Order::Directory(Directory::AddGroups(vec!["wsipg-0123456789".into()])),
        Order::Directory(Directory::DropGroups(vec!["wsipg-0123456789".into()])),
        Order::IpGroup(IpGroup::Create {
            name: "new".into(),
            description: String::new(),
            rules: vec![rule()],
            tags: Vec::new(),
        }),
        Order::IpGroup(IpGroup::SetRules(vec![rule()])),
        Order::IpGroup(IpGroup::Delete),
    ]
    .into_iter()
    .chain(of_images())
    .chain(of_pools())
    .collect()
}

fn of_images() -> Vec<Order> {
    use bundles::Order as Bundle;
    use images::Order as Image;
    let text = str::to_owned;
    let import = images::Import {
        ami: text("ami-0123456789abcdef0"),
        process: text("BYOL_REGULAR"),
        name: text("new"),
        description: text("for words"),
        application: None,
        tags: Vec::new(),
    };
    let custom = images::CustomImport {
        name: text("new"),
        description: text("for words"),
        compute: text("BASE"),
        protocol: text("DCV"),
        source: images::Source { kind: images::SourceKind::Ec2Image, value: text("ami-0123456789abcdef0") },
        infrastructure: text("arn:aws:imagebuilder:eu-west-1:111122223333:infrastructure-configuration/a"),
        os: text("WINDOWS_11"),
        validation: None,
        tags: Vec::new(),
    };
    let (name, description, source) = (text("new"), text("for words"), text("wsi-0123456789"));
    let region = text("us-east-1");
    let tags = Vec::new();
    let copy = Image::Copy {
        name: name.clone(),
        description: description.clone(),
        source: source.clone(),
        region,
        tags: tags.clone(),
    };
    let update = Image::Update {
        name: name.clone(),
        description: description.clone(),
        source: source.clone(),
        tags: tags.clone(),
    };
    let bundle = Bundle::Create {
        name,
        description,
        image: source.clone(),
        compute: Compute::Standard,
        root_gib: Some(80),
        user_gib: 50,
        tags,
    };
    let share = |on| Image::Share { account: "444455556666".into(), on };
    let of_images = [
        Image::Import(Box::new(import)),
        Image::ImportCustom(Box::new(custom)),
        copy,
        update,
        share(true),
        share(false),
        Image::Delete,
    ];
    let of_bundles = [bundle, Bundle::SetImage(source), Bundle::Delete];
    of_images.map(Order::Image).into_iter().chain(of_bundles.map(Order::Bundle)).collect()
}

fn of_pools() -> Vec<Order> {
    use pools::Order as Pool;
    let settings = pools::Changes {
        description: Some("for words".into()),
        bundle: Some("wsb-0123456789".into()),
        directory: Some("wsd-0123456789".into()),
        desired: Some(1),
        ..pools::Changes::default()
    };
    let new = pools::New { name: "new".into(), settings: settings.clone(), tags: Vec::new() };
    let end = Pool::EndSession { session: "0b4c1f5e-0000-4000-8000-000000000000".into(), user: "ann".into() };
    let changes = pools::Changes { description: settings.description, ..pools::Changes::default() };
    [
        Pool::Create(Box::new(new)),
        Pool::Update(Box::new(changes)),
        Pool::Start,
        Pool::Stop,
        Pool::Terminate,
        end,
    ]
    .map(Order::Pool)
    .into()
}

fn setting(group: Group, slug: &str, value: &str) -> Order {
    let all = [(slug.to_owned(), value.to_owned())].into();
    Order::Directory(directories::Order::Set { group, all, changed: vec![slug.to_owned()] })
}

/// The operations of these tables.
pub fn operations() -> impl Iterator<Item = &'static str> {
    let orders = orders().into_iter().map(|order| order.call("").0);
    orders.chain(READS.into_iter().map(|(operation, _)| operation))
}

#[test]
fn every_verb_has_an_order_in_the_table() {
    // Tags go by the operations that WorkSpaces have too: `tags.rs` walks them for each kind.
    let verbs: BTreeSet<_> = Verb::all().filter(|verb| !matches!(verb, Verb::Tag(_))).collect();
    assert_eq!(orders().iter().map(Order::verb).collect::<BTreeSet<_>>(), verbs);
}

/// A world that has one of each kind.
pub async fn world() -> World {
    let world = World::new(50).await;
    let aws = world.aws().await;
    aws.create_ip_group().group_name("words").send().await.unwrap();
    aws.create_connection_alias().connection_string("words.example.com").send().await.unwrap();
    world.sweep().await;
    world
}

/// Of which resources an order may be asked for: those of its kind, or a new one.
async fn targets(world: &World, verb: Verb) -> Vec<Target> {
    let (scope, kind) = (world.here().clone(), verb.kind());
    if verb.after() == After::ByName {
        return vec![Target { scope, kind, id: None, name: "new".into(), directory: String::new() }];
    }
    let all = resource::list::<Value>(&world.backend, &owner(), kind).await.unwrap();
    all.found.iter().map(resource::target).collect()
}

/// The plan of an order, of the first resource whose state lets it be.
async fn plan(world: &World, order: &Order) -> i64 {
    for target in targets(world, order.verb()).await {
        let request = Request::one(target, order.clone(), Vec::new());
        let plan = resource::plan(&world.backend, &owner(), vec![request]).await.unwrap();
        if jobs::read_plan(&world.backend, &owner(), plan).await.unwrap().eligible == 1 {
            return plan;
        }
    }
    panic!("the world has nothing that lets {:?} be: make one", order.verb());
}

#[tokio::test]
async fn a_row_of_an_order_says_what_aws_said_and_what_to_do() {
    let mut world = world().await;
    let model = model();
    for order in orders() {
        let (operation, _) = order.call("");
        for code in errors(&model, operation) {
            let asked = format!("{:?} by {operation}: {code}", order.verb());
            set(&world, operation, &code);
            let plan = plan(&world, &order).await;
            let job = world.confirm(plan).await;
            refused(&mut world, job, &asked, &code).await;
        }
    }
    world.over().await;
}

#[tokio::test]
async fn what_a_sweep_may_not_read_is_noted_and_all_else_is_told_at_the_scope() {
    let world = world().await;
    let model = model();
    for (operation, kind) in READS {
        for code in errors(&model, operation) {
            set(&world, operation, &code);
            let swept = sync::sweep(&world.backend, world.here()).await;
            if ["AccessDeniedException", "OperationNotSupportedException"].contains(&code.as_str()) {
                swept.unwrap();
                let all = resource::list::<Value>(&world.backend, &owner(), kind).await.unwrap();
                let said: Vec<_> =
                    all.unread.iter().map(|one| (one.code.as_str(), one.message.as_str())).collect();
                assert_eq!(said, [(code.as_str(), MESSAGE)], "{operation}");
            } else if is_passed_over(operation, &code) {
                swept.unwrap();
            } else {
                swept.unwrap_err();
                let scopes = overview::scopes(&world.backend, &owner()).await.unwrap();
                check(operation, &code, scopes[0].error.as_ref().unwrap(), None);
            }
            world.simulator.clear_faults();
        }
        world.sweep().await;
        let all = resource::list::<Value>(&world.backend, &owner(), kind).await.unwrap();
        assert!(all.unread.is_empty(), "{operation} is read again: {:?}", all.unread);
    }
    world.over().await;
}
