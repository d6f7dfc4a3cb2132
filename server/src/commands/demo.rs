//! `deskwarden demo`: a console with a simulated estate, on this machine alone.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use backend::clock::Clock;
use backend::config::{Credentials, Scope};
use domain::ids::{AccountId, Region, ScopeKey};
use simulator::{Settings, Simulator};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::make_folder;

use crate::cli::Demo;
use crate::config::{Config, Log};
use crate::refusal::Refusal;
use crate::run::{asked_to_stop, console, say};
use crate::sign_in::SignIn;
use crate::site::Site;
use crate::temporary::Temporary;
use crate::{listen, telemetry};

pub async fn run(options: Demo) -> Result<(), Refusal> {
    telemetry::start(&Log { filter: options.log.clone(), ..Log::default() })?;
    let tasks = TaskTracker::new();
    let stop = asked_to_stop(&tasks)?;
    let temporary = if options.data.is_none() { Some(Temporary::make()?) } else { None };
    let kept = options.data.as_deref();
    let data = kept.or(temporary.as_ref().map(Temporary::path)).unwrap_or(Path::new("."));
    let loopback = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = listen::bind(loopback(options.port), "--port").await?;
    let for_simulator = listen::bind(loopback(options.simulator_port), "--simulator-port").await?;

    say(&format!("1/3 the simulated estate: {} WorkSpaces", options.fleet))?;
    let Some(simulator) = simulate(&options, for_simulator, &stop).await? else { return Ok(()) };
    say(&format!("simulator ready on {}", simulator.url()))?;
    say(&format!("2/3 the database, in {}", data.display()))?;
    make_folder(data)?;
    let config = Config {
        data: data.to_owned(),
        sweep_seconds: options.sweep_seconds,
        second_above: options.second_above,
        ..Config::default()
    };
    let backend = backend::Backend::open(config.backend(scopes(&simulator)), Clock::wall()).await?;
    say("3/3 the console; its first look at the estate takes a minute or two, at the rate that AWS allows")?;
    let served = console(&Site::new(backend, SignIn::Demo), listener, stop).await;
    simulator.shutdown().await;
    served
}

async fn simulate(
    options: &Demo,
    listener: tokio::net::TcpListener,
    stop: &CancellationToken,
) -> Result<Option<Simulator>, Refusal> {
    let settings = Settings {
        fleet: options.fleet,
        seed: options.seed,
        control: options.control,
        still: options.still,
        // An estate that is not kept needs no file.
        data: options.data.as_ref().map(|data| data.join("simulator")),
        ..Settings::default()
    };
    super::simulate::start(settings, listener, stop).await
}

/// Every account and region of the simulated estate. There, an access key id of twelve digits is that account.
fn scopes(simulator: &Simulator) -> Vec<Scope> {
    let of_account = |account: &'static simulator::Account| {
        let endpoint = simulator.url();
        account.regions.iter().map(move |region| Scope {
            key: ScopeKey { account: AccountId::new(account.id), region: Region::new(*region) },
            account_name: account.name.to_owned(),
            credentials: Credentials::Keys {
                id: account.id.to_owned(),
                secret: "simulated".to_owned().into(),
            },
            endpoint: Some(endpoint.clone()),
        })
    };
    simulator::accounts().iter().flat_map(of_account).collect()
}
