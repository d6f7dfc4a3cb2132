//! How does the console itself fare, in figures? For whoever watches it; no name of a person or a WorkSpace is among them.

mod store;

use domain::fault::Fault;
use domain::ids::ScopeKey;

use crate::Backend;

/// The figures of one moment.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// What each account × region has cost and how fresh it is.
    pub scopes: Vec<OfScope>,
    /// Steps of jobs that are open, by state, in the spelling of the database.
    pub steps: Vec<(String, i64)>,
    /// Bytes of the database with its log.
    pub database_bytes: u64,
}

/// The figures of one account × region.
#[derive(Clone, Debug)]
pub struct OfScope {
    /// Which.
    pub scope: ScopeKey,
    /// Calls to AWS since the process started: the operation as IAM spells it, how it ended, and how often.
    pub calls: Vec<(String, &'static str, u64)>,
    /// How many calls waited for the rate budget,
    pub waits: u64,
    /// and for how many milliseconds in all.
    pub waited_ms: u64,
    /// Milliseconds since the last full sweep began; `None` before there was one.
    pub sweep_age_ms: Option<i64>,
}

/// The figures now. Everybody's: whoever asks has been let in by address.
///
/// # Errors
/// When the database fails.
pub async fn figures(backend: &Backend) -> Result<Figures, Fault> {
    let now = backend.clock().now();
    let swept = store::swept(backend.db()).await?;
    let of_scope = |(scope, swept_at): (ScopeKey, Option<domain::at::At>)| {
        let gateway = backend.gateway(&scope);
        let (waits, waited_ms) = gateway.map_or((0, 0), |gateway| gateway.budget().waited());
        OfScope {
            calls: gateway.map(|gateway| gateway.tally().counts()).unwrap_or_default(),
            waits,
            waited_ms,
            sweep_age_ms: swept_at.map(|at| now.ms_since(at)),
            scope,
        }
    };
    Ok(Figures {
        scopes: swept.into_iter().map(of_scope).collect(),
        steps: store::open_steps(backend.db()).await?,
        database_bytes: size(&backend.config().database),
    })
}

/// What the file takes on the disk, with the log beside it.
fn size(database: &std::path::Path) -> u64 {
    let mut log = database.as_os_str().to_owned();
    log.push("-wal");
    [database, std::path::Path::new(&log)]
        .iter()
        .filter_map(|path| std::fs::metadata(path).ok())
        .map(|file| file.len())
        .sum()
}
