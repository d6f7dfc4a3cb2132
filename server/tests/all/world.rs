//! What does a test own? A database, a console and its own people; all gone at the end.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use axum::response::Response;
use backend::Backend;
use backend::clock::Clock;
use backend::config::Scope;
use server::config::Config;
use server::sign_in::SignIn;
use server::site::Site;
use server::temporary::Temporary;
use tower::ServiceExt as _;

/// Long enough for a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

pub const HOST: &str = "127.0.0.1:3000";
pub const ORIGIN: &str = "http://127.0.0.1:3000";

/// A console without accounts: everything but AWS.
pub struct World {
    pub site: Site,
    router: Router,
    folder: Temporary,
}

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl World {
    pub async fn demo() -> Self {
        Self::with(SignIn::Demo, Clock::wall()).await
    }

    pub async fn with(sign_in: SignIn, clock: Clock) -> Self {
        Self::made(sign_in, Vec::new(), clock).await
    }

    /// A demo's console that watches these scopes.
    pub async fn watching(scopes: Vec<Scope>, clock: Clock) -> Self {
        Self::made(SignIn::Demo, scopes, clock).await
    }

    /// A console as this config says, which must be without faults; its data is this world's own.
    pub async fn configured(config: &Config, clock: Clock) -> Self {
        assert_eq!(server::config::faults(config, Some("eu-west-1")), Vec::<String>::new());
        let folder = Temporary::make().unwrap();
        let config = Config { data: folder.path().to_owned(), ..config.clone() };
        let backend = Backend::open(config.backend(Vec::new()), clock).await.unwrap();
        let site = Site::new(backend, SignIn::try_from(&config.auth).unwrap()).configured(&config);
        let router = site.router();
        Self { site, router, folder }
    }

    async fn made(sign_in: SignIn, scopes: Vec<Scope>, clock: Clock) -> Self {
        let folder = Temporary::make().unwrap();
        let config = Config { data: folder.path().to_owned(), ..Config::default() };
        let backend = Backend::open(config.backend(scopes), clock).await.unwrap();
        let site = Site::new(backend, sign_in);
        let router = site.router();
        Self { site, router, folder }
    }

    /// The database's file.
    pub fn database(&self) -> std::path::PathBuf {
        self.folder.path().join("deskwarden.db")
    }

    /// The answer's head. A page that waits for something that never comes fails here, by its name.
    pub async fn send(&self, request: Request<Body>) -> Response {
        let asked = format!("{} {}", request.method(), request.uri());
        let answer = tokio::time::timeout(PATIENCE, self.router.clone().oneshot(request)).await;
        answer.unwrap_or_else(|_| panic!("{asked} is not answered")).unwrap()
    }

    pub async fn ask(&self, request: Request<Body>) -> Answer {
        let (parts, body) = self.send(request).await.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    /// Signs in as one of the demo's people; gives what the browser sends from then on.
    pub async fn sign_in(&self, identity: &str) -> String {
        let answer = self.ask(post("/sign-in", &format!("identity={identity}&back=/fleet"))).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        cookie(&answer).expect("a session")
    }
}

/// The session's cookie that an answer sets.
pub fn cookie(answer: &Answer) -> Option<String> {
    let set = answer.headers.get_all(header::SET_COOKIE).iter();
    let set = set.filter_map(|value| value.to_str().ok()?.split(';').next());
    let mut set =
        set.filter(|pair| pair.starts_with("deskwarden=") || pair.starts_with("__Host-deskwarden="));
    // An empty one is taken away.
    set.find(|pair| !pair.ends_with('=')).map(str::to_owned)
}

/// The same request, as it comes from this address.
pub fn from_peer(peer: &str, mut request: Request<Body>) -> Request<Body> {
    let address = SocketAddr::new(peer.parse().unwrap(), 40_000);
    request.extensions_mut().insert(ConnectInfo(address));
    request
}

pub fn request(method: Method, path: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path).header(header::HOST, HOST)
}

pub fn get(path: &str) -> Request<Body> {
    request(Method::GET, path).body(Body::empty()).unwrap()
}

pub fn get_as(cookie: &str, path: &str) -> Request<Body> {
    request(Method::GET, path).header(header::COOKIE, cookie).body(Body::empty()).unwrap()
}

/// A form, posted by a page of ours.
pub fn post(path: &str, form: &str) -> Request<Body> {
    form_of_ours(path).body(Body::from(form.to_owned())).unwrap()
}

pub fn post_as(cookie: &str, path: &str, form: &str) -> Request<Body> {
    form_of_ours(path).header(header::COOKIE, cookie).body(Body::from(form.to_owned())).unwrap()
}

fn form_of_ours(path: &str) -> axum::http::request::Builder {
    request(Method::POST, path)
        .header("sec-fetch-site", "same-origin")
        .header(header::ORIGIN, ORIGIN)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}

/// A path of the registry with something in its holes.
pub fn filled(path: &str) -> String {
    path.replace("{account}", "111122223333")
        .replace("{region}", "eu-west-1")
        .replace("{id}", "1")
        .replace("{*file}", "deskwarden.css")
}
