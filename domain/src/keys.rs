//! Can the volumes of an encrypted WorkSpace be read? What is known of their KMS key.

use serde::{Deserialize, Serialize};

/// The state of a KMS key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyState {
    /// Amazon's own for WorkSpaces: nobody can disable it.
    Amazons,
    /// It works.
    Enabled,
    /// It does not; in Amazon's word, such as `Disabled` or `PendingDeletion`.
    Not(String),
    /// Nobody knows; with AWS's code for why, unless it has not been asked yet.
    Unknown(Option<String>),
}

impl KeyState {
    /// What is known of a key (id, ARN or alias): its state and why that could not be had, as the inventory keeps them.
    #[must_use]
    pub fn read(key: &str, state: Option<String>, why: Option<String>) -> Self {
        let some = |text: Option<String>| text.filter(|text| !text.is_empty());
        match some(state) {
            _ if is_amazons(key) => Self::Amazons,
            Some(state) if state == "Enabled" => Self::Enabled,
            Some(state) => Self::Not(state),
            None => Self::Unknown(some(why)),
        }
    }

    /// How it is, beside the key's name.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Amazons => "Amazon's own".to_owned(),
            Self::Enabled => "enabled".to_owned(),
            Self::Not(state) => not(state).to_owned(),
            Self::Unknown(why) => format!("its state is not known: {}", unknown(why.as_deref())),
        }
    }

    /// What a plan says before a WorkSpace with this key is started or made anew; nothing for a key that works.
    /// Source: rules.md, "Who may do what when": with its key disabled a WorkSpace cannot be used afterwards.
    #[must_use]
    pub fn warning(&self) -> Option<String> {
        match self {
            Self::Amazons | Self::Enabled => None,
            Self::Not(state) => {
                Some(format!("its KMS key is {}: nobody can use it until the key is enabled", not(state)))
            }
            Self::Unknown(why) => {
                Some(format!("the state of its KMS key is not known: {}", unknown(why.as_deref())))
            }
        }
    }
}

/// Whether this is the key that Amazon makes for WorkSpaces in each account and region.
fn is_amazons(key: &str) -> bool {
    key.rsplit(':').next().is_some_and(|name| name.starts_with("alias/aws/"))
}

fn not(state: &str) -> &str {
    match state {
        "Disabled" => "disabled",
        "PendingDeletion" => "about to be deleted",
        other => other,
    }
}

fn unknown(why: Option<&str>) -> String {
    match why {
        None => "AWS has not been asked yet".to_owned(),
        Some(code) if code.starts_with("AccessDenied") => {
            "kms:DescribeKey is not allowed for this account".to_owned()
        }
        Some(code) => format!("AWS answered {code}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "arn:aws:kms:eu-west-1:111122223333:key/1";

    fn warning(key: &str, state: &str, why: &str) -> Option<String> {
        KeyState::read(key, Some(state.to_owned()), Some(why.to_owned())).warning()
    }

    #[test]
    fn a_key_that_works_is_no_news_and_amazons_own_always_does() {
        assert_eq!(warning(KEY, "Enabled", ""), None);
        for own in ["alias/aws/workspaces", "arn:aws:kms:eu-west-1:111122223333:alias/aws/workspaces"] {
            assert_eq!(KeyState::read(own, None, None), KeyState::Amazons);
            assert_eq!(KeyState::Amazons.warning(), None);
        }
        assert_eq!(KeyState::read("alias/aws-like", None, None), KeyState::Unknown(None));
    }

    #[test]
    fn what_is_wrong_and_what_is_not_known_is_said() {
        let ends = [
            (warning(KEY, "Disabled", ""), "is disabled: nobody can use it until the key is enabled"),
            (warning(KEY, "PendingDeletion", ""), "is about to be deleted: nobody can use it until"),
            (warning(KEY, "", "AccessDeniedException"), "kms:DescribeKey is not allowed for this account"),
            (warning(KEY, "", "NotFoundException"), "not known: AWS answered NotFoundException"),
            (warning(KEY, "", ""), "not known: AWS has not been asked yet"),
        ];
        for (said, part) in ends {
            assert!(said.as_ref().is_some_and(|said| said.contains(part)), "{said:?}");
        }
    }
}
