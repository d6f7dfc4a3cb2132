//! What speaks against the way in? No sentence repeats a secret.

use std::net::IpAddr;

use axum::http::Uri;

use super::{Auth, Mode};
use crate::config::{Config, Faulty};

/// Everything that is wrong with it, one sentence each.
pub(in crate::config) fn faults(config: &Config) -> Faulty {
    let auth = &config.auth;
    let mut faults = only_one_way(auth);
    if auth.mode.is_shared() {
        faults.extend(address_fault(auth.mode, config.console_url.as_deref()));
        if auth.role_bindings.iter().all(|binding| binding.deny) {
            faults.push("auth.role_bindings gives no group a role: nobody would have a role".to_owned());
        }
    } else if !auth.role_bindings.is_empty() {
        faults.push(format!("auth.role_bindings is of no use with auth.mode “{}”", auth.mode.word()));
    }
    for (number, binding) in auth.role_bindings.iter().enumerate() {
        let at = format!("auth.role_bindings {}", number + 1);
        if binding.group.trim().is_empty() {
            faults.push(format!("{at}: group is empty"));
        }
        if binding.tag.as_ref().is_some_and(|tag| tag.starts_with('=') || !tag.contains('=')) {
            faults.push(format!("{at}: tag must be a key and a value, such as “Team=Sales”"));
        }
        let is_number = |id: &str| id.len() == 12 && id.bytes().all(|byte| byte.is_ascii_digit());
        if binding.account.as_ref().is_some_and(|id| !is_number(id.as_str())) {
            faults.push(format!("{at}: account must be twelve digits, in quotes"));
        }
    }
    if auth.session_idle_minutes == 0 || auth.session_max_minutes < auth.session_idle_minutes {
        faults
            .push("auth.session_idle_minutes must be at least 1, and at most session_max_minutes".to_owned());
    }
    let oidc = auth.oidc.iter().flat_map(|oidc| oidc.faults()).map(|fault| format!("auth.oidc: {fault}"));
    let jwt = auth.proxy_jwt.iter().flat_map(|jwt| jwt.faults());
    let jwt = jwt.map(|fault| format!("auth.proxy_jwt: {fault}"));
    let header = auth.proxy_header.iter().flat_map(|header| header.faults());
    let header = header.map(|fault| format!("auth.proxy_header: {fault}"));
    faults.extend(oidc.chain(jwt).chain(header));
    faults
}

/// The table of the mode must be there, and no other.
fn only_one_way(auth: &Auth) -> Faulty {
    let tables = [
        (Mode::Oidc, auth.oidc.is_some()),
        (Mode::ProxyJwt, auth.proxy_jwt.is_some()),
        (Mode::ProxyHeader, auth.proxy_header.is_some()),
    ];
    let fault = |(mode, is_there): (Mode, bool)| match (mode == auth.mode, is_there) {
        (true, false) => Some(format!("auth.mode “{0}” needs a table [auth.{0}]", mode.word())),
        (false, true) => Some(format!(
            "[auth.{}] is another way in than auth.mode “{}”: there is exactly one",
            mode.word(),
            auth.mode.word()
        )),
        _ => None,
    };
    tables.into_iter().filter_map(fault).collect()
}

fn address_fault(mode: Mode, url: Option<&str>) -> Option<String> {
    let Some(url) = url else {
        return Some(format!(
            "auth.mode “{}” needs console_url: it is the one name that is answered to",
            mode.word()
        ));
    };
    let is_bare = url.parse::<Uri>().is_ok_and(|uri| uri.path() == "/" && uri.query().is_none());
    (!is_safe_url(url) || !is_bare || url.contains('@')).then(|| {
        format!("auth.mode “{}” needs a console_url that begins with https:// and has no path", mode.word())
    })
}

/// Whether what is sent there is safe from listeners: https, or this machine.
#[must_use]
pub fn is_safe_url(text: &str) -> bool {
    let Ok(uri) = text.parse::<Uri>() else { return false };
    let Some(host) = uri.host() else { return false };
    let name = host.trim_start_matches('[').trim_end_matches(']');
    let is_near = name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    match uri.scheme_str() {
        Some("https") => true,
        Some("http") => is_near,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
