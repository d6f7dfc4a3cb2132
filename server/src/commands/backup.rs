//! `deskwarden backup` and `deskwarden restore`: the database is kept elsewhere, and taken back.

use backend::backup::{backup, restore};
use backend::clock::Clock;
use nix::unistd::getuid;

use super::{all, make_folder};
use crate::cli::Copied;
use crate::config;
use crate::refusal::Refusal;
use crate::run::say;
use crate::shell::people::person;

pub async fn keep(options: &Copied) -> Result<(), Refusal> {
    let database = database(options)?;
    backup(&database, &options.file, options.force).await.map_err(|error| Refusal::new(error.to_string()))?;
    say(&format!("{} is a copy of {}", options.file.display(), database.display()))
}

pub async fn take_back(options: &Copied) -> Result<(), Refusal> {
    let database = database(options)?;
    if let Some(folder) = database.parent() {
        make_folder(folder)?;
    }
    let by = person(getuid().as_raw());
    let (restored, aside) = restore(&by, &options.file, &database, options.force, &Clock::wall())
        .await
        .map_err(|error| Refusal::new(error.to_string()))?;
    say(&format!(
        "{} is what {} was; everybody has to sign in again",
        database.display(),
        options.file.display()
    ))?;
    if let Some(aside) = aside {
        say(&format!("the database that was there is {}", aside.display()))?;
    }
    if restored.unknown > 0 {
        say(&format!("rows of which AWS will be asked what became of them: {}", restored.unknown))?;
    }
    if restored.held > 0 {
        say(&format!("jobs that are held until a person lets them go on: {}", restored.held))?;
    }
    Ok(())
}

fn database(options: &Copied) -> Result<std::path::PathBuf, Refusal> {
    let (config, _) = config::read(options.configured.config.as_deref()).map_err(|faults| all(&faults))?;
    Ok(config.backend(Vec::new()).database)
}
