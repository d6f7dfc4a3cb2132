//! Does each setting of a directory reach AWS as it was typed, and is it done when the inventory shows it?

use backend::{directories, ip_groups, resource};
use domain::change::Task;
use domain::directories::{Directory, Form, GroupsForm};
use domain::jobs::StepState;
use domain::resource::{Resource, ResourceKey, ResourceKind};
use serde_json::{Value, json};
use simulator::FaultKind;

use crate::world::{HERE, World, fault, owner};

async fn one(world: &World) -> Resource<Directory> {
    let all = resource::list::<Directory>(&world.backend, &owner(), ResourceKind::Directory).await.unwrap();
    all.found.into_iter().find(|one| !one.item.is_of_pools()).expect("the estate has a directory of people")
}

async fn again(world: &World, key: &ResourceKey) -> Directory {
    resource::one::<Directory>(&world.backend, &owner(), key).await.unwrap().item
}

fn form(group: &str, settings: &[(&str, &str)]) -> Form {
    let settings = settings.iter().map(|(slug, value)| ((*slug).to_owned(), (*value).to_owned()));
    Form { group: group.into(), settings: settings.collect() }
}

/// Sets what a form asks for; what AWS was sent.
async fn set(world: &mut World, key: &ResourceKey, form: &Form, operation: &'static str) -> Value {
    let before = world.requests(operation).len();
    let plan = directories::plan_settings(&world.backend, &owner(), key, form).await.unwrap();
    let shown = backend::jobs::read_plan(&world.backend, &owner(), plan).await.unwrap();
    let job = world.confirm(plan).await;
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 1)], "{operation}: {:?}", page.rows);
    let sent = world.requests(operation);
    assert_eq!(sent.len(), before + 1);
    // The command of the AWS CLI that the plan shows asks for the same.
    let Task::Order(order) = &shown.rows[0].rungs[0].task else { panic!("an order") };
    assert_eq!(order.call(&key.id), (operation, sent[before].body.clone()));
    sent[before].body.clone()
}

