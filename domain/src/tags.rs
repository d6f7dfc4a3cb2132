//! Which tags does the service take?

use serde::{Deserialize, Serialize};

/// A tag: a key and a value, either case-sensitive.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Tag {
    /// 1 to 127 characters.
    pub key: String,
    /// At most 255 characters.
    pub value: String,
}

/// Tags a resource can have (facts.md 27).
pub const MOST: usize = 50;
/// Our own tag on what we create, so that an unknown outcome can be told from someone else's (jobs.md 5).
pub const ROW: &str = "deskwarden:row";
/// A WorkSpace that carries this tag, with any value, is left out of what destroys data.
pub const PROTECTED: &str = "deskwarden:protected";
/// Keys that begin so are the console's.
pub const OURS: &str = "deskwarden:";

/// Reads tags from lines of `key = value`.
///
/// # Errors
/// One sentence for each line that the service would refuse (rules.md, "Tags").
pub fn parse(lines: &str) -> Result<Vec<Tag>, Vec<String>> {
    parse_with(lines, false)
}

/// As [`parse`]; `guarded` says whether the keys that guard WorkSpaces may be among them.
///
/// # Errors
/// As [`parse`].
pub fn parse_with(lines: &str, guarded: bool) -> Result<Vec<Tag>, Vec<String>> {
    let mut tags: Vec<Tag> = Vec::new();
    let mut errors = Vec::new();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let Some((key, value)) = line.split_once('=') else {
            errors.push(format!("“{line}” has no “=”: write key = value, or key = for an empty value."));
            continue;
        };
        let tag = Tag { key: key.trim().to_owned(), value: value.trim().to_owned() };
        match refusal(&tag, guarded) {
            Some(why) => errors.push(why),
            None if tags.iter().any(|other| other.key == tag.key) => {
                errors.push(format!("The tag “{}” is there twice.", tag.key));
            }
            None => tags.push(tag),
        }
    }
    // One place is kept for our own tag.
    if tags.len() >= MOST {
        errors.push(too_many(tags.len()));
    }
    if errors.is_empty() { Ok(tags) } else { Err(errors) }
}

/// Tags with some of other values, or more, put over them.
///
/// # Errors
/// One sentence for each that the service would refuse (rules.md, "Tags").
pub fn over(base: &[Tag], over: Vec<Tag>) -> Result<Vec<Tag>, Vec<String>> {
    let errors: Vec<String> = over.iter().filter_map(|tag| refusal(tag, false)).collect();
    let mut tags = base.to_vec();
    for tag in over {
        match tags.iter_mut().find(|other| other.key == tag.key) {
            Some(other) => *other = tag,
            None => tags.push(tag),
        }
    }
    match (errors.is_empty(), tags.len() < MOST) {
        (true, true) => Ok(tags),
        (true, false) => Err(vec![too_many(tags.len())]),
        (false, _) => Err(errors),
    }
}

fn too_many(count: usize) -> String {
    format!("AWS takes {} tags besides Deskwarden's own; these are {count}.", MOST - 1)
}

fn refusal(tag: &Tag, guarded: bool) -> Option<String> {
    let (key, value) = (&tag.key, &tag.value);
    if key.is_empty() {
        return Some(format!("“= {value}” has no key: write it as key = value."));
    }
    if value.chars().count() > 255 {
        return Some(format!(
            "The value of “{key}” has {} characters; 255 are allowed.",
            value.chars().count()
        ));
    }
    key_refusal(key, guarded)
}

/// Why this key can't be set or removed; `guarded` as in [`parse_with`].
#[must_use]
pub fn key_refusal(key: &str, guarded: bool) -> Option<String> {
    let length = key.chars().count();
    if length > 127 {
        return Some(format!("The tag key “{key}” has {length} characters; 127 are allowed."));
    }
    let lower = key.to_lowercase();
    if lower.starts_with("aws:") {
        return Some(format!("“{key}”: tag keys that begin with aws: are Amazon's own."));
    }
    if guarded && key == PROTECTED {
        return None;
    }
    if lower == PROTECTED {
        return Some(format!("“{PROTECTED}” guards WorkSpaces: an owner sets and removes it, spelled so."));
    }
    if lower.starts_with(OURS) {
        return Some(format!("“{key}”: tag keys that begin with {OURS} are Deskwarden's own."));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_tags() {
        let tags = parse("team = sales\n\n  env=prod \nbare =").unwrap();
        let pairs: Vec<_> = tags.iter().map(|tag| (tag.key.as_str(), tag.value.as_str())).collect();
        assert_eq!(pairs, [("team", "sales"), ("env", "prod"), ("bare", "")]);
    }

    #[test]
    fn what_the_service_refuses_is_said_for_each_line() {
        let long = "k".repeat(128);
        let errors = parse(&format!("= x\nbare\naws:a=1\n{long}=1\na=1\na=2\nDeskWarden:row=1")).unwrap_err();
        assert_eq!(errors.len(), 6, "{errors:?}");
    }
}
