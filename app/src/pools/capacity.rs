//! How full is a pool? A bar, and the same in numbers.

use domain::count;
use domain::pools::Pool;
use leptos::prelude::*;

/// The words of a bar, for whoever does not see it.
fn words(pool: &Pool) -> String {
    let now = pool.now;
    format!(
        "{} active, {} available, {} actual, {} desired",
        count::words(now.active),
        count::words(now.available),
        count::words(now.actual),
        count::words(pool.desired_sessions)
    )
}

/// Parts of the bar in thousandths of its length: active, then available; the rest is not there yet.
fn parts(pool: &Pool) -> (i64, i64) {
    let now = pool.now;
    let (active, available) = (now.active.max(0), now.available.max(0));
    let whole = pool.desired_sessions.max(now.actual).max(active + available).max(1);
    (active * 1_000 / whole, available * 1_000 / whole)
}

/// The bar alone.
#[component]
pub fn CapacityBar(
    /// Of which pool.
    pool: Pool,
) -> impl IntoView {
    let (active, available) = parts(&pool);
    view! {
        <svg class="capacity" viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label=format!("User sessions: {}", words(&pool))>
            <rect class="capacity-all" width="1000" height="10"></rect>
            <rect class="capacity-available" x=active.to_string() width=available.to_string() height="10"></rect>
            <rect class="capacity-active" width=active.to_string() height="10"></rect>
        </svg>
    }
}

/// The bar with its numbers.
#[component]
pub fn Capacity(
    /// Of which pool.
    pool: Pool,
) -> impl IntoView {
    let now = pool.now;
    let numbers = [
        ("active", "Active", now.active, "in use, also while people are disconnected"),
        ("available", "Available", now.available, "can begin at once"),
        ("actual", "Actual", now.actual, "that there is room for now"),
        ("all", "Desired", pool.desired_sessions, "that there is to be room for"),
    ];
    let lines = numbers.into_iter().map(|(class, word, number, means)| {
        view! {
            <div>
                <dt><span class=format!("capacity-key capacity-{class}") aria-hidden="true"></span>{word}</dt>
                <dd><b>{count::words(number)}</b><span class="quiet">{means}</span></dd>
            </div>
        }
    });
    view! {
        <CapacityBar pool=pool.clone()/>
        <dl class="capacity-numbers">{lines.collect_view()}</dl>
    }
}

#[cfg(test)]
mod tests {
    use domain::pools::Capacity as Now;

    use super::*;

    #[test]
    fn the_bar_is_as_long_as_the_most_of_its_numbers() {
        let pool = |desired, actual, active, available| Pool {
            desired_sessions: desired,
            now: Now { actual, active, available },
            ..Pool::default()
        };
        assert_eq!(parts(&pool(40, 40, 12, 28)), (300, 700));
        assert_eq!(parts(&pool(40, 20, 10, 10)), (250, 250));
        assert_eq!(parts(&pool(5, 10, 10, 0)), (1_000, 0), "nobody is thrown out when fewer are desired");
        assert_eq!(parts(&pool(0, 0, 0, 0)), (0, 0));
        assert_eq!(words(&pool(1_200, 0, 0, 0)), "0 active, 0 available, 0 actual, 1,200 desired");
    }
}
