//! How does a person like to look at the console? Two cookies, so that the first byte is drawn right.

use app::session::{Density, Theme};
use axum::Form;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use crate::local_path::local_path;

const YEAR_S: u32 = 365 * 24 * 3600;

/// What the form posts; what it leaves out stays as it is.
#[derive(Debug, Deserialize)]
pub struct Wished {
    theme: Option<String>,
    density: Option<String>,
    #[serde(default)]
    back: String,
}

/// `POST /preferences`.
pub async fn set(Form(wished): Form<Wished>) -> Response {
    let theme = wished.theme.map(|slug| cookie("theme", Theme::from_slug(&slug).slug()));
    let density = wished.density.map(|slug| cookie("density", Density::from_slug(&slug).slug()));
    let cookies = theme.into_iter().chain(density).map(|cookie| (SET_COOKIE, cookie));
    (AppendHeaders(cookies), Redirect::to(local_path(&wished.back))).into_response()
}

fn cookie(name: &str, slug: &str) -> String {
    format!("{name}={slug}; Path=/; Max-Age={YEAR_S}; SameSite=Lax")
}
