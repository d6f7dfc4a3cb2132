//! How are connections from shells taken, and who is at the other end of each?

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use backend::Backend;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::UnixStream;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::people::{People, unknown};
use super::router;
use super::socket::Socket;

/// Connections at once; more wait at the door.
const CONNECTIONS: usize = 64;
/// A head that takes longer than this is not coming.
const HEAD: Duration = Duration::from_secs(10);

/// The way in, open.
pub struct Open {
    socket: Socket,
    people: People,
    backend: Backend,
}

impl Open {
    pub(super) fn new(socket: Socket, people: People, backend: &Backend) -> Self {
        Self { socket, people, backend: backend.clone() }
    }

    /// Serves until `stop`, finishes what was begun, and takes the socket away.
    pub async fn serve(self, stop: CancellationToken) {
        let (room, tasks) = (Arc::new(Semaphore::new(CONNECTIONS)), TaskTracker::new());
        let graceful = GracefulShutdown::new();
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(HEAD);
        loop {
            let next = async {
                let place = Arc::clone(&room).acquire_owned().await.ok()?;
                Some((self.socket.listener.accept().await, place))
            };
            let next = tokio::select! {
                () = stop.cancelled() => break,
                next = next => next,
            };
            let (stream, place) = match next {
                Some((Ok((stream, _)), place)) => (stream, place),
                Some((Err(error), _)) => {
                    // Such as too many open files: the next one may do better.
                    tracing::warn!(%error, "a connection from a shell could not be accepted");
                    tokio::task::yield_now().await;
                    continue;
                }
                None => break,
            };
            let Some(router) = self.router_for(&stream) else { continue };
            let connection = http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
            let connection = graceful.watch(connection);
            tasks.spawn(async move {
                if let Err(error) = connection.await {
                    tracing::debug!(%error, "a connection from a shell ended early");
                }
                drop(place);
            });
        }
        graceful.shutdown().await;
        tasks.close();
        tasks.wait().await;
    }

    /// What this user may ask. Whom the kernel does not name is not answered at all.
    fn router_for(&self, stream: &UnixStream) -> Option<Router> {
        let uid = match stream.peer_cred() {
            Ok(credentials) => credentials.uid(),
            Err(error) => {
                tracing::warn!(%error, "a connection from a shell does not say whose it is");
                return None;
            }
        };
        Some(match self.people.get(&uid) {
            Some(person) => router::router(self.backend.clone(), person.clone()),
            None => {
                tracing::info!(uid, "a user whom the config does not name was refused at the shell's socket");
                router::refusing(unknown(uid))
            }
        })
    }
}
