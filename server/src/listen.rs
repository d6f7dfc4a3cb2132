//! How are connections taken? With a limit to their number and to the time that a request's head may take.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::ConnectInfo;
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::Layer as _;

use crate::refusal::Refusal;

/// What connections may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections at once; more wait at the door.
    pub connections: usize,
    /// A head that takes longer than this is not coming.
    pub head: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connections: 1024, head: Duration::from_secs(10) }
    }
}

/// Takes an address, in words for the person at the shell when it cannot be had.
///
/// # Errors
/// When the address is taken, not ours, or not allowed.
pub async fn bind(address: SocketAddr, other: &str) -> Result<TcpListener, Refusal> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => Refusal::new(format!(
            "another program listens on {address}: stop it, or choose another port with {other}"
        )),
        io::ErrorKind::PermissionDenied => {
            Refusal::new(format!("may not listen on {address}: choose a port from 1024 with {other}"))
        }
        _ => Refusal::new(format!("cannot listen on {address}: {error}")),
    })
}

/// The address that a listener has, which a port of 0 leaves open until then.
///
/// # Errors
/// When the system does not say.
pub fn address(listener: &TcpListener) -> Result<SocketAddr, Refusal> {
    listener
        .local_addr()
        .map_err(|error| Refusal::new(format!("the system does not say where it listens: {error}")))
}

/// Serves until `stop`; then finishes what was begun, and returns.
///
/// axum's own loop sets no timer, so a slow head would hold its connection for ever.
pub async fn serve(listener: TcpListener, router: Router, limits: Limits, stop: CancellationToken) {
    let (room, tasks) = (Arc::new(Semaphore::new(limits.connections)), TaskTracker::new());
    let graceful = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.head);
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            accepted = next(&listener, &room) => accepted,
        };
        let Some((stream, peer, place)) = accepted else { continue };
        // Who is at the other end is known here alone; headers may say anything.
        let router = Extension(ConnectInfo(peer)).layer(router.clone());
        let connection = http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
        let connection = graceful.watch(connection);
        tasks.spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
            drop(place);
        });
    }
    drop(listener);
    graceful.shutdown().await;
    tasks.close();
    tasks.wait().await;
}

type Accepted = (tokio::net::TcpStream, SocketAddr, tokio::sync::OwnedSemaphorePermit);

async fn next(listener: &TcpListener, room: &Arc<Semaphore>) -> Option<Accepted> {
    let place = Arc::clone(room).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => {
            // Answers are small and written whole; waiting to fill a packet only delays hints.
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "a connection that was gone at once");
            }
            Some((stream, peer, place))
        }
        Err(error) => {
            // Such as too many open files: the next one may do better.
            tracing::warn!(%error, "a connection could not be accepted");
            tokio::task::yield_now().await;
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpStream;

    use super::*;

    #[tokio::test]
    async fn slow_heads_are_cut_and_make_room_for_others() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
        let limits = Limits { connections: 2, head: Duration::from_millis(50) };
        tasks.spawn(serve(
            listener,
            Router::new().route("/", get(|| async { "well" })),
            limits,
            stop.clone(),
        ));
        let mut slow = Vec::new();
        for _ in 0..4 {
            let mut stream = TcpStream::connect(at).await.unwrap();
            stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n").await.unwrap();
            slow.push(stream);
        }
        let mut quick = TcpStream::connect(at).await.unwrap();
        quick.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
        let mut answer = String::new();
        quick.read_to_string(&mut answer).await.unwrap();
        assert!(answer.ends_with("well"), "{answer}");
        for mut stream in slow {
            let mut rest = String::new();
            stream.read_to_string(&mut rest).await.unwrap();
            assert!(!rest.contains("well"), "{rest}");
        }
        stop.cancel();
        tasks.close();
        tasks.wait().await;
    }
}
