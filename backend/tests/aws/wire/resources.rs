//! What a person asks for of IP access control groups, of directories' groups and of connection aliases; and their tags.

use backend::{aliases, directories, ip_groups, resource};
use domain::aliases::{AssociateForm, Form as AliasForm, ShareForm};
use domain::directories::{Directory, GroupsForm};
use domain::ip_groups::{Form, IpGroup};
use domain::resource::{Resource, ResourceKey, ResourceKind, TagForm};
use serde_json::{Value, json};

use super::{body, sent};
use crate::world::{HERE, World, owner};

const TAGS: &str = "Cost Centre = A=b, \"c\"\nteam = 日本";

fn tags() -> Value {
    json!([{ "Key": "Cost Centre", "Value": "A=b, \"c\"" }, { "Key": "team", "Value": "日本" }])
}

async fn group(world: &World, name: &str) -> ResourceKey {
    let all = resource::list::<IpGroup>(&world.backend, &owner(), ResourceKind::IpGroup).await.unwrap().found;
    all.into_iter().find(|group| group.name == name).unwrap().key
}

async fn new_group(world: &mut World, name: &str) -> ResourceKey {
    let form = Form { scope: HERE.into(), name: name.into(), ..Form::default() };
    let plan = ip_groups::plan_create(&world.backend, &owner(), &form).await.unwrap();
    let sent = body(world, plan, "CreateIpGroup").await;
    assert_eq!(sent, json!({ "GroupName": name }), "what is not typed is not sent");
    group(world, name).await
}

#[tokio::test]
async fn a_group_its_rules_its_tags_and_its_end_say_all_that_was_typed() {
    let mut world = World::swept(10).await;
    let form = Form {
        scope: HERE.into(),
        name: "the office's".into(),
        description: "\"Dublin\", 2nd floor".into(),
        rules: "10.0.0.0/8 the office's\n203.0.113.7".into(),
        tags: TAGS.into(),
    };
    let plan = ip_groups::plan_create(&world.backend, &owner(), &form).await.unwrap();
    let sent = body(&mut world, plan, "CreateIpGroup").await;
    let expected = json!({
        "GroupName": "the office's",
        "GroupDesc": "\"Dublin\", 2nd floor",
        "UserRules": [{ "ipRule": "10.0.0.0/8", "ruleDesc": "the office's" }, { "ipRule": "203.0.113.7" }],
        "Tags": tags(),
    });
    assert_eq!(sent, expected);
    let key = group(&world, "the office's").await;

    for (typed, rules) in [
        (
            "192.0.2.0/24 home, \"sweet\"",
            json!([{ "ipRule": "192.0.2.0/24", "ruleDesc": "home, \"sweet\"" }]),
        ),
        ("", json!([])),
    ] {
        let form = Form { rules: typed.into(), ..Form::default() };
        let plan = ip_groups::plan_rules(&world.backend, &owner(), &key, &form).await.unwrap();
        let sent = body(&mut world, plan, "UpdateRulesOfIpGroup").await;
        assert_eq!(sent, json!({ "GroupId": key.id, "UserRules": rules }));
    }

    world.sweep().await;
    let form = TagForm { put: "floor = 7".into(), drop: "team".into() };
    let keys = std::slice::from_ref(&key);
    let plan = resource::plan_tags(&world.backend, &owner(), keys, &form).await.unwrap();
    let put = json!([{ "Key": "floor", "Value": "7" }]);
    let expected = [
        ("DeleteTags".to_owned(), json!({ "ResourceId": key.id, "TagKeys": ["team"] })),
        ("CreateTags".to_owned(), json!({ "ResourceId": key.id, "Tags": put })),
    ];
    assert_eq!(self::sent(&mut world, plan).await, expected);

    let plan = ip_groups::plan_delete(&world.backend, &owner(), &key).await.unwrap();
    assert_eq!(body(&mut world, plan, "DeleteIpGroup").await, json!({ "GroupId": key.id }));
    world.over().await;
}

