//! Why has the SDK nothing to sign with? Its chain of errors says it in as many ways as there are sources.

use std::error::Error;

use aws_credential_types::provider::error::CredentialsError;
use aws_sdk_sts::operation::assume_role::AssumeRoleError;
use aws_sdk_sts::operation::assume_role_with_web_identity::AssumeRoleWithWebIdentityError;
use aws_sdk_workspaces::error::{ErrorMetadata, ProvideErrorMetadata, SdkError};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use domain::credentials::Lack;
use domain::fault::AwsWords;

use super::words::{AwsFault, Meaning};

/// Codes with which AWS says that the time of the credentials is over.
pub(super) const EXPIRED: &[&str] = &["ExpiredToken", "ExpiredTokenException"];

/// What it means, when it was for the credentials that a request was never made.
pub(super) fn lacking(error: &(dyn Error + 'static)) -> Option<AwsFault> {
    let chain: Vec<_> = causes(error).skip_while(|cause| !cause.is::<CredentialsError>()).collect();
    if chain.is_empty() {
        return None;
    }
    let asked = chain.iter().find_map(|cause| {
        role::<AssumeRoleError>(*cause).or_else(|| role::<AssumeRoleWithWebIdentityError>(*cause))
    });
    // A role that the token service refuses, and what keeps us from it: such as no keys to ask with.
    if let Some(fault) = asked {
        return Some(fault);
    }
    let text = texts(&chain);
    let own = |code: &str, message: String| AwsWords { code: code.to_owned(), message, request_id: None };
    let (lack, words) = match (missing_profile(&text), chain.first()?.downcast_ref::<CredentialsError>()?) {
        _ if text.contains("expired") || text.contains("UnauthorizedException") => {
            (Lack::Expired, own("Expired", text))
        }
        (Some(name), _) => (
            Lack::Profile,
            own(
                "NoProfile",
                format!("There is no profile “{name}” in ~/.aws/config and ~/.aws/credentials."),
            ),
        ),
        (None, CredentialsError::CredentialsNotLoaded(_)) => (
            Lack::Nothing,
            own(
                "NoCredentials",
                "Neither AWS's variables, its files nor the machine's own role have any.".to_owned(),
            ),
        ),
        (None, _) => (Lack::Source, own("CredentialsFailed", text)),
    };
    Some(AwsFault { meaning: Meaning::Lacking(lack), words })
}

/// The token service's answer, where this is one.
fn role<E>(cause: &(dyn Error + 'static)) -> Option<AwsFault>
where
    E: ProvideErrorMetadata + Error + 'static,
{
    let read = AwsFault::read(cause.downcast_ref::<SdkError<E, HttpResponse>>()?);
    Some(match read.meaning {
        Meaning::Denied | Meaning::Refused => AwsFault { meaning: Meaning::Lacking(Lack::Role), ..read },
        _ => read,
    })
}

fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error: &&'a (dyn Error + 'static)| error.source())
}

/// What the causes say, in a line. The first says no more than that there are no credentials.
fn texts(chain: &[&(dyn Error + 'static)]) -> String {
    let said = chain.iter().skip(1).filter(|cause| !cause.is::<CredentialsError>()).map(|cause| {
        // The SDK prints these as they lie in memory.
        cause.downcast_ref::<ErrorMetadata>().map_or_else(
            || cause.to_string(),
            |data| {
                let words = [data.code(), data.message()];
                words.into_iter().flatten().collect::<Vec<_>>().join(": ")
            },
        )
    });
    let text = said.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(": ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The profile that is named and not defined. Everybody may lack the one that is called `default`.
fn missing_profile(text: &str) -> Option<&str> {
    let (before, _) = text.split_once("` was not defined: could not find source profile")?;
    let (_, name) = before.rsplit_once("profile `")?;
    (name != "default").then_some(name)
}
