//! Which fields of a resource have changed? Its JSON is compared leaf by leaf.

use std::collections::BTreeMap;

use serde_json::Value;

/// What lies under this field changes all the time: pages are told, but it is no history.
pub(super) const NOW: &str = "now";

/// A field that changed: its path in words, the value before, the value after.
pub(super) type Difference = (String, Option<String>, Option<String>);

/// The leaves that differ.
pub(super) fn differences(old: &Value, new: &Value) -> Vec<Difference> {
    let (old, new) = (leaves(old), leaves(new));
    let names = old.keys().chain(new.keys().filter(|name| !old.contains_key(*name)));
    let differs = |name: &&String| old.get(*name) != new.get(*name);
    names.filter(differs).map(|name| (name.clone(), old.get(name).cloned(), new.get(name).cloned())).collect()
}

fn leaves(value: &Value) -> BTreeMap<String, String> {
    let mut leaves = BTreeMap::new();
    collect(value, "", &mut leaves);
    leaves
}

fn collect(value: &Value, path: &str, to: &mut BTreeMap<String, String>) {
    match value {
        Value::Null => {}
        Value::Object(fields) => {
            for (name, value) in fields {
                let name = name.replace('_', " ");
                let path = if path.is_empty() { name } else { format!("{path}: {name}") };
                collect(value, &path, to);
            }
        }
        Value::String(text) if text.is_empty() => {}
        Value::String(text) => {
            to.insert(path.to_owned(), text.clone());
        }
        Value::Array(items) if items.is_empty() => {}
        other => {
            to.insert(path.to_owned(), other.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told_leaf_by_leaf() {
        let old = serde_json::json!({ "a": { "b_c": 1, "d": "" }, "e": [1], "f": null, "g": "x" });
        let new = serde_json::json!({ "a": { "b_c": 2 }, "e": [1], "g": "x", "h": "y" });
        let words = |text: &str| Some(text.to_owned());
        assert_eq!(
            differences(&old, &new),
            [("a: b c".to_owned(), words("1"), words("2")), ("h".to_owned(), None, words("y"))]
        );
    }
}
