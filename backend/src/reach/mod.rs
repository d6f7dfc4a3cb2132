//! Can AWS be reached, and as whom? For `deskwarden check` and for the default credential chain.

use domain::fault::Fault;
use domain::ids::{AccountId, Region};

use crate::config::{Credentials, Scope};
use crate::gateway::{AwsFault, load};

/// The account that these credentials belong to (`GetCallerIdentity`).
///
/// # Errors
/// `Aws`, with AWS's words.
pub async fn whoami(
    credentials: &Credentials,
    region: &Region,
    endpoint: Option<&str>,
) -> Result<AccountId, Fault> {
    let config = load(credentials, region, endpoint).await;
    let answer = aws_sdk_sts::Client::new(&config).get_caller_identity().send().await;
    let identity = answer.map_err(|error| AwsFault::read(&error))?;
    Ok(AccountId::new(identity.account().unwrap_or_default()))
}

/// Asks for one WorkSpace: whether the scope lets us read at all.
///
/// # Errors
/// `Aws`, with AWS's words; also when the credentials are another account's.
pub async fn check(scope: &Scope) -> Result<(), Fault> {
    let account = whoami(&scope.credentials, &scope.key.region, scope.endpoint.as_deref()).await?;
    if account != scope.key.account {
        let message = format!("These credentials are account {account}, not {}.", scope.key.account);
        return Err(Fault::new(domain::fault::FaultKind::Aws, message)
            .next("Mend the account's id or its credentials."));
    }
    let config = load(&scope.credentials, &scope.key.region, scope.endpoint.as_deref()).await;
    let answer = aws_sdk_workspaces::Client::new(&config).describe_workspaces().limit(1).send().await;
    answer.map_err(|error| AwsFault::read(&error))?;
    Ok(())
}
