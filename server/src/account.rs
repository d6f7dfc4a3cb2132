//! Which sessions end by a press of a button? Forms of the pages post here, with scripts or without, and are led back.

use app::paths;
use app::request::ThisSession;
use axum::Form;
use axum::extract::{Extension, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use backend::access;
use domain::access::Person;
use domain::fault::Fault;
use domain::ids::PersonId;
use serde::Deserialize;

use crate::faults::fault_page;
use crate::sign_in::session;
use crate::site::Site;

/// Which session, by its key.
#[derive(Debug, Deserialize)]
pub struct One {
    session: String,
}

/// Whose sessions.
#[derive(Debug, Deserialize)]
pub struct Whose {
    person: PersonId,
}

/// `POST /account/end`: one of one's own sessions.
pub async fn end_one(
    State(site): State<Site>,
    Extension(person): Extension<Person>,
    Form(one): Form<One>,
) -> Response {
    let ended = access::end_one(&site.backend, &person, &one.session).await;
    led(&site, ended, paths::ACCOUNT)
}

/// `POST /account/end-others`: all of one's own but for the one that asks.
pub async fn end_others(
    State(site): State<Site>,
    Extension(person): Extension<Person>,
    Extension(ThisSession(this)): Extension<ThisSession>,
) -> Response {
    let ended = access::end_others(&site.backend, &person, &this).await;
    led(&site, ended, paths::ACCOUNT)
}

/// `POST /people/end`: all of somebody.
pub async fn end_all(
    State(site): State<Site>,
    Extension(person): Extension<Person>,
    Form(whose): Form<Whose>,
) -> Response {
    let ended = access::end_all(&site.backend, &person, &whose.person).await;
    led(&site, ended, paths::PEOPLE)
}

fn led(site: &Site, ended: Result<(), Fault>, back: &str) -> Response {
    match ended {
        Ok(()) => {
            session::ended(site);
            Redirect::to(back).into_response()
        }
        Err(fault) => fault_page(&fault),
    }
}
