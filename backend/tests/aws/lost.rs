//! Answers are lost by the tenth, and what was made is long unseen: nothing is doubled.

use std::collections::BTreeMap;

use domain::create::Form;
use domain::ids::JobId;
use domain::jobs::StepState;
use simulator::{Fault, FaultKind};

use crate::create;
use crate::world::World;

fn on_create(kind: FaultKind) -> Fault {
    Fault { operation: Some("CreateWorkspaces".into()), ..Fault::new(kind) }
}

/// Of every user and every name: how many calls have asked for it.
fn asked_for(world: &World) -> BTreeMap<String, usize> {
    let mut asked = BTreeMap::new();
    for request in world.requests("CreateWorkspaces") {
        for item in request.body["Workspaces"].as_array().unwrap() {
            let label = item["WorkspaceName"].as_str().or(item["UserName"].as_str()).unwrap();
            *asked.entry(label.to_owned()).or_default() += 1;
        }
    }
    asked
}

#[tokio::test]
async fn a_tenth_is_carried_out_unanswered_and_unseen_for_a_minute_and_none_is_doubled() {
    let mut world = World::swept(100).await;
    let blank = create::form(&world, "").await;
    world.simulator.fault(Fault { share: Some(0.1), ..on_create(FaultKind::DropAfter) });
    world.simulator.fault(on_create(FaultKind::Lag { ms: 60_000 }));
    let mut jobs = Vec::new();
    // One call each: 40 calls, so that a tenth of them is some.
    for job in 0..40 {
        let people: Vec<_> = (0..5).map(|one| format!("new.{job}.{one}")).collect();
        jobs.push(create::submit(&world, &Form { people: people.join("\n"), ..blank.clone() }).await);
    }
    for _ in 0..3 {
        world.minutes(2).await;
        world.launched().await;
    }
    for job in jobs {
        let page = world.ended(job).await;
        assert_eq!(page.job.counts, [(StepState::Done, 5)], "{:?}", page.rows);
    }
    let sent = world.requests("CreateWorkspaces");
    let lost = sent.iter().filter(|one| one.error_code.as_deref() == Some("dropped_after")).count();
    assert!(lost > 1, "the seed spares this world: take another share");
    let asked = asked_for(&world);
    assert_eq!((asked.len(), asked.values().max()), (200, Some(&1)), "each was asked for once");
    world.sweep().await;
    let made = world.fleet("q=new.").await;
    assert_eq!(made.iter().filter(|one| one.user.starts_with("new.")).count(), 200);
    world.over().await;
}

/// So many user-decoupled WorkSpaces, each a job of its own, while every answer is lost.
async fn kiosks(world: &World, count: usize) -> Vec<JobId> {
    let blank = create::form(world, "").await;
    let mut jobs = Vec::new();
    for kiosk in 0..count {
        let name = format!("kiosk-{}", 700 + kiosk);
        jobs.push(create::submit(world, &Form { name, ..blank.clone() }).await);
    }
    jobs
}

#[tokio::test]
async fn without_a_user_and_an_answer_a_person_is_asked_and_nothing_is_sent_again() {
    // Never executed, or executed and not to be seen for longer than the quarantine: it looks the same from here.
    let hidden = [on_create(FaultKind::DropAfter), on_create(FaultKind::Lag { ms: 20 * 60_000 })];
    for faults in [vec![on_create(FaultKind::DropBefore)], hidden.to_vec()] {
        let mut world = World::swept(100).await;
        faults.into_iter().for_each(|fault| world.simulator.fault(fault));
        for job in kiosks(&world, 20).await {
            let page = world.ended(job).await;
            assert_eq!(page.rows[0].state, StepState::NeedsPerson, "{:?}", page.rows[0]);
        }
        let asked = asked_for(&world);
        assert_eq!((asked.len(), asked.values().max()), (20, Some(&1)));
        world.over().await;
    }
}

#[tokio::test]
async fn without_a_user_what_is_seen_within_the_quarantine_is_known_by_our_tag() {
    let mut world = World::swept(100).await;
    world.simulator.fault(on_create(FaultKind::DropAfter));
    world.simulator.fault(on_create(FaultKind::Lag { ms: 60_000 }));
    for job in kiosks(&world, 20).await {
        let page = world.ended(job).await;
        assert_eq!(page.rows[0].state, StepState::Done, "{:?}", page.rows[0]);
    }
    assert_eq!(asked_for(&world).values().max(), Some(&1));
    world.over().await;
}
