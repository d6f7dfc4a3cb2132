//! What a shell makes of the commands, and whether the file that the AWS CLI is tried with is up to date.

mod orders;

use std::process::Command as Process;

use super::*;
use crate::at::At;
use crate::change::{Image, Property};
use crate::create::Spec;
use crate::fleet::Action;
use crate::ids::{BundleId, DirectoryKey, Region};
use crate::jobs::Kind;
use crate::tags::Tag;
use crate::words::{Compute, Protocol, RunningMode};

const HOSTILE: &str = "o'brien \"$HOME\" `id` $(id)\n\\ & ; | * ? ~ # ! é 日本 🖥 -- %s";

fn row(id: &str, tasks: &[Task]) -> PlanRow {
    let rung = |task: &Task| Rung { task: task.clone(), rest_ms: 0, since: None, not_before: None };
    PlanRow {
        label: "ann".into(),
        key: Some(format!("111122223333/eu-west-1/{id}").parse().unwrap()),
        state: None,
        skipped: None,
        warning: None,
        spec: None,
        rungs: tasks.iter().map(rung).collect(),
        target: None,
        account_name: None,
        diff: Vec::new(),
    }
}

fn spec(user: &str) -> Spec {
    Spec {
        directory: "111122223333/eu-west-1/d-aaaaaaaaaa".parse::<DirectoryKey>().unwrap(),
        user: user.into(),
        name: None,
        bundle: BundleId::new("wsb-aaaaaaaa1"),
        mode: Some(RunningMode::AutoStop),
        auto_stop_minutes: Some(120),
        compute: None,
        operating_system: None,
        protocol: Some(Protocol::Wsp),
        root_gib: Some(175),
        user_gib: Some(100),
        encrypt_root: false,
        encrypt_user: true,
        encryption_key: Some("alias/aws/workspaces".into()),
        accelerator: Some(("ENABLED_AUTO".into(), Some("TCP".into()))),
        nested_virtualization: None,
        ipv6: None,
        tags: vec![Tag { key: "note".into(), value: HOSTILE.into() }],
    }
}

fn to_create(user: &str) -> PlanRow {
    PlanRow { key: None, spec: Some(Box::new(spec(user))), ..row("ws-x", &[Task::Create]) }
}

/// What a shell hands to `aws`.
fn words(line: &str) -> Vec<String> {
    let script = format!("aws() {{ printf '%s\\0' \"$@\"; }}\nset -eu\n{line}\n");
    let ran = Process::new("sh").arg("-c").arg(script).env("HOME", "/gone").output().unwrap();
    assert!(ran.status.success(), "{line}: {}", String::from_utf8_lossy(&ran.stderr));
    let text = String::from_utf8(ran.stdout).unwrap();
    text.split_terminator('\0').map(str::to_owned).collect()
}

fn told(task: Task) -> Vec<String> {
    let found = commands(&[row("ws-aaaaaaaa1", &[task])]);
    words(&found.first().unwrap().line)
}

fn json(word: &str) -> serde_json::Value {
    serde_json::from_str(word).unwrap()
}

#[test]
fn a_shell_hands_over_what_was_meant() {
    let tag = |key: &str, value: &str| Task::Put(vec![Tag { key: key.into(), value: value.into() }]);
    assert_eq!(
        told(tag("team", "sales")).join(" "),
        "workspaces create-tags --region eu-west-1 --resource-id ws-aaaaaaaa1 --tags Key=team,Value=sales"
    );
    for value in [
        HOSTILE,
        "",
        "-x",
        "a,b=c",
        "'",
        "''",
        "a\\'b",
        "file:///etc/passwd",
        "@=x",
        "\u{1b}[0m",
        "\0",
        "a b",
    ] {
        let words = told(tag("k", value));
        assert_eq!(json(&words[7]), serde_json::json!([{ "Key": "k", "Value": value }]), "{words:?}");
        let words = told(Task::Drop(vec![value.to_owned()]));
        assert_eq!(json(&words[7]), serde_json::json!([value]), "{words:?}");
    }
    let image = |description: &str| {
        told(Task::Image(Image { name: "i".into(), description: description.into(), tags: Vec::new() }))
    };
    assert_eq!(image(HOSTILE)[5], HOSTILE);
    assert_eq!(image("--force")[4], "--description=--force");
    for value in ["file:///etc/passwd", "http://169.254.169.254/", "a\0b"] {
        let words = image(value);
        assert_eq!(words[4], "--cli-input-json", "the CLI would read it");
        assert_eq!(json(&words[5])["Description"], value);
    }
    let words = words(&commands(&[to_create(HOSTILE)])[0].line);
    assert_eq!(json(&words[5])[0]["UserName"], HOSTILE);
}

#[test]
fn what_the_console_sends_together_is_one_command() {
    let many = |task: &Task| -> Vec<PlanRow> {
        (0..60).map(|n| row(&format!("ws-aaaaaa{n:03}"), std::slice::from_ref(task))).collect()
    };
    let stops = commands(&many(&Task::Act(Action::Stop)));
    let sizes: Vec<_> = stops.iter().map(|one| one.line.matches("WorkspaceId").count()).collect();
    assert_eq!(sizes, [25, 25, 10]);
    assert_eq!(commands(&many(&Task::Act(Action::Rebuild))).len(), 60);
    assert_eq!(Commands::shown(&many(&Task::Act(Action::Restore))).first.len(), SHOWN);
    let mut rows = many(&Task::Act(Action::Stop));
    rows[3].skipped = Some("is stopped".into());
    rows[4].key = Some("444455556666/us-east-1/ws-aaaaaa004".parse().unwrap());
    let places: Vec<_> = commands(&rows).iter().map(|one| one.scope.account.to_string()).collect();
    assert_eq!(places, ["111122223333", "111122223333", "111122223333", "444455556666"]);
    assert!(!script(1, Kind::Act(Action::Stop), At(0), &rows).contains("ws-aaaaaa003"));
}

