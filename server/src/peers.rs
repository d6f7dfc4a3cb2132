//! From where does a connection come, and is that one of the addresses that the config names?

use std::fmt;
use std::net::IpAddr;

use axum::extract::Request;
use ipnet::IpNet;
use serde::Deserialize;

use crate::sign_in;

/// A network, or one address of it: `10.1.0.0/16`, `127.0.0.1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Net(IpNet);

impl TryFrom<String> for Net {
    type Error = NotANet;

    fn try_from(text: String) -> Result<Self, NotANet> {
        let one = || text.parse::<IpAddr>().ok().map(IpNet::from);
        text.parse().ok().or_else(one).map(Self).ok_or(NotANet(text))
    }
}

/// A text that is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotANet(String);

impl fmt::Display for NotANet {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "“{}” is neither an address nor a network such as 10.1.0.0/16", self.0)
    }
}

impl Net {
    /// This machine itself.
    #[must_use]
    pub fn loopback() -> Vec<Self> {
        ["127.0.0.0/8", "::1/128"].into_iter().filter_map(|net| Self::try_from(net.to_owned()).ok()).collect()
    }

    /// Whether the address lies in it. One of IPv4 that came in by an IPv6 socket is what it is.
    #[must_use]
    pub fn holds(&self, address: IpAddr) -> bool {
        self.0.contains(&address.to_canonical())
    }
}

/// Whether a proxy says that it hands on what somebody else asked.
#[must_use]
pub fn is_handed_on(request: &Request) -> bool {
    let mut names = request.headers().keys().map(|name| name.as_str());
    names.any(|name| name == "forwarded" || name == "via" || name.starts_with("x-forwarded-"))
}

/// The address whose requests are counted together: that of the connection, or, when it is one of these proxies, the last
/// that it has added to `X-Forwarded-For`. For counting alone: nobody is let in by it.
#[must_use]
pub fn counted(request: &Request, proxies: &[Net]) -> Option<IpAddr> {
    let peer = sign_in::peer(request.extensions())?.to_canonical();
    if !proxies.iter().any(|net| net.holds(peer)) {
        return Some(peer);
    }
    let added = request.headers().get_all("x-forwarded-for").iter().next_back();
    let last = added.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse::<IpAddr>().ok());
    Some(last.unwrap_or(peer).to_canonical())
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use axum::body::Body;
    use axum::extract::ConnectInfo;

    use super::*;

    fn asked(from: &str, forwarded: &[&str]) -> Request {
        let mut request = Request::new(Body::empty());
        let from: SocketAddr = format!("{from}:1000").parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(from));
        for value in forwarded {
            request.headers_mut().append("x-forwarded-for", value.parse().unwrap());
        }
        request
    }

    #[test]
    fn a_net_is_an_address_or_a_network_and_nothing_else() {
        let net = |text: &str| Net::try_from(text.to_owned());
        let ten = net("10.1.0.0/16").unwrap();
        assert!(ten.holds("10.1.2.3".parse().unwrap()) && ten.holds("::ffff:10.1.2.3".parse().unwrap()));
        assert!(!ten.holds("10.2.0.1".parse().unwrap()));
        let one = net("::1").unwrap();
        assert!(one.holds("::1".parse().unwrap()) && !one.holds("::2".parse().unwrap()));
        for wrong in ["", "*", "localhost", "10.1.0.0/33", "10.1"] {
            assert!(net(wrong).is_err(), "{wrong}");
        }
        assert!(Net::loopback().iter().any(|net| net.holds("127.9.9.9".parse().unwrap())));
    }

    #[test]
    fn only_a_proxy_that_is_named_says_whose_requests_they_are() {
        let proxies = [Net::try_from("10.0.0.1".to_owned()).unwrap()];
        let counted =
            |from, forwarded: &[&str]| counted(&asked(from, forwarded), &proxies).map(|ip| ip.to_string());
        assert_eq!(counted("192.0.2.1", &["198.51.100.7"]).as_deref(), Some("192.0.2.1"));
        assert_eq!(counted("10.0.0.1", &["203.0.113.9, 198.51.100.7"]).as_deref(), Some("198.51.100.7"));
        assert_eq!(counted("10.0.0.1", &["203.0.113.9", "198.51.100.7"]).as_deref(), Some("198.51.100.7"));
        assert_eq!(counted("10.0.0.1", &["unknown"]).as_deref(), Some("10.0.0.1"));
        assert!(is_handed_on(&asked("127.0.0.1", &["x"])) && !is_handed_on(&asked("127.0.0.1", &[])));
    }
}
