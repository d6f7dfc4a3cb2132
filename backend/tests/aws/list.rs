//! A list of new WorkSpaces: each cell reaches AWS as it was typed, and a refused row is mended in its place.

use backend::{create, jobs};
use domain::access::Right;
use domain::create::{Cell, Form};
use domain::fault::FaultKind;
use domain::jobs::StepState;
use serde_json::{Value, json};

use crate::create::form;
use crate::world::{World, owner};

/// A column, what is typed, where it stands in an item of the request, and as what.
fn fields() -> Vec<(&'static str, &'static str, &'static str, Value)> {
    vec![
        ("running_mode", "Always On", "/WorkspaceProperties/RunningMode", json!("ALWAYS_ON")),
        ("running_mode", "MANUAL", "/WorkspaceProperties/RunningMode", json!("MANUAL")),
        ("auto_stop_minutes", "180", "/WorkspaceProperties/RunningModeAutoStopTimeoutInMinutes", json!(180)),
        ("compute", "POWERPRO", "/WorkspaceProperties/ComputeTypeName", json!("POWERPRO")),
        ("protocol", "DCV", "/WorkspaceProperties/Protocols", json!(["WSP"])),
        ("operating_system", "Windows 11", "/WorkspaceProperties/OperatingSystemName", json!("WINDOWS_11")),
        ("user_gib", "100", "/WorkspaceProperties/UserVolumeSizeGib", json!(100)),
        ("root_gib", "80", "/WorkspaceProperties/RootVolumeSizeGib", json!(80)),
        ("encrypt_root", "yes", "/RootVolumeEncryptionEnabled", json!(true)),
        ("encrypt_user", "TRUE", "/UserVolumeEncryptionEnabled", json!(true)),
        ("kms_key", "alias/aws/workspaces", "/VolumeEncryptionKey", json!("alias/aws/workspaces")),
        ("accelerator", "enabled_auto", "/WorkspaceProperties/GlobalAccelerator/Mode", json!("ENABLED_AUTO")),
        (
            "accelerator_protocol",
            "TCP",
            "/WorkspaceProperties/GlobalAccelerator/PreferredProtocol",
            json!("TCP"),
        ),
        ("nested_virtualization", "on", "/WorkspaceProperties/NestedVirtualizationEnabled", json!(true)),
        ("ipv6", "2001:db8::7", "/Ipv6Address", json!("2001:db8:0:0:0:0:0:7")),
        ("name", "lab-7", "/WorkspaceName", json!("lab-7")),
        ("tag:Cost Centre", "A=b, c", "/Tags/2", json!({"Key": "Cost Centre", "Value": "A=b, c"})),
    ]
}

/// What a cell needs beside it.
fn beside(head: &str) -> Option<(&'static str, &'static str)> {
    match head {
        "kms_key" => Some(("encrypt_user", "yes")),
        "accelerator_protocol" => Some(("accelerator", "ENABLED_AUTO")),
        _ => None,
    }
}

async fn planned(world: &World, form: &Form) -> (i64, i64) {
    let permit = owner().permit(Right::Create).unwrap();
    let plan = jobs::plan_create(&world.backend, &permit, form).await.unwrap();
    let refused = create::refused(&world.backend, &owner(), plan, 0).await.unwrap();
    (plan, refused.total)
}

#[tokio::test]
async fn each_field_reaches_aws_as_it_was_typed() {
    let mut world = World::swept(100).await;
    let form = form(&world, "").await;
    let heads: Vec<&str> =
        fields().iter().map(|(head, ..)| *head).filter(|head| *head != "running_mode").collect();
    let heads: Vec<&str> = ["user", "running_mode"].into_iter().chain(heads).collect();
    let mut csv = heads.join(",");
    for (number, (head, typed, ..)) in fields().into_iter().enumerate() {
        let cell = |column: &&str| match *column {
            "user" if head == "name" => String::new(),
            "user" => format!("new.{number}"),
            column if column == head => format!("\"{typed}\""),
            column => beside(head)
                .filter(|(name, _)| *name == column)
                .map(|(_, text)| text.to_owned())
                .unwrap_or_default(),
        };
        csv = format!("{csv}\n{}", heads.iter().map(cell).collect::<Vec<_>>().join(","));
    }
    let (plan, refused) = planned(&world, &Form { csv, ..form.clone() }).await;
    assert_eq!(refused, 0, "{:?}", create::refused(&world.backend, &owner(), plan, 0).await);
    let permit = owner().permit(Right::Create).unwrap();
    let shown = jobs::read_plan(&world.backend, &owner(), plan).await.unwrap();
    let job = jobs::submit(&world.backend, &permit, plan, &shown.digest, None).await.unwrap();
    world.second().await;
    let sent = world.requests("CreateWorkspaces");
    assert_eq!(sent.len(), 1);
    let items = sent[0].body["Workspaces"].as_array().unwrap();
    assert_eq!(items.len(), fields().len());
    for (number, (head, typed, pointer, wire)) in fields().into_iter().enumerate() {
        let user = if head == "name" { "[UNDEFINED]".to_owned() } else { format!("new.{number}") };
        let item = items.iter().find(|item| item["UserName"] == user.as_str()).unwrap();
        assert_eq!(item.pointer(pointer), Some(&wire), "{head} {typed}: {item}");
        assert_eq!(item["BundleId"], form.bundle.as_str());
        assert_eq!(item["DirectoryId"], form.directory.rsplit('/').next().unwrap());
        // What is not said is not sent, but for what the form says for all.
        if head != "kms_key" && head != "encrypt_root" {
            assert_eq!(item.get("RootVolumeEncryptionEnabled"), None, "{item}");
        }
    }
    world.ended(job).await;
    world.over().await;
}

