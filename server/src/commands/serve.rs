//! `deskwarden serve`: the console with real accounts.

use std::time::Duration;

use backend::{Backend, audit};
use tokio_util::task::TaskTracker;

use super::{configured, make_folder};
use crate::cli::{Hasten, Serve};
use crate::config;
use crate::refusal::Refusal;
use crate::run::{asked_to_stop, console, say};
use crate::sign_in::SignIn;
use crate::site::Site;
use crate::{listen, shell, telemetry};

/// What shells get for the end of their answer: they were told to stop when everybody was.
const SHELLS_END: Duration = Duration::from_secs(1);

pub async fn run(options: &Serve) -> Result<(), Refusal> {
    let (config, region) = configured(&options.configured)?;
    if options.hasten.is_some() && config.endpoint.is_none() {
        return Err(Refusal::new(
            "--hasten is for a simulator, which `endpoint` names: AWS would get more calls than it allows",
        ));
    }
    telemetry::start(&config.log)?;
    let tasks = TaskTracker::new();
    let stop = asked_to_stop(&tasks)?;
    let sign_in = SignIn::try_from(&config.auth)?;
    let listener = listen::bind(config.listen, "`listen`").await?;
    make_folder(&config.data)?;
    let mut scopes = Vec::new();
    for reach in config::reaches(&config, region.as_deref()) {
        let label = reach.label();
        scopes.extend(reach.scopes().await.map_err(|fault| {
            Refusal::new(format!("cannot learn which account is {label}: {fault} Say its id in the config, or mend its credentials."))
        })?);
    }
    let backend = Backend::open(config.backend(scopes), Hasten::clock(options.hasten)).await?;
    if let Some(failpoint) = options.die_at {
        backend.arm(failpoint);
    }
    if config.audit.stdout {
        audit::copy(&backend, |line| say(line).is_ok());
    }
    let asking = TaskTracker::new();
    if let Some(shell) = shell::open(&config, &backend).await? {
        asking.spawn(shell.serve(stop.clone()));
    }
    asking.close();
    let served = console(&Site::new(backend, sign_in).configured(&config), listener, stop).await;
    if tokio::time::timeout(SHELLS_END, asking.wait()).await.is_err() {
        tracing::warn!("an answer to a shell was cut");
    }
    served
}
