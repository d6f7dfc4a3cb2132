//! Whose session is it, and has it ended?

use domain::access::Person;
use domain::at::At;
use domain::fault::Fault;
use domain::ids::PersonId;
use serde::{Deserialize, Serialize};
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, Session, SessionManagerLayer};

use super::{Store, key};
use crate::config::Mode;
use crate::faults::internal;
use crate::request_log;
use crate::site::Site;

const KEY: &str = "holder";
const COOKIE: &str = "deskwarden";
/// A session ends when nothing was asked in it for this long.
const IDLE: time::Duration = time::Duration::hours(8);
/// A session ends so long after it was opened, however busy it is.
const ABSOLUTE_MS: i64 = 24 * 3_600_000;
/// How often it is noted that a session is in use: a write to the database each.
const NOTED_MS: i64 = 5 * 60_000;

/// What a session holds: who, and never what they may do, which is looked up each time.
#[derive(Debug, Serialize, Deserialize)]
struct Holder {
    person: PersonId,
    /// The mode it was opened in: a demo's session must be worth nothing with real accounts.
    demo: bool,
    opened: At,
    noted: At,
    /// The family of the browser that it was opened with.
    #[serde(default)]
    browser: String,
}

/// The layer that carries sessions by cookie. No `Secure`: every way in so far is plain http on loopback,
/// where Safari would drop the cookie.
#[must_use]
pub fn layer(store: Store) -> SessionManagerLayer<Store> {
    SessionManagerLayer::new(store)
        .with_name(COOKIE)
        .with_http_only(true)
        .with_secure(false)
        .with_same_site(SameSite::Lax)
        .with_expiry(Expiry::OnInactivity(IDLE))
}

/// Opens a session under a new id for someone who has proven who they are.
///
/// # Errors
/// When it cannot be kept.
pub async fn open(site: &Site, session: &Session, person: &Person) -> Result<(), Fault> {
    backend::access::sign_in(&site.backend, person).await?;
    let now = site.backend.clock().now();
    let holder = Holder {
        person: person.id.clone(),
        demo: site.sign_in.mode() == Mode::Demo,
        opened: now,
        noted: now,
        browser: request_log::browser(),
    };
    session.clear().await;
    session.cycle_id().await.map_err(|error| failed(&error))?;
    session.insert(KEY, holder).await.map_err(|error| failed(&error))?;
    tracing::info!(person = %person.id, "signed in");
    Ok(())
}

/// Ends a session at once.
///
/// # Errors
/// When the database fails.
pub async fn close(site: &Site, session: &Session) -> Result<(), Fault> {
    if let (Some(person), Some(id)) = (person(site, session).await?, session.id()) {
        backend::access::sign_out(&site.backend, &person, &key(&id)).await?;
    }
    session.flush().await.map_err(|error| failed(&error))?;
    ended(site);
    Ok(())
}

/// Sessions have ended: streams look whether theirs is among them.
pub fn ended(site: &Site) {
    site.sessions_ended.send_modify(|count| *count += 1);
}

/// Who holds the session, with what they hold now; nobody when it has ended.
///
/// # Errors
/// When the database fails.
pub async fn person(site: &Site, session: &Session) -> Result<Option<Person>, Fault> {
    let Some(mut holder) = session.get::<Holder>(KEY).await.map_err(|error| failed(&error))? else {
        return Ok(None);
    };
    let now = site.backend.clock().now();
    let other_mode = holder.demo != (site.sign_in.mode() == Mode::Demo);
    if other_mode || now.ms_since(holder.opened) >= ABSOLUTE_MS {
        session.flush().await.map_err(|error| failed(&error))?;
        return Ok(None);
    }
    let person = backend::access::person(&site.backend, &holder.person).await?;
    if person.is_some() && now.ms_since(holder.noted) >= NOTED_MS {
        holder.noted = now;
        session.insert(KEY, holder).await.map_err(|error| failed(&error))?;
    }
    Ok(person)
}

/// Whether the session is still there and whose, asked of the database again: for streams, which outlive
/// the request that opened them.
///
/// # Errors
/// When the database fails.
pub async fn person_again(site: &Site, session: &Session) -> Result<Option<Person>, Fault> {
    session.load().await.map_err(|error| failed(&error))?;
    let Some(holder) = session.get::<Holder>(KEY).await.map_err(|error| failed(&error))? else {
        return Ok(None);
    };
    if site.backend.clock().now().ms_since(holder.opened) >= ABSOLUTE_MS {
        return Ok(None);
    }
    backend::access::person(&site.backend, &holder.person).await
}

fn failed(error: &tower_sessions::session::Error) -> Fault {
    internal("Your session cannot be read.", error)
}