/// A group, its operation, what is typed, and what AWS is to be sent.
type Round = (&'static str, &'static str, &'static [(&'static str, &'static str)], Value);

#[tokio::test]
async fn each_setting_reaches_the_wire_as_typed_and_is_read_back() {
    let mut world = World::swept(50).await;
    let key = one(&world).await.key;
    let rounds: &[Round] = &[
        (
            "creation",
            "ModifyWorkspaceCreationProperties",
            &[
                ("maintenance", "true"),
                ("internet_access", "true"),
                ("local_administrator", "false"),
                ("default_ou", "OU=Desks,DC=corp,DC=example"),
                ("custom_security_group", "sg-0123456789abcdef0"),
                ("instance_role", "arn:aws:iam::111122223333:role/desk"),
            ],
            json!({ "WorkspaceCreationProperties": { "DefaultOu": "OU=Desks,DC=corp,DC=example",
                "CustomSecurityGroupId": "sg-0123456789abcdef0",
                "InstanceIamRoleArn": "arn:aws:iam::111122223333:role/desk" } }),
        ),
        (
            "access",
            "ModifyWorkspaceAccessProperties",
            &[
                ("windows", "DENY"),
                ("osx", "DENY"),
                ("linux", "ALLOW"),
                ("web", "ALLOW"),
                ("ios", "DENY"),
                ("android", "DENY"),
                ("chrome_os", "DENY"),
                ("zero_client", "DENY"),
                ("thin_client", "DENY"),
                ("vpc_endpoint", "vpce-0a1b2c3d, vpce-0a1b2c3e"),
                ("internet_fallback", "PCOIP"),
            ],
            json!({ "WorkspaceAccessProperties": { "DeviceTypeWindows": "DENY",
                "AccessEndpointConfig": { "AccessEndpoints":
                    [{ "AccessEndpointType": "STREAMING_WSP", "VpcEndpointId": "vpce-0a1b2c3d" },
                     { "AccessEndpointType": "STREAMING_WSP", "VpcEndpointId": "vpce-0a1b2c3e" }],
                    "InternetFallbackProtocols": ["PCOIP"] } } }),
        ),
        (
            "self-service",
            "ModifySelfservicePermissions",
            &[
                ("restart", "DISABLED"),
                ("switch_mode", "ENABLED"),
                ("rebuild", "ENABLED"),
                ("nested_virtualization", "ENABLED"),
                ("end_user_advisor", "DISABLED"),
            ],
            json!({ "SelfservicePermissions":
                { "NestedVirtualization": "ENABLED", "EnableEndUserAdvisor": "DISABLED" } }),
        ),
        (
            "streaming",
            "ModifyStreamingProperties",
            &[
                ("streaming_protocol", "UDP"),
                ("clipboard_in", "ENABLED"),
                ("clipboard_in_length", "7"),
                ("clipboard_out", "DISABLED"),
                ("printing", "DISABLED"),
                ("smart_card", "ENABLED"),
                ("accelerator", "ENABLED_AUTO"),
                ("accelerator_protocol", "TCP"),
            ],
            json!({ "StreamingProperties": { "StreamingExperiencePreferredProtocol": "UDP",
                "GlobalAccelerator": { "Mode": "ENABLED_AUTO", "PreferredProtocol": "TCP" } } }),
        ),
        (
            "saml",
            "ModifySamlProperties",
            &[("saml", "ENABLED"), ("saml_url", "https://sso.example.com/x"), ("saml_relay", "State")],
            json!({ "SamlProperties": { "Status": "ENABLED", "UserAccessUrl": "https://sso.example.com/x",
                "RelayStateParameterName": "State" } }),
        ),
        (
            "certificates",
            "ModifyCertificateBasedAuthProperties",
            &[
                ("certificates", "ENABLED"),
                ("certificate_authority", "arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/a"),
            ],
            json!({ "CertificateBasedAuthProperties": { "Status": "ENABLED", "CertificateAuthorityArn":
                "arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/a" } }),
        ),
        (
            "encryption",
            "ModifyEndpointEncryptionMode",
            &[("encryption", "FIPS_VALIDATED")],
            json!({ "EndpointEncryptionMode": "FIPS_VALIDATED" }),
        ),
    ];
    for (group, operation, settings, expected) in rounds {
        let sent = set(&mut world, &key, &form(group, settings), operation).await;
        holds(&sent, expected, operation);
        let now = again(&world, &key).await;
        for (slug, value) in *settings {
            assert_eq!(now.setting(slug), *value, "{slug} is read back");
        }
    }
    // What can be taken away is: certificates, then the sign-in that they need, and the way through the VPC.
    let off = form("certificates", &[("certificates", "DISABLED"), ("certificate_authority", "")]);
    let sent = set(&mut world, &key, &off, "ModifyCertificateBasedAuthProperties").await;
    let gone = "CERTIFICATE_BASED_AUTH_PROPERTIES_CERTIFICATE_AUTHORITY_ARN";
    assert_eq!(sent["PropertiesToDelete"], json!([gone]));
    let off = form("saml", &[("saml", "DISABLED"), ("saml_url", ""), ("saml_relay", "")]);
    let sent = set(&mut world, &key, &off, "ModifySamlProperties").await;
    let gone = ["SAML_PROPERTIES_USER_ACCESS_URL", "SAML_PROPERTIES_RELAY_STATE_PARAMETER_NAME"];
    assert_eq!(sent["PropertiesToDelete"], json!(gone));
    let off = form("access", &[("vpc_endpoint", ""), ("internet_fallback", "")]);
    let sent = set(&mut world, &key, &off, "ModifyWorkspaceAccessProperties").await;
    assert_eq!(sent["WorkspaceAccessProperties"]["AccessEndpointConfig"]["AccessEndpoints"], json!([]));
    assert_eq!(again(&world, &key).await.setting("vpc_endpoint"), "");
    world.over().await;
}

/// Whether all that is expected was sent, whatever else was.
fn holds(sent: &Value, expected: &Value, what: &str) {
    match expected {
        Value::Object(members) => {
            members.iter().for_each(|(name, value)| holds(&sent[name], value, &format!("{what}.{name}")));
        }
        other => assert_eq!(sent, other, "{what}"),
    }
}

#[tokio::test]
async fn what_stays_is_not_sent_and_a_lost_answer_is_read_back() {
    let mut world = World::swept(50).await;
    let directory = one(&world).await;
    let old = directory.item.setting("web");
    let new = if old == "ALLOW" { "DENY" } else { "ALLOW" };
    world.simulator.fault(fault("ModifyWorkspaceAccessProperties", FaultKind::DropAfter, 1));
    let sent = set(
        &mut world,
        &directory.key,
        &form("access", &[("web", new), ("windows", directory.item.setting("windows"))]),
        "ModifyWorkspaceAccessProperties",
    )
    .await;
    assert_eq!(sent["WorkspaceAccessProperties"], json!({ "DeviceTypeWeb": new }));
    let told = resource::history(&world.backend, &owner(), &directory.key, None).await.unwrap();
    assert!(told.iter().any(|line| line.field == "settings: web" && line.new.as_deref() == Some(new)));
    let same = form("access", &[("web", new)]);
    let plan = directories::plan_settings(&world.backend, &owner(), &directory.key, &same).await.unwrap();
    let plan = backend::jobs::read_plan(&world.backend, &owner(), plan).await.unwrap();
    assert_eq!(plan.rows[0].skipped.as_deref(), Some("is so already"));
    world.over().await;
}

#[tokio::test]
async fn a_refusal_is_told_in_awss_words() {
    let mut world = World::swept(50).await;
    let directory = one(&world).await;
    let deny = FaultKind::Deny;
    world.simulator.fault(fault("ModifySelfservicePermissions", deny, 1));
    let new = if directory.item.setting("restart") == "ENABLED" { "DISABLED" } else { "ENABLED" };
    let wish = form("self-service", &[("restart", new)]);
    let plan = directories::plan_settings(&world.backend, &owner(), &directory.key, &wish).await.unwrap();
    let job = world.confirm(plan).await;
    let page = world.ended(job).await;
    let aws = page.rows[0].aws.clone().expect("AWS's words");
    assert!(aws.code.contains("AccessDenied") && aws.request_id.is_some(), "{aws:?}");
    world.over().await;
}

#[tokio::test]
async fn groups_are_associated_and_let_go() {
    let mut world = World::swept(50).await;
    let directory = one(&world).await;
    let office = domain::ip_groups::Form { scope: HERE.into(), name: "office".into(), ..Default::default() };
    let plan = ip_groups::plan_create(&world.backend, &owner(), &office).await.unwrap();
    let job = world.confirm(plan).await;
    let id = world.ended(job).await.rows[0].resource.clone().unwrap().id;
    let mut groups = directory.item.ip_groups.clone();
    groups.push(id.clone());
    let wish = GroupsForm { groups };
    let plan = directories::plan_groups(&world.backend, &owner(), &directory.key, &wish).await.unwrap();
    let job = world.confirm(plan).await;
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, 1)]);
    assert_eq!(world.requests("AssociateIpGroups")[0].body["GroupIds"], json!([id]));
    assert!(again(&world, &directory.key).await.ip_groups.contains(&id));
    let none = GroupsForm { groups: Vec::new() };
    let plan = directories::plan_groups(&world.backend, &owner(), &directory.key, &none).await.unwrap();
    let job = world.confirm(plan).await;
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, 1)]);
    assert!(again(&world, &directory.key).await.ip_groups.is_empty());
    world.over().await;
}
