//! What changed meanwhile? The stream of hints, as a page hears it.
//!
//! A hint holds ids and numbers, never contents: who is concerned asks the server again. All tabs of a browser
//! share one stream through a worker (`assets/live.js`); where there are no shared workers, each has its own.

use std::sync::Arc;
use std::time::Duration;

use domain::at::At;
use domain::live::Hint;
use leptos::prelude::*;

mod stream;

/// How the stream stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// No stream yet, or no scripts: the page is as it was drawn.
    Still,
    /// Hints arrive.
    Live,
    /// The stream broke and is being opened again.
    Reconnecting,
    /// The server knows this browser's person no more: it was signed out elsewhere, or for too long away.
    SignedOut,
    /// A person has paused it.
    Paused,
}

/// What the stream tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// The stream is open; what happened before is not known.
    Open,
    /// The stream broke.
    Down,
    /// The stream is refused: nobody is signed in.
    Out,
    /// Something changed.
    Hint(Box<Hint>),
    /// Too much changed to be told.
    Resync,
    /// Nothing changed; the stream is alive.
    Ping,
}

type Listener = Arc<dyn Fn(&News) + Send + Sync>;

/// The least time between two refetches of one page.
const CALM: Duration = Duration::from_secs(1);

/// The stream of hints, shared by all parts of the page.
#[derive(Clone, Copy)]
pub struct Live {
    open: RwSignal<Option<bool>>,
    out: RwSignal<bool>,
    paused: RwSignal<bool>,
    heard: RwSignal<Option<At>>,
    listeners: StoredValue<Vec<(usize, Listener)>>,
    next: StoredValue<usize>,
}

impl Live {
    /// Opens the stream, in the browser, when someone is signed in. `worker` names whose it is: another person's
    /// stream tells other things.
    pub fn start(worker: Option<String>, now: ReadSignal<Option<At>>) -> Self {
        let live = Self {
            open: RwSignal::new(None),
            out: RwSignal::new(false),
            paused: RwSignal::new(false),
            heard: RwSignal::new(None),
            listeners: StoredValue::new(Vec::new()),
            next: StoredValue::new(0),
        };
        if let Some(worker) = worker {
            Effect::new(move |_| {
                stream::open(&worker, move |news| live.tell(&news, now.get_untracked()));
            });
        }
        live
    }

    /// How it stands.
    #[must_use]
    pub fn status(&self) -> Status {
        if self.out.get() {
            return Status::SignedOut;
        }
        match (self.paused.get(), self.open.get()) {
            (true, _) => Status::Paused,
            (false, None) => Status::Still,
            (false, Some(true)) => Status::Live,
            (false, Some(false)) => Status::Reconnecting,
        }
    }

    /// When the stream was last heard of.
    #[must_use]
    pub fn heard(&self) -> Option<At> {
        self.heard.get()
    }

    /// Stops telling, or tells again; what was missed is asked for at once.
    pub fn toggle(&self) {
        self.paused.update(|paused| *paused = !*paused);
        if !self.paused.get_untracked() {
            self.spread(&News::Resync);
        }
    }

    /// A number that grows when something happened that concerns the caller, at most once a second.
    pub fn follow(&self, concerns: impl Fn(&Hint) -> bool + Send + Sync + 'static) -> ReadSignal<u64> {
        let (version, set_version) = signal(0_u64);
        let beat = Beat { set_version, calm: StoredValue::new(false), missed: StoredValue::new(false) };
        let listener: Listener = Arc::new(move |news| {
            let matters = match news {
                News::Hint(hint) => concerns(hint),
                News::Open | News::Resync => true,
                News::Down | News::Out | News::Ping => false,
            };
            if matters {
                beat.strike();
            }
        });
        let id = self.next.try_update_value(|next| {
            *next += 1;
            *next
        });
        let listeners = self.listeners;
        listeners.update_value(|all| all.push((id.unwrap_or_default(), listener)));
        // The server drew this page, and its piece came when the stream was open already: what happened between is not known.
        if is_hydrating() && self.open.get_untracked().is_some() {
            Effect::new(move |_| set_timeout(move || beat.strike(), Duration::ZERO));
        }
        on_cleanup(move || {
            listeners.try_update_value(|all| all.retain(|(other, _)| Some(*other) != id));
        });
        version
    }

    fn tell(&self, news: &News, now: Option<At>) {
        match news {
            News::Down => self.open.set(Some(false)),
            News::Out => {
                self.open.set(Some(false));
                self.out.set(true);
            }
            _ => {
                self.out.set(false);
                self.open.set(Some(true));
                self.heard.set(now);
            }
        }
        if !self.paused.get_untracked() {
            self.spread(news);
        }
    }

    fn spread(&self, news: &News) {
        // Taken out first: a listener may make others come and go.
        let all: Vec<Listener> =
            self.listeners.with_value(|all| all.iter().map(|(_, one)| one.clone()).collect());
        for listener in all {
            listener(news);
        }
    }
}

/// Whether the page that the server drew is being made a living one.
fn is_hydrating() -> bool {
    Owner::current_shared_context().is_some_and(|context| context.during_hydration())
}

/// Lets the first news through at once and gathers what follows within a second.
#[derive(Clone, Copy)]
struct Beat {
    set_version: WriteSignal<u64>,
    calm: StoredValue<bool>,
    missed: StoredValue<bool>,
}

impl Beat {
    fn strike(self) {
        if self.calm.try_get_value().unwrap_or(true) {
            self.missed.try_set_value(true);
            return;
        }
        self.calm.try_set_value(true);
        self.set_version.try_update(|version| *version += 1);
        set_timeout(
            move || {
                self.calm.try_set_value(false);
                if self.missed.try_get_value() == Some(true) {
                    self.missed.try_set_value(false);
                    self.strike();
                }
            },
            CALM,
        );
    }
}
