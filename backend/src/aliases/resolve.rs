//! What does DNS answer now? The TXT record of an alias's name says to clients which directory they belong to.

use std::net::SocketAddr;
use std::time::Duration;

use domain::aliases::Resolved;
use hickory_resolver::TokioResolver;
use hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolverConfig};
use hickory_resolver::net::NetError;
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::rr::RData;

/// How long a person waits for an answer.
const PATIENCE: Duration = Duration::from_secs(3);

/// Asks the name servers of this machine, or `server`, for the TXT records of a name.
pub async fn resolve(name: &str, server: Option<SocketAddr>) -> Resolved {
    ask(name, server, PATIENCE).await
}

async fn ask(name: &str, server: Option<SocketAddr>, patience: Duration) -> Resolved {
    // With a dot at its end a name is whole: nothing is appended to it.
    let whole = format!("{}.", name.trim_end_matches('.'));
    let found = match resolver(server, patience) {
        Ok(resolver) => resolver.txt_lookup(whole).await,
        Err(error) => Err(error),
    };
    match found {
        Ok(found) => {
            let text = |data: &RData| match data {
                RData::TXT(text) => Some(text.to_string()),
                _ => None,
            };
            Resolved::Says(found.answers().iter().filter_map(|record| text(&record.data)).collect())
        }
        Err(error) if error.is_no_records_found() => Resolved::Nothing,
        Err(error) => {
            tracing::warn!(%name, %error, "DNS gave no answer");
            Resolved::Silent
        }
    }
}

fn resolver(server: Option<SocketAddr>, patience: Duration) -> Result<TokioResolver, NetError> {
    let mut builder = match server {
        None => TokioResolver::builder_tokio()?,
        Some(server) => {
            let mut way = ConnectionConfig::udp();
            way.port = server.port();
            let server = NameServerConfig::new(server.ip(), true, vec![way]);
            let config = ResolverConfig::from_parts(None, Vec::new(), vec![server]);
            TokioResolver::builder_with_config(config, TokioRuntimeProvider::default())
        }
    };
    let options = builder.options_mut();
    options.timeout = patience;
    options.attempts = 1;
    // What it answers now is asked for, not what it answered before.
    options.cache_size = 0;
    builder.build()
}

#[cfg(test)]
mod tests {
    use tokio::net::UdpSocket;

    use super::*;

    /// A name server that gives one answer: a TXT record, or the code for "no such name".
    async fn answered(txt: Option<&'static str>) -> Resolved {
        let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let server = socket.local_addr().unwrap();
        let answer = async {
            let mut asked = [0_u8; 512];
            let (length, from) = socket.recv_from(&mut asked).await.unwrap();
            // The question ends with the name's empty label, its type and its class.
            let end = 12 + asked[12..length].iter().position(|byte| *byte == 0).unwrap() + 5;
            let mut answer = asked[..end].to_vec();
            let (code, answers) = if txt.is_some() { (0x80, 1) } else { (0x83, 0) };
            answer[2..12].copy_from_slice(&[0x81, code, 0, 1, 0, answers, 0, 0, 0, 0]);
            if let Some(txt) = txt {
                let length = u8::try_from(txt.len()).unwrap();
                answer.extend([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, length + 1, length]);
                answer.extend(txt.as_bytes());
            }
            socket.send_to(&answer, from).await.unwrap();
        };
        tokio::join!(resolve("desktops.example.com", Some(server)), answer).0
    }

    #[tokio::test]
    async fn the_record_is_read_and_a_name_that_is_not_there_is_told_from_silence() {
        assert_eq!(answered(Some("abcd12345")).await, Resolved::Says(vec!["abcd12345".to_owned()]));
        assert_eq!(answered(None).await, Resolved::Nothing);
        // Nobody listens at a port that was just let go.
        let gone = UdpSocket::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        let short = Duration::from_millis(20);
        assert_eq!(ask("desktops.example.com", Some(gone), short).await, Resolved::Silent);
    }
}
