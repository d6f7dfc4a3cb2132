//! Is anybody believed in header mode whom the proxy did not name? Each header × each way to forge it: nobody.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Request, StatusCode, header};
use backend::access;
use backend::clock::Clock;
use domain::ids::PersonId;
use server::config::{Config, Mode, ProxyHeader};
use server::listen;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::world::{Answer, World, from_peer, get, post};

const SECRET: &str = "only-the-proxy-knows";
const PROXY: &str = "10.1.2.3";
const OURS: [(&str, &str); 4] = [
    ("x-remote-user", "ann"),
    ("x-remote-name", "Ann"),
    ("x-remote-groups", "desks"),
    ("x-proxy-secret", SECRET),
];

fn config(trusted: &str) -> Config {
    let mut config = super::config(Mode::ProxyHeader);
    config.auth.proxy_header = Some(ProxyHeader {
        name_header: Some("X-Remote-Name".into()),
        secret: Some(SECRET.into()),
        trusted_proxies: vec![trusted.into()],
        sign_out_url: Some("https://proxy.example.org/sign-out".into()),
        ..ProxyHeader::default()
    });
    config
}

async fn world() -> World {
    World::configured(&config("10.1.2.0/24"), Clock::wall()).await
}

fn asked(path: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let mut request = get(path);
    for (name, value) in headers {
        let name: HeaderName = name.parse().unwrap();
        request.headers_mut().append(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
    }
    request
}

/// The proxy's headers with one of them changed, or left out.
fn but(name: &str, value: Option<&str>) -> Vec<(&'static str, String)> {
    let change = |(own, usual): (&'static str, &str)| match (own == name, value) {
        (true, changed) => changed.map(|value| (own, value.to_owned())),
        (false, _) => Some((own, usual.to_owned())),
    };
    OURS.into_iter().filter_map(change).collect()
}

async fn ask(world: &World, peer: &str, path: &str, headers: &[(&str, String)]) -> Answer {
    let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    world.ask(from_peer(peer, asked(path, &headers))).await
}

fn ours() -> Vec<(&'static str, String)> {
    but("", None)
}

#[tokio::test]
async fn whom_the_proxy_names_is_in_with_the_roles_of_their_groups() {
    let world = world().await;
    assert_eq!(ask(&world, PROXY, "/api/frame/jobs", &ours()).await.status, StatusCode::OK);
    let ann = access::person(&world.site.backend, &PersonId::new("proxy:ann")).await.unwrap().unwrap();
    assert_eq!((ann.name.as_str(), ann.bindings.len()), ("Ann", 1));
    // Each request says it anew: who loses a group loses its role at once.
    let both = but("x-remote-groups", Some("other, help ,desks"));
    assert_eq!(ask(&world, PROXY, "/", &both).await.status, StatusCode::OK);
    let ann = access::person(&world.site.backend, &ann.id).await.unwrap().unwrap();
    assert_eq!(ann.bindings.len(), 2);
    let none = ask(&world, PROXY, "/api/frame/jobs", &but("x-remote-groups", Some("Desks,owner"))).await;
    assert_eq!(none.status, StatusCode::FORBIDDEN, "{}", none.text);
    let ann = access::person(&world.site.backend, &ann.id).await.unwrap().unwrap();
    assert!(ann.bindings.is_empty(), "their jobs would go on");
}

/// What it is, from which address, and with which headers.
type Case = (String, &'static str, Vec<(&'static str, String)>);

#[tokio::test]
async fn nobody_else_is_believed() {
    let world = world().await;
    let mut cases: Vec<Case> = Vec::new();
    for (name, usual) in OURS {
        let variants = [name.replace('-', "_"), name.replacen('-', "_", 1), name.replace('-', ".")];
        let twice = |second: &str| {
            let mut all = ours();
            all.push((name, second.to_owned()));
            all
        };
        cases.push((format!("{name} twice, alike"), PROXY, twice(usual)));
        cases.push((format!("{name} twice"), PROXY, twice("mallory")));
        for variant in variants {
            let variant: &'static str = variant.leak();
            let mut beside = ours();
            beside.push((variant, "mallory".to_owned()));
            cases.push((format!("{variant} beside"), PROXY, beside));
            let mut instead = but(name, None);
            instead.push((variant, usual.to_owned()));
            cases.push((format!("{variant} instead"), PROXY, instead));
        }
        let mut dropped = ours();
        dropped.push(("connection", format!("close, {}", name.to_uppercase())));
        cases.push((format!("{name} named by Connection"), PROXY, dropped));
        for peer in ["127.0.0.1", "10.1.3.1", "::1", "::ffff:10.1.3.1"] {
            let mut forwarded = but(name, Some(if name == "x-proxy-secret" { SECRET } else { "mallory" }));
            forwarded.push(("x-forwarded-for", PROXY.to_owned()));
            forwarded.push(("forwarded", format!("for={PROXY}")));
            cases.push((format!("{name} direct from {peer}"), peer, forwarded));
        }
    }
    for wrong in ["", "wrong", "ONLY-THE-PROXY-KNOWS", "only-the-proxy-know", "guess, only-the-proxy-knows"] {
        cases.push((format!("the secret {wrong:?}"), PROXY, but("x-proxy-secret", Some(wrong))));
    }
    for wrong in ["", " ", "mallory, ann", "ann,mallory", "a\tb"] {
        cases.push((format!("the user {wrong:?}"), PROXY, but("x-remote-user", Some(wrong))));
    }
    cases.push(("no secret".into(), PROXY, but("x-proxy-secret", None)));
    cases.push(("no user".into(), PROXY, but("x-remote-user", None)));
    let other: Vec<_> = ["x-forwarded-user", "remote-user", "x-remote-username", "authorization"]
        .into_iter()
        .map(|name| (name, "ann".to_owned()))
        .chain(but("x-remote-user", None))
        .collect();
    cases.push(("other names for a user".into(), PROXY, other));
    assert!(cases.len() > 60, "{}", cases.len());
    for (what, peer, headers) in &cases {
        for path in ["/api/frame/jobs", "/fleet", "/events"] {
            let answer = ask(&world, peer, path, headers).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{what}: {path}");
        }
    }
    // A connection of which nothing is known.
    let headers = ours();
    let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(world.ask(asked("/fleet", &headers)).await.status, StatusCode::UNAUTHORIZED);
    for id in ["proxy:ann", "proxy:mallory", "proxy:mallory, ann", "proxy:"] {
        let known = access::person(&world.site.backend, &PersonId::new(id)).await.unwrap();
        assert_eq!(known, None, "{id} was accepted once");
    }
}

