//! Does `deskwarden check` call a lack of credentials what it is, and say what to do?

use std::process::{Command, Stdio};

use server::temporary::Temporary;
use simulator::{ClockMode, Fault, FaultKind, Settings, Simulator};

const KEYS: [(&str, &str); 2] = [("AWS_ACCESS_KEY_ID", "111122223333"), ("AWS_SECRET_ACCESS_KEY", "any")];

async fn aws() -> Simulator {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let settings = Settings { fleet: 5, clock: ClockMode::Explicit, ..Settings::default() };
    simulator::start(settings, listener).await.unwrap()
}

/// What `check` says of an account with this way in, on a machine that has nothing but these variables.
async fn said(aws: &Simulator, account: &str, variables: &[(&str, &str)]) -> String {
    let folder = Temporary::make().unwrap();
    let config = format!("endpoint = \"{}\"\n[[account]]\nregions = [\"eu-west-1\"]\n{account}\n", aws.url());
    std::fs::write(folder.path().join("deskwarden.toml"), config).unwrap();
    std::fs::create_dir(folder.path().join(".aws")).unwrap();
    std::fs::write(folder.path().join(".aws/config"), "[profile other]\nregion = eu-west-1\n").unwrap();
    let mut command = tokio::process::Command::from(Command::new(env!("CARGO_BIN_EXE_deskwarden")));
    command.current_dir(folder.path()).env_clear().stdin(Stdio::null()).arg("check");
    command
        .env("HOME", folder.path())
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .envs(variables.iter().copied());
    let output = command.output().await.unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    for dump in ["Unreachable", "{", "Some(", "no answer", "ProviderError"] {
        assert!(!said.contains(dump), "{dump}: {said}");
    }
    said
}

#[tokio::test]
async fn none_at_all() {
    let said = said(&aws().await, "id = \"111122223333\"", &[]).await;
    assert!(said.contains("There are no credentials. (NoCredentials: "), "{said}");
    assert!(said.contains("Give the console some"), "{said}");
}

#[tokio::test]
async fn a_profile_that_is_not_there() {
    let said = said(&aws().await, "id = \"111122223333\"\nprofile = \"desk\"", &[]).await;
    assert!(said.contains("The profile is not there. (NoProfile: There is no profile “desk”"), "{said}");
}

#[tokio::test]
async fn a_role_that_is_denied() {
    let role = "role_arn = \"arn:aws:iam::444455556666:role/denied-desk\"";
    let aws = aws().await;
    let by_role = said(&aws, role, &KEYS).await;
    assert!(
        by_role.contains("The role cannot be assumed. (AccessDenied: The caller is not authorized"),
        "{by_role}"
    );
    assert!(by_role.contains("trust policy"), "{by_role}");
    // Without keys to ask with, it is not the role's fault.
    let without = said(&aws, role, &[]).await;
    assert!(without.contains("There are no credentials."), "{without}");
}

#[tokio::test]
async fn some_whose_time_is_over() {
    let aws = aws().await;
    aws.fault(Fault::new(FaultKind::Expired));
    let direct = said(&aws, "id = \"111122223333\"", &KEYS).await;
    assert!(direct.contains("The credentials have expired. (ExpiredToken"), "{direct}");
    assert!(direct.contains("Sign in again"), "{direct}");
    let role = said(&aws, "role_arn = \"arn:aws:iam::444455556666:role/desk\"", &KEYS).await;
    assert!(role.contains("The credentials have expired. (ExpiredToken"), "{role}");
}
