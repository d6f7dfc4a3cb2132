//! How is a call of AWS written as words of a POSIX shell?
//!
//! A value is written in the AWS CLI's own short form where that can say it, and as JSON where it cannot.

use serde_json::{Map, Value};

/// The words of `aws workspaces …`, quoted.
pub(super) fn line(operation: &str, region: &str, parameters: &Map<String, Value>) -> String {
    let mut words = vec!["aws".to_owned(), "workspaces".to_owned(), kebab(operation)];
    words.extend(text("--region", region));
    match flags(parameters) {
        Some(flags) => words.extend(flags),
        // Some texts no argument can carry: the CLI would read a file instead, or the shell would end the word.
        None => words.extend(["--cli-input-json".to_owned(), Value::Object(parameters.clone()).to_string()]),
    }
    let words: Vec<_> = words.iter().map(|word| quoted(word)).collect();
    words.join(" ")
}

/// `None` when one of the values cannot stand as an argument.
fn flags(parameters: &Map<String, Value>) -> Option<Vec<String>> {
    let mut words = Vec::new();
    for (name, value) in parameters {
        let flag = format!("--{}", kebab(name));
        match value {
            Value::String(value) if is_sayable(value) => words.extend(text(&flag, value)),
            Value::Array(_) | Value::Object(_) => {
                words.push(flag);
                words.extend(short(value).unwrap_or_else(|| vec![value.to_string()]));
            }
            _ => return None,
        }
    }
    Some(words)
}

/// A text that begins with a hyphen would be taken for a flag.
fn text(flag: &str, value: &str) -> Vec<String> {
    if value.starts_with('-') {
        return vec![format!("{flag}={value}")];
    }
    vec![flag.to_owned(), value.to_owned()]
}

/// The CLI reads what these name, and no word of a shell holds a NUL.
fn is_sayable(value: &str) -> bool {
    let read = ["file://", "fileb://", "http://", "https://"];
    !value.contains('\0') && !read.iter().any(|scheme| value.starts_with(scheme))
}

/// The CLI's short form: `a b`, `Key=a,Value=b Key=c,Value=d`. `None` where a value would need quotes of its own, and for
/// items with one member: where Amazon calls that one required, the CLI takes `WorkspaceId=ws-…` for an id.
fn short(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::Array(items)
            if items.iter().any(|item| item.as_object().is_some_and(|one| one.len() == 1)) =>
        {
            None
        }
        Value::Array(items) if !items.is_empty() => items.iter().map(one).collect(),
        Value::Object(_) => one(value).map(|word| vec![word]),
        _ => None,
    }
}

fn one(value: &Value) -> Option<String> {
    let Value::Object(members) = value else { return plain(value) };
    let pairs = members.iter().map(|(name, value)| Some(format!("{name}={}", plain(value)?)));
    let pairs: Vec<_> = pairs.collect::<Option<_>>()?;
    (!pairs.is_empty()).then(|| pairs.join(","))
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => {
            let is_plain = text.starts_with(|first: char| first.is_ascii_alphanumeric())
                && text.chars().all(|sign| sign.is_ascii_alphanumeric() || "_.-".contains(sign));
            is_plain.then(|| text.clone())
        }
        _ => None,
    }
}

/// `CreateWorkspaceImage` is `create-workspace-image`.
fn kebab(name: &str) -> String {
    let mut to = String::new();
    for sign in name.chars() {
        if sign.is_ascii_uppercase() && !to.is_empty() {
            to.push('-');
        }
        to.push(sign.to_ascii_lowercase());
    }
    to
}

/// A word that a POSIX shell reads as this text: between single quotes nothing has a meaning but the quote itself.
fn quoted(word: &str) -> String {
    let is_safe = |sign: char| sign.is_ascii_alphanumeric() || "_./:=,@%+-".contains(sign);
    if !word.is_empty() && word.chars().all(is_safe) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}
