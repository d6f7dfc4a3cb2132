//! What a person types into the form for new WorkSpaces; the cells of a list are `list.rs`'s.

use backend::jobs;
use domain::access::Right;
use domain::create::Form;
use serde_json::{Value, json};

use super::{CORE, Call, calls, is_as_shown};
use crate::world::{World, owner};

/// What AWS is sent for a form. Nobody waits for the launch.
async fn created(world: &mut World, form: &Form) -> Call {
    let permit = owner().permit(Right::Create).unwrap();
    let plan = jobs::plan_create(&world.backend, &permit, form).await.unwrap();
    let shown = jobs::read_plan(&world.backend, &owner(), plan).await.unwrap();
    let before = calls(world).len();
    let job = world.confirm(plan).await;
    world.minutes(1).await;
    world.launched().await;
    let page = world.ended(job).await;
    let mut sent = is_as_shown(world, before, &shown, &page);
    assert_eq!(sent.len(), 1);
    sent.remove(0)
}

fn call(items: &[Value]) -> Call {
    ("CreateWorkspaces".to_owned(), json!({ "Workspaces": items }))
}

/// An item of a request with what every form has to say.
fn item(form: &Form, user: &str, properties: &Value) -> Value {
    json!({
        "DirectoryId": form.directory.rsplit('/').next().unwrap(),
        "BundleId": form.bundle,
        "UserName": user,
        "WorkspaceProperties": properties,
        "Tags": [{ "Key": "team", "Value": "sales" }],
    })
}

#[tokio::test]
async fn each_field_is_sent_as_it_was_typed() {
    let mut world = World::swept(100).await;
    let form = Form {
        people: "new.ann".into(),
        auto_stop: "180".into(),
        protocol: "WSP".into(),
        operating_system: "WINDOWS_11".into(),
        compute: "POWER".into(),
        root_gib: "175".into(),
        user_gib: "100".into(),
        encrypt_root: "on".into(),
        encrypt_user: "on".into(),
        encryption_key: "alias/aws/workspaces".into(),
        accelerator: "ENABLED_AUTO".into(),
        accelerator_protocol: "TCP".into(),
        nested_virtualization: "on".into(),
        ipv6: "2001:db8::1".into(),
        ..crate::create::form(&world, "").await
    };
    let properties = json!({
        "RunningMode": "AUTO_STOP",
        "RunningModeAutoStopTimeoutInMinutes": 180,
        "Protocols": ["WSP"],
        "OperatingSystemName": "WINDOWS_11",
        "ComputeTypeName": "POWER",
        "RootVolumeSizeGib": 175,
        "UserVolumeSizeGib": 100,
        "GlobalAccelerator": { "Mode": "ENABLED_AUTO", "PreferredProtocol": "TCP" },
        "NestedVirtualizationEnabled": true,
    });
    let mut expected = item(&form, "new.ann", &properties);
    expected["RootVolumeEncryptionEnabled"] = json!(true);
    expected["UserVolumeEncryptionEnabled"] = json!(true);
    expected["VolumeEncryptionKey"] = json!("alias/aws/workspaces");
    expected["Ipv6Address"] = json!("2001:db8:0:0:0:0:0:1");
    assert_eq!(created(&mut world, &form).await, call(&[expected]));
    world.over().await;
}

#[tokio::test]
async fn what_is_not_typed_is_not_sent() {
    let mut world = World::watching(100, &[CORE]).await;
    world.sweep().await;
    let least = Form { auto_stop: String::new(), ..crate::create::form(&world, "").await };
    let off = json!({ "Mode": "DISABLED" });
    for (mode, accelerator, properties) in [
        ("ALWAYS_ON", "DISABLED", json!({ "RunningMode": "ALWAYS_ON", "GlobalAccelerator": off })),
        ("MANUAL", "", json!({ "RunningMode": "MANUAL" })),
    ] {
        let people = format!("new.{mode}\nnew.{mode}-2");
        let form = Form { people, mode: mode.into(), accelerator: accelerator.into(), ..least.clone() };
        let user = |user: String| item(&form, &user, &properties);
        let expected = [user(format!("new.{mode}")), user(format!("new.{mode}-2"))];
        assert_eq!(created(&mut world, &form).await, call(&expected));
    }
    // Without a user it has a name.
    let form = Form { name: "kiosk-77".into(), mode: String::new(), ..least };
    let mut expected = item(&form, "[UNDEFINED]", &json!({}));
    expected["WorkspaceName"] = json!("kiosk-77");
    expected.as_object_mut().unwrap().remove("WorkspaceProperties");
    assert_eq!(created(&mut world, &form).await, call(&[expected]));
    world.over().await;
}
