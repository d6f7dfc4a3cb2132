//! `deskwarden check`: is the config right, and can every account be reached? All that is wrong at once.

use domain::fault::Fault;
use futures::future::join_all;

use super::all;
use crate::cli::Configured;
use crate::config::{self, Reach};
use crate::refusal::Refusal;
use crate::run::say;
use crate::shell::people;

pub async fn run(options: &Configured) -> Result<(), Refusal> {
    let (config, region) = config::read(options.config.as_deref()).map_err(|faults| all(&faults))?;
    let mut faults = config::faults(&config, region.as_deref());
    faults.extend(people::resolve(&config.shell.user).1);
    let reaches = config::reaches(&config, region.as_deref());
    for (lines, broken) in join_all(reaches.into_iter().map(check)).await {
        for line in lines {
            say(&line)?;
        }
        faults.extend(broken);
    }
    if faults.is_empty() { say("all is well") } else { Err(all(&faults)) }
}

/// What can be reached by this way in, and what cannot.
async fn check(reach: Reach) -> (Vec<String>, Vec<String>) {
    let label = reach.label();
    let (mut well, mut broken) = (Vec::new(), Vec::new());
    match reach.scopes().await {
        Ok(scopes) => {
            let answers = join_all(scopes.iter().map(backend::reach::check)).await;
            for (scope, answer) in scopes.iter().zip(answers) {
                match answer {
                    Ok(()) => well.push(format!("{} in {} answers", scope.key.account, scope.key.region)),
                    Err(fault) => broken.push(format!(
                        "{} in {}: {}",
                        scope.key.account,
                        scope.key.region,
                        words(&fault)
                    )),
                }
            }
        }
        Err(fault) => broken.push(format!("{label}: {}", words(&fault))),
    }
    (well, broken)
}

fn words(fault: &Fault) -> String {
    let aws = fault.aws.as_ref().map(|aws| format!(" ({}: {})", aws.code, aws.message)).unwrap_or_default();
    let next = fault.next.as_ref().map(|next| format!(" {next}")).unwrap_or_default();
    format!("{fault}{aws}{next}")
}
