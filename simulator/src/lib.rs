//! Amazon WorkSpaces, pretended at the wire: what would the real service answer?
//!
//! An independent witness. It judges requests from the service's own model and from Amazon's pages,
//! and shares no table and no type with the console that it tests. What is documented and what had
//! to be invented is listed in the crate's README.

mod accept;
mod clock;
mod control;
mod estate;
mod handle;
mod model;
mod ops;
mod powers;
mod seeded;
mod settings;
mod start;
mod wire;
mod world;

pub use estate::accounts::{Account, accounts, helpdesk_directory};
pub use handle::Simulator;
pub use settings::{ClockMode, Rate, Settings, Signatures, parse_rate};
pub use start::{StartError, start};
pub use wire::fault_kinds::{FaultKind, Preset};
pub use wire::faults::Fault;
pub use wire::log::LoggedRequest;
