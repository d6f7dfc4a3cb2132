//! What can be asked of the process at the shell?

mod apply;
mod audit;
mod options;
mod pace;
mod policy;
mod wish;

use std::path::PathBuf;

use backend::clock::Clock;
use backend::failpoint::Failpoint;
use clap::{Args, CommandFactory as _, Parser, Subcommand};
use domain::at::At;
use domain::jobs::Only;
use simulator::{ClockMode, Fault, Rate};

pub use apply::Apply;
pub use audit::{Audit, Verify};
pub use options::named;
pub use policy::{PolicyOptions, Which};

/// A self-hosted console for Amazon WorkSpaces.
#[derive(Debug, Parser)]
#[command(name = "deskwarden", version)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the console with a simulated estate of WorkSpaces, on this machine alone
    Demo(Demo),
    /// Serve the console with real accounts
    Serve(Serve),
    /// Serve a simulated Amazon WorkSpaces alone, for the AWS CLI and SDKs
    Simulate(Simulate),
    /// Read the config, ask AWS about every account, and say all that is wrong at once
    Check(Configured),
    /// Make the database, or bring it up to date
    Migrate(Configured),
    /// Print what AWS must allow the console, as a policy for IAM
    Policy(PolicyOptions),
    /// Look after the audit: who changed what
    #[command(subcommand)]
    Audit(Audit),
    /// Ask a running console whether it is well; for containers
    Healthcheck(Healthcheck),
    /// Ask a running console for its jobs, or for one with its rows
    Jobs(Jobs),
    /// Have a running console plan a change of the WorkSpaces of a CSV, and carry it out when that is said
    Apply(Box<Apply>),
}

impl Cli {
    /// Reads the command line; ends the process with 2 when it cannot be used.
    #[must_use]
    pub fn read() -> Self {
        let cli = Self::parse();
        if let Command::Apply(apply) = &cli.command
            && let Err((kind, words)) = apply.check()
        {
            Self::command().error(kind, words).exit();
        }
        cli
    }
}

/// Options of `demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// Port of the console; 0 takes a free one
    #[arg(long, default_value_t = 3000)]
    pub port: u16,
    /// Port of the simulator; 0 takes a free one
    #[arg(long, default_value_t = 3002)]
    pub simulator_port: u16,
    /// WorkSpaces in the simulated estate
    #[arg(long, default_value_t = 2400, value_parser = fleet)]
    pub fleet: usize,
    /// The same seed and fleet give the same estate
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Folder that keeps the database and the estate; without it, both are gone afterwards
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Open the simulator's control door (its README describes it)
    #[arg(long)]
    pub control: bool,
    /// Nobody comes or goes by themselves
    #[arg(long)]
    pub still: bool,
    /// Seconds between two full sweeps of an account and region; nobody else needs the simulated rate
    #[arg(long, default_value_t = 30)]
    pub sweep_seconds: u64,
    /// Jobs of more WorkSpaces than this wait until a second person has agreed; without it none does
    #[arg(long, value_name = "WORKSPACES")]
    pub second_above: Option<usize>,
    /// What is logged, as in `info,backend=debug`
    #[arg(long, value_name = "FILTER", default_value = crate::config::LOG_FILTER)]
    pub log: String,
}

/// Options of `serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// Where the config is
    #[command(flatten)]
    pub configured: Configured,
    /// SPEED@MS: time goes so many times as quick, since so many milliseconds after 1970 began. For server/tests/kill
    #[arg(long, hide = true)]
    pub hasten: Option<Hasten>,
    /// PLACE:NTH: where the process is to die. For server/tests/kill
    #[arg(long, hide = true)]
    pub die_at: Option<Failpoint>,
}

/// A clock that hurries.
#[derive(Clone, Copy, Debug)]
pub struct Hasten(f64, At);

impl Hasten {
    /// The clock that was asked for; the machine's own when none was.
    #[must_use]
    pub fn clock(asked: Option<Self>) -> Clock {
        asked.map_or_else(Clock::wall, |Self(speed, since)| Clock::hastened(speed, since))
    }
}

impl std::str::FromStr for Hasten {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = || {
            let (speed, since) = text.split_once('@')?;
            let speed: f64 = speed.parse().ok()?;
            (speed.is_finite() && speed > 0.0).then_some(Self(speed, At(since.parse().ok()?)))
        };
        read().ok_or_else(|| format!("“{text}” is not SPEED@MS"))
    }
}

