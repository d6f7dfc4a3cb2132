//! `deskwarden migrate`: the database is made, or brought up to date, and nothing else happens.

use backend::Backend;
use backend::clock::Clock;

use super::{all, make_folder};
use crate::cli::Configured;
use crate::config;
use crate::refusal::Refusal;
use crate::run::say;

pub async fn run(options: &Configured) -> Result<(), Refusal> {
    let (config, _) = config::read(options.config.as_deref()).map_err(|faults| all(&faults))?;
    make_folder(&config.data)?;
    let told = config.backend(Vec::new());
    let database = told.database.display().to_string();
    let backend = Backend::open(told, Clock::wall()).await?;
    backend.stop().await;
    say(&format!("the database {database} is up to date"))
}
