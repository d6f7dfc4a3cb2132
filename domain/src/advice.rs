//! AWS has refused: what can a person do next?

mod order;

use crate::fault::AwsWords;
use crate::fleet::Action;
use crate::jobs::Kind;

/// Where the advice leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the WorkSpaces that this user has already.
    Existing,
    /// To the form, where the name can be mended.
    Create,
    /// Nowhere on this console.
    None,
}

/// How AWS says that pools are closed to an account (facts.md 23): it is no matter of permissions.
const CLOSED: &str = "no longer available to new customers";

/// What to do after this answer, and where; nothing when AWS's own words must do. `kind` is what the job does; a question
/// that only reads has none.
///
/// AWS adds a subject to some codes after a dot, so the first part decides. The families are those of the service's model.
#[must_use]
pub fn after(aws: &AwsWords, kind: Option<Kind>) -> Option<(&'static str, Way)> {
    let (family, subject) = aws.code.split_once('.').unwrap_or((&aws.code, ""));
    let family = family.strip_suffix("Exception").unwrap_or(family);
    if family == "AccessDenied" && aws.message.contains(CLOSED) {
        return Some((
            "Amazon has closed WorkSpaces Pools to accounts that had none before 30 July 2026: no permission helps. Create it \
             in an account that has pools, or give people WorkSpaces of their own.",
            Way::None,
        ));
    }
    if kind == Some(Kind::Standby)
        && let Some(advice) = standby(family, subject)
    {
        return Some(advice);
    }
    if let Some(Kind::Order(verb)) = kind
        && let Some(words) = order::after(family, verb)
    {
        return Some((words, Way::None));
    }
    let creates = kind == Some(Kind::Create);
    Some(match (family, subject) {
        ("ResourceExists" | "ResourceAlreadyExists", _) if creates => {
            ("A directory gives each user one WorkSpace.", Way::Existing)
        }
        ("ResourceExists" | "ResourceAlreadyExists", _) => {
            ("That name is taken in this account and region: choose another one.", Way::None)
        }
        ("ResourceNotFound", "User") => {
            ("Look for a slip in the name, or add the user to the directory.", Way::Create)
        }
        ("ResourceNotFound", "Bundle" | "Directory") => ("Choose another one that is there.", Way::Create),
        ("ResourceNotFound", _) if matches!(kind, Some(Kind::Act(_))) => {
            ("It is gone already: nothing is left to do.", Way::None)
        }
        ("ResourceNotFound", _) => {
            ("It is gone at AWS, or never was there: the next sweep shows what is.", Way::None)
        }
        ("ResourceLimitExceeded", "Tags") if creates => ("Take away a tag and create it again.", Way::Create),
        ("ResourceLimitExceeded", _) if kind == Some(Kind::Act(Action::Tag)) => {
            ("A resource takes 50 tags: remove one and set this one again.", Way::None)
        }
        ("ResourceLimitExceeded", _) => (
            "The quota of this account and region is used up: ask AWS to raise it, or terminate what nobody uses.",
            Way::None,
        ),
        ("InvalidParameterValues" | "InvalidParameter" | "InvalidParameterCombination" | "Validation", _) => {
            match kind {
                Some(Kind::Create) => ("Change what AWS names and create it again.", Way::Create),
                Some(_) => ("Change what AWS names and plan it again.", Way::None),
                None => (
                    "AWS names what it does not take; if nobody typed that, report it as a fault.",
                    Way::None,
                ),
            }
        }
        ("InvalidResourceState" | "OperationNotSupported", _) if matches!(kind, Some(Kind::Act(_))) => {
            ("Its state or running mode has changed since the plan: look at it and plan again.", Way::None)
        }
        ("InvalidResourceState", _) => {
            ("What it depends on is not ready at AWS: look at its state, then ask again.", Way::None)
        }
        ("OperationNotSupported", _) => (
            "AWS does not offer that here: not every region, directory and bundle has everything.",
            Way::None,
        ),
        ("OperationInProgress", _) => {
            ("AWS is at work on another change of it: plan again once that has ended.", Way::None)
        }
        ("ResourceUnavailable", _) => (
            "AWS can't do it at this time, most often for a pause after an earlier change: plan again later.",
            Way::None,
        ),
        ("UnsupportedWorkspaceConfiguration", _) => (
            "This WorkSpace can't have that: compare its bundle, size and protocol with what Amazon offers for them.",
            Way::None,
        ),
        ("AccessDenied", _) => (
            "The console's own role may not do this at AWS: compare its policy with the documented one.",
            Way::None,
        ),
        ("PaginationTokenExpired", _) => {
            ("The list grew old while it was read: the next sweep begins it anew.", Way::None)
        }
        ("InternalFailure" | "InternalServer", _) => {
            ("That was AWS's own fault: try it again, or ask AWS support with the request id.", Way::None)
        }
        _ => return None,
    })
}

/// What to do where AWS makes no standby, when that is not as it is elsewhere.
fn standby(family: &str, subject: &str) -> Option<(&'static str, Way)> {
    Some(match (family, subject) {
        ("ResourceExists", "WorkSpace") => ("A directory gives each user one WorkSpace.", Way::Existing),
        ("ResourceExists", _) => ("It has a standby: nothing is left to do.", Way::None),
        ("ResourceNotFound", "User") => {
            ("Add the user to the other directory, under the same name, and retry.", Way::None)
        }
        ("ResourceLimitExceeded", _) => {
            ("The region's quota of standbys is used up: ask AWS to raise it, then retry.", Way::None)
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(code: &str) -> AwsWords {
        AwsWords { code: code.to_owned(), ..AwsWords::default() }
    }

    #[test]
    fn each_known_refusal_has_a_way_on() {
        let create = |text: &str| after(&code(text), Some(Kind::Create)).map(|(_, way)| way);
        assert_eq!(create("ResourceExists.WorkSpace"), Some(Way::Existing));
        assert_eq!(create("ResourceNotFound.User"), Some(Way::Create));
        assert_eq!(create("ResourceLimitExceededException"), Some(Way::None));
        assert_eq!(create("AccessDeniedException"), Some(Way::None));
        assert_eq!(create("SomethingNew"), None);
    }

    #[test]
    fn advice_is_about_what_was_asked_for() {
        let words = |text: &str, kind| after(&code(text), kind).map(|(words, _)| words).unwrap_or_default();
        let taken = words("ResourceAlreadyExistsException", Some(Kind::Act(Action::CreateImage)));
        assert!(taken.contains("name is taken"), "{taken}");
        assert!(words("ResourceLimitExceededException", Some(Kind::Act(Action::Tag))).contains("50 tags"));
        assert!(words("ResourceNotFoundException", None).contains("next sweep"));
    }
}
