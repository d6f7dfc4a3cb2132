//! Is a person warned before a WorkSpace is touched whose KMS key does not work, or of which nothing is known?

use domain::change::{Change, Properties};
use domain::fleet::Action;
use domain::jobs::Plan;
use domain::keys::KeyState;
use domain::words::RunningMode;
use domain::workspace::WorkSpace;
use simulator::{Fault, FaultKind};

use crate::world::World;

const ALIAS: &str = "alias/desktops";

async fn encrypted(world: &World, query: &str, key: &str) -> WorkSpace {
    let found = world.fleet(query).await;
    let fits = |one: &WorkSpace| one.related.is_empty() && one.encryption_key.as_deref() == Some(key);
    found.into_iter().find(fits).expect("one that is encrypted so")
}

/// The ARN of the key that many are encrypted with.
async fn arn(world: &World) -> String {
    let keys = world.fleet("").await.into_iter().filter_map(|one| one.encryption_key);
    let mut own: Vec<_> = keys.filter(|key| key.starts_with("arn:")).collect();
    own.sort_unstable();
    own.dedup();
    let state = |key: &String| {
        let one = world.requests("DescribeKey");
        one.iter().any(|request| request.body["KeyId"] == key.as_str())
    };
    assert!(own.iter().all(state), "each was asked for: {own:?}");
    let before = own.len();
    assert_eq!(world.requests("DescribeKey").len(), before, "and once");
    for key in own {
        let fleet = world.fleet("").await;
        let one = fleet.iter().find(|one| one.encryption_key.as_deref() == Some(&key)).unwrap();
        if one.key_state == Some(KeyState::Enabled) {
            return key;
        }
    }
    panic!("no key works");
}

fn state(world: &World, state: &str) {
    assert!(world.simulator.set_key("111122223333", "eu-west-1", ALIAS, state));
}

fn warning(plan: &Plan) -> String {
    plan.rows[0].warning.clone().unwrap_or_default()
}

#[tokio::test]
async fn a_key_that_is_disabled_is_warned_of_before_each_change_that_needs_it() {
    let world = World::swept(600).await;
    let key = arn(&world).await;
    let (on, off) = (
        encrypted(&world, "state=AVAILABLE&mode=AUTO_STOP", &key).await,
        encrypted(&world, "state=STOPPED", &key).await,
    );
    let mode = Change::Modify(Properties { mode: Some(RunningMode::AlwaysOn), ..Properties::default() });
    let needing = [
        (Action::Start.into(), &off),
        (Action::Reboot.into(), &on),
        (Action::Rebuild.into(), &on),
        (Action::Restore.into(), &on),
        (mode, &on),
        (Change::Migrate(on.bundle.clone()), &on),
    ];
    for (word, said) in [
        ("Enabled", None),
        ("Disabled", Some("its KMS key is disabled: nobody can use it until the key is enabled")),
        ("PendingDeletion", Some("its KMS key is about to be deleted")),
        ("Enabled", None),
    ] {
        state(&world, word);
        world.sweep().await;
        for (change, one) in needing.clone() {
            let plan = world.plan(change.clone(), std::slice::from_ref(&one.key)).await;
            let warned = warning(&plan);
            match said {
                Some(said) => assert!(warned.contains(said), "{word} {change:?}: {warned}"),
                None => assert!(!warned.contains("KMS"), "{word} {change:?}: {warned}"),
            }
        }
        // Whoever takes it out of service loses nothing by it.
        let stop = world.plan(Action::Stop, std::slice::from_ref(&on.key)).await;
        assert!(!warning(&stop).contains("KMS"));
    }
    assert_eq!(world.one(&on.key).await.key_state, Some(KeyState::Enabled));
    let amazons = encrypted(&world, "", "alias/aws/workspaces").await;
    assert_eq!(amazons.key_state, Some(KeyState::Amazons));
    world.over().await;
}

#[tokio::test]
async fn a_key_that_may_not_be_asked_for_is_said_to_be_unknown_and_disturbs_no_sweep() {
    let world = World::new(600).await;
    let deny = |kind| Fault { operation: Some("DescribeKey".into()), ..Fault::new(kind) };
    world.simulator.fault(deny(FaultKind::Deny));
    world.sweep().await;
    let found = world.fleet("state=AVAILABLE").await;
    let own = |one: &&WorkSpace| one.encryption_key.as_ref().is_some_and(|key| key.starts_with("arn:"));
    let one = found.iter().find(own).unwrap();
    let denied = "the state of its KMS key is not known: kms:DescribeKey is not allowed for this account";
    let plan = world.plan(Action::Reboot, std::slice::from_ref(&one.key)).await;
    assert!(warning(&plan).contains(denied), "{}", warning(&plan));
    assert!(one.tags.is_some(), "the sweep went on");

    world.simulator.clear_faults();
    world.sweep().await;
    let known = world.one(&one.key).await.key_state.unwrap();
    assert!(!matches!(known, KeyState::Unknown(_)), "{known:?}");
    // No answer at all says nothing: what was known stays.
    world.simulator.fault(deny(FaultKind::Error500));
    world.sweep().await;
    assert_eq!(world.one(&one.key).await.key_state, Some(known));
    world.over().await;
}
