//! What does each verb of the command line do?

mod apply;
mod audit;
mod check;
mod demo;
mod healthcheck;
mod jobs;
mod migrate;
mod policy;
mod print;
mod serve;
mod simulate;

use std::path::Path;
use std::process::ExitCode;

use crate::cli::{self, Cli, Command, Configured, Running};
use crate::config::{self, Config};
use crate::refusal::Refusal;
use crate::shell::client::Client;

/// How a verb has ended that was not refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// All is well.
    Well,
    /// A job that was waited for has rows that are not done.
    RowsFailed,
    /// The audit is not as it was written.
    Broken,
}

impl From<Ended> for ExitCode {
    fn from(ended: Ended) -> Self {
        match ended {
            Ended::Well => Self::SUCCESS,
            // 1 is a refusal, and 2 a command line that cannot be used.
            Ended::RowsFailed => Self::from(3),
            Ended::Broken => Self::from(4),
        }
    }
}

/// Does what was asked, to its end.
///
/// # Errors
/// One sentence: why it did not start, or what was found wrong.
pub fn run(cli: Cli) -> Result<Ended, Refusal> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Refusal::new(format!("cannot start: {error}")))?;
    let done = runtime.block_on(async {
        match cli.command {
            Command::Demo(options) => demo::run(options).await?,
            Command::Serve(options) => serve::run(&options).await?,
            Command::Simulate(options) => simulate::run(options).await?,
            Command::Check(options) => check::run(&options).await?,
            Command::Migrate(options) => migrate::run(&options).await?,
            Command::Policy(options) => policy::run(&options)?,
            Command::Audit(cli::Audit::Verify(options)) => return audit::verify(&options).await,
            Command::Healthcheck(options) => healthcheck::run(&options).await?,
            Command::Jobs(options) => jobs::run(&options).await?,
            Command::Apply(options) => return apply::run(&options).await,
        }
        Ok(Ended::Well)
    });
    // What was told to stop has had its time; a blocked thread must not hold the exit.
    runtime.shutdown_background();
    done
}

/// A config without faults, with the region of AWS's own variables.
fn configured(options: &Configured) -> Result<(Config, Option<String>), Refusal> {
    let (config, region) = config::read(options.config.as_deref()).map_err(|faults| all(&faults))?;
    match config::faults(&config, region.as_deref()) {
        faults if faults.is_empty() => Ok((config, region)),
        faults => Err(all(&faults)),
    }
}

/// The console that runs, by its socket.
fn running(options: &Running) -> Result<Client, Refusal> {
    if let Some(socket) = &options.socket {
        return Ok(Client::at(socket));
    }
    let (config, _) = config::read(options.configured.config.as_deref()).map_err(|faults| all(&faults))?;
    let path = config.shell.path(&config.data).ok_or_else(|| {
        Refusal::new(
            "the config lets nobody in from a shell: name yourself with [[shell.user]], or say --socket FILE",
        )
    })?;
    Ok(Client::at(&path))
}

/// Faults as one message: a sentence, or a list.
fn all(faults: &[String]) -> Refusal {
    match faults {
        [one] => Refusal::new(one),
        many => Refusal::new(format!("{} things are wrong:\n  - {}", many.len(), many.join("\n  - "))),
    }
}

/// Makes a folder where it is missing, for this user alone: the inventory is nobody else's business.
fn make_folder(path: &Path) -> Result<(), Refusal> {
    use std::os::unix::fs::DirBuilderExt as _;
    let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.map_err(|error| Refusal::path("make the folder", path, &error))
}
