//! How are the app's pages drawn, and what is in their context?

use std::sync::LazyLock;

use axum::extract::{FromRef as _, Request, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::fault::Fault;
use leptos::config::LeptosOptions;
use leptos::nonce::use_nonce;
use leptos::prelude::{AnyView, IntoAny as _, provide_context, use_context};
use leptos_axum::{AxumRouteListing, ResponseOptions};

use crate::faults::fault_json;
use crate::headers::page_policy;
use crate::site::Site;

/// The app's pages, as its router lists them.
///
/// Listed once, before anything is served: a page that is drawn in another thread while leptos lists was seen to
/// wait for its data for ever (one in five runs of the tests, which each listed for themselves).
#[must_use]
pub fn routes() -> Vec<AxumRouteListing> {
    static ROUTES: LazyLock<Vec<AxumRouteListing>> =
        LazyLock::new(|| leptos_axum::generate_route_list(app::App));
    ROUTES.clone()
}

/// What doors and pages find in their context.
pub fn context(site: &Site) -> impl Fn() + Clone + Send + Sync + 'static {
    let site = site.clone();
    move || {
        app::request::provide(site.backend.clone());
        provide_context(site.sign_in.offer());
        // The page's own nonce is known only here, where it is drawn.
        if let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>())
            && let Ok(policy) = HeaderValue::from_str(&page_policy(&nonce))
        {
            response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
        }
    }
}

/// Draws a page.
pub fn shell(site: &Site) -> impl Fn() -> AnyView + Clone + Send + Sync + 'static {
    let options = LeptosOptions::from_ref(site);
    move || app::shell(options.clone()).into_any()
}

/// The same address without the slash at its end, when there is one: no address of ours has it. It never leads to
/// another host, however many slashes it begins with.
fn without_slash(asked: &Uri) -> Option<String> {
    let path = asked.path();
    let inner = path.trim_matches('/');
    if inner.is_empty() || !path.ends_with('/') || inner.contains('\\') {
        return None;
    }
    Some(asked.query().map_or_else(|| format!("/{inner}"), |query| format!("/{inner}?{query}")))
}

/// Whatever is nowhere: the app's own page says so, a door's caller gets it in JSON.
pub async fn lost(State(site): State<Site>, request: Request) -> Response {
    if let Some(address) = without_slash(request.uri()) {
        return Redirect::permanent(&address).into_response();
    }
    if request.uri().path().starts_with("/api/") {
        return fault_json(&Fault::not_found("There is no such door."));
    }
    let draw = leptos_axum::render_app_async_with_context(context(&site), shell(&site));
    let mut response = draw(request).await.into_response();
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}
