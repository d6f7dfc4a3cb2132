use super::*;
use crate::words::State;

/// A desktop with these volumes, as the inventory has it.
fn desktop(root: i64, user: i64, compute: Compute) -> WorkSpace {
    crate::workspace::tests::some(State::Available, RunningMode::AutoStop, root, user, compute)
}

fn steps(target: &WorkSpace, wish: &Properties) -> Vec<String> {
    let rungs = ladder(target, wish, &Known::default()).unwrap();
    rungs.iter().map(|rung| format!("{} +{}", rung.task.words(), rung.waits_ms() / MINUTE)).collect()
}

fn sizes(root: i64, user: i64) -> Properties {
    Properties { root_gib: Some(root), user_gib: Some(user), ..Properties::default() }
}

#[test]
fn the_user_volume_bridges_to_a_large_root_volume() {
    let target = desktop(80, 50, Compute::Standard);
    assert_eq!(
        steps(&target, &sizes(200, 150)),
        ["user volume 100 GiB +0", "root volume 200 GiB +30", "user volume 150 GiB +365"]
    );
    assert_eq!(steps(&target, &sizes(200, 100)), ["user volume 100 GiB +0", "root volume 200 GiB +30"]);
    let larger = desktop(80, 100, Compute::Standard);
    assert_eq!(steps(&larger, &sizes(200, 150)), ["root volume 200 GiB +0", "user volume 150 GiB +30"]);
    assert_eq!(steps(&larger, &sizes(200, 100)), ["root volume 200 GiB +0"]);
}

#[test]
fn a_compute_type_waits_for_the_volumes_it_needs() {
    let target = desktop(80, 100, Compute::PowerPro);
    let wish = Properties { compute: Some(Compute::GeneralPurpose4xlarge), ..sizes(200, 100) };
    assert_eq!(steps(&target, &wish), ["root volume 200 GiB +0", "GeneralPurpose.4xlarge +30"]);
    let wish = Properties { compute: Some(Compute::Power), ..sizes(200, 100) };
    assert_eq!(steps(&target, &wish), ["Power +0", "root volume 200 GiB +30"]);
}

#[test]
fn what_is_not_offered_is_refused_with_why() {
    let target = desktop(80, 50, Compute::Standard);
    let why = |wish: &Properties| ladder(&target, wish, &Known::default()).unwrap_err();
    assert!(why(&sizes(80, 50)).contains("so already"));
    assert!(why(&sizes(80, 10)).contains("only grow"));
    assert!(why(&sizes(200, 50)).contains("not offered"));
    let gpu = Properties { compute: Some(Compute::GraphicsG4dn), ..Properties::default() };
    assert!(why(&gpu).contains("can't become"), "{}", why(&gpu));
    let minutes = Properties { auto_stop_minutes: Some(60), mode: None, ..Properties::default() };
    let always = WorkSpace { mode: Some(RunningMode::AlwaysOn), ..target.clone() };
    assert!(ladder(&always, &minutes, &Known::default()).unwrap_err().contains("no AutoStop time"));
}

#[test]
fn the_accelerator_and_nested_virtualization_are_steps_of_their_own_unless_they_are_so() {
    let target = desktop(80, 50, Compute::Standard);
    let wish = Properties {
        accelerator: Some("ENABLED_AUTO".into()),
        accelerator_protocol: Some("TCP".into()),
        nested_virtualization: Some(false),
        ..Properties::default()
    };
    let both = ["Global Accelerator enabled, preferred protocol TCP +0", "nested virtualization off +0"];
    assert_eq!(steps(&target, &wish), both);
    let other = Some(("ENABLED_AUTO".to_owned(), Some("NONE".to_owned())));
    let target = WorkSpace { accelerator: other, nested_virtualization: Some(true), ..target };
    assert_eq!(steps(&target, &wish), both);
    let any = Properties { accelerator_protocol: None, ..wish };
    assert_eq!(steps(&target, &any), both[1..]);
    let so = WorkSpace { nested_virtualization: Some(false), ..target };
    assert!(ladder(&so, &any, &Known::default()).unwrap_err().contains("so already"));
}

#[test]
fn what_is_known_of_earlier_changes_puts_the_first_step_off() {
    let target = desktop(80, 50, Compute::Power);
    let known = Known { user: Some(At(1_000)), smaller: Some(At(5_000)), ..Known::default() };
    let rungs = ladder(&target, &sizes(80, 100), &known).unwrap();
    assert_eq!(rungs[0].not_before, Some(At(1_000).plus_ms(PAUSE)));
    let smaller = Properties { compute: Some(Compute::Standard), ..Properties::default() };
    assert_eq!(ladder(&target, &smaller, &known).unwrap()[0].not_before, Some(At(5_000).plus_ms(SMALLER)));
    let larger = Properties { compute: Some(Compute::PowerPro), ..Properties::default() };
    assert_eq!(ladder(&target, &larger, &known).unwrap()[0].not_before, None);
}

#[test]
fn the_running_mode_keeps_its_minutes_unless_told() {
    let target = desktop(80, 50, Compute::Standard);
    let same = Properties { mode: Some(RunningMode::AutoStop), ..Properties::default() };
    assert!(ladder(&target, &same, &Known::default()).is_err());
    let longer = Properties { auto_stop_minutes: Some(120), ..Properties::default() };
    assert_eq!(steps(&target, &longer), ["AutoStop 120 min +0"]);
    let always = Properties { mode: Some(RunningMode::AlwaysOn), ..Properties::default() };
    assert_eq!(steps(&target, &always), ["AlwaysOn +0"]);
}

/// Every wish that is granted leads, one by one, over pairs that are offered, to what was wished for.
#[test]
fn every_ladder_arrives_over_offered_pairs() {
    let sizes_of = [10, 50, 80, 100, 175, 200, 500, 2000];
    let mut ladders = 0;
    for root in sizes_of {
        for user in sizes_of.into_iter().filter(|user| refusal(root, *user, None).is_none()) {
            for (to_root, to_user) in sizes_of.into_iter().flat_map(|root| sizes_of.map(|user| (root, user)))
            {
                let target = desktop(root, user, Compute::Standard);
                let Ok(rungs) = ladder(&target, &sizes(to_root, to_user), &Known::default()) else {
                    continue;
                };
                let mut now = (root, user);
                for rung in &rungs {
                    match rung.task {
                        Task::Set(Property::Root(gib)) => now.0 = gib,
                        Task::Set(Property::User(gib)) => now.1 = gib,
                        _ => unreachable!("only volumes were wished for"),
                    }
                    assert_eq!(
                        refusal(now.0, now.1, None),
                        None,
                        "{root}/{user} to {to_root}/{to_user}: {now:?}"
                    );
                }
                assert_eq!(now, (to_root, to_user));
                ladders += 1;
            }
        }
    }
    assert!(ladders > 30, "{ladders}");
}
