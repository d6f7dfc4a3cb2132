//! From which addresses does the proxy ask? All others are refused, whatever they say.

use std::net::IpAddr;

use ipnet::IpNet;

/// The shortest prefixes of a network that could still be one organisation's own.
const SHORTEST: (u8, u8) = (8, 16);

/// The addresses and networks that are believed.
#[derive(Clone, Debug)]
pub struct Peers(Vec<IpNet>);

impl Peers {
    /// Reads what the config names.
    ///
    /// # Errors
    /// One sentence for each that is no address, and for what would believe everybody.
    pub fn read(texts: &[String]) -> Result<Self, Vec<String>> {
        if texts.is_empty() {
            return Err(vec![
                "trusted_proxies names none: say from which addresses the proxy asks".to_owned(),
            ]);
        }
        let (mut nets, mut faults) = (Vec::new(), Vec::new());
        for text in texts {
            match text.parse().or_else(|_| text.parse::<IpAddr>().map(IpNet::from)) {
                Ok(net) if is_narrow(net) => nets.push(net),
                Ok(net) => faults.push(format!("trusted_proxies: {net} would believe everybody")),
                Err(_) => faults.push(format!(
                    "trusted_proxies: “{text}” is no address and no network such as 10.0.0.0/24"
                )),
            }
        }
        if faults.is_empty() { Ok(Self(nets)) } else { Err(faults) }
    }

    /// Whether this is the proxy. Nobody is, where the address is not known.
    #[must_use]
    pub fn hold(&self, peer: Option<IpAddr>) -> bool {
        // A socket for both families shows IPv4 as a part of IPv6.
        peer.is_some_and(|peer| self.0.iter().any(|net| net.contains(&peer.to_canonical())))
    }
}

fn is_narrow(net: IpNet) -> bool {
    match net {
        IpNet::V4(net) => net.prefix_len() >= SHORTEST.0,
        IpNet::V6(net) => net.prefix_len() >= SHORTEST.1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_is_named_is_believed() {
        let peers = Peers::read(&["10.0.0.0/24".into(), "fd00::1".into()]).unwrap();
        for (peer, is_proxy) in [
            ("10.0.0.7", true),
            ("::ffff:10.0.0.7", true),
            ("10.0.1.7", false),
            ("fd00::1", true),
            ("fd00::2", false),
            ("127.0.0.1", false),
        ] {
            assert_eq!(peers.hold(Some(peer.parse().unwrap())), is_proxy, "{peer}");
        }
        assert!(!peers.hold(None));
    }
}
