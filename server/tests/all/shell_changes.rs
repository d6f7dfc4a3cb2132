//! What may a shell change besides plain actions, and at which pace? The real binary asks a real console.

use domain::access::Role;
use domain::at::At;
use domain::jobs::StepState;

use crate::shell_socket::{Console, STOPPABLE, everywhere, owner};

const APPLY: [&str; 4] = ["apply", "--csv", "list.csv", "--action"];

async fn apply(console: &Console, options: &[&str]) -> (i32, String, String) {
    console.shell(&[&APPLY[..], options].concat()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn properties_tags_and_bundles_are_changed() {
    let console = Console::with(Role::Operator, everywhere()).await;
    let desks = console.desks(STOPPABLE, 2).await;
    console.list_ids(&desks);
    let mode = ["modify", "--mode", "always_on"];
    let (code, out, err) = apply(&console, &[&mode[..], &["--dry-run"]].concat()).await;
    assert!(
        code == 0 && out.contains("2 will change") && out.contains("will change: AlwaysOn"),
        "{out}{err}"
    );
    assert_eq!(console.sent("ModifyWorkspaceProperties"), 0);
    let (code, out, err) = apply(&console, &[&mode[..], &["--yes", "--wait"]].concat()).await;
    assert!(code == 0 && out.contains("Ended: 2 of 2 done"), "{out}{err}");
    assert_eq!(console.sent("ModifyWorkspaceProperties"), 2);

    let tags = ["tag", "--tag", "team=blue", "--tag", "floor=2", "--untag", "owner", "--yes", "--wait"];
    let (code, out, err) = apply(&console, &tags).await;
    assert_eq!(code, 0, "{out}{err}");
    let page = backend::jobs::one(&console.backend, &owner(), domain::ids::JobId(2), None).await.unwrap();
    assert_eq!(page.job.counts, [(StepState::Done, 2)]);
    assert_eq!(console.sent("CreateTags"), 2);

    // The bundle that one of them has is no change for that one.
    let bundle = desks[0].bundle.to_string();
    let (code, out, _) = apply(&console, &["migrate", "--bundle", &bundle, "--dry-run"]).await;
    assert!(code == 0 && out.contains("is on this bundle already"), "{out}");
    let (code, _, err) = apply(&console, &["migrate", "--bundle", &bundle, "--yes"]).await;
    assert!(code == 2 && err.contains("say --confirm N"), "{err}");
    console.over().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_image_is_made_of_one() {
    let console = Console::with(Role::Operator, everywhere()).await;
    let free = "state=AVAILABLE&connection=DISCONNECTED";
    let desks: Vec<_> = console.desks(free, 2).await;
    let image =
        ["create-image", "--image-name", "gold-2026", "--image-description", "For sales", "--tag", "a=1"];
    console.list_ids(&desks);
    let (code, _, err) = apply(&console, &image).await;
    assert!(code == 1 && err.contains("An image is made of one WorkSpace"), "{err}");
    let one = desks.iter().find(|one| !one.root_encrypted && !one.user_encrypted).expect("one without keys");
    console.list_ids(std::slice::from_ref(one));
    let (code, out, err) = apply(&console, &[&image[..], &["--dry-run"]].concat()).await;
    assert!(code == 0 && out.contains("will change: image gold-2026"), "{out}{err}");
    console.over().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_told_at_its_option() {
    let console = Console::with(Role::Operator, everywhere()).await;
    console.list_ids(&console.desks(STOPPABLE, 1).await);
    for (options, words) in [
        (&["modify"][..], "--mode: Set at least one property"),
        (&["modify", "--root-gib", "many"], "--root-gib: “many” is not a whole number."),
        (&["modify", "--auto-stop-minutes", "90"], "--auto-stop-minutes: Whole hours only"),
        (&["modify", "--mode", "sometimes"], "ALWAYS_ON"),
        (&["modify", "--replication", "perhaps"], "[possible values: on, off]"),
        (&["modify", "--accelerator", "fast"], "ENABLED_AUTO"),
        (
            &["modify", "--accelerator", "disabled", "--accelerator-protocol", "tcp"],
            "--accelerator-protocol: A preferred protocol goes with an enabled Global Accelerator only.",
        ),
        (&["stop", "--nested-virtualization", "on"], "--nested-virtualization is for --action modify"),
        (&["migrate"], "--bundle: Choose the bundle"),
        (&["tag", "--tag", "team"], "--tag: “team” has no “=”"),
        (&["tag", "--tag", "a=1", "--untag", "a"], "--untag: “a” is to be set and to be removed"),
        (
            &["create-image", "--image-name", "with spaces", "--image-description", "d"],
            "--image-name: 1 to 64",
        ),
        (&["stop", "--mode", "MANUAL"], "--mode is for --action modify"),
        (&["migrate", "--tag", "a=1"], "--tag is for --action tag and create-image"),
        (&["stop", "--first", "some"], "--first: A number of WorkSpaces"),
        (&["stop", "--stop-above", "200"], "--stop-above: 0 to 100."),
        (&["stop", "--window", "22:00"], "write the hours as 22:00-05:00"),
        (&["stop", "--window", "22:00-25:00"], "--window: A time such as 22:00."),
        (&["stop", "--share", "2"], "0.01 to 1"),
    ] {
        let (code, _, err) = apply(&console, options).await;
        assert!(code == 2 && err.contains(words), "{options:?}: {err}");
    }
    // What only the console knows is told at the option too.
    for (options, words) in [
        (&["stop", "--zone", "Mars/Base", "--yes"][..], "--zone: “Mars/Base” is not a time zone"),
        (&["stop", "--not-before", "soon", "--yes"], "--not-before: “soon” is not a day and time"),
        (&["tag", "--tag", "deskwarden:protected=yes"], "--tag: "),
    ] {
        let (code, _, err) = apply(&console, options).await;
        assert!(code == 1 && err.contains(words), "{options:?}: {err}");
    }
    assert_eq!((console.jobs().await, console.sent("StopWorkspaces")), (0, 0));
    console.over().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_not_modify_is_refused() {
    let console = Console::with(Role::HelpDesk, everywhere()).await;
    console.list_ids(&console.desks(STOPPABLE, 1).await);
    let (code, _, err) = apply(&console, &["modify", "--mode", "MANUAL", "--yes"]).await;
    assert!(code == 1 && err.contains("You may not rebuild, restore or maintain WorkSpaces"), "{err}");
    console.over().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pace_is_kept_and_rows_are_shown_by_state() {
    let console = Console::with(Role::Operator, everywhere()).await;
    console.list_ids(&console.desks(STOPPABLE, 3).await);
    let waves = ["stop", "--first", "1", "--approve", "--stop-above", "10", "--share", "0.5"];
    let tomorrow = At(console.simulator.now_ms()).plus_ms(86_400_000).iso();
    let later = [
        "--not-before",
        tomorrow.trim_end_matches('Z'),
        "--window",
        "22:00-05:00",
        "--zone",
        "Europe/Berlin",
    ];
    let (code, out, err) = apply(&console, &[&waves[..], &later, &["--yes"]].concat()).await;
    assert_eq!(code, 0, "{out}{err}");
    let page = backend::jobs::one(&console.backend, &owner(), domain::ids::JobId(1), None).await.unwrap();
    assert_eq!(
        (page.job.wave, page.job.window.unwrap().words()),
        ((1, 2), "22:00 to 05:00, Europe/Berlin".into())
    );
    assert!(page.job.opens.is_some());
    let permit = owner().permit(domain::access::Right::Power).unwrap();
    backend::jobs::cancel_rest(&console.backend, &permit, domain::ids::JobId(1)).await.unwrap();

    let (code, out, err) = apply(&console, &["stop", "--yes", "--wait"]).await;
    assert_eq!(code, 0, "{out}{err}");
    let (_, out, _) = console.shell(&["jobs", "1", "--only", "cancelled"]).await;
    assert_eq!(out.matches("cancelled by").count(), 3, "{out}");
    let (_, out, _) = console.shell(&["jobs", "1", "--only", "done"]).await;
    assert!(!out.contains("ws-"), "{out}");
    let (code, _, err) = console.shell(&["jobs", "1", "--only", "faild"]).await;
    assert!(code == 2 && err.contains("needs-person"), "{err}");
    console.over().await;
}
