//! `deskwarden simulate`: a simulated Amazon WorkSpaces alone.

use std::net::{Ipv4Addr, SocketAddr};

use simulator::{Settings, Signatures, Simulator};
use tokio::net::TcpListener;
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
        faults: options.faults,
        signatures: options.secret.map_or(Signatures::Form, |secret| Signatures::Truth { secret }),
    };
    let simulator = start(settings, listener).await?;
    say(&format!("simulator ready on {}", simulator.url()))?;
    stop.cancelled().await;
    simulator.shutdown().await;
    Ok(())
}

/// Starts a simulator; its folder is made when it is missing.
pub async fn start(settings: Settings, listener: TcpListener) -> Result<Simulator, Refusal> {
    if let Some(folder) = &settings.data {
        make_folder(folder)?;
    }
    simulator::start(settings, listener).await.map_err(|error| {
        let cause = std::error::Error::source(&error).map(|cause| format!(": {cause}")).unwrap_or_default();
        Refusal::new(format!("{error}{cause}"))
    })
}
