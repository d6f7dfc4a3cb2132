//! How full is a pool? A bar, and the same in numbers.

use domain::count;
use domain::pools::Capacity as Now;
use leptos::prelude::*;

/// The words of a bar, for whoever does not see it.
fn words(desired: i64, now: Now) -> String {
    format!(
        "{} active, {} available, {} actual, {} desired",
        count::words(now.active),
        count::words(now.available),
        count::words(now.actual),
        count::words(desired)
    )
}

/// Parts of the bar in thousandths of its length: active, then available; the rest is not there yet.
fn parts(desired: i64, now: Now) -> (i64, i64) {
    let (active, available) = (now.active.max(0), now.available.max(0));
    let whole = desired.max(now.actual).max(active + available).max(1);
    (active * 1_000 / whole, available * 1_000 / whole)
}

/// The bar alone.
#[component]
pub fn CapacityBar(
    /// User sessions that there is to be room for.
    desired: i64,
    /// Those of this moment.
    now: Now,
) -> impl IntoView {
    let (active, available) = parts(desired, now);
    view! {
        <svg class="capacity" viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label=format!("User sessions: {}", words(desired, now))>
            <rect class="capacity-all" width="1000" height="10"></rect>
            <rect class="capacity-available" x=active.to_string() width=available.to_string() height="10"></rect>
            <rect class="capacity-active" width=active.to_string() height="10"></rect>
        </svg>
    }
}

/// The bar with its numbers.
#[component]
pub fn Capacity(
    /// User sessions that there is to be room for.
    desired: i64,
    /// Those of this moment.
    now: Now,
) -> impl IntoView {
    let numbers = [
        ("active", "Active", now.active, "in use, also while people are disconnected"),
        ("available", "Available", now.available, "can begin at once"),
        ("actual", "Actual", now.actual, "that there is room for now"),
        ("all", "Desired", desired, "that there is to be room for"),
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
        <CapacityBar desired now/>
        <dl class="capacity-numbers">{lines.collect_view()}</dl>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_as_long_as_the_most_of_its_numbers() {
        let now = |actual, active, available| Now { actual, active, available };
        assert_eq!(parts(40, now(40, 12, 28)), (300, 700));
        assert_eq!(parts(40, now(20, 10, 10)), (250, 250));
        assert_eq!(parts(5, now(10, 10, 0)), (1_000, 0), "nobody is thrown out when fewer are desired");
        assert_eq!(parts(0, now(0, 0, 0)), (0, 0));
        assert_eq!(words(1_200, now(0, 0, 0)), "0 active, 0 available, 0 actual, 1,200 desired");
    }
}