#[test]
fn steps_come_in_their_order_and_say_how_long_they_wait() {
    let mut one = row("ws-aaaaaaaa1", &[Task::Set(Property::User(100)), Task::Set(Property::Root(200))]);
    one.rungs[1].rest_ms = 30 * 60_000;
    let other = PlanRow { key: Some("111122223333/eu-west-1/ws-aaaaaaaa2".parse().unwrap()), ..one.clone() };
    let found = commands(&[one, other]);
    let asks: Vec<_> = found.iter().map(|one| one.line.rsplit(' ').next().unwrap().to_owned()).collect();
    let (user, root) = ("UserVolumeSizeGib=100", "RootVolumeSizeGib=200");
    assert_eq!(asks, [user, user, root, root]);
    assert_eq!(found[2].wait.as_deref(), Some("at least 30 min after the step before has ended"));
}

#[test]
fn a_file_says_what_it_does_not_do_and_ends_at_the_first_fault() {
    let mut rows = vec![row("ws-aaaaaaaa1", &[Task::Act(Action::Stop)]), row("ws-x", &[])];
    rows[1].skipped = Some("is stopped".into());
    rows.push(PlanRow { key: Some("1\nrm -rf x/r\re/ws-2".parse().unwrap()), ..rows[0].clone() });
    let text = script(7, Kind::Act(Action::Stop), At(1_795_248_000_000), &rows);
    assert!(
        text.starts_with("#!/bin/sh\n# Stop 2 WorkSpaces: plan 7 of Deskwarden, as of 21 Nov 2026"),
        "{text}"
    );
    assert!(text.contains("# 1 row of the plan is left out.") && text.contains("\nset -eu\n"), "{text}");
    assert!(text.contains("# Account 1?rm -rf x, region r?e."), "{text}");
    assert_eq!(words(&text).iter().filter(|word| *word == "stop-workspaces").count(), 2, "{text}");
    let none = script(7, Kind::Act(Action::Stop), At(0), &rows[1..2]);
    assert!(none.ends_with("# Nothing would change.\n"), "{none}");
}

/// Commands by name: each task once, with values that a shell would trip over where Amazon lets them be.
fn tried() -> String {
    let tag = |key: &str| Tag { key: key.into(), value: HOSTILE.into() };
    let set = |property| vec![Task::Set(property)];
    let image = Image {
        name: "Gold_1-(a)".into(),
        description: "-- before (the) update".into(),
        tags: vec![tag("o'brien's $HOME")],
    };
    let on_one = [
        ("rebuild", vec![Task::Act(Action::Rebuild)]),
        ("restore", vec![Task::Act(Action::Restore)]),
        ("begin-maintenance", vec![Task::Act(Action::BeginMaintenance)]),
        ("end-maintenance", vec![Task::Act(Action::EndMaintenance)]),
        ("mode", set(Property::Mode(RunningMode::AutoStop, Some(120)))),
        ("always-on", set(Property::Mode(RunningMode::AlwaysOn, None))),
        ("compute", set(Property::Compute(Compute::Power))),
        ("root", set(Property::Root(200))),
        ("user", set(Property::User(200))),
        ("protocol", set(Property::Protocol(Protocol::Wsp))),
        ("replication", set(Property::Replication(true))),
        ("accelerator", set(Property::Accelerator("ENABLED_AUTO".into(), Some("TCP".into())))),
        ("nested", set(Property::Nested(false))),
        ("migrate", vec![Task::Migrate(BundleId::new("wsb-aaaaaaaa2"))]),
        ("put", vec![Task::Put(vec![tag("o'brien's $HOME"), tag("file:///etc/hostname")])]),
        ("drop", vec![Task::Drop(vec!["o'brien's $HOME".into()])]),
        ("drop-file", vec![Task::Drop(vec!["file:///etc/hostname".into()])]),
        ("image", vec![Task::Image(image)]),
    ];
    let on_two = [Action::Start, Action::Stop, Action::Reboot, Action::Terminate].map(|action| {
        let task = [Task::Act(action)];
        (action.slug(), vec![row("ws-aaaaaaaa1", &task), row("ws-aaaaaaaa2", &task)])
    });
    let create = vec![to_create("user-aaaa"), to_create("user-aaab o'brien $HOME é")];
    let orders = orders::tried().into_iter().map(|(name, row)| (name, vec![row]));
    let each = on_one
        .map(|(name, tasks)| (name, vec![row("ws-aaaaaaaa1", &tasks)]))
        .into_iter()
        .chain(on_two)
        .chain([("create", create)])
        .chain(orders);
    each.map(|(name, rows)| {
        let found = commands(&rows);
        assert_eq!(found.len(), 1, "{name}");
        format!("## {name}\n{}\n", found[0].line)
    })
    .collect()
}

#[test]
fn the_commands_that_the_cli_is_tried_with_are_those_of_today() {
    let (path, today) =
        (concat!(env!("CARGO_MANIFEST_DIR"), "/../simulator/tests/contract/commands.txt"), tried());
    // As asked by who changed a command, and reads the difference before it is committed.
    if std::env::var_os("WRITE").is_some() {
        std::fs::write(path, &today).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap();
    assert_eq!(today, kept, "WRITE=1 cargo test -p domain the_commands_that_the_cli");
    let region = Region::new("eu-west-1");
    assert!(command(&Task::Act(Action::Modify), &[], &region).is_none());
}
