//! Does the console call what its policies allow, and nothing else? Read from its sources.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use domain::iam::{TO_BECOME_A_ROLE, WITHOUT_PERMISSION, lines};

/// All sources of the backend, without comments and blanks: a call that is wrapped reads like one that is not.
fn sources(folder: &Path) -> String {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &Path| -> String {
        let text = fs::read_to_string(path).unwrap();
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        code.flat_map(str::chars).filter(|letter| !letter.is_whitespace()).collect()
    };
    paths.iter().map(|path| if path.is_dir() { sources(path) } else { read(path) }).collect()
}

/// `describe_workspaces` as Amazon spells it.
fn pascal(snake: &str) -> String {
    let upper = |word: &str| word[..1].to_uppercase() + &word[1..];
    snake.split('_').filter(|word| !word.is_empty()).map(upper).collect()
}

/// The operations that are asked of a client: `client.operation()`, `Client::new(&config).operation()`, and
/// `ask!(operation, …)` where calls differ in their names only.
fn asked(code: &str) -> BTreeSet<String> {
    let after = |before: &str, end: &str| -> Vec<String> {
        let calls = code.split(before).skip(1);
        let names = calls.filter_map(|rest| rest.split_once(end).map(|(name, _)| name));
        names.filter(|name| name.chars().all(is_of_a_name)).map(pascal).collect()
    };
    let ways = [("client.", "()"), ("Client::new(&config).", "()"), ("ask!(", ",")];
    let mut asked: BTreeSet<_> = ways.iter().flat_map(|(before, end)| after(before, end)).collect();
    // The SDK calls this one for whoever asks it to become a role.
    if code.contains("AssumeRoleProvider::builder") {
        asked.insert("AssumeRole".to_owned());
    }
    asked
}

fn is_of_a_name(letter: char) -> bool {
    letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_'
}

/// The operations of the service's model that are named anywhere in the code, however they are asked for.
fn named(code: &str) -> BTreeSet<String> {
    let model =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../simulator/model/workspaces.json"));
    let model: serde_json::Value = serde_json::from_str(&model.unwrap()).unwrap();
    let snake = |operation: &str| -> String {
        let letters = operation.chars().enumerate();
        let letters = letters.map(|(at, letter)| match letter {
            upper if upper.is_ascii_uppercase() && at > 0 => format!("_{}", upper.to_ascii_lowercase()),
            other => other.to_ascii_lowercase().to_string(),
        });
        letters.collect()
    };
    let operations = model["operations"].as_object().unwrap().keys();
    let names: BTreeSet<&str> = code.split(|letter| !is_of_a_name(letter)).collect();
    operations.filter(|name| names.contains(snake(name).as_str())).cloned().collect()
}

#[test]
fn every_operation_that_is_called_has_a_policy_and_no_policy_has_another() {
    let code = sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
    let asked = asked(&code);
    // Nothing is asked of a client that is called otherwise.
    assert!(named(&code).is_subset(&asked), "{:?}", named(&code).difference(&asked).collect::<Vec<_>>());
    let known = lines().into_iter().map(|line| line.action);
    let known = known.chain(WITHOUT_PERMISSION.iter().copied()).chain([TO_BECOME_A_ROLE]);
    let known: BTreeSet<String> =
        known.filter_map(|action| action.split_once(':').map(|(_, name)| name.to_owned())).collect();
    let lacks: Vec<_> = asked.difference(&known).collect();
    assert!(lacks.is_empty(), "called, and in no policy (domain/src/iam/calls.rs): {lacks:?}");
    let idle: Vec<_> = known.difference(&asked).collect();
    assert!(idle.is_empty(), "in a policy (domain/src/iam/calls.rs), and called nowhere: {idle:?}");
}

#[test]
fn a_call_is_found_however_it_is_wrapped_and_whatever_its_client_is_called() {
    let calls = "client.describe_tags().send();Client::new(&config).get_caller_identity().send();ask!(stop_workspaces,set)";
    let found = ["DescribeTags", "GetCallerIdentity", "StopWorkspaces"].map(str::to_owned);
    assert_eq!(asked(calls), BTreeSet::from(found));
    let hidden = "other.terminate_workspaces().send()";
    assert!(asked(hidden).is_empty() && named(hidden).contains("TerminateWorkspaces"));
}
