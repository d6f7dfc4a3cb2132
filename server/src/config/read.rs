//! How is the config put together, and how are all of its faults found at once?

use std::path::{Path, PathBuf};

use figment::Figment;
use figment::error::Kind;
use figment::providers::{Env, Format as _, Serialized, Toml};
use figment::value::{Dict, Value};

use super::Config;

const PREFIX: &str = "DESKWARDEN_";
/// Variables of the build scripts and of the command line, which are no keys of the config.
const NOT_KEYS: &[&str] = &["tools", "config", "socket"];
const DEFAULT_FILE: &str = "deskwarden.toml";

/// What is wrong with a config: one sentence each.
pub type Faulty = Vec<String>;

/// Reads the file, then the environment over it. The region of AWS's own variables comes second,
/// for the account that is watched when none is named.
///
/// # Errors
/// All faults at once: what cannot be read, is not a key, or has a value of the wrong kind.
pub fn read(file: Option<&Path>) -> Result<(Config, Option<String>), Faulty> {
    let mut faults = Vec::new();
    let found = || Some(PathBuf::from(DEFAULT_FILE)).filter(|path| path.exists());
    let values = file
        .map(Path::to_owned)
        .or_else(found)
        .map(|path| from_toml(&path).map_err(|fault| faults.push(fault)));
    let mut figment = Figment::from(Serialized::defaults(values.and_then(Result::ok).unwrap_or_default()));
    // A variable that names a file is read from there: secrets need not be in the environment.
    figment = figment.merge(
        Env::prefixed(PREFIX)
            .filter(|name| !NOT_KEYS.contains(&name.as_str()) && !is_file(name.as_str()))
            .split("__"),
    );
    for (name, value) in from_files(&mut faults) {
        figment = figment.merge(Serialized::default(&name, value));
    }
    let mut config = extract(&figment, &mut faults);
    if let Some(config) = &mut config {
        faults.extend(config.read_secrets().err().into_iter().flatten());
    }
    match config {
        Some(config) if faults.is_empty() => Ok((config, region())),
        _ => Err(faults),
    }
}

fn from_toml(path: &Path) -> Result<Dict, String> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("cannot read the config {}: {error}", path.display()))?;
    Toml::from_str(&text).map_err(|error| {
        let line = error.span().map_or(1, |span| 1 + text[..span.start].matches('\n').count());
        let what = error.message().lines().next().unwrap_or_default();
        format!("{} cannot be read at line {line}: {what}", path.display())
    })
}

fn is_file(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with("_file")
}

/// The keys whose variable ends in `_FILE`, each with what the file holds.
#[expect(clippy::disallowed_methods, reason = "this is where the environment is read")]
fn from_files(faults: &mut Faulty) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (name, path) in std::env::vars() {
        let Some(key) = name.strip_prefix(PREFIX).filter(|key| is_file(key)) else { continue };
        let key = key[..key.len() - "_FILE".len()].to_ascii_lowercase().replace("__", ".");
        match std::fs::read_to_string(&path) {
            Ok(text) => found.push((key, text.trim_end().to_owned())),
            Err(error) => faults.push(format!("cannot read {path}, which {name} names: {error}")),
        }
    }
    found
}

/// The region that AWS's own tools would take.
#[expect(clippy::disallowed_methods, reason = "this is where the environment is read")]
fn region() -> Option<String> {
    ["AWS_REGION", "AWS_DEFAULT_REGION"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|region| !region.is_empty()))
}

/// Serde stops at the first fault. So what is at fault is noted, taken out, and the rest is read again.
fn extract(figment: &Figment, faults: &mut Faulty) -> Option<Config> {
    let mut values: Dict = match figment.extract() {
        Ok(values) => values,
        Err(error) => {
            faults.extend(error.into_iter().map(|error| error.to_string()));
            return None;
        }
    };
    loop {
        let error = match Figment::from(Serialized::defaults(&values)).extract::<Config>() {
            Ok(config) => return Some(config),
            Err(error) => error,
        };
        let mut path = error.path.clone();
        if let Kind::UnknownField(field, _) = &error.kind
            && path.last() != Some(field)
        {
            path.push(field.clone());
        }
        faults.push(sentence(&error.kind, &path.join(".")));
        if !take_out(&mut values, &path) {
            return None;
        }
    }
}

fn sentence(kind: &Kind, key: &str) -> String {
    match kind {
        Kind::UnknownField(_, known) => {
            format!("{key} is no key of the config; here it could be {}", known.join(", "))
        }
        Kind::UnknownVariant(word, known) => {
            format!("{key} cannot be “{word}”; it can be {}", known.join(", "))
        }
        // The kind would repeat the value.
        _ if ["secret", "password", "url"].iter().any(|word| key.ends_with(word)) => {
            format!("{key} must be text, in quotes")
        }
        kind => format!("{key} cannot be used: {kind}"),
    }
}

