//! `deskwarden healthcheck`: does the running console answer? For containers, which have no curl.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpStream, lookup_host};

use super::all;
use crate::cli::Healthcheck;
use crate::config;
use crate::refusal::Refusal;
use crate::run::say;

const PATIENCE: Duration = Duration::from_secs(5);

pub async fn run(options: &Healthcheck) -> Result<(), Refusal> {
    let address = match &options.address {
        Some(address) => address.clone(),
        None => {
            let read = config::read(options.configured.config.as_deref()).map_err(|faults| all(&faults))?;
            read.0.listen.to_string()
        }
    };
    match tokio::time::timeout(PATIENCE, first_answer(&address)).await {
        Ok(Ok(status)) if status.starts_with("HTTP/1.1 200 ") => say("ok"),
        Ok(Ok(status)) => {
            Err(Refusal::new(format!("the console on {address} answers {}", status.trim_end())))
        }
        Ok(Err(error)) => Err(Refusal::new(format!("no console answers on {address}: {error}"))),
        Err(_) => Err(Refusal::new(format!(
            "the console on {address} did not answer within {} s",
            PATIENCE.as_secs()
        ))),
    }
}

/// A name may lead to several addresses, of which the console listens on one.
async fn first_answer(address: &str) -> std::io::Result<String> {
    let mut failed = std::io::Error::other("the name leads to no address");
    for found in lookup_host(address).await? {
        match ask(SocketAddr::new(reachable(found.ip()), found.port())).await {
            Ok(status) => return Ok(status),
            Err(error) => failed = error,
        }
    }
    Err(failed)
}

/// Who listens on all addresses is asked on this machine's own.
fn reachable(ip: IpAddr) -> IpAddr {
    if ip.is_unspecified() { Ipv4Addr::LOCALHOST.into() } else { ip }
}

/// The first line of the answer. One request does not deserve an HTTP client.
async fn ask(address: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!("GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.take(4096).read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_owned())
}
