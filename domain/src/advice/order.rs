//! AWS has refused an order for a resource that is no WorkSpace: what can a person do next?

use crate::resource::{After, ResourceKind as K, Verb};

/// What to do, where it depends on the resource; nothing where it is alike for everything. A verb that is added needs no
/// line of its own: whether it makes something, or ends it, is in the table of verbs.
pub(super) fn after(family: &str, verb: Verb) -> Option<&'static str> {
    let (is_new, is_last) = (verb.after() == After::ByName, verb.loses().is_some());
    Some(match family {
        "ResourceExists" | "ResourceAlreadyExists" => taken(verb.kind()),
        "ResourceLimitExceeded" => used_up(verb, is_new),
        "ResourceAssociated" => associated(verb, is_last),
        "ResourceNotFound" if is_last => "It is gone already: nothing is left to do.",
        "ResourceNotFound" if is_new => source(verb.kind()),
        "ResourceNotFound" => {
            "It, or something that it should use, is gone at AWS: the next sweep shows what is there."
        }
        "InvalidParameterValues" | "InvalidParameter" | "InvalidParameterCombination" | "Validation"
            if is_last =>
        {
            "Nobody typed what AWS does not take: look at it at AWS, and report it as a fault if it is there."
        }
        "InvalidParameterValues" | "InvalidParameter" | "InvalidParameterCombination" | "Validation" => {
            "Change what AWS names and plan it again."
        }
        "InvalidResourceState" => state(verb.kind()),
        "OperationNotSupported" => unsupported(verb.kind()),
        "OperationInProgress" | "ResourceInUse" => {
            "AWS is at work on another change of it: let that end first."
        }
        "ResourceUnavailable" if matches!(verb.kind(), K::Image | K::Bundle) => {
            "The image can't be used at this time: look whether it is AVAILABLE."
        }
        "ResourceUnavailable" => "AWS can't do it at this time: look at it before it is planned again.",
        "ResourceCreationFailed" => {
            "AWS could not make it: plan it again, or ask AWS support with the request id."
        }
        "WorkspacesDefaultRoleNotFound" => {
            "The account lacks the role workspaces_DefaultRole: create it as Amazon's page says, then plan again."
        }
        "UnsupportedNetworkConfiguration" => {
            "These subnets can't be used: choose two of one VPC, in different zones that WorkSpaces supports."
        }
        "IncompatibleApplications"
        | "ApplicationNotSupported"
        | "ComputeNotCompatible"
        | "OperatingSystemNotCompatible" => {
            "These applications don't go together, or not with this image: leave out what AWS names."
        }
        "AccessDenied" if is_last && verb.kind() == K::Image => {
            "The image is gone, or the console's own role may not delete it: compare its policy with the documented one."
        }
        _ => return None,
    })
}

/// The name is another one's.
fn taken(kind: K) -> &'static str {
    match kind {
        K::Directory => "It is registered already: the next sweep shows it.",
        K::Bundle => "Another bundle of this account and region has that name: choose another one.",
        K::Image => "Another image of this account and region has that name: choose another one.",
        K::Pool => "Another pool of this account and region has that name: choose another one.",
        K::IpGroup => "Another group of this account and region has that name: choose another one.",
        K::Alias => "That name is an alias already, here or of another account: choose another one.",
    }
}

/// A quota is used up (facts.md 27).
fn used_up(verb: Verb, is_new: bool) -> &'static str {
    match verb.kind() {
        _ if matches!(verb, Verb::Tag(_)) => "A resource takes 50 tags: remove one and set this one again.",
        K::Directory if verb == Verb::SetDirectoryGroups => {
            "A directory takes 25 IP groups: take another one off it first."
        }
        K::Directory => {
            "The quota of directories is used up in this account and region: ask AWS to raise it, or deregister one."
        }
        K::IpGroup if is_new => {
            "An account has 100 groups in a region, of 10 rules each: delete one that no directory uses, or ask AWS for more."
        }
        K::IpGroup => "A group takes 10 rules: join ranges, or put some into a second group.",
        K::Alias if is_new => {
            "An account has 20 aliases in a region: delete one that leads nowhere, or ask AWS for more."
        }
        K::Alias => "An alias is shared with one account at a time: take it away from the other one first.",
        K::Image => {
            "The quota of images is used up in this account and region: delete one that no bundle is made from, or ask AWS for more."
        }
        K::Bundle => {
            "The quota of bundles is used up in this account and region: delete one that nothing is made from, or ask AWS for more."
        }
        K::Pool => {
            "The quota of pools, or of their sessions, is used up in this account and region: ask AWS to raise it, or stop what nobody uses."
        }
    }
}