#[tokio::test]
async fn a_refused_row_is_mended_in_its_place_while_the_others_wait() {
    let mut world = World::swept(100).await;
    let form = form(&world, "").await;
    let csv = "user,running_mode\nnew.ann,\nnew.bob,sometimes\n=cmd(),weekly\nnew.dan,".to_owned();
    let (plan, refused) = planned(&world, &Form { csv, ..form }).await;
    assert_eq!(refused, 2);
    let permit = owner().permit(Right::Create).unwrap();
    let before = jobs::read_plan(&world.backend, &owner(), plan).await.unwrap();
    assert_eq!((before.eligible, before.skipped), (2, 0));
    let file = create::refused_csv(&world.backend, &owner(), plan).await.unwrap();
    assert!(file.starts_with("line,user,running_mode,why\r\n3,new.bob,sometimes,"), "{file}");
    assert!(
        file.contains("\r\n4,'=cmd(),weekly,\"running_mode: ")
            || file.contains("\r\n4,'=cmd(),weekly,running_mode: "),
        "{file}"
    );

    let rows = create::refused(&world.backend, &owner(), plan, 0).await.unwrap().rows;
    let cells = |user: &str, mode: &str| -> Vec<Cell> {
        let texts = [user, mode];
        rows[0]
            .cells
            .iter()
            .zip(texts)
            .map(|(cell, text)| Cell { text: text.to_owned(), ..cell.clone() })
            .collect()
    };
    let mend = |user: &str, mode: &str| jobs::mend(&world.backend, &permit, plan, 3, cells(user, mode));
    mend("new.bob", "hourly").await.unwrap();
    let still = create::refused(&world.backend, &owner(), plan, 0).await.unwrap();
    assert_eq!((still.total, still.rows[0].text("running_mode")), (2, Some("hourly")));
    mend("NEW.ann", "").await.unwrap();
    let still = create::refused(&world.backend, &owner(), plan, 0).await.unwrap();
    assert!(still.rows[0].errors[0].message.contains("there twice"), "{still:?}");
    mend("new.bob", "always on").await.unwrap();
    mend("new.bob", "always on").await.unwrap();
    assert_eq!(create::refused(&world.backend, &owner(), plan, 0).await.unwrap().total, 1);

    // What was shown before the row came in cannot be confirmed.
    let stale = jobs::submit(&world.backend, &permit, plan, &before.digest, None).await.unwrap_err();
    assert_eq!(stale.kind, FaultKind::Conflict);
    let shown = jobs::read_plan(&world.backend, &owner(), plan).await.unwrap();
    let job = jobs::submit(&world.backend, &permit, plan, &shown.digest, None).await.unwrap();
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 3)], "{:?}", page.rows);
    let late = jobs::mend(&world.backend, &permit, plan, 4, cells("new.cyd", "")).await.unwrap_err();
    assert_eq!(late.kind, FaultKind::Conflict);
    world.over().await;
}

#[tokio::test]
async fn a_list_that_cannot_be_read_plans_nothing() {
    let world = World::swept(100).await;
    let form = form(&world, "").await;
    let permit = owner().permit(Right::Create).unwrap();
    for (csv, said) in [
        ("user,colour\nann,red", "Line 1, column 2: “colour” is no column"),
        ("user\n", "empty"),
        ("user,name\nann,\"x\nbob,y\n", "Line 2: a quoted cell goes on"),
    ] {
        let form = Form { csv: csv.into(), ..form.clone() };
        let refused = jobs::plan_create(&world.backend, &permit, &form).await.unwrap_err();
        assert!(refused.fields[0].field == "csv" && refused.fields[0].message.contains(said), "{refused:?}");
    }
    assert!(world.requests("CreateWorkspaces").is_empty());
    world.over().await;
}
