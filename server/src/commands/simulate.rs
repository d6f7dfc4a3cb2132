//! `deskwarden simulate`: a simulated Amazon WorkSpaces alone.

use std::net::{Ipv4Addr, SocketAddr};

use simulator::{Settings, Signatures, Simulator};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::make_folder;
use crate::cli::Simulate;
use crate::config::Log;
use crate::refusal::Refusal;
use crate::run::{asked_to_stop, say};
use crate::{listen, telemetry};

pub async fn run(options: Simulate) -> Result<(), Refusal> {
    telemetry::start(&Log::default())?;
    let tasks = TaskTracker::new();
    let stop = asked_to_stop(&tasks)?;
    let listener = listen::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, options.port)), "--port").await?;
    let settings = Settings {
        fleet: options.fleet,
        seed: options.seed,
        clock: options.clock,
        rate: options.rate.0,
        control: options.control,
        data: options.data,
        pools_open: options.pools_open,
        still: options.still,
        faults: options.faults,
        signatures: options.secret.map_or(Signatures::Form, |secret| Signatures::Truth { secret }),
    };
    let Some(simulator) = start(settings, listener, &stop).await? else { return Ok(()) };
    say(&format!("simulator ready on {}", simulator.url()))?;
    stop.cancelled().await;
    simulator.shutdown().await;
    Ok(())
}

/// Starts a simulator; its folder is made when it is missing. Nothing, when the process is told to stop meanwhile: a
/// large estate takes its time.
pub async fn start(
    settings: Settings,
    listener: TcpListener,
    stop: &CancellationToken,
) -> Result<Option<Simulator>, Refusal> {
    if let Some(folder) = &settings.data {
        make_folder(folder)?;
    }
    // In a task of its own, because it computes without a pause; who does not wait for it leaves it behind.
    let starting = TaskTracker::new().spawn(simulator::start(settings, listener));
    let Some(started) = stop.run_until_cancelled(starting).await else { return Ok(None) };
    let started = started.map_err(|error| Refusal::new(format!("the simulator did not start: {error}")))?;
    started.map(Some).map_err(|error| {
        let cause = std::error::Error::source(&error).map(|cause| format!(": {cause}")).unwrap_or_default();
        Refusal::new(format!("{error}{cause}"))
    })
}
