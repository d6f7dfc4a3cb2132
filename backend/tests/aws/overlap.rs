//! Two people ask for the same desktops at the same moment: one is made of each, and whoever came second sees why.

use std::collections::BTreeMap;

use backend::{access, jobs};
use domain::access::{Bound, Person, Right, Role};
use domain::create::Form;
use domain::ids::JobId;
use domain::jobs::{Plan, StepState};

use crate::create;
use crate::world::{World, owner, person};

const OWN: usize = 20;
const SHARED: usize = 15;

/// People of this list alone, and those that the other list has too; people spell the same user differently.
fn list(own: &str, spelled: impl Fn(String) -> String) -> String {
    let alone = (0..OWN).map(|number| format!("{own}.{number}"));
    let shared = (0..SHARED).map(|number| spelled(format!("shared.{number}")));
    alone.chain(shared).collect::<Vec<_>>().join("\n")
}

async fn planned(world: &World, by: &Person, people: String, blank: &Form) -> Plan {
    access::remember(&world.backend, by).await.unwrap();
    let permit = by.permit(Right::Create).unwrap();
    let form = Form { people, ..blank.clone() };
    let id = jobs::plan_create(&world.backend, &permit, &form).await.unwrap();
    jobs::read_plan(&world.backend, by, id).await.unwrap()
}

async fn confirmed(world: &World, by: &Person, plan: &Plan) -> JobId {
    let permit = by.permit(Right::Create).unwrap();
    jobs::submit(&world.backend, &permit, plan.id, &plan.digest, None).await.unwrap()
}

#[tokio::test]
async fn of_two_lists_that_overlap_each_user_gets_one_and_the_loser_says_which_job_creates_it() {
    let mut world = World::swept(100).await;
    let blank = create::form(&world, "").await;
    let (ann, bob): (Person, Person) =
        ["demo:ann", "demo:bob"].map(|id| person(id, Role::Admin, Bound::default())).into();
    let of_ann = planned(&world, &ann, list("ann", |user| user), &blank).await;
    let of_bob = planned(&world, &bob, list("bob", |user| user.to_uppercase()), &blank).await;
    let all = (OWN + SHARED) as i64;
    assert_eq!((of_ann.eligible, of_bob.eligible), (all, all), "neither knows of the other yet");
    let (of_ann, of_bob) = tokio::join!(confirmed(&world, &ann, &of_ann), confirmed(&world, &bob, &of_bob));
    let mut made: BTreeMap<String, JobId> = BTreeMap::new();
    let mut lost = Vec::new();
    for job in [of_ann, of_bob] {
        for row in world.ended(job).await.rows {
            match row.state {
                StepState::Done => assert_eq!(made.insert(row.label.to_lowercase(), job), None, "{row:?}"),
                StepState::Skipped => lost.push(row),
                other => panic!("{other:?}: {row:?}"),
            }
        }
    }
    assert_eq!((made.len(), lost.len()), (2 * OWN + SHARED, SHARED));
    for row in &lost {
        let winner = made[&row.label.to_lowercase()];
        assert_eq!(row.outcome.as_deref(), Some(format!("job {winner} is creating it").as_str()));
    }
    world.sweep().await;
    let mut there: BTreeMap<String, usize> = BTreeMap::new();
    for one in world.fleet("").await {
        *there.entry(one.user.to_lowercase()).or_default() += 1;
    }
    assert!(made.keys().all(|user| there.get(user) == Some(&1)), "one desktop per user: {there:?}");
    assert_eq!(jobs::list(&world.backend, &owner(), None).await.unwrap().len(), 2);
    world.over().await;
}
