//! AWS has refused: what can a person do next?

use domain::fault::AwsWords;
use domain::jobs::Kind;

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

/// What to do after this answer, and where; nothing when AWS's own words must do.
///
/// AWS adds a subject to some codes after a dot, so the first part decides.
#[must_use]
pub fn after(aws: &AwsWords, kind: Kind) -> Option<(&'static str, Way)> {
    let (family, subject) = aws.code.split_once('.').unwrap_or((&aws.code, ""));
    let family = family.strip_suffix("Exception").unwrap_or(family);
    if family == "AccessDenied" && aws.message.contains(CLOSED) {
        return Some((
            "Amazon has closed WorkSpaces Pools to accounts that had none before 30 July 2026: no permission helps. Create it \
             in an account that has pools, or give people WorkSpaces of their own.",
            Way::None,
        ));
    }
    Some(match (family, subject) {
        ("ResourceExists" | "ResourceAlreadyExists", _) => {
            ("A directory gives each user one WorkSpace.", Way::Existing)
        }
        ("ResourceNotFound", "User") => {
            ("Look for a slip in the name, or add the user to the directory.", Way::Create)
        }
        ("ResourceNotFound", "Bundle" | "Directory") => ("Choose another one that is there.", Way::Create),
        ("ResourceNotFound", _) if kind != Kind::Create => {
            ("It is gone already: nothing is left to do.", Way::None)
        }
        ("ResourceLimitExceeded", "Tags") => ("Take away a tag and create it again.", Way::Create),
        ("ResourceLimitExceeded", _) => (
            "The quota of this account and region is used up: ask AWS to raise it, or terminate what nobody uses.",
            Way::None,
        ),
        ("InvalidParameterValues" | "InvalidParameter" | "Validation", _) if kind == Kind::Create => {
            ("Change what AWS names and create it again.", Way::Create)
        }
        ("InvalidResourceState" | "OperationNotSupported", _) => {
            ("Its state or running mode has changed since the plan: look at it and plan again.", Way::None)
        }
        ("AccessDenied", _) => (
            "The console's own role may not do this at AWS: compare its policy with the documented one.",
            Way::None,
        ),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use domain::resource::Verb;

    use super::*;

    fn code(code: &str) -> AwsWords {
        AwsWords { code: code.to_owned(), ..AwsWords::default() }
    }

    #[test]
    fn each_known_refusal_has_a_way_on() {
        let create = |text: &str| after(&code(text), Kind::Create).map(|(_, way)| way);
        assert_eq!(create("ResourceExists.WorkSpace"), Some(Way::Existing));
        assert_eq!(create("ResourceNotFound.User"), Some(Way::Create));
        assert_eq!(create("ResourceLimitExceededException"), Some(Way::None));
        assert_eq!(create("AccessDeniedException"), Some(Way::None));
        assert_eq!(create("SomethingNew"), None);
        let closed = AwsWords {
            message: "Amazon WorkSpaces Pools is no longer available to new customers as of 7/30/2026."
                .into(),
            ..code("AccessDeniedException")
        };
        let (told, _) = after(&closed, Kind::Order(Verb::CreatePool)).unwrap();
        assert!(told.contains("no permission helps"), "{told}");
    }
}
