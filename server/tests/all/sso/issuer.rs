//! What do the tests' own servers answer? A server of keys, and an identity provider that can be told to misbehave.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use server::listen;
use sha2::{Digest as _, Sha256};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::signing::{Pair, with};

pub const CLIENT: &str = "desks";
pub const SECRET: &str = "the-clients-secret";
/// How each of its tokens begins: `{"alg":` in base64, which no random name happens to be.
pub const TOKEN: &str = "eyJhbGciOi";

/// A server of this test, until it is dropped.
struct Running {
    at: SocketAddr,
    stop: CancellationToken,
    _tasks: TaskTracker,
}

impl Running {
    async fn start(make: impl FnOnce(SocketAddr) -> Router) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
        tasks.spawn(listen::serve(listener, make(at), listen::Limits::default(), stop.clone()));
        Self { at, stop, _tasks: tasks }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

type Files = Arc<Mutex<HashMap<String, (StatusCode, String, usize)>>>;

/// Answers with what lies at a path, and counts.
pub struct KeyServer {
    running: Running,
    files: Files,
}

impl KeyServer {
    pub async fn start() -> Self {
        let files = Files::default();
        let router = Router::new().fallback(file).with_state(Arc::clone(&files));
        Self { running: Running::start(|_| router).await, files }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.running.at)
    }

    pub fn put(&self, path: &str, text: String) {
        let mut files = self.files.lock().unwrap();
        let count = files.get(path).map_or(0, |file| file.2);
        files.insert(path.to_owned(), (StatusCode::OK, text, count));
    }

    pub fn put_status(&self, path: &str, status: u16) {
        self.files.lock().unwrap().get_mut(path).unwrap().0 = StatusCode::from_u16(status).unwrap();
    }

    pub fn asked(&self, path: &str) -> usize {
        self.files.lock().unwrap().get(path).map_or(0, |file| file.2)
    }
}

