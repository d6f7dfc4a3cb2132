//! Is each way in that could let in the wrong ones refused, with all of its faults at once?

use domain::access::Role;

use super::super::{Oidc, ProxyHeader, ProxyJwt, RoleBinding};
use super::*;

fn shared(auth: Auth) -> Config {
    let role_bindings = vec![RoleBinding {
        group: "desks".into(),
        role: Role::Viewer,
        account: None,
        region: None,
        directory: None,
        tag: None,
        deny: false,
    }];
    let console_url = Some("https://desks.example.org".to_owned());
    Config { auth: Auth { role_bindings, ..auth }, console_url, ..Config::default() }
}

fn oidc() -> Oidc {
    Oidc {
        issuer: "https://id.example.org".into(),
        client_id: "desks".into(),
        client_secret: Some("hidden".into()),
        ..Oidc::default()
    }
}

fn header() -> ProxyHeader {
    ProxyHeader {
        secret: Some("sixteen letters!".into()),
        trusted_proxies: vec!["10.0.0.0/24".into()],
        ..ProxyHeader::default()
    }
}

fn jwt() -> ProxyJwt {
    ProxyJwt {
        header: "Cf-Access-Jwt-Assertion".into(),
        issuer: "https://team.cloudflareaccess.com".into(),
        audience: "desks".into(),
        jwks_url: Some("https://team.cloudflareaccess.com/cdn-cgi/access/certs".into()),
        trusted_proxies: vec!["127.0.0.1".into()],
        ..ProxyJwt::default()
    }
}

fn of_header(change: impl FnOnce(&mut ProxyHeader)) -> String {
    let mut header = header();
    change(&mut header);
    let auth = Auth { mode: Mode::ProxyHeader, proxy_header: Some(header), ..Auth::default() };
    faults(&shared(auth)).join("\n")
}

fn of_jwt(change: impl FnOnce(&mut ProxyJwt)) -> String {
    let mut jwt = jwt();
    change(&mut jwt);
    faults(&shared(Auth { mode: Mode::ProxyJwt, proxy_jwt: Some(jwt), ..Auth::default() })).join("\n")
}

#[test]
fn what_is_whole_is_taken() {
    assert_eq!(of_header(|_| {}), "");
    assert_eq!(of_jwt(|_| {}), "");
    let oidc = Auth { mode: Mode::Oidc, oidc: Some(oidc()), ..Auth::default() };
    assert_eq!(faults(&shared(oidc)), Faulty::new());
    assert_eq!(faults(&Config::default()), Faulty::new());
}

#[test]
fn there_is_exactly_one_way_in() {
    let none = shared(Auth { mode: Mode::Oidc, ..Auth::default() });
    assert!(faults(&none).join("\n").contains("needs a table [auth.oidc]"));
    let two = Auth { mode: Mode::Oidc, oidc: Some(oidc()), proxy_header: Some(header()), ..Auth::default() };
    assert!(faults(&shared(two)).join("\n").contains("[auth.proxy_header] is another way in"));
    let local = shared(Auth { oidc: Some(oidc()), ..Auth::default() });
    assert_eq!(faults(&local).len(), 2, "{:?}", faults(&local));
}

#[test]
fn the_address_is_https_or_this_machine() {
    let mut config = shared(Auth { mode: Mode::Oidc, oidc: Some(oidc()), ..Auth::default() });
    for good in ["https://desks.example.org/", "http://localhost:3000", "http://[::1]:3000"] {
        config.console_url = Some(good.to_owned());
        assert_eq!(faults(&config), Faulty::new(), "{good}");
    }
    for bad in [
        "http://desks.example.org",
        "https://desks.example.org/console",
        "https://desks.example.org?x",
        "https://ann@desks.example.org",
        "http://localhost.evil.example",
        "desks.example.org",
    ] {
        config.console_url = Some(bad.to_owned());
        assert_eq!(faults(&config).len(), 1, "{bad}");
    }
    config.console_url = None;
    assert!(faults(&config).join("\n").contains("needs console_url"));
}

#[test]
fn nobody_is_trusted_by_a_wildcard() {
    for wide in ["*", "0.0.0.0/0", "::/0", "0.0.0.0/1", "8000::/1", "proxy.example.org", ""] {
        assert!(
            of_header(|header| header.trusted_proxies = vec![wide.into()]).contains("trusted_proxies"),
            "{wide}"
        );
        assert!(of_jwt(|jwt| jwt.trusted_proxies = vec![wide.into()]).contains("trusted_proxies"), "{wide}");
    }
    assert!(of_header(|header| header.trusted_proxies.clear()).contains("names none"));
}

#[test]
fn headers_that_clients_write_say_nothing() {
    for name in
        ["X-Forwarded-User", "x-forwarded-for", "Authorization", "Forwarded", "X_Remote_User", "", "a b"]
    {
        assert!(of_header(|header| header.user_header = name.into()).contains("user_header"), "{name}");
    }
    assert!(of_header(|header| header.groups_header = "x-remote-user".into()).contains("another meaning"));
}

#[test]
fn the_shared_secret_is_long_and_not_repeated() {
    assert!(of_header(|header| header.secret = None).contains("secret (or secret_file) is missing"));
    let short = of_header(|header| header.secret = Some("hidden".into()));
    assert!(short.contains("16 letters") && !short.contains("hidden"), "{short}");
}

#[test]
fn an_assertion_has_keys_a_pair_each_and_one_source() {
    assert!(of_jwt(|jwt| jwt.jwks_url = None).contains("either jwks_url or signer"));
    assert!(of_jwt(|jwt| jwt.jwks_url = Some("http://keys.example.org".into())).contains("https://"));
    assert!(of_jwt(|jwt| jwt.algorithms = vec![jsonwebtoken::Algorithm::HS256]).contains("HS256"));
    assert!(of_jwt(|jwt| jwt.algorithms.clear()).contains("names none"));
    assert!(of_jwt(|jwt| jwt.audience.clear()).contains("audience is missing"));
    let balancer = |signer: &str| {
        let signer = signer.to_owned();
        of_jwt(|jwt| {
            *jwt = ProxyJwt { header: String::new(), jwks_url: None, signer: Some(signer), ..jwt.clone() }
        })
    };
    let arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/desks/50dc6c495c0c9188";
    assert_eq!(balancer(arn), "");
    for wrong in ["", "desks", &arn.replace("eu-west-1", "evil.example/"), &arn.replace("/app/", "/net/")] {
        assert!(balancer(wrong).contains("signer must be"), "{wrong}");
    }
}

#[test]
fn roles_have_groups_and_sessions_have_an_end() {
    let mut config = shared(Auth { mode: Mode::Oidc, oidc: Some(oidc()), ..Auth::default() });
    config.auth.role_bindings[0].group = " ".into();
    config.auth.role_bindings[0].account = Some(domain::ids::AccountId::new("1"));
    config.auth.session_idle_minutes = 0;
    assert_eq!(faults(&config).len(), 3, "{:?}", faults(&config));
    config.auth.role_bindings.clear();
    config.auth.session_idle_minutes = 2_000;
    assert_eq!(faults(&config).len(), 2, "{:?}", faults(&config));
}