#[tokio::test]
async fn a_directorys_groups_go_before_others_come() {
    let mut world = World::swept(50).await;
    let all = resource::list::<Directory>(&world.backend, &owner(), ResourceKind::Directory).await.unwrap();
    let fits = |one: &Resource<Directory>| !one.item.is_of_pools() && one.item.ip_groups.is_empty();
    let directory = all.found.into_iter().find(fits).expect("a directory without groups").key;
    let one = new_group(&mut world, "one").await.id;
    let two = new_group(&mut world, "two").await.id;
    let groups = |ids: &[&String]| json!({ "DirectoryId": directory.id, "GroupIds": ids });
    for (wished, expected) in [
        (vec![&one], vec![("AssociateIpGroups".to_owned(), groups(&[&one]))]),
        (
            vec![&two],
            vec![
                ("DisassociateIpGroups".to_owned(), groups(&[&one])),
                ("AssociateIpGroups".to_owned(), groups(&[&two])),
            ],
        ),
        (vec![], vec![("DisassociateIpGroups".to_owned(), groups(&[&two]))]),
    ] {
        let form = GroupsForm { groups: wished.into_iter().cloned().collect() };
        let plan = directories::plan_groups(&world.backend, &owner(), &directory, &form).await.unwrap();
        assert_eq!(sent(&mut world, plan).await, expected);
    }
    world.over().await;
}

#[tokio::test]
async fn an_alias_where_it_leads_who_may_use_it_and_its_end_say_all_that_was_typed() {
    let mut world = World::swept(50).await;
    let form = AliasForm { scope: HERE.into(), name: "Desktops.Example.com".into(), tags: TAGS.into() };
    let plan = aliases::plan_create(&world.backend, &owner(), &form).await.unwrap();
    let made = body(&mut world, plan, "CreateConnectionAlias").await;
    assert_eq!(made, json!({ "ConnectionString": "desktops.example.com", "Tags": tags() }));
    let all = resource::list::<Value>(&world.backend, &owner(), ResourceKind::Alias).await.unwrap().found;
    let key = all.into_iter().find(|alias| alias.name == "desktops.example.com").unwrap().key;
    let directories = aliases::directories(&world.backend, &owner(), &key).await.unwrap();

    let lead = |n: usize| AssociateForm { directory: directories[n].0.clone() };
    let leads = |n: usize| {
        let parameters = json!({ "AliasId": key.id, "ResourceId": directories[n].0 });
        ("AssociateConnectionAlias".to_owned(), parameters)
    };
    let let_go = ("DisassociateConnectionAlias".to_owned(), json!({ "AliasId": key.id }));
    let plan = aliases::plan_associate(&world.backend, &owner(), &key, &lead(0)).await.unwrap();
    assert_eq!(sent(&mut world, plan).await, [leads(0)]);
    // One that leads elsewhere is let go first.
    let plan = aliases::plan_associate(&world.backend, &owner(), &key, &lead(1)).await.unwrap();
    assert_eq!(sent(&mut world, plan).await, [let_go.clone(), leads(1)]);
    let plan = aliases::plan_disassociate(&world.backend, &owner(), &key).await.unwrap();
    assert_eq!(sent(&mut world, plan).await, [let_go]);

    for (allow, may) in [("allow", true), ("deny", false)] {
        let form = ShareForm { account: "4444-5555-6666".into(), allow: allow.into() };
        let plan = aliases::plan_share(&world.backend, &owner(), &key, &form).await.unwrap();
        let sent = body(&mut world, plan, "UpdateConnectionAliasPermission").await;
        let permission = json!({ "SharedAccountId": "444455556666", "AllowAssociation": may });
        assert_eq!(sent, json!({ "AliasId": key.id, "ConnectionAliasPermission": permission }));
    }
    let plan = aliases::plan_delete(&world.backend, &owner(), &key).await.unwrap();
    assert_eq!(body(&mut world, plan, "DeleteConnectionAlias").await, json!({ "AliasId": key.id }));
    world.over().await;
}
