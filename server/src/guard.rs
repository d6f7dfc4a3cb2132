//! Who is asking, and may they come in at all? Outside of every handler: what is not open is locked.

use app::request::ThisSession;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::fault::Fault;
use domain::ids::PersonId;
use tower_sessions::Session;

use crate::faults::fault_json;
use crate::notice;
use crate::routes::{Access, access};
use crate::sign_in::{self, SignIn, cookies, key, session};
use crate::site::Site;

/// Who asked, for the line in the log.
#[derive(Clone, Debug)]
pub struct Asked(pub PersonId);

/// Lets public routes through; for all others puts the person into the request, or refuses the stranger.
pub async fn guard(State(site): State<Site>, session: Session, mut request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    if access(request.method(), path) == Access::Public {
        if path == Some(app::paths::SIGN_IN)
            && matches!(site.sign_in, SignIn::ProxyHeader(_) | SignIn::ProxyJwt(_))
        {
            return notice::behind_a_proxy();
        }
        return next.run(request).await;
    }
    let peer = sign_in::peer(request.extensions());
    match sign_in::who(&site, &session, peer, request.headers()).await {
        Ok(Some(came)) => {
            let asked = Asked(came.person.id.clone());
            request.extensions_mut().insert(came.person.clone());
            request.extensions_mut().insert(came);
            let this = session.id().map(|id| key(&id)).unwrap_or_default();
            request.extensions_mut().insert(ThisSession(this));
            let mut response = next.run(request).await;
            response.extensions_mut().insert(asked);
            response
        }
        Ok(None) => refuse_stranger(&site, &request),
        Err(fault) if navigates(request.headers()) => notice::of(&fault),
        Err(fault) => fault_json(&fault),
    }
}

/// A page sends the stranger to sign in and back; everything else, files too, answers 401.
fn refuse_stranger(site: &Site, request: &Request) -> Response {
    let path = request.uri().path();
    let is_page = request.method() == Method::GET
        && !path.starts_with("/api/")
        && !path.ends_with(".csv")
        && !path.ends_with(".sh")
        && path != app::paths::EVENTS;
    // Who brings a cookie was in: their session is over.
    let was_in = cookies::one(request.headers(), session::cookie(site.front.is_secure())).is_some();
    if is_page {
        let asked = request.uri().path_and_query().map_or("/", |asked| asked.as_str());
        let back: String = form_urlencoded::byte_serialize(asked.as_bytes()).collect();
        let over = if was_in { "&over=1" } else { "" };
        return Redirect::to(&format!("{}?back={back}{over}", app::paths::SIGN_IN)).into_response();
    }
    // A form without scripts, in a session that ended meanwhile.
    if navigates(request.headers()) {
        let to = if was_in { app::paths::SIGN_IN_OVER } else { app::paths::SIGN_IN };
        return Redirect::to(to).into_response();
    }
    fault_json(&Fault::stranger())
}

/// Whether a person's browser asks, and not a script.
pub(crate) fn navigates(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"))
}