/// As the bytes come over a connection: case variants, which only look different.
#[tokio::test]
async fn case_makes_no_other_header() {
    let world = World::configured(&config("127.0.0.1"), Clock::wall()).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
    tasks.spawn(listen::serve(listener, world.site.router(), listen::Limits::default(), stop.clone()));
    let ask = async |headers: &str| {
        let mut stream = TcpStream::connect(at).await.unwrap();
        let head = format!(
            "GET /api/frame/jobs HTTP/1.1\r\nHost: 127.0.0.1:3000\r\nConnection: close\r\n{headers}\r\n"
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer.split(' ').nth(1).unwrap_or_default().to_owned()
    };
    let user = "X-Remote-User: ann\r\n";
    let rest = format!("X-REMOTE-GROUPS: desks\r\nx-Proxy-Secret: {SECRET}\r\n");
    assert_eq!(ask(&format!("{user}{rest}")).await, "200");
    for forged in [
        "x-remote-user: mallory\r\n",
        "X-REMOTE-USER: ann\r\n",
        "X_REMOTE_USER: ann\r\n",
        "x-Remote_user: x\r\n",
    ] {
        assert_eq!(ask(&format!("{forged}{user}{rest}")).await, "401", "{forged}");
        assert_eq!(ask(&format!("{user}{forged}{rest}")).await, "401", "{forged}");
    }
    // A header in two lines is refused before it is read, whoever meant it.
    assert_eq!(ask(&format!("{user} mallory\r\n{rest}")).await, "400");
    stop.cancel();
    tasks.close();
    tasks.wait().await;
}

#[tokio::test]
async fn who_is_not_let_in_reads_why() {
    let world = world().await;
    let page = |headers: Vec<(&'static str, String)>| {
        let mut headers = headers;
        headers.push(("accept", "text/html".to_owned()));
        headers
    };
    let none = ask(&world, PROXY, "/fleet", &page(but("x-remote-groups", Some("<b>")))).await;
    assert_eq!(none.status, StatusCode::FORBIDDEN);
    assert!(
        none.text.contains("<h1>No role</h1>") && none.text.contains("You are known as Ann"),
        "{}",
        none.text
    );
    let name = ask(&world, PROXY, "/", &page(but("x-remote-groups", None))).await;
    assert_eq!(name.status, StatusCode::FORBIDDEN);
    let stranger = ask(&world, "10.9.9.9", "/fleet", &page(ours())).await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
    assert!(stranger.text.contains("<h1>Not signed in</h1>"), "{}", stranger.text);
    let sign_in = ask(&world, "10.9.9.9", "/sign-in", &[]).await;
    assert!(sign_in.text.contains("A proxy in front of this console"), "{}", sign_in.text);
}

#[tokio::test]
async fn signing_out_leads_to_the_proxys_own() {
    let world = world().await;
    let mut out = from_peer(PROXY, post("/sign-out", ""));
    for (name, value) in OURS {
        out.headers_mut().append(name, HeaderValue::from_static(value));
    }
    let answer = world.ask(out).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text.contains("content=\"0;url=https://proxy.example.org/sign-out\""), "{}", answer.text);
    assert!(!answer.headers.contains_key(header::LOCATION));
}

#[tokio::test]
async fn nobody_signs_in_by_another_way() {
    let world = world().await;
    for (path, form) in [("/sign-in", "identity=owner"), ("/sign-in/once", "token=x")] {
        let answer = world.ask(from_peer(PROXY, post(path, form))).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        assert!(crate::world::cookie(&answer).is_none());
    }
    for path in ["/sign-in/oidc", "/sign-in/oidc/back?code=x&state=y"] {
        assert_eq!(world.ask(get(path)).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
