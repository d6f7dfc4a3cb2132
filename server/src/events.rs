//! What does an open page hear? Hints by number and id, a `resync` when too far behind, and a `ping`.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Extension, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse as _, Response};
use backend::live::{self, News};
use domain::at::At;
use domain::estate::Unwritten;
use domain::fault::Fault;
use domain::live::event;
use futures::stream;
use serde::Deserialize;
use tokio::sync::watch;
use tower_sessions::Session;

use crate::faults::fault_json;
use crate::places::Place;
use crate::sign_in::{self, Came};
use crate::site::Site;

/// Changes that come this close together are told of together.
const TOGETHER: Duration = Duration::from_millis(200);
/// A stream on which nothing happened says so this often, and looks whether its session still holds.
const PING: Duration = Duration::from_secs(15);
/// Where to begin, for a first connection; a browser that connects again sends `Last-Event-ID`.
#[derive(Debug, Deserialize)]
pub struct After {
    after: Option<i64>,
}

/// `GET /events`.
pub async fn stream(
    State(site): State<Site>,
    Extension(came): Extension<Came>,
    session: Session,
    Query(query): Query<After>,
    headers: HeaderMap,
) -> Response {
    let Some(place) = Place::take(&site.places, &came.person.id) else {
        let again = [(header::RETRY_AFTER, "15")];
        return (StatusCode::TOO_MANY_REQUESTS, again, "Too many pages listen for you already.")
            .into_response();
    };
    // Watched before the log is read, so that no change falls between the two.
    let grown = live::watch(&site.backend);
    let last_id = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok());
    let seq = match last_id.or(query.after) {
        Some(seq) => seq,
        None => match live::last(&site.backend).await {
            Ok(seq) => seq,
            Err(fault) => return fault_json(&fault),
        },
    };
    let checked = site.backend.clock().now();
    let ended = site.sessions_ended.subscribe();
    let written = live::watch_written(&site.backend);
    let listener = Listener {
        site,
        came,
        session,
        grown,
        heard: seq,
        ended,
        written,
        seq,
        checked,
        greeted: false,
        _place: place,
    };
    Sse::new(stream::unfold(listener, Listener::next)).into_response()
}

struct Listener {
    site: Site,
    came: Came,
    session: Session,
    grown: watch::Receiver<i64>,
    /// How far the log had grown when it was last asked.
    heard: i64,
    ended: watch::Receiver<u64>,
    written: watch::Receiver<Option<Unwritten>>,
    seq: i64,
    checked: At,
    greeted: bool,
    _place: Place,
}

enum Woken {
    Changes,
    /// Changes cannot be written down any more, or can again.
    Written,
    Nothing,
    End,
}

impl Listener {
    /// The next event; none when the process stops or the session has ended.
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        // The first event gives the browser a number to resume from, even if nothing ever happens.
        if !self.greeted {
            self.greeted = true;
            let event = self.ping();
            return Some((Ok(event), self));
        }
        loop {
            let event = match self.wait().await {
                Woken::End => return None,
                Woken::Nothing if self.holds().await => Some(self.ping()),
                Woken::Changes if self.holds_lately().await => match self.news().await {
                    Ok(event) => event,
                    // The browser connects again by itself, after a while, from where it was.
                    Err(fault) => {
                        tracing::warn!(person = %self.came.person.id, reference = fault.reference, "a stream ended: {fault}");
                        return None;
                    }
                },
                Woken::Written if self.holds_lately().await => {
                    Some(self.event(event::RESYNC, self.seq.to_string()))
                }
                Woken::Nothing | Woken::Changes | Woken::Written => return None,
            };
            if let Some(event) = event {
                return Some((Ok(event), self));
            }
        }
    }

    async fn wait(&mut self) -> Woken {
        let clock = self.site.backend.clock().clone();
        if *self.grown.borrow() <= self.heard {
            tokio::select! {
                () = self.site.closing.cancelled() => return Woken::End,
                Ok(()) = self.ended.changed() => self.checked = At::default(),
                Ok(()) = self.written.changed() => return Woken::Written,
                grown = self.grown.changed() => if grown.is_err() { return Woken::End },
                () = clock.sleep(PING) => {
                    // Who looks makes it known to all that watch: a lost change is noticed at the next one, else.
                    let _ = self.site.backend.unwritten();
                    return Woken::Nothing;
                }
            }
            clock.sleep(TOGETHER).await;
        }
        self.heard = *self.grown.borrow_and_update();
        Woken::Changes
    }

    /// What happened since, as far as this person may know; nothing, when it is none of their business.
    async fn news(&mut self) -> Result<Option<Event>, Fault> {
        let news = live::since(&self.site.backend, &self.came.person, self.seq).await?;
        Ok(match news {
            News::Resync(seq) => {
                self.seq = seq;
                Some(self.event(event::RESYNC, seq.to_string()))
            }
            News::Hint(hint) => {
                self.seq = self.seq.max(hint.seq);
                let text = serde_json::to_string(&hint).unwrap_or_default();
                (!hint.is_empty()).then(|| self.event(event::HINT, text))
            }
        })
    }

    fn ping(&self) -> Event {
        self.event(event::PING, self.seq.to_string())
    }

    // An event without data is dropped by browsers, so each has some.
    fn event(&self, name: &str, data: String) -> Event {
        Event::default().event(name).id(self.seq.to_string()).data(data)
    }

    /// Whether the session still holds, asked anew; also learns what the person may see now.
    async fn holds(&mut self) -> bool {
        self.checked = self.site.backend.clock().now();
        match sign_in::who_again(&self.site, &self.session, &self.came).await {
            Ok(Some(person)) => {
                self.came.person = person;
                true
            }
            Ok(None) | Err(_) => false,
        }
    }

    async fn holds_lately(&mut self) -> bool {
        let age = self.site.backend.clock().now().ms_since(self.checked);
        let lately = u128::try_from(age).is_ok_and(|age| age < PING.as_millis());
        lately || self.holds().await
    }
}
