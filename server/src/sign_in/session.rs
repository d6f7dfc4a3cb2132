//! Whose session is it, and has it ended?

use domain::access::{Person, Right};
use domain::at::At;
use domain::fault::{Fault, FaultKind};
use domain::ids::PersonId;
use serde::{Deserialize, Serialize};
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, Session, SessionManagerLayer};

use super::{SignIn, Store, key, roles};
use crate::config::Auth;
use crate::faults::internal;
use crate::request_log;
use crate::site::Site;

const KEY: &str = "holder";
/// How often it is noted that a session is in use, at most: a write to the database each.
const NOTED_MS: i64 = 5 * 60_000;

/// When sessions end.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// After nothing was asked in it for so many minutes.
    pub idle_minutes: u32,
    /// So many minutes after it was opened, however busy it is.
    pub max_minutes: u32,
}

impl From<&Auth> for Limits {
    fn from(auth: &Auth) -> Self {
        Self { idle_minutes: auth.session_idle_minutes, max_minutes: auth.session_max_minutes }
    }
}

impl Limits {
    /// Milliseconds that no session outlives.
    #[must_use]
    pub fn max_ms(self) -> i64 {
        i64::from(self.max_minutes) * 60_000
    }

    fn is_over(self, holder: &Holder, now: At) -> bool {
        now.ms_since(holder.opened) >= self.max_ms()
    }

    /// A short session is noted more often, so that it does not end while it is used.
    fn is_unnoted(self, holder: &Holder, now: At) -> bool {
        now.ms_since(holder.noted) >= NOTED_MS.min(i64::from(self.idle_minutes) * 15_000)
    }
}

/// What a session holds: who, and never what they may do, which is looked up each time.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Holder {
    /// Who.
    pub person: PersonId,
    /// The way in that it was opened by: a demo's session must be worth nothing with real accounts.
    pub way: String,
    /// When it began.
    pub opened: At,
    /// When it was last seen in use, to some minutes.
    pub noted: At,
    /// The family of the browser that it was opened with.
    #[serde(default)]
    pub browser: String,
    /// The identity provider's name of it.
    pub sid: Option<String>,
    /// What its refresh token is found by.
    pub tokens: Option<String>,
}

/// What an identity provider gave along.
#[derive(Debug, Default)]
pub struct Given {
    /// The provider's name of its own session.
    pub sid: Option<String>,
    /// What its refresh token is found by.
    pub tokens: Option<String>,
}

/// The name of the cookie. With `__Host-`, browsers take it over https and from this very host alone.
#[must_use]
pub fn cookie(is_secure: bool) -> &'static str {
    if is_secure { "__Host-deskwarden" } else { "deskwarden" }
}

/// The layer that carries sessions by cookie. No `Secure` on plain http, which is for this machine alone: there Safari
/// would drop the cookie.
#[must_use]
pub fn layer(site: &Site) -> SessionManagerLayer<Store> {
    let is_secure = site.front.is_secure();
    let idle = time::Duration::minutes(i64::from(site.limits.idle_minutes));
    SessionManagerLayer::new(Store(site.backend.clone()))
        .with_name(cookie(is_secure))
        .with_http_only(true)
        .with_secure(is_secure)
        .with_same_site(SameSite::Lax)
        .with_expiry(Expiry::OnInactivity(idle))
}

/// Opens a session under a new id for someone who has proven who they are.
///
/// # Errors
/// When it cannot be kept.
pub async fn open(site: &Site, session: &Session, person: &Person, given: Given) -> Result<(), Fault> {
    backend::access::sign_in(&site.backend, person).await?;
    let now = site.backend.clock().now();
    let holder = Holder {
        person: person.id.clone(),
        way: site.way.to_string(),
        opened: now,
        noted: now,
        browser: request_log::browser(),
        sid: given.sid,
        tokens: given.tokens,
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
    if let (Some(holder), Some(id)) = (holder(session).await?, session.id()) {
        if let SignIn::Oidc(oidc) = &site.sign_in {
            oidc.forget(&holder);
        }
        if let Some(person) = backend::access::person(&site.backend, &holder.person).await? {
            backend::access::sign_out(&site.backend, &person, &key(&id)).await?;
        }
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
/// When the database fails, and when the identity provider leaves them no role or does not answer.
pub async fn person(site: &Site, session: &Session) -> Result<Option<Person>, Fault> {
    let Some(mut holder) = holder(session).await? else { return Ok(None) };
    let now = site.backend.clock().now();
    match holds(site, &holder).await {
        Ok(true) => {}
        Err(fault) if fault.kind != FaultKind::Forbidden => return Err(fault),
        over => {
            session.flush().await.map_err(|error| failed(&error))?;
            return over.map(|_| None);
        }
    }
    let person = backend::access::person(&site.backend, &holder.person).await?;
    // Another session of theirs may have learned that no role is left.
    if let Some(person) = person.as_ref().filter(|person| !person.holds(Right::Read)) {
        session.flush().await.map_err(|error| failed(&error))?;
        return Err(roles::no_role(person));
    }
    if person.is_some() && site.limits.is_unnoted(&holder, now) {
        holder.noted = now;
        session.insert(KEY, holder).await.map_err(|error| failed(&error))?;
    }
    Ok(person)
}

/// Whether the session is still there and whose, asked of the database again: for streams, which outlive
/// the request that opened them.
///
/// # Errors
/// When the database fails, and when the identity provider leaves them no role or does not answer.
pub async fn person_again(site: &Site, session: &Session) -> Result<Option<Person>, Fault> {
    session.load().await.map_err(|error| failed(&error))?;
    let Some(holder) = holder(session).await? else { return Ok(None) };
    if !holds(site, &holder).await? {
        return Ok(None);
    }
    let person = backend::access::person(&site.backend, &holder.person).await?;
    Ok(person.filter(|person| person.holds(Right::Read)))
}

/// Whether a session that is there holds: opened by this way in, not too long ago, and not refused by its provider.
async fn holds(site: &Site, holder: &Holder) -> Result<bool, Fault> {
    if holder.way != *site.way || site.limits.is_over(holder, site.backend.clock().now()) {
        return Ok(false);
    }
    match &site.sign_in {
        SignIn::Oidc(oidc) => oidc.renew(site, holder).await,
        _ => Ok(true),
    }
}

/// What the session holds; nothing, when another version wrote it in another form.
async fn holder(session: &Session) -> Result<Option<Holder>, Fault> {
    let kept = session.get_value(KEY).await.map_err(|error| failed(&error))?;
    Ok(kept.and_then(|kept| serde_json::from_value(kept).ok()))
}

fn failed(error: &tower_sessions::session::Error) -> Fault {
    internal("Your session cannot be read.", error)
}