/// Something else uses it.
fn associated(verb: Verb, is_last: bool) -> &'static str {
    match verb.kind() {
        K::IpGroup => "A directory uses it: take it off there first.",
        K::Alias if is_last => "It leads to a directory still: disassociate it first.",
        K::Alias if verb == Verb::ShareAlias => {
            "The other account leads it to a directory of its own: it must disassociate it first."
        }
        K::Alias => {
            "It leads to a directory already, or the directory has another alias: disassociate that first."
        }
        K::Bundle => "WorkSpaces or pools are made from it: migrate or terminate them first.",
        K::Image => {
            "A bundle is made from it, or another account shares it: delete that bundle, or stop sharing it first."
        }
        K::Directory | K::Pool => "Something uses it still: take away what AWS names first.",
    }
}

/// What it is to be made from is not there.
fn source(kind: K) -> &'static str {
    match kind {
        K::Image => {
            "What it is to be made from is not there, or not shared with this account: choose another one."
        }
        K::Bundle => "The image is not there, or not shared with this account: choose another one.",
        K::Pool => "The directory or the bundle is not there any more: choose another one.",
        K::Directory => "The directory or a subnet is not there: look for a slip in the ids.",
        K::IpGroup | K::Alias => "Something that it names is not there any more: choose another one.",
    }
}

/// Its state does not let it.
fn state(kind: K) -> &'static str {
    match kind {
        K::Directory => {
            "The directory is not active, or AWS is at work on it: look at its state and plan again."
        }
        K::Bundle => "The state of the bundle's image does not let it: look at it and plan again.",
        K::Image => "The image is still being made, or that has failed: look at its state and plan again.",
        K::Pool => {
            "The pool's state does not let it: look whether it runs, stops or ends already, and plan again."
        }
        K::IpGroup => {
            "AWS is at work on the group, or on a directory that uses it: plan again in a few minutes."
        }
        K::Alias => "The alias is not ready, or leads nowhere: look at its state and plan again.",
    }
}

/// The service does not offer it.
fn unsupported(kind: K) -> &'static str {
    match kind {
        K::Directory => {
            "Not every kind of directory, nor every region, has that: AWS names what is in the way."
        }
        K::Bundle => "A bundle keeps its operating system: choose an image that has the same one.",
        K::Image => {
            "AWS does not do that with this image: compare its system and applications with what AWS names."
        }
        K::Pool => {
            "A pool of this running mode, or in this directory, can't have that: change what AWS names."
        }
        K::IpGroup => "AWS does not offer that for groups in this region: use those of another one.",
        K::Alias => {
            "Not every region, nor every kind of directory, has aliases: AWS names what is in the way."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advice;
    use crate::fault::AwsWords;
    use crate::fleet::Action;
    use crate::jobs::Kind;

    /// What the service's model lists for operations that change resources.
    const FAMILIES: [&str; 13] = [
        "ResourceAlreadyExists",
        "ResourceLimitExceeded",
        "ResourceAssociated",
        "ResourceNotFound",
        "InvalidParameterValues",
        "InvalidResourceState",
        "OperationNotSupported",
        "OperationInProgress",
        "ResourceUnavailable",
        "ResourceCreationFailed",
        "WorkspacesDefaultRoleNotFound",
        "UnsupportedNetworkConfiguration",
        "IncompatibleApplications",
    ];

    #[test]
    fn each_refusal_of_each_order_has_a_next_step_of_its_own() {
        for (verb, family) in Verb::all().flat_map(|verb| FAMILIES.map(|family| (verb, family))) {
            let words = AwsWords { code: format!("{family}Exception"), ..AwsWords::default() };
            let said = |kind| advice::after(&words, kind).map(|(words, _)| words);
            let own = said(Some(Kind::Order(verb)));
            assert!(own.is_some_and(|own| own.ends_with('.')), "{verb:?} {family}");
            assert_ne!(own, said(None), "{verb:?} {family}: no other than for a question");
            let of_desktops = ["InvalidResourceState", "OperationNotSupported", "ResourceUnavailable"];
            if of_desktops.contains(&family) {
                assert_ne!(own, said(Some(Kind::Act(Action::Modify))), "{verb:?} {family}");
            }
        }
    }

    #[test]
    fn words_are_those_of_the_resource() {
        assert!(after("ResourceAssociated", Verb::DeleteIpGroup).unwrap().starts_with("A directory uses it"));
        assert!(after("ResourceLimitExceeded", Verb::SetDirectoryGroups).unwrap().contains("25 IP groups"));
        assert!(after("ResourceLimitExceeded", Verb::Tag(K::Alias)).unwrap().contains("50 tags"));
        assert!(after("ResourceNotFound", Verb::DeleteAlias).unwrap().contains("nothing is left"));
    }
}