fn take_out(values: &mut Dict, path: &[String]) -> bool {
    match path {
        [] => false,
        [last] => values.remove(last).is_some(),
        [first, rest @ ..] => match values.get_mut(first) {
            Some(Value::Dict(_, inner)) => take_out(inner, rest) || values.remove(first).is_some(),
            // What is wrong inside a list takes the list away: its other faults are found the next time.
            Some(_) => values.remove(first).is_some(),
            None => false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Faulty {
        let mut faults = Vec::new();
        extract(&Figment::from(Toml::string(text)), &mut faults);
        faults
    }

    #[test]
    fn every_fault_is_told_at_once_by_the_name_of_its_key() {
        let text =
            "lissen = 1\njob_rows = \"many\"\n[rate]\nburts = 1\nshare = true\n[auth]\nmode = \"open\"";
        let found = faults(text).join("\n");
        for key in ["lissen", "job_rows", "rate.burts", "rate.share", "auth.mode"] {
            assert!(found.contains(key), "{key} is missing in:\n{found}");
        }
        assert_eq!(faults(text).len(), 5, "{found}");
    }

    #[test]
    fn a_fault_inside_an_account_is_named() {
        let found = faults("[[account]]\nid = \"111122223333\"\nregion = \"eu-west-1\"");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("region"), "{found:?}");
    }

    #[test]
    fn a_secret_is_not_repeated_and_a_wrong_event_is() {
        let found =
            faults("[[tell]]\nway = \"webhook\"\nsecret = 12345678\n[smtp]\npassword = 12345678").join("\n");
        assert!(
            found.contains("secret must be text") && found.contains("smtp.password must be text"),
            "{found}"
        );
        assert!(!found.contains("12345678"), "{found}");
        let found = faults("[[tell]]\nevents = [\"ended\", \"begun\"]").join("\n");
        assert!(found.contains("“begun”") && found.contains("approval"), "{found}");
        assert!(faults("[[tell]]\nurll = \"x\"").join("\n").contains("urll is no key"), "urll");
    }

    #[test]
    fn secrets_are_read_from_the_files_that_are_named() {
        let folder = crate::temporary::Temporary::make().unwrap();
        let file = folder.path().join("secret");
        std::fs::write(&file, "from the file\n").unwrap();
        let text =
            format!("[[tell]]\nway = \"slack\"\nurl_file = {file:?}\n[smtp]\npassword_file = {file:?}");
        let mut config = extract(&Figment::from(Toml::string(&text)), &mut Faulty::new()).unwrap();
        assert_eq!(config.read_secrets(), Ok(()));
        let url = config.tell[0].url.as_ref().map(secrecy::ExposeSecret::expose_secret);
        assert_eq!(url, Some("from the file"));
        assert!(config.smtp.as_ref().is_some_and(|smtp| smtp.password.is_some()));
        // Now each stands in two places.
        assert_eq!(config.read_secrets().map_err(|faults| faults.len()), Err(2));
        config.tell[0].secret_file = Some(folder.path().join("none"));
        assert!(config.read_secrets().unwrap_err().join("\n").contains("which secret_file names"));
    }

    #[test]
    fn the_sample_holds_every_key_with_its_default() {
        let sample = include_str!("../../../deskwarden.sample.toml");
        let live = sample
            .lines()
            .map(|line| line.strip_prefix("#: ").unwrap_or(line))
            .collect::<Vec<_>>()
            .join("\n");
        assert_eq!(faults(&live), Faulty::new());
        let values: Dict = Figment::from(Toml::string(&live)).extract().unwrap();
        for key in [
            "listen",
            "data",
            "auth",
            "account",
            "endpoint",
            "rate",
            "job_rows",
            "person_rows",
            "second_above",
            "sweep_seconds",
            "log",
            "audit",
            "shell",
            "console_url",
            "tell",
            "smtp",
            "limits",
            "metrics",
        ] {
            assert!(values.contains_key(key), "{key}");
        }
    }

    #[test]
    fn the_sample_names_every_key_of_sign_in() {
        let sample = include_str!("../../../deskwarden.sample.toml");
        for table in
            ["[auth]", "[[auth.role_bindings]]", "[auth.oidc]", "[auth.proxy_jwt]", "[auth.proxy_header]"]
        {
            let values: Dict =
                Figment::from(Toml::string(&format!("{table}\nno_key = 1"))).extract().unwrap();
            let error = Figment::from(Serialized::defaults(&values)).extract::<Config>().unwrap_err();
            let Kind::UnknownField(_, known) = error.kind else { panic!("{table}: {error}") };
            let part =
                sample.split(&format!("#: {table}\n")).nth(1).unwrap_or_else(|| panic!("{table} is missing"));
            let part = if table == "[auth]" { sample } else { part.split("\n#: [").next().unwrap_or(part) };
            for key in known {
                let is_named = part.contains(&format!("{key} = ")) || part.contains(&format!("auth.{key}]"));
                assert!(is_named, "{table}: {key} is not in the sample");
            }
        }
    }
}
