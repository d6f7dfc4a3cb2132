//! Do scripts run on this page, and has it been taken over by them?

use leptos::prelude::*;

/// False when the page is first drawn, true a frame after scripts took it over. What is inside a Suspense may hang
/// on this, but not on the clock or on an effect of its own: those can turn before hydration has come that far.
pub fn has_scripts() -> ReadSignal<bool> {
    let (has, set) = signal(false);
    Effect::new(move |_| {
        request_animation_frame(move || {
            // The page may have been left by then.
            let _ = set.try_set(true);
        });
    });
    has
}
