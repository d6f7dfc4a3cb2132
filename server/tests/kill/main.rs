//! The process is killed, again and again, at any moment and at every place where it hurts most: does every row still end
//! once, is nothing doubled, and does nothing hang?
//!
//! A few deaths in every run of the tests; with `SOAK` set (`make soak`), many.
#![cfg(test)]

#[cfg(target_os = "linux")]
mod browser;
mod create;
#[cfg(target_os = "linux")]
mod full;
mod ladder;
mod survive;
mod world;

use std::time::Duration;

use backend::failpoint::{Failpoint, Place};
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};

use survive::{Death, survives};

fn soaking() -> bool {
    #[expect(clippy::disallowed_methods, reason = "how long to soak is asked for from outside")]
    let soak = std::env::var("SOAK");
    soak.is_ok()
}

/// Deaths at moments that nobody chose; the same ones in every short run.
fn at_random(count: usize) -> Vec<Death> {
    let seed = if soaking() { rand::random() } else { 1 };
    println!("deaths by the seed {seed}");
    let mut dice = StdRng::seed_from_u64(seed);
    let mut death = || Death::Kill {
        calls: dice.random_range(1..=2),
        then: Duration::from_millis(dice.random_range(0..60)),
    };
    std::iter::repeat_with(&mut death).take(count).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_create_survives_kills_at_random() {
    let (rows, deaths) = if soaking() { (1_000, 50) } else { (200, 5) };
    let job = create::Create { rows, kiosks: 4, first: 0 };
    survives(
        &at_random(deaths),
        async |world| job.submit(world).await,
        async |world, jobs| {
            job.check(world, jobs).await;
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_create_survives_death_at_every_failpoint() {
    // In a short run each place once, all in one life of a job; in a long one each place for itself.
    let at = |place: &Place, nth| Death::At(Failpoint { place: *place, nth });
    let lives: Vec<(usize, Vec<Death>)> = if soaking() {
        let twenty = |place| (0..20).map(|number| at(place, 1 + number % 3)).collect();
        Place::ALL.iter().map(|place| (1_000, twenty(place))).collect()
    } else {
        vec![(200, Place::ALL.iter().zip([1, 2, 1, 2]).map(|(place, nth)| at(place, nth)).collect())]
    };
    for (rows, deaths) in lives {
        let job = create::Create { rows, kiosks: 4, first: 0 };
        survives(
            &deaths,
            async |world| job.submit(world).await,
            async |world, jobs| {
                job.check(world, jobs).await;
            },
        )
        .await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ladder_survives_kills_and_failpoints() {
    let at = |place: &Place, nth| Death::At(Failpoint { place: *place, nth });
    let (rows, mut deaths) = if soaking() { (500, at_random(50)) } else { (40, at_random(2)) };
    let times = if soaking() { 20 } else { 1 };
    for place in Place::ALL {
        deaths.extend((0..times).map(|number| at(place, 1 + number % 3)));
    }
    let job = ladder::Ladder { rows };
    survives(
        &deaths,
        async |world| job.submit(world).await,
        async |world, jobs| {
            job.check(world, jobs).await;
        },
    )
    .await;
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_takes_nothing_more_sends_nothing_unwritten_and_the_job_goes_on_when_it_does() {
    // A region holds no more than a thousand besides those that are there.
    let (rows, calls): (usize, &[usize]) =
        if soaking() { (100, &[0, 1, 2, 3, 0, 1, 2, 3, 0, 1]) } else { (300, &[0, 1, 2]) };
    full::survives_without_room(rows, calls).await;
}
