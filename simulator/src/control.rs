//! The control door: how does a test or a demo move what Amazon would not let it move?
//!
//! `POST /_control/…` with JSON, from this machine only, and only when it was asked for. A request
//! that a browser's page sent is refused: the door is for tools.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Json, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::powers::{self, advance, edit};
use crate::settings::ClockMode;
use crate::wire::faults::Fault;
use crate::wire::service::Shared;

/// Who sent a request; set by the accept loop.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

type Given<T> = Result<Json<T>, JsonRejection>;
type Reply = Result<Json<Value>, (StatusCode, Json<Value>)>;

/// All control doors, locked unless they were asked for.
pub fn routes(shared: &Arc<Shared>) -> Router<Arc<Shared>> {
    Router::new()
        .route("/_control/clock", post(clock))
        .route("/_control/faults", post(faults))
        .route("/_control/faults/clear", post(clear_faults))
        .route("/_control/log", post(log))
        .route("/_control/log/clear", post(clear_log))
        .route("/_control/edit", post(edit_desktop))
        .route("/_control/key", post(set_key))
        .route("/_control/connect", post(connect))
        .route("/_control/disconnect", post(disconnect))
        .route("/_control/pool_session", post(pool_session))
        .route("/_control/state", post(state))
        .route_layer(from_fn_with_state(Arc::clone(shared), guard))
}

async fn guard(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    if !shared.control {
        return StatusCode::NOT_FOUND.into_response();
    }
    let near =
        request.extensions().get::<Peer>().is_some_and(|peer| peer.0.ip().to_canonical().is_loopback());
    if !near || from_a_page(request.headers()) {
        return refuse(StatusCode::FORBIDDEN, "The control door is for tools on this machine.")
            .into_response();
    }
    next.run(request).await
}

fn from_a_page(headers: &HeaderMap) -> bool {
    headers.contains_key("origin") || headers.contains_key("sec-fetch-mode")
}

fn refuse(status: StatusCode, text: impl Into<String>) -> (StatusCode, Json<Value>) {
    (status, Json(json!({ "error": text.into() })))
}

fn given<T>(body: Given<T>) -> Result<T, (StatusCode, Json<Value>)> {
    body.map(|Json(body)| body).map_err(|error| refuse(StatusCode::BAD_REQUEST, error.body_text()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Move {
    #[serde(default)]
    advance_ms: u64,
}

async fn clock(State(shared): State<Arc<Shared>>, body: Given<Move>) -> Reply {
    let by = Duration::from_millis(given(body)?.advance_ms);
    if !by.is_zero() && shared.clock.mode() != ClockMode::Explicit {
        return Err(refuse(StatusCode::CONFLICT, "Only an explicit clock can be moved."));
    }
    advance(&shared, by);
    Ok(Json(json!({ "now_ms": shared.clock.now_ms() })))
}

async fn faults(State(shared): State<Arc<Shared>>, body: Given<Fault>) -> Reply {
    let fault = given(body)?;
    let set = &mut shared.lock().faults;
    set.add(fault);
    Ok(Json(json!({ "faults": set.len() })))
}

async fn clear_faults(State(shared): State<Arc<Shared>>) -> Json<Value> {
    shared.lock().faults.clear();
    Json(json!({ "faults": 0 }))
}

async fn log(State(shared): State<Arc<Shared>>) -> Json<Value> {
    Json(json!({ "requests": shared.lock().log.all() }))
}

async fn clear_log(State(shared): State<Arc<Shared>>) -> Json<Value> {
    shared.lock().log.clear();
    Json(json!({ "requests": [] }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Target {
    account: String,
    region: String,
    workspace_id: String,
    #[serde(default)]
    patch: Map<String, Value>,
}

async fn edit_desktop(State(shared): State<Arc<Shared>>, body: Given<Target>) -> Reply {
    let to = given(body)?;
    if edit(&shared, &to.account, &to.region, &to.workspace_id, to.patch) {
        Ok(Json(json!({ "edited": to.workspace_id })))
    } else {
        Err(refuse(StatusCode::NOT_FOUND, "No such WorkSpace there."))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyState {
    account: String,
    region: String,
    key: String,
    state: String,
}

async fn set_key(State(shared): State<Arc<Shared>>, body: Given<KeyState>) -> Reply {
    let KeyState { account, region, key, state } = given(body)?;
    if powers::set_key(&shared, &account, &region, &key, &state) {
        Ok(Json(json!({ "key": key, "state": state })))
    } else {
        Err(refuse(StatusCode::NOT_FOUND, "No such key there."))
    }
}

async fn connect(State(shared): State<Arc<Shared>>, body: Given<Target>) -> Reply {
    let to = given(body)?;
    let came = powers::connect(&shared, &to.account, &to.region, &to.workspace_id);
    moved(came, "Nobody can connect to it in its state.")
}

async fn disconnect(State(shared): State<Arc<Shared>>, body: Given<Target>) -> Reply {
    let to = given(body)?;
    let left = powers::disconnect(&shared, &to.account, &to.region, &to.workspace_id);
    moved(left, "Nobody is connected to it.")
}

fn moved(done: bool, or: &str) -> Reply {
    if done { Ok(Json(json!({ "done": true }))) } else { Err(refuse(StatusCode::CONFLICT, or)) }
}

#[derive(Deserialize)]
struct AtPool {
    account: String,
    region: String,
    #[serde(flatten)]
    does: Does,
}

#[derive(Deserialize)]
#[serde(tag = "does", rename_all = "snake_case")]
enum Does {
    Join { pool_id: String, user_id: String },
    Idle { session_id: String },
    Leave { session_id: String },
}

async fn pool_session(State(shared): State<Arc<Shared>>, body: Given<AtPool>) -> Reply {
    let AtPool { account, region, does } = given(body)?;
    let (session, leaves) = match does {
        Does::Join { pool_id, user_id } => {
            return powers::join_pool(&shared, &account, &region, &pool_id, &user_id)
                .map(|session| Json(json!({ "session_id": session })))
                .ok_or_else(|| refuse(StatusCode::CONFLICT, "The pool does not run or is full."));
        }
        Does::Idle { session_id } => (session_id, false),
        Does::Leave { session_id } => (session_id, true),
    };
    let done = powers::rest_in_pool(&shared, &account, &region, &session, leaves);
    moved(done, "Nobody is connected to that session.")
}

async fn state(State(shared): State<Arc<Shared>>) -> Json<Value> {
    let mode = shared.clock.mode().to_string();
    let now = shared.clock.now_ms();
    let scopes = shared.lock().act(|world| {
        let mut scopes = Vec::new();
        for scope in world.scopes() {
            let mut states: Map<String, Value> = Map::new();
            let mut connected = 0;
            for desktop in scope.desktops().values() {
                let count = states.entry(desktop.state.to_string()).or_insert(json!(0));
                *count = json!(count.as_u64().unwrap_or(0) + 1);
                connected += usize::from(desktop.connected);
            }
            scopes.push(json!({
                "account": scope.account,
                "region": scope.region,
                "connected": connected,
                "states": states,
            }));
        }
        scopes
    });
    Json(json!({ "clock": mode, "now_ms": now, "scopes": scopes }))
}
