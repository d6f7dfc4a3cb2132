//! How much would be lost? The ages of the snapshots, as AWS tells them one by one.

use domain::count;
use domain::jobs::SnapshotAges;
use leptos::prelude::*;

use super::doors;
use crate::paths;
use crate::session::session;
use crate::ui::clock::Time;
use crate::ui::progress::Progress;

/// The ages, which go on coming while the page is looked at. Without scripts a link asks for the next.
#[component]
pub fn Snapshots(plan: i64, look: bool) -> impl IntoView {
    let (round, set_round) = signal(0_u32);
    let now = session().now;
    // Nothing is asked of AWS before the page is there: the first drawing shows what is known.
    let ages = Resource::new(
        move || round.get(),
        move |round| async move { doors::ages(plan, look || round > 0).await },
    );
    Effect::new(move |_| {
        let is_scripted = now.get_untracked().is_some() || now.with(Option::is_some);
        let more = ages.with(|ages| matches!(ages, Some(Ok(Some(ages))) if ages.known < ages.of));
        if is_scripted && more {
            request_animation_frame(move || {
                // The page may have been left by then.
                let _ = set_round.try_update(|round| *round += 1);
            });
        }
    });
    let shown = move || {
        let ages = ages.get()?.ok()??;
        Some(view! { <Told ages plan/> })
    };
    view! { <Transition>{shown}</Transition> }
}

#[component]
fn Told(ages: SnapshotAges, plan: i64) -> impl IntoView {
    let SnapshotAges { known, of, none, failed, oldest } = ages;
    let words = if known < of {
        format!("Snapshots of {} of {} looked up", count::words(known), count::words(of))
    } else {
        "Snapshots of all looked up".to_owned()
    };
    let bar = (known < of).then(|| {
        view! {
            <Progress label="Snapshots looked up" value=Some(known) most=of/>
            <a class="without-scripts" href=format!("{}?look=true", paths::plan(plan))>"Look up the next"</a>
        }
    });
    let none = (none > 0).then(|| {
        let them = count::of(none, "WorkSpace has", "WorkSpaces have");
        view! { <li>{format!("{them} no snapshot to go back to: AWS will refuse.")}</li> }
    });
    let failed = (failed > 0).then(|| {
        view! { <li>{format!("{} could not be looked up.", count::words(failed))}</li> }
    });
    let oldest: Vec<_> = oldest
        .into_iter()
        .map(|(key, label, taken)| {
            view! { <li><a href=paths::workspace(&key)>{label}</a>": back to "<Time at=taken/></li> }
        })
        .collect();
    let head = (!oldest.is_empty())
        .then(|| view! { <p class="quiet">"What was written since is lost; the oldest first:"</p> });
    view! {
        <section class="card ages" aria-label="Snapshots">
            <p aria-live="polite">{words}</p>
            {bar}
            <ul>{none}{failed}</ul>
            {head}
            <ul>{oldest}</ul>
        </section>
    }
}
