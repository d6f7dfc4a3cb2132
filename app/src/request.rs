//! Who asks the server, how do they like it, and how is an answer given? The server's half of every door.
//!
//! The server calls [`provide`] for each request, after its own middleware has put the [`Person`] into the
//! request's extensions.

use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use backend::Backend;
use backend::resource::Led;
use domain::access::{Permit, Person, Right};
use domain::fault::{Fault, FaultKind};
use domain::resource::ResourceKey;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::ResponseOptions;
use serde::Serialize;

use crate::door::{Refusal, Unread};
use crate::session::{Density, Facts, Preferences, Theme};

/// The cookie that carries a refusal over the redirect to the page that shows it.
const REFUSED: &str = "refused";

/// Who asks, and the backend they ask.
#[derive(Clone)]
pub struct Asker {
    /// Who.
    pub person: Person,
    /// What can answer.
    pub backend: Backend,
}

impl Asker {
    /// Proof of a right, or the refusal.
    ///
    /// # Errors
    /// `Forbidden`.
    pub fn permit(&self, right: Right) -> Result<Permit, Fault> {
        self.person.permit(right)
    }
}

/// The session that a request comes in, by what the database knows it by; the server puts it beside the [`Person`].
#[derive(Clone, Debug)]
pub struct ThisSession(pub String);

/// The session that asks; empty outside of any.
#[must_use]
pub fn this_session() -> String {
    let parts = use_context::<Parts>();
    let found = parts.and_then(|parts| parts.extensions.get::<ThisSession>().cloned());
    found.map(|ThisSession(key)| key).unwrap_or_default()
}

/// Puts what doors and pages need into the request's context. The server calls it for pages and doors alike.
pub fn provide(backend: Backend) {
    provide_context(backend);
    provide_context(Unread(|fault| say(fault, StatusCode::BAD_REQUEST)));
    let preferences = Preferences {
        theme: cookie("theme").map(|slug| Theme::from_slug(&slug)).unwrap_or_default(),
        density: cookie("density").map(|slug| Density::from_slug(&slug)).unwrap_or_default(),
    };
    let refused = if asks_for_page() { take_refusal() } else { None };
    provide_context(Facts { person: asker().ok(), preferences, refused });
}

/// Who asks.
///
/// # Errors
/// `Stranger`, when nobody is signed in.
pub fn asker() -> Result<Person, Fault> {
    let parts = use_context::<Parts>().ok_or_else(Fault::stranger)?;
    parts.extensions.get::<Person>().cloned().ok_or_else(Fault::stranger)
}

/// The backend of this request.
///
/// # Errors
/// `Internal`, when the server did not provide one.
pub fn backend() -> Result<Backend, Fault> {
    use_context().ok_or_else(|| Fault::new(FaultKind::Internal, "The server provides no backend here."))
}

/// Opens a door: finds out who asks, lets the room answer, and says the refusal in the way the asker can read:
/// a status for scripts, a redirect back with a note for a form without them.
///
/// # Errors
/// The room's fault.
pub async fn door<T, Answer>(room: impl FnOnce(Asker) -> Answer) -> Result<T, Refusal>
where
    Answer: Future<Output = Result<T, Fault>>,
{
    let answer = match (asker(), backend()) {
        (Ok(person), Ok(backend)) => room(Asker { person, backend }).await,
        (Err(fault), _) | (_, Err(fault)) => Err(fault),
    };
    answer.map_err(refuse)
}

/// Sends the browser to another page of the console, whether it has scripts or not.
pub fn redirect(path: &str) {
    leptos_axum::redirect(path);
}

/// The resource that a form names.
///
/// # Errors
/// `NotFound`.
pub fn resource_key(text: &str) -> Result<ResourceKey, Fault> {
    text.parse().map_err(|_| Fault::not_found("The form names no resource."))
}

/// Leads from a form to its plan, or back to the form with what was typed.
///
/// # Errors
/// What is no matter of the form.
pub async fn planned<F: Serialize>(
    asker: &Asker,
    planned: Result<i64, Fault>,
    form: F,
    back: &str,
) -> Result<(), Fault> {
    let led = backend::resource::plan_or_keep(&asker.backend, &asker.person, planned, form).await?;
    redirect(&match led {
        Led::Plan(plan, _) => crate::paths::plan(plan),
        Led::Back(draft) => crate::paths::with_draft(back, draft),
    });
    Ok(())
}

fn refuse(fault: Fault) -> Refusal {
    let status = StatusCode::from_u16(fault.kind.status());
    say(&fault, status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
    Refusal(fault)
}

/// Says a refusal in the way the asker can read.
fn say(fault: &Fault, status: StatusCode) {
    let is_plain_form =
        asks_for_page() && use_context::<Parts>().is_some_and(|parts| parts.method == Method::POST);
    if is_plain_form {
        keep_refusal(fault);
        redirect(&way_back());
    } else if let Some(response) = use_context::<ResponseOptions>() {
        // A page that cannot ask AWS is still a page: the notice on it says what failed.
        if !(asks_for_page() && fault.kind == FaultKind::Aws) {
            response.set_status(status);
        }
    }
}

/// Whether a browser navigates, rather than a script asking.
fn asks_for_page() -> bool {
    request_header(&header::ACCEPT).is_some_and(|accepts| accepts.contains("text/html"))
}

/// The path of the page that held the form; never another site.
fn way_back() -> String {
    let referer = request_header(&header::REFERER).unwrap_or_default();
    let after_scheme = referer.split_once("://").map_or("", |(_, rest)| rest);
    let path = after_scheme.find('/').map_or("/", |at| &after_scheme[at..]);
    if path.starts_with("//") || path.contains('\\') { "/".to_owned() } else { path.to_owned() }
}

fn keep_refusal(fault: &Fault) {
    // A cookie holds about 4 kB; the fields' errors are in the draft.
    let short = Fault { fields: Vec::new(), ..fault.clone() };
    let text = serde_json::to_string(&short).unwrap_or_default();
    let text: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
    if text.len() < 3_800 {
        set_cookie(&format!("{REFUSED}={text}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax"));
    }
}

fn take_refusal() -> Option<Fault> {
    let text = cookie(REFUSED)?;
    set_cookie(&format!("{REFUSED}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"));
    let pair = format!("v={text}");
    let (_, text) = form_urlencoded::parse(pair.as_bytes()).next()?;
    serde_json::from_str(&text).ok()
}

fn set_cookie(cookie: &str) {
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(cookie)) {
        response.append_header(header::SET_COOKIE, value);
    }
}

fn cookie(name: &str) -> Option<String> {
    let header = request_header(&header::COOKIE)?;
    let mut pairs = header.split(';').filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
}

fn request_header(name: &HeaderName) -> Option<String> {
    let parts = use_context::<Parts>()?;
    parts.headers.get(name)?.to_str().ok().map(str::to_owned)
}
