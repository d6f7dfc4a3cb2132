//! Which tags does the service take?

use serde::{Deserialize, Serialize};

/// A tag: a key and a value, either case-sensitive.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
/// Keys that begin so are the console's.
pub const OURS: &str = "deskwarden:";

/// Reads tags from lines of `key = value`.
///
/// # Errors
/// One sentence for each line that the service would refuse (rules.md, "Tags").
pub fn parse(lines: &str) -> Result<Vec<Tag>, Vec<String>> {
    let mut tags: Vec<Tag> = Vec::new();
    let mut errors = Vec::new();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (key, value) = line.split_once('=').unwrap_or((line, ""));
        let tag = Tag { key: key.trim().to_owned(), value: value.trim().to_owned() };
        match refusal(&tag) {
            Some(why) => errors.push(why),
            None if tags.iter().any(|other| other.key == tag.key) => {
                errors.push(format!("The tag “{}” is there twice.", tag.key));
            }
            None => tags.push(tag),
        }
    }
    // One place is kept for our own tag.
    if tags.len() >= MOST {
        errors.push(format!(
            "A WorkSpace takes {} tags besides Deskwarden's own; these are {}.",
            MOST - 1,
            tags.len()
        ));
    }
    if errors.is_empty() { Ok(tags) } else { Err(errors) }
}

fn refusal(tag: &Tag) -> Option<String> {
    let (key, value) = (&tag.key, &tag.value);
    let length = key.chars().count();
    if length == 0 {
        return Some(format!("“= {value}” has no key: write it as key = value."));
    }
    if length > 127 {
        return Some(format!("The tag key “{key}” has {length} characters; 127 are allowed."));
    }
    if value.chars().count() > 255 {
        return Some(format!(
            "The value of “{key}” has {} characters; 255 are allowed.",
            value.chars().count()
        ));
    }
    let lower = key.to_lowercase();
    if lower.starts_with("aws:") {
        return Some(format!("“{key}”: tag keys that begin with aws: are Amazon's own."));
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
        let tags = parse("team = sales\n\n  env=prod \nbare").unwrap();
        let pairs: Vec<_> = tags.iter().map(|tag| (tag.key.as_str(), tag.value.as_str())).collect();
        assert_eq!(pairs, [("team", "sales"), ("env", "prod"), ("bare", "")]);
    }

    #[test]
    fn what_the_service_refuses_is_said_for_each_line() {
        let long = "k".repeat(128);
        let errors = parse(&format!("= x\naws:a=1\n{long}=1\na=1\na=2\nDeskWarden:row=1")).unwrap_err();
        assert_eq!(errors.len(), 5, "{errors:?}");
    }
}
