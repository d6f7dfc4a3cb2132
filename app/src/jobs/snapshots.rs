//! How much would be lost? The ages of the snapshots, as AWS tells them one by one.

use domain::count;
use domain::fleet::Action;
use domain::jobs::{Kind, Plan, SnapshotAges};
use leptos::prelude::*;

use super::doors::LookUp;
use crate::paths;
use crate::ui::button::Button;
use crate::ui::clock::Time;
use crate::ui::progress::Progress;

/// Whether WorkSpaces of this plan would go back to their snapshots.
pub fn are_lost_to(plan: &Plan) -> bool {
    matches!(plan.kind, Kind::Act(Action::Rebuild | Action::Restore | Action::Migrate))
        && plan.eligible > 0
        && plan.job.is_none()
}

/// What is known by now, beginning with what the page came with. More is looked up while the page is open, where there
/// are scripts.
pub fn looked_up(
    plan: i64,
    first: Option<SnapshotAges>,
    look: ServerAction<LookUp>,
) -> Signal<Option<SnapshotAges>> {
    let ages = Signal::derive(move || match look.value().get() {
        Some(Ok(Some(ages))) => Some(ages),
        _ => first.clone(),
    });
    let (round, set_round) = signal(0_u32);
    let has_failed = move || look.value().with(|answer| matches!(answer, Some(Err(_))));
    Effect::new(move |_| {
        let more = ages.with(|ages| matches!(ages, Some(ages) if ages.known < ages.of));
        if more && !has_failed() {
            request_animation_frame(move || {
                // The page may have been left by then.
                let _ = set_round.try_update(|round| *round += 1);
            });
        }
    });
    Effect::new(move |_| {
        if round.get() > 0 {
            look.dispatch(LookUp { id: plan });
        }
    });
    ages
}

/// The summary. Without scripts a button asks for the next.
#[component]
pub fn Snapshots(ages: Signal<Option<SnapshotAges>>, plan: i64, look: ServerAction<LookUp>) -> impl IntoView {
    move || ages.get().map(|ages| view! { <Told ages plan look/> })
}

#[component]
fn Told(ages: SnapshotAges, plan: i64, look: ServerAction<LookUp>) -> impl IntoView {
    let SnapshotAges { known, of, none, failed, oldest, .. } = ages;
    let words = if known < of {
        format!("Snapshots of {} of {} looked up", count::words(known), count::words(of))
    } else {
        "Snapshots of all looked up".to_owned()
    };
    let bar = (known < of).then(|| {
        view! {
            <Progress label="Snapshots looked up" value=Some(known) most=of/>
            <div class="without-scripts">
                <ActionForm action=look>
                    <input type="hidden" name="id" value=plan.to_string()/>
                    <Button>"Look up the next"</Button>
                </ActionForm>
            </div>
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
