//! And where it is no WorkSpace: what does a person see of each error of each order, and of each read of a sweep?
//!
//! A new order is a line in [`orders`], a new read of a sweep one in [`READS`]: operation, errors and words follow from
//! the order, the service's model and `domain::advice`.

use std::collections::BTreeSet;

use backend::{overview, resource, sync};
use domain::directories::Group;
use domain::ip_groups::Rule;
use domain::resource::{After, Order, Request, ResourceKind, Target, Verb};
use domain::{aliases, directories, ip_groups};
use serde_json::Value;

use super::{MESSAGE, check, errors, model, refused, set};
use crate::world::{World, owner};

/// Reads of a sweep that a role may not be allowed; what the fleet needs is in `CALLED`.
const READS: [(&str, ResourceKind); 3] = [
    ("DescribeConnectionAliasPermissions", ResourceKind::Alias),
    ("DescribeConnectionAliases", ResourceKind::Alias),
    ("DescribeIpGroups", ResourceKind::IpGroup),
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
    // Tags are alike for all, and go by the operations that WorkSpaces have too.
    let verbs: BTreeSet<_> = Verb::all().filter(|verb| !matches!(verb, Verb::Tag(_))).collect();
    assert_eq!(orders().iter().map(Order::verb).collect::<BTreeSet<_>>(), verbs);
}

/// A world that has one of each kind.
async fn world() -> World {
    let world = World::new(50).await;
    let aws = world.aws().await;
    aws.create_ip_group().group_name("words").send().await.unwrap();
    aws.create_connection_alias().connection_string("words.example.com").send().await.unwrap();
    world.sweep().await;
    world
}

/// Of which resource an order is asked for: the first of its kind, or a new one.
async fn target(world: &World, verb: Verb) -> Target {
    let (scope, kind) = (world.here().clone(), verb.kind());
    if verb.after() == After::ByName {
        return Target { scope, kind, id: None, name: "new".into(), directory: String::new() };
    }
    let all = resource::list::<Value>(&world.backend, &owner(), kind).await.unwrap();
    let one = all.found.first().unwrap_or_else(|| panic!("the world has no {}: make one", kind.word()));
    resource::target(one)
}

#[tokio::test]
async fn a_row_of_an_order_says_what_aws_said_and_what_to_do() {
    let mut world = world().await;
    let model = model();
    for order in orders() {
        let target = target(&world, order.verb()).await;
        let (operation, _) = order.call("");
        for code in errors(&model, operation) {
            let asked = format!("{:?} by {operation}: {code}", order.verb());
            set(&world, operation, &code);
            let request = Request::one(target.clone(), order.clone(), Vec::new());
            let plan = resource::plan(&world.backend, &owner(), vec![request]).await.unwrap();
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
