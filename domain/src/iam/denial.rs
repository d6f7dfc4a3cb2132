//! Which permission does AWS say is missing?

use serde::{Deserialize, Serialize};

use super::Policy;
use crate::at::At;
use crate::fault::AwsWords;
use crate::ids::ScopeKey;

/// An operation that AWS does not let the console do in an account and region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Denial {
    /// Where.
    pub scope: ScopeKey,
    /// The account's name.
    pub account_name: String,
    /// The operation, as IAM spells it.
    pub operation: String,
    /// When it was denied last.
    pub at: At,
    /// AWS's words.
    pub words: AwsWords,
    /// When the operation went through since, if for another resource.
    pub passed: Option<At>,
}

impl Denial {
    /// The permission that is missing: often that of the operation, sometimes one that it needs besides.
    #[must_use]
    pub fn permission(&self) -> &str {
        missing(&self.words.message).unwrap_or(&self.operation)
    }

    /// The smallest policy that has the permission; `None` where AWS names one that is in none.
    #[must_use]
    pub fn policy(&self) -> Option<Policy> {
        Policy::ALL.iter().copied().find(|policy| policy.actions().contains(self.permission()))
    }
}

/// The permission that a denial names: IAM's own say “… is not authorized to perform: SERVICE:OPERATION …”. A service that
/// denies for reasons of its own names none: no policy would help.
#[must_use]
pub fn missing(message: &str) -> Option<&str> {
    let (_, after) = message.split_once("not authorized to perform: ")?;
    let named =
        after.split(|letter: char| !(letter.is_ascii_alphanumeric() || ":-".contains(letter))).next()?;
    named.split_once(':').filter(|(service, operation)| !service.is_empty() && !operation.is_empty())?;
    Some(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_permission_is_the_one_that_aws_names() {
        let iam = "User: arn:aws:sts::111122223333:assumed-role/desk/deskwarden is not authorized to perform: \
                   workspaces:CreateTags on resource: arn:aws:workspaces:eu-west-1:111122223333:workspace/ws-1 because no \
                   identity-based policy allows the workspaces:CreateTags action";
        assert_eq!(missing(iam), Some("workspaces:CreateTags"));
        assert_eq!(
            missing("The caller is not authorized to perform: kms:DescribeKey."),
            Some("kms:DescribeKey")
        );
        for other in [
            "",
            "Pools are no longer available.",
            "not authorized to perform: that",
            "not authorized to perform: :x",
        ] {
            assert_eq!(missing(other), None, "{other}");
        }
        let words =
            AwsWords { code: "AccessDeniedException".to_owned(), message: iam.to_owned(), request_id: None };
        let denial = Denial {
            scope: "111122223333/eu-west-1".parse().unwrap(),
            account_name: "production".to_owned(),
            operation: "workspaces:CreateWorkspaces".to_owned(),
            at: At(1),
            words,
            passed: None,
        };
        assert_eq!(denial.policy(), Some(Policy::Operator), "{}", denial.permission());
    }
}
