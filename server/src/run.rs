//! How does a console run, and how does it stop in order?

use std::io::Write as _;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::front::Front;
use crate::listen;
use crate::refusal::Refusal;
use crate::sign_in::{SignIn, local};
use crate::site::Site;

/// What jobs get to finish the call in flight, and connections to finish their answer: ten seconds in all.
const BACKEND_STOPS: Duration = Duration::from_secs(7);
const CONNECTIONS_END: Duration = Duration::from_secs(2);

/// Serves the site behind a listener that is already bound, until `stop`.
///
/// # Errors
/// When the first lines cannot be printed.
pub async fn console(site: &Site, listener: TcpListener, stop: CancellationToken) -> Result<(), Refusal> {
    let url = format!("http://{}", listen::address(&listener)?);
    let router = site.router();
    site.backend.start();
    let accepting = CancellationToken::new();
    let tasks = TaskTracker::new();
    tasks.spawn(listen::serve(listener, router, listen::Limits::default(), accepting.clone()));
    tasks.close();
    say(&format!("deskwarden ready on {url}"))?;
    if let Front::Url { origin, .. } = &site.front {
        say(&format!("people come in by {origin}"))?;
    }
    if let SignIn::Local(link) = &site.sign_in {
        say(&format!("sign in, once, with {url}{}?token={}", local::PATH, link.renew()))?;
    }

    stop.cancelled().await;
    tracing::info!("stopping");
    site.draining.cancel();
    accepting.cancel();
    if tokio::time::timeout(BACKEND_STOPS, site.backend.stop()).await.is_err() {
        tracing::warn!("a call to AWS was still in flight; its row is looked after at the next start");
    }
    site.closing.cancel();
    if tokio::time::timeout(CONNECTIONS_END, tasks.wait()).await.is_err() {
        tracing::warn!("some connections were cut");
    }
    Ok(())
}

/// Prints a line for the person (or the script) that started the process.
///
/// # Errors
/// When stdout is closed.
pub fn say(line: &str) -> Result<(), Refusal> {
    let mut out = std::io::stdout().lock();
    let said = writeln!(out, "{line}").and_then(|()| out.flush());
    said.map_err(|error| Refusal::new(format!("cannot write to stdout: {error}")))
}

/// Cancelled when the process is asked to stop, by SIGTERM or Ctrl-C. To ask twice is to insist.
///
/// # Errors
/// When the system lets no one listen for signals.
pub fn asked_to_stop(tasks: &TaskTracker) -> Result<CancellationToken, Refusal> {
    let refused = |error| Refusal::new(format!("cannot listen for signals: {error}"));
    let mut terminate = signal(SignalKind::terminate()).map_err(refused)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(refused)?;
    let stop = CancellationToken::new();
    let asked = stop.clone();
    tasks.spawn(async move {
        loop {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            if asked.is_cancelled() {
                std::process::exit(130);
            }
            asked.cancel();
        }
    });
    Ok(stop)
}
