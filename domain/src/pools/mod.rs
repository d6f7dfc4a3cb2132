//! Which desktops are there that nobody owns? Pools: their capacity, settings and errors, and what can be asked of them.

mod call;
mod changes;
mod check;
mod errors;
mod form;
mod may;
mod order;
mod session;

use serde::{Deserialize, Serialize};

use crate::at::At;
use crate::words::Tone;

pub use changes::{Changes, New};
pub use errors::{Told, told};
pub use form::{DESCRIPTION_MOST, Form};
pub use may::{MODE_WHEN_STOPPED, why_not};
pub use order::{Order, Standing};
pub use session::{Session, Sessions};

/// The last day on which Amazon supports pools (the notice on every page of their API).
pub const END_OF_SUPPORT: &str = "31 December 2027";
/// Since then accounts that had no pool can make none (facts.md 23).
pub const CLOSED_SINCE: &str = "30 July 2026";
/// Amazon's page about it.
pub const END_PAGE: &str =
    "https://docs.aws.amazon.com/workspaces/latest/adminguide/wsp-pools-end-of-support.html";

/// Amazon's word for a pool that people's arrival and an administrator start and stop.
pub const AUTO_STOP: &str = "AUTO_STOP";
/// Amazon's word for a pool that always runs.
pub const ALWAYS_ON: &str = "ALWAYS_ON";
/// Amazon's word for settings that are kept.
pub const ENABLED: &str = "ENABLED";
/// Amazon's word for settings that are not.
pub const DISABLED: &str = "DISABLED";

/// What the service says of a pool beyond its name and state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pool {
    /// What it is for.
    pub description: String,
    /// The bundle that its desktops are made from.
    pub bundle: String,
    /// AUTO_STOP or ALWAYS_ON.
    pub running_mode: String,
    /// User sessions that it is to have room for.
    pub desired_sessions: i64,
    /// Whether people's application settings are kept, and where.
    pub application_settings: AppSettings,
    /// When sessions end by themselves.
    pub timeouts: Timeouts,
    /// What has gone wrong.
    pub errors: Vec<PoolError>,
    /// When it was made.
    pub created: Option<At>,
    /// Its capacity at this moment.
    pub now: Capacity,
}

/// The capacity of a pool at a moment, in user sessions. What is desired is a setting: [`Pool::desired_sessions`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Capacity {
    /// That there is room for.
    pub actual: i64,
    /// That are in use, also those whose people are disconnected.
    pub active: i64,
    /// That could begin at once.
    pub available: i64,
}

/// Whether people's application settings outlive a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AppSettings {
    /// ENABLED or DISABLED; empty while AWS has not said.
    pub status: String,
    /// The path in the bucket; pools with the same group share settings.
    pub group: String,
    /// The bucket, which AWS makes.
    pub bucket: String,
}

/// When sessions end by themselves, in seconds; `None` where AWS has not said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Timeouts {
    /// After people disconnect: until then they come back to the same session.
    pub disconnect: Option<i64>,
    /// Before people who do nothing are disconnected; 0: never.
    pub idle: Option<i64>,
    /// At the latest, whatever people do.
    pub longest: Option<i64>,
}

/// One thing that has gone wrong with a pool.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolError {
    /// AWS's code.
    pub code: String,
    /// AWS's words.
    pub message: String,
}

/// How the state of a pool reads; one unknown to this version wants a look.
#[must_use]
pub fn tone(state: &str, pool: &Pool) -> Tone {
    match state {
        _ if order::cause(pool).is_some() => Tone::Warn,
        "RUNNING" => Tone::Ok,
        "STOPPED" => Tone::Off,
        "CREATING" | "DELETING" | "STARTING" | "STOPPING" | "UPDATING" => Tone::Busy,
        _ => Tone::Warn,
    }
}

/// What a person calls a running mode; one unknown to this version as it is.
#[must_use]
pub fn mode_word(wire: &str) -> &str {
    match wire {
        AUTO_STOP => "AutoStop",
        ALWAYS_ON => "AlwaysOn",
        other => other,
    }
}