async fn file(State(files): State<Files>, request: Request<Body>) -> Response {
    match files.lock().unwrap().get_mut(request.uri().path()) {
        Some((status, text, count)) => {
            *count += 1;
            (*status, [(header::CONTENT_TYPE, "application/json")], text.clone()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// What a person holds at the provider, and how it answers.
pub struct Said {
    /// Claims of the ID token besides those that every one has.
    pub claims: Value,
    /// What userinfo says.
    pub userinfo: Value,
    /// Whether a refresh token comes along.
    pub gives_refresh: bool,
    /// The status of the token endpoint, to refuse or fail.
    pub refuses: Option<(StatusCode, &'static str)>,
    /// Whether it answers nothing at all that makes sense.
    pub is_away: bool,
    /// What it says otherwise of itself.
    pub described: Value,
    /// A path whose answer is that it is to be found elsewhere.
    pub moved: Option<&'static str>,
    /// How often it was asked there.
    pub asked_elsewhere: usize,
    /// Seconds since 1970, by the test's clock.
    pub now: i64,
    /// How the ID token is signed; else by the provider's key.
    pub forge: Option<Forge>,
    /// Bodies that the token endpoint was sent.
    pub asked: Vec<HashMap<String, String>>,
    /// The keys that the provider shows.
    pub keys: Vec<Value>,
    codes: HashMap<String, (String, String)>,
    refreshes: HashMap<String, bool>,
    issued: usize,
}

pub type Forge = Box<dyn Fn(&Pair, Value) -> String + Send + Sync>;

/// An identity provider.
pub struct Issuer {
    running: Running,
    pub pair: Arc<Pair>,
    pub said: Arc<Mutex<Said>>,
}

#[derive(Clone)]
struct Provider {
    url: String,
    pair: Arc<Pair>,
    said: Arc<Mutex<Said>>,
}

impl Issuer {
    pub async fn start(now: i64) -> Self {
        let pair = Arc::new(Pair::new("id-1"));
        let said = Said {
            claims: json!({ "name": "Ann", "groups": ["desks"], "sid": "s-1" }),
            userinfo: json!({ "sub": "ann" }),
            gives_refresh: true,
            refuses: None,
            is_away: false,
            described: json!({}),
            moved: None,
            asked_elsewhere: 0,
            now,
            forge: None,
            asked: Vec::new(),
            keys: vec![pair.jwk()],
            codes: HashMap::new(),
            refreshes: HashMap::new(),
            issued: 0,
        };
        let said = Arc::new(Mutex::new(said));
        let (own, told) = (Arc::clone(&pair), Arc::clone(&said));
        let running = Running::start(move |at| {
            let provider = Provider { url: format!("http://{at}"), pair: own, said: told };
            Router::new().fallback(answer).with_state(provider)
        })
        .await;
        Self { running, pair, said }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.running.at)
    }

    /// Whether the provider answers as a proxy does when what is behind it is gone.
    pub fn away(&self, is_away: bool) {
        self.said.lock().unwrap().is_away = is_away;
    }

    /// What the provider does once a person has proven who they are: a code for what was asked.
    pub fn approve(&self, nonce: &str, challenge: &str) -> String {
        let mut said = self.said.lock().unwrap();
        said.issued += 1;
        let code = format!("code-{}", said.issued);
        said.codes.insert(code.clone(), (nonce.to_owned(), challenge.to_owned()));
        code
    }

    /// The claims that every token of the provider has.
    pub fn claims(&self, changes: Value) -> Value {
        base(&self.url(), self.said.lock().unwrap().now, changes)
    }
}

fn base(url: &str, now: i64, changes: Value) -> Value {
    with(json!({ "iss": url, "aud": CLIENT, "sub": "ann", "iat": now, "exp": now + 300 }), changes)
}

async fn answer(State(provider): State<Provider>, request: Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    let url = &provider.url;
    if provider.said.lock().unwrap().is_away {
        return (StatusCode::BAD_GATEWAY, "Bad gateway").into_response();
    }
    let path = parts.uri.path();
    {
        let mut said = provider.said.lock().unwrap();
        if said.moved == Some(path) {
            let to = format!("{url}/elsewhere{path}");
            return (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to)]).into_response();
        }
        said.asked_elsewhere += usize::from(path.starts_with("/elsewhere"));
    }
    match path.trim_start_matches("/elsewhere") {
        "/.well-known/openid-configuration" => axum::Json(with(
            json!({
                "issuer": url,
                "authorization_endpoint": format!("{url}/authorize"),
                "token_endpoint": format!("{url}/token"),
                "userinfo_endpoint": format!("{url}/userinfo"),
                "jwks_uri": format!("{url}/keys"),
                "end_session_endpoint": format!("{url}/end"),
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                // As some do: what is listed here is not what we take.
                "id_token_signing_alg_values_supported": ["ES256", "RS256", "HS256", "none"],
            }),
            provider.said.lock().unwrap().described.clone(),
        ))
        .into_response(),
        "/keys" => axum::Json(json!({ "keys": provider.said.lock().unwrap().keys })).into_response(),
        "/userinfo" => axum::Json(provider.said.lock().unwrap().userinfo.clone()).into_response(),
        "/token" => provider.token(&parts.headers, &body),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

impl Provider {
    fn token(&self, headers: &HeaderMap, body: &[u8]) -> Response {
        let form: HashMap<String, String> = form_urlencoded::parse(body).into_owned().collect();
        let mut said = self.said.lock().unwrap();
        said.asked.push(form.clone());
        if let Some((status, error)) = said.refuses {
            return (status, axum::Json(json!({ "error": error }))).into_response();
        }
        let basic = format!("Basic {}", STANDARD.encode(format!("{CLIENT}:{SECRET}")));
        if headers.get(header::AUTHORIZATION).is_none_or(|told| told != basic.as_str()) {
            return refused("invalid_client");
        }
        let nonce = match form.get("grant_type").map(String::as_str) {
            Some("authorization_code") => match said.codes.remove(&form["code"]) {
                Some((nonce, challenge)) if challenge == of_verifier(&form["code_verifier"]) => Some(nonce),
                _ => return refused("invalid_grant"),
            },
            Some("refresh_token") if said.refreshes.remove(&form["refresh_token"]).is_some() => None,
            _ => return refused("invalid_grant"),
        };
        let claims = with(base(&self.url, said.now, json!({ "nonce": nonce })), said.claims.clone());
        let id_token = match &said.forge {
            Some(forge) => forge(&self.pair, claims),
            None => {
                let token = self.pair.sign(&self.pair.head(), &claims);
                assert!(token.starts_with(TOKEN), "{token}");
                token
            }
        };
        let mut tokens = json!({
            "access_token": "an-access-token", "token_type": "Bearer", "expires_in": 300, "id_token": id_token,
        });
        if said.gives_refresh {
            said.issued += 1;
            let refresh = format!("refresh-{}", said.issued);
            said.refreshes.insert(refresh.clone(), true);
            tokens["refresh_token"] = json!(refresh);
        }
        axum::Json(tokens).into_response()
    }
}

fn refused(error: &str) -> Response {
    (StatusCode::BAD_REQUEST, axum::Json(json!({ "error": error }))).into_response()
}

fn of_verifier(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
}
