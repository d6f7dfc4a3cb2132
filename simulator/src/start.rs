//! How is a simulator started?

use std::io;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::accept::accept;
use crate::clock::Clock;
use crate::control;
use crate::estate;
use crate::handle::Simulator;
use crate::seeded::Dice;
use crate::settings::Settings;
use crate::wire::faults::Faults;
use crate::wire::log::Log;
use crate::wire::rate::Limits;
use crate::wire::service::{self, Inner, Shared};
use crate::world::World;
use crate::world::journal::{self, Journal, Line, Origin};

/// Why a simulator did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The listener is of no use.
    #[error("the simulator can't listen")]
    Listen(#[source] io::Error),
    /// The kept estate can't be read or written.
    #[error("the simulated estate in {path} can't be kept")]
    Data {
        /// The file.
        path: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The kept estate is another one.
    #[error(
        "the simulated estate in {path} was made with --fleet {kept_fleet} --seed {kept_seed}, not \
         with --fleet {fleet} --seed {seed}: start with those, or choose another directory"
    )]
    OtherEstate {
        /// The file.
        path: String,
        /// WorkSpaces it was made with.
        kept_fleet: usize,
        /// Its seed.
        kept_seed: u64,
        /// WorkSpaces that are asked for.
        fleet: usize,
        /// The seed that is asked for.
        seed: u64,
    },
}

/// Starts a simulator behind a listener that is already bound.
///
/// # Errors
/// When the listener has no address, or the kept estate is broken or another one.
pub async fn start(settings: Settings, listener: TcpListener) -> Result<Simulator, StartError> {
    let addr = listener.local_addr().map_err(StartError::Listen)?;
    let (clock, mut world, journal) = raise(&settings)?;
    world.pools_open = settings.pools_open;
    if settings.still {
        world.keep_still();
    }
    let ids = Dice::new(Clock::wall_ms() as u64, &["requests"]);
    let inner = Inner {
        world,
        journal,
        limits: Limits::new(settings.rate),
        faults: Faults::new(settings.seed, settings.faults),
        log: Log::default(),
        model_faults: Vec::new(),
        ids,
    };
    let shared = Arc::new(Shared::new(clock, settings.control, settings.signatures, inner));
    let router = Router::new()
        .merge(control::routes(&shared))
        .fallback(service::answer)
        .with_state(Arc::clone(&shared));
    let stop = CancellationToken::new();
    let tasks = TaskTracker::new();
    tasks.spawn(accept(listener, router, stop.clone(), tasks.clone()));
    Ok(Simulator { addr, shared, stop, tasks })
}

/// The estate as the seed makes it, with what is kept of it laid over.
fn raise(settings: &Settings) -> Result<(Arc<Clock>, World, Option<Journal>), StartError> {
    let Some(directory) = &settings.data else {
        let clock = Arc::new(Clock::new(settings.clock, None));
        let scopes = estate::scopes(born(settings, clock.now_ms()));
        return Ok((Arc::clone(&clock), World::new(clock, settings.seed, scopes), None));
    };
    let broken = |source| StartError::Data { path: journal::path(directory).display().to_string(), source };
    let lines = journal::read(directory).map_err(broken)?;
    let left_at = lines.iter().rev().find_map(|line| match line {
        Line::Clock(at) => Some(*at),
        _ => None,
    });
    let clock = Arc::new(Clock::new(settings.clock, left_at));
    let origin = origin(settings, directory, &lines, clock.now_ms())?;
    let mut scopes = estate::scopes(origin);
    let mut kept = vec![Line::Estate(origin)];
    kept.extend(left_at.map(Line::Clock));
    kept.extend(journal::replay(&mut scopes, lines));
    let journal = Journal::rewrite(directory, &kept).map_err(broken)?;
    let world = World::new(Arc::clone(&clock), settings.seed, scopes);
    Ok((clock, world, Some(journal)))
}

fn origin(settings: &Settings, directory: &Path, lines: &[Line], now: i64) -> Result<Origin, StartError> {
    let kept = lines.iter().find_map(|line| match line {
        Line::Estate(origin) => Some(*origin),
        _ => None,
    });
    match kept {
        Some(kept) if (kept.fleet, kept.seed) != (settings.fleet, settings.seed) => {
            Err(StartError::OtherEstate {
                path: journal::path(directory).display().to_string(),
                kept_fleet: kept.fleet,
                kept_seed: kept.seed,
                fleet: settings.fleet,
                seed: settings.seed,
            })
        }
        Some(kept) => Ok(kept),
        None => Ok(born(settings, now)),
    }
}

/// Another estate than any that was kept.
fn born(settings: &Settings, now: i64) -> Origin {
    Origin { seed: settings.seed, fleet: settings.fleet, born: now, still: settings.still }
}
