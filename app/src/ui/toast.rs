//! What has just happened? Success fades, errors stay. The second of the three contexts.

use std::time::Duration;

use domain::words::Tone;
use leptos::prelude::*;

use super::badge::tone_class;
use super::icon::{Glyph, Icon};

/// How long success is shown.
const FADES: Duration = Duration::from_secs(5);

/// Says what happened, in a corner of the page.
#[derive(Clone, Copy)]
pub struct Toasts {
    all: RwSignal<Vec<(usize, Tone, String)>>,
    next: StoredValue<usize>,
}

impl Toasts {
    /// Puts the toasts into the context.
    pub fn provide() {
        provide_context(Self { all: RwSignal::new(Vec::new()), next: StoredValue::new(0) });
    }

    /// Says it. Everything but an error fades.
    pub fn say(&self, tone: Tone, words: impl Into<String>) {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        self.all.update(|all| all.push((id, tone, words.into())));
        if tone != Tone::Bad {
            let toasts = *self;
            set_timeout(move || toasts.close(id), FADES);
        }
    }

    fn close(&self, id: usize) {
        self.all.try_update(|all| all.retain(|(other, ..)| *other != id));
    }
}

/// Where toasts appear: one region, there from the start, so that listeners are told.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.all.get() key=|(id, ..)| *id let:toast>
                <div class=format!("toast {}", tone_class(toast.1))>
                    <Icon glyph=Glyph::of(toast.1) />
                    <span>{toast.2}</span>
                    <button
                        type="button"
                        class="btn quiet icon-only"
                        aria-label="Dismiss"
                        on:click=move |_| toasts.close(toast.0)
                    >
                        <Icon glyph=Glyph::Close />
                    </button>
                </div>
            </For>
        </div>
    }
}