/// Options of `simulate`.
#[derive(Debug, Args)]
pub struct Simulate {
    /// Port; 0 takes a free one
    #[arg(long, default_value_t = 3002)]
    pub port: u16,
    /// WorkSpaces in the simulated estate; 0 leaves what Amazon offers everybody
    #[arg(long, default_value_t = 2400, value_parser = fleet)]
    pub fleet: usize,
    /// The same seed and fleet give the same estate
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// `auto:SPEED` (as many times as quick as Amazon), `explicit` (moved by the control door) or `instant`
    #[arg(long, default_value = "auto:60")]
    pub clock: ClockMode,
    /// CALLS_PER_SECOND/BURST for each account and region, or `off`
    #[arg(long, default_value = "2/5", value_parser = rate)]
    pub rate: ChosenRate,
    /// Open the control door (the simulator's README describes it)
    #[arg(long)]
    pub control: bool,
    /// Folder that keeps the estate
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Refuse calls that are not truly signed with this secret
    #[arg(long, env = "DESKWARDEN_SIMULATOR_SECRET", hide_env_values = true)]
    pub secret: Option<String>,
    /// Let accounts without a pool make one; Amazon has closed pools to new customers
    #[arg(long)]
    pub pools_open: bool,
    /// Nobody comes or goes by themselves, though the clock is `auto`
    #[arg(long)]
    pub still: bool,
    /// What goes wrong from the start, as the control door takes it: '{"kind":"throttle","share":0.1}'; may be repeated
    #[arg(long = "fault", value_name = "JSON", value_parser = fault)]
    pub faults: Vec<Fault>,
}

/// Ten times the largest fleet that the console is made for: more is a slip of the hand, and would take all memory.
const LARGEST_FLEET: usize = 1_000_000;

fn fleet(text: &str) -> Result<usize, String> {
    let fleet = text.parse().map_err(|_| "that is no number".to_owned())?;
    if fleet > LARGEST_FLEET { Err(format!("{LARGEST_FLEET} at most")) } else { Ok(fleet) }
}

fn fault(text: &str) -> Result<Fault, String> {
    serde_json::from_str(text).map_err(|wrong| format!("that is no fault: {wrong}"))
}

/// A rate, or none. A type of its own, because clap reads `Option` as "may be left out".
#[derive(Clone, Copy, Debug)]
pub struct ChosenRate(pub Option<Rate>);

fn rate(text: &str) -> Result<ChosenRate, String> {
    simulator::parse_rate(text).map(ChosenRate)
}

/// Options of the verbs that read the config.
#[derive(Debug, Args)]
pub struct Configured {
    /// The config; without it `deskwarden.toml` in the working folder, where there is one
    #[arg(long, value_name = "FILE", env = "DESKWARDEN_CONFIG")]
    pub config: Option<PathBuf>,
}

/// Options of `healthcheck`.
#[derive(Debug, Args)]
pub struct Healthcheck {
    /// Where the config is, to learn the address from
    #[command(flatten)]
    pub configured: Configured,
    /// The address or name to ask, instead of the config's address
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub address: Option<String>,
}

/// Options of `jobs`.
#[derive(Debug, Args)]
pub struct Jobs {
    /// The job to show with its rows; without it, all are listed, newest first
    pub number: Option<i64>,
    /// List jobs older than this one
    #[arg(long, value_name = "JOB", conflicts_with = "number")]
    pub before: Option<i64>,
    /// Show rows from after this one
    #[arg(long, value_name = "ROW", requires = "number")]
    pub after: Option<i64>,
    /// Show only the rows that are failed, needs-person, unknown, done, settling, sending, waiting, skipped or cancelled
    #[arg(long, value_name = "STATE", requires = "number", value_parser = only)]
    pub only: Option<Only>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Which console
    #[command(flatten)]
    pub console: Running,
}

fn only(text: &str) -> Result<Only, String> {
    let found = Only::ALL.iter().copied().find(|only| only.slug() == text.replace('-', "_"));
    found.ok_or_else(|| {
        let known: Vec<_> = Only::ALL.iter().map(|only| only.slug().replace('_', "-")).collect();
        format!("one of {}", known.join(", "))
    })
}

/// Where the console that runs listens for shells.
#[derive(Debug, Args)]
pub struct Running {
    /// Its socket, instead of the one that the config names
    #[arg(long, value_name = "FILE", env = "DESKWARDEN_SOCKET")]
    pub socket: Option<PathBuf>,
    /// Where its config is, to learn the socket from
    #[command(flatten)]
    pub configured: Configured,
}
