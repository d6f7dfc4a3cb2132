//! At a time to come, and in its hours, as the clocks on the wall say where people are: also on the night they change.

use std::time::Duration;

use backend::jobs;
use domain::at::At;
use domain::fleet::Action;
use domain::ids::{JobId, WorkspaceKey};
use domain::jobs::{JobState, Pace, StepState, Window};

use crate::world::{World, owner};

const BERLIN: &str = "Europe/Berlin";
const NEW_YORK: &str = "America/New_York";
/// What is sent is one call a row.
const OPERATION: &str = "ModifyWorkspaceState";

fn at(text: &str) -> At {
    At(text.parse::<jiff::Timestamp>().unwrap().as_millisecond())
}

/// A world that has slept until then and has looked again.
async fn world(text: &str) -> World {
    let world = World::swept(400).await;
    let span = at(text).ms_since(world.backend.clock().now());
    world.backend.clock().sleep(Duration::from_millis(span.unsigned_abs())).await;
    assert_eq!(world.backend.clock().now(), at(text), "the simulator begins earlier");
    world.sweep().await;
    world
}

async fn submit(world: &World, count: usize, pace: &Pace) -> JobId {
    let found = world.fleet("state=AVAILABLE&mode=ALWAYS_ON").await;
    let keys: Vec<WorkspaceKey> = found.into_iter().take(count).map(|one| one.key).collect();
    assert_eq!(keys.len(), count, "the estate has too few");
    let plan = world.plan(Action::BeginMaintenance, &keys).await;
    let permit = owner().permit(plan.kind.right()).unwrap();
    jobs::submit_at_pace(&world.backend, &permit, plan.id, &plan.digest, None, pace).await.unwrap()
}

/// The process lives on until then: a turn a minute, and each second of the last two minutes.
async fn live_until(world: &mut World, until: At) {
    while until.ms_since(world.backend.clock().now()) > 0 {
        world.second().await;
        if until.ms_since(world.backend.clock().now()) > 120_000 {
            world.backend.clock().sleep(Duration::from_secs(59)).await;
        }
    }
}

fn sent(world: &World) -> Vec<At> {
    world.requests(OPERATION).iter().map(|request| At(request.at)).collect()
}

#[tokio::test]
async fn what_begins_at_a_time_to_come_begins_as_the_clocks_there_say_after_they_were_put_forward() {
    // In the night between, Berlin goes from UTC+1 to UTC+2: 22:00 is 20:00 UTC, and no longer 21:00.
    let mut world = world("2027-03-27T12:00:00Z").await;
    let pace = Pace { begin: Some("2027-03-28T22:00".into()), zone: BERLIN.into(), ..Pace::default() };
    let job = submit(&world, 3, &pace).await;
    let begins = at("2027-03-28T20:00:00Z");
    assert_eq!(world.job(job).await.job.opens, Some(begins), "and the page says so");
    live_until(&mut world, begins.plus_ms(-1_000)).await;
    world.restart().await;
    live_until(&mut world, begins).await;
    assert_eq!(sent(&world), [], "nothing before its time, over a restart");
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, 3)]);
    let sent = sent(&world);
    assert!(sent[0] >= begins && sent[0].ms_since(begins) < 5_000, "{sent:?}");
    world.over().await;
}

#[tokio::test]
async fn a_window_that_closes_keeps_the_rest_for_the_next_evening_over_a_change_of_daylight_saving() {
    // On 14 March 2027 New York goes from UTC-5 to UTC-4: 22:00 is 03:00 UTC before, and 02:00 UTC after.
    let mut world = world("2027-03-13T20:00:00Z").await;
    let window = Window { from: 22 * 60, to: 22 * 60 + 5, zone: NEW_YORK.into() };
    let pace = Pace { window: Some(window), zone: NEW_YORK.into(), share: 0.05, ..Pace::default() };
    const ROWS: usize = 40;
    let job = submit(&world, ROWS, &pace).await;
    let evenings = [at("2027-03-14T03:00:00Z"), at("2027-03-15T02:00:00Z")];
    let five_minutes = 5 * 60_000;
    live_until(&mut world, evenings[0]).await;
    assert_eq!(sent(&world), [], "not before its hours");
    world.minutes(7).await;
    let first = sent(&world).len();
    // A twentieth of 1.8 calls a second: one in eleven seconds.
    assert!((20..ROWS).contains(&first), "{first} in five minutes");
    let page = world.job(job).await;
    assert_eq!((page.job.state, page.job.opens), (JobState::Running, Some(evenings[1])), "{:?}", page.job);
    live_until(&mut world, evenings[1]).await;
    assert_eq!(sent(&world).len(), first, "nothing outside of its hours");
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, ROWS as i64)]);
    let sent = sent(&world);
    assert_eq!(sent.len(), ROWS, "each once");
    for (number, time) in sent.iter().enumerate() {
        let opened = evenings[usize::from(number >= first)];
        assert!((0..five_minutes).contains(&time.ms_since(opened)), "{} of call {number}", time.iso());
    }
    world.over().await;
}
