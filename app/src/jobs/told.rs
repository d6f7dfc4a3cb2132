//! Who was told of a job, and which message could not be delivered?

use domain::tell::{Delivery, Event, Told};
use leptos::prelude::*;

use crate::ui::clock::Time;

/// A line for each event that people were told of; nothing when nobody is.
pub fn told(messages: &[Told]) -> impl IntoView + use<> {
    let lines = Event::ALL.iter().filter_map(|event| {
        let of_event: Vec<_> = messages.iter().filter(|told| told.event == *event).map(message).collect();
        let words = format!("Told that it {}: ", event.words());
        (!of_event.is_empty()).then(|| view! { <p class="quiet">{words}{of_event}</p> })
    });
    lines.collect_view()
}

fn message(told: &Told) -> impl IntoView + use<> {
    let (way, why) = (told.way.clone(), told.why.clone().unwrap_or_default());
    let tries = if told.tries == 1 { "once".to_owned() } else { format!("{} times", told.tries) };
    let state = match told.state {
        Delivery::Delivered(at) => view! { " " <Time at/> }.into_any(),
        Delivery::Waits(_) if told.tries == 0 => " is next".into_any(),
        Delivery::Waits(at) => {
            view! { {format!(" not delivered yet: {why}, tried {tries}, next try ")} <Time at/> }.into_any()
        }
        Delivery::GivenUp => format!(" not delivered: {why}, given up, tried {tries}").into_any(),
    };
    view! { <span>{way}{state}". "</span> }
}
