//! Does the console stay well while hundreds look, some change things, and hundreds are slow on purpose?
//!
//! Half a minute in every run of the tests, which holds it to answers and not to times; ten minutes with `SOAK` set
//! (`make soak load`), in release and on a machine of its own, which hold it to times and memory as well.
#![cfg(test)]
#![cfg(target_os = "linux")]

mod console;
mod person;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use backend::clock::Clock;
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use tokio::task::JoinSet;

use console::Console;
use person::{Person, crawl};

const LOOKING: u64 = 200;
const CHANGING: u64 = 20;
const SLOW: u64 = 500;
/// Between two clicks of a person, at most.
const PAUSE_MS: u64 = 8_000;

/// What people look at.
const PAGES: &[&str] = &[
    "/",
    "/fleet",
    "/fleet?state=STOPPED&sort=-last_active",
    "/fleet?q=a",
    "/jobs",
    "/search?q=a",
    "/help-desk?q=b",
    "/directories",
    "/resilience",
    "/audit",
    "/api/fleet/page?query=state%3DAVAILABLE",
    "/api/fleet/counts?query=",
    "/api/frame/scopes",
];

/// What was answered.
#[derive(Default)]
struct Tally {
    by_status: BTreeMap<u16, usize>,
    /// Milliseconds of each read.
    reads: Vec<i64>,
    changes: usize,
}

impl Tally {
    fn add(&mut self, other: Tally) {
        for (status, count) in other.by_status {
            *self.by_status.entry(status).or_default() += count;
        }
        self.reads.extend(other.reads);
        self.changes += other.changes;
    }

    /// Milliseconds that so much of all reads took at most.
    fn within(&mut self, share: f64) -> i64 {
        self.reads.sort_unstable();
        self.reads[((self.reads.len() - 1) as f64 * share) as usize]
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_look_some_change_and_hundreds_are_slow() {
    #[expect(clippy::disallowed_methods, reason = "how long to soak is asked for from outside")]
    let is_soak = std::env::var("SOAK").is_ok();
    let console = Arc::new(Console::start(if is_soak { 20_000 } else { 2_000 }).await);
    let over = Arc::new(AtomicBool::new(false));
    let (mut people, mut slow) = (JoinSet::new(), JoinSet::new());
    for number in 0..LOOKING {
        people.spawn(looks(Arc::clone(&console), number, Arc::clone(&over)));
    }
    let desktops = console.stopped(CHANGING as usize).await;
    for (number, desktop) in (0..CHANGING).zip(desktops) {
        people.spawn(changes(Arc::clone(&console), number, desktop, Arc::clone(&over)));
    }
    for number in 0..SLOW {
        slow.spawn(crawl(console.address.clone(), number));
    }
    let clock = Clock::wall();
    clock.sleep(Duration::from_secs(if is_soak { 120 } else { 30 })).await;
    let warm = console.resident_kib();
    if is_soak {
        clock.sleep(Duration::from_secs(480)).await;
    }
    let last = console.resident_kib();
    over.store(true, Ordering::Relaxed);
    let mut all = Tally::default();
    while let Some(one) = people.join_next().await {
        all.add(one.unwrap());
    }
    // Each of them ends only when the console has closed its connection.
    let mut cut = 0;
    while let Some(one) = slow.join_next().await {
        one.unwrap();
        cut += 1;
    }
    assert_eq!(cut, SLOW);
    let (half, most) = (all.within(0.5), all.within(0.99));
    println!(
        "{} answers {:?}, {} changes; reads: half within {half} ms, 99 % within {most} ms; memory {warm} to {last} KiB",
        all.by_status.values().sum::<usize>(),
        all.by_status,
        all.changes
    );
    let is_good = |status: &u16| matches!(status, 200..=399);
    assert!(all.by_status.keys().all(is_good), "{:?}\n{}", all.by_status, console.said());
    assert!(all.reads.len() as u64 > LOOKING && all.changes as u64 >= CHANGING);
    if is_soak {
        assert!(most < 500, "99 % of reads take up to {most} ms");
        assert!(last < warm + warm / 10, "memory grew from {warm} to {last} KiB");
    }
    Arc::into_inner(console).unwrap().stop().await;
}

/// Somebody who looks about until all is over; the last thing that they ask for is answered like all else.
async fn looks(console: Arc<Console>, number: u64, over: Arc<AtomicBool>) -> Tally {
    let (clock, mut dice) = (Clock::wall(), StdRng::seed_from_u64(number));
    let person = Person { address: console.address.clone(), name: format!("looks {number}"), group: "desks" };
    let mut tally = Tally::default();
    // Nobody begins at the same moment.
    clock.sleep(Duration::from_millis(dice.random_range(0..PAUSE_MS / 2))).await;
    while !over.load(Ordering::Relaxed) {
        let page = PAGES[dice.random_range(0..PAGES.len())];
        let before = clock.now();
        let answer = person.get(page).await;
        tally.reads.push(clock.now().ms_since(before));
        *tally.by_status.entry(answer.status).or_default() += 1;
        clock.sleep(Duration::from_millis(dice.random_range(0..PAUSE_MS))).await;
    }
    tally
}

/// Somebody who starts a WorkSpace of theirs again and again; what is running already is a plan that says so.
async fn changes(console: Arc<Console>, number: u64, desktop: String, over: Arc<AtomicBool>) -> Tally {
    let (clock, mut dice) = (Clock::wall(), StdRng::seed_from_u64(1_000 + number));
    let person =
        Person { address: console.address.clone(), name: format!("changes {number}"), group: "owners" };
    let mut tally = Tally::default();
    let mut action = "start";
    loop {
        let form = format!("action={action}&scope=these&selected[0]={desktop}");
        let answer = person.post("/api/plan/action", &form).await;
        *tally.by_status.entry(answer.status).or_default() += 1;
        tally.changes += usize::from(answer.status == 302 || answer.status == 303);
        action = if action == "start" { "stop" } else { "start" };
        if over.load(Ordering::Relaxed) {
            return tally;
        }
        clock.sleep(Duration::from_millis(dice.random_range(0..PAUSE_MS))).await;
    }
}
