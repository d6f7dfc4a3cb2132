//! Tags of whatever resource: the form, and what it takes to get there.

use serde::{Deserialize, Serialize};

use super::{Diff, Request, Target, Verb};
use crate::change::Task;
use crate::fault::FieldError;
use crate::tags::{self, Tag};

/// The form, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TagForm {
    /// To be there, one a line: `key = value`.
    pub put: String,
    /// Keys to be gone, one a line.
    pub drop: String,
}

/// The form for several resources of a kind: which of them are ticked, and what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TagsOf {
    /// Keys of resources.
    pub selected: Vec<String>,
    /// What they should get.
    #[serde(flatten)]
    pub tags: TagForm,
}

impl TagForm {
    /// Tags to be there, and keys to be gone.
    ///
    /// # Errors
    /// One sentence for each line that the service would refuse.
    pub fn check(&self) -> Result<(Vec<Tag>, Vec<String>), Vec<FieldError>> {
        let mut wrong = Vec::new();
        let put = tags::parse(&self.put).unwrap_or_else(|errors| {
            wrong.extend(errors.into_iter().map(|error| FieldError::at("put", error)));
            Vec::new()
        });
        let keys = self.drop.lines().map(str::trim).filter(|key| !key.is_empty());
        let drop: Vec<String> = keys.map(str::to_owned).collect();
        let refused = drop.iter().filter_map(|key| tags::key_refusal(key, false));
        wrong.extend(refused.map(|why| FieldError::at("drop", why)));
        if let Some(both) = drop.iter().find(|key| put.iter().any(|tag| tag.key == **key)) {
            wrong.push(FieldError::at("drop", format!("“{both}” is to be set and to be removed: decide.")));
        }
        if wrong.is_empty() && put.is_empty() && drop.is_empty() {
            wrong.push(FieldError::at("put", "Write at least one tag to set or a key to remove."));
        }
        if wrong.is_empty() { Ok((put, drop)) } else { Err(wrong) }
    }
}

impl Request {
    /// Tags to be there and keys to be gone, as far as they are not; while tags are unknown, all is asked for.
    #[must_use]
    pub fn tagged(target: Target, known: Option<&[Tag]>, put: &[Tag], drop: &[String]) -> Self {
        let value = |key: &str| {
            let found = known?.iter().find(|tag| tag.key == key);
            found.map(|tag| tag.value.clone())
        };
        let put: Vec<Tag> =
            put.iter().filter(|tag| value(&tag.key).as_ref() != Some(&tag.value)).cloned().collect();
        let drop: Vec<String> =
            drop.iter().filter(|key| known.is_none() || value(key).is_some()).cloned().collect();
        let field = |key: &str| format!("tag {key}");
        let new =
            put.iter().filter_map(|tag| Diff::of(&field(&tag.key), value(&tag.key), Some(tag.value.clone())));
        let gone = drop.iter().filter_map(|key| Diff::of(&field(key), value(key), None));
        let diff = gone.chain(new).collect();
        // What goes makes room for what comes.
        let drop = (!drop.is_empty()).then_some(Task::Drop(drop));
        let put = (!put.is_empty()).then_some(Task::Put(put));
        Self { verb: Verb::Tag(target.kind), target, tasks: drop.into_iter().chain(put).collect(), diff }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::ResourceKind;

    #[test]
    fn what_is_so_already_is_not_asked_for() {
        let form = TagForm { put: "team = sales\nenv = prod".into(), drop: "old\nolder".into() };
        let (put, drop) = form.check().unwrap();
        let tag = |key: &str, value: &str| Tag { key: key.into(), value: value.into() };
        let known = [tag("team", "sales"), tag("env", "test"), tag("old", "1")];
        let target = Target {
            scope: "1/eu-west-1".parse().unwrap(),
            kind: ResourceKind::Pool,
            id: Some("wspool-1".into()),
            name: "Sales".into(),
            directory: "d-1".into(),
        };
        let request = Request::tagged(target, Some(&known), &put, &drop);
        let wished = [Task::Drop(vec!["old".into()]), Task::Put(vec![tag("env", "prod")])];
        assert_eq!(request.tasks, wished);
        assert_eq!(request.diff.len(), 2);
    }

    #[test]
    fn what_the_service_refuses_is_said_at_its_field() {
        let form = TagForm { put: "aws:x = 1\na = 1".into(), drop: "aws:y\na".into() };
        let fields: Vec<_> = form.check().unwrap_err().into_iter().map(|error| error.field).collect();
        assert_eq!(fields, ["put", "drop"]);
        assert!(TagForm::default().check().is_err());
    }
}
