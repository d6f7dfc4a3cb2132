//! What can be done to resources: the one table of their words and rights.

use serde::{Deserialize, Serialize};

use super::ResourceKind;
use crate::access::Right;
use crate::directories::Group;

/// What to do about a call whose answer was lost (jobs.md, "after an unknown answer").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// Read back, and sent again where it does not show: done twice it is done once, or AWS refuses the second.
    Again,
    /// Looked for by its name and our tag, and sent again where it is absent: names are unique.
    ByName,
    /// Read back; where it does not show, a person must look: a second time would do it twice.
    Person,
}

/// One thing that can be done to a kind of resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verb {
    /// Tags of whatever kind.
    Tag(ResourceKind),
    /// Settings of a directory that one operation takes.
    SetDirectory(Group),
    /// AssociateIpGroups and DisassociateIpGroups
    SetDirectoryGroups,
    /// CreateConnectionAlias
    CreateAlias,
    /// AssociateConnectionAlias
    AssociateAlias,
    /// DisassociateConnectionAlias
    DisassociateAlias,
    /// UpdateConnectionAliasPermission
    ShareAlias,
    /// DeleteConnectionAlias
    DeleteAlias,
    /// CreateIpGroup
    CreateIpGroup,
    /// UpdateRulesOfIpGroup
    ChangeIpRules,
    /// DeleteIpGroup
    DeleteIpGroup,
    /// ImportWorkspaceImage
    ImportImage,
    /// ImportCustomWorkspaceImage
    ImportCustomImage,
    /// CopyWorkspaceImage
    CopyImage,
    /// CreateUpdatedWorkspaceImage
    UpdateImage,
    /// UpdateWorkspaceImagePermission
    ShareImage,
    /// UpdateWorkspaceImagePermission, the other way
    UnshareImage,
    /// DeleteWorkspaceImage
    DeleteImage,
    /// CreateWorkspaceBundle
    CreateBundle,
    /// UpdateWorkspaceBundle
    ChangeBundleImage,
    /// DeleteWorkspaceBundle
    DeleteBundle,
    /// CreateWorkspacesPool
    CreatePool,
    /// UpdateWorkspacesPool
    UpdatePool,
    /// StartWorkspacesPool
    StartPool,
    /// StopWorkspacesPool
    StopPool,
    /// TerminateWorkspacesPool
    TerminatePool,
    /// TerminateWorkspacesPoolSession
    EndPoolSession,
}

struct Line {
    verb: Verb,
    slug: &'static str,
    /// To complete "… 3 pools".
    word: &'static str,
    kind: ResourceKind,
    right: Right,
    after: After,
    /// What is gone afterwards and cannot be had back.
    loses: Option<&'static str>,
}

const fn line(
    verb: Verb,
    slug: &'static str,
    word: &'static str,
    kind: ResourceKind,
    right: Right,
    after: After,
    loses: Option<&'static str>,
) -> Line {
    Line { verb, slug, word, kind, right, after, loses }
}

use ResourceKind as K;

#[rustfmt::skip]
const LINES: &[Line] = &[
    line(Verb::Tag(K::Directory), "tag-directory", "Change the tags of", K::Directory, Right::Modify, After::Again, None),
    line(Verb::Tag(K::Bundle), "tag-bundle", "Change the tags of", K::Bundle, Right::Modify, After::Again, None),
    line(Verb::Tag(K::Image), "tag-image", "Change the tags of", K::Image, Right::Modify, After::Again, None),
    line(Verb::Tag(K::Pool), "tag-pool", "Change the tags of", K::Pool, Right::Modify, After::Again, None),
    line(Verb::Tag(K::IpGroup), "tag-ip-group", "Change the tags of", K::IpGroup, Right::Modify, After::Again, None),
    line(Verb::Tag(K::Alias), "tag-alias", "Change the tags of", K::Alias, Right::Modify, After::Again, None),
    line(Verb::SetDirectory(Group::Creation), "set-creation", "Change what new WorkSpaces get in", K::Directory, Right::Create, After::Again, None),
    line(Verb::SetDirectory(Group::Access), "set-access", "Change which devices may connect to", K::Directory, Right::Create, After::Again, None),
    line(Verb::SetDirectory(Group::SelfService), "set-self-service", "Change what people may do themselves in", K::Directory, Right::Create, After::Again, None),
    line(Verb::SetDirectory(Group::Streaming), "set-streaming", "Change the streaming of", K::Directory, Right::Create, After::Again, None),
    line(Verb::SetDirectory(Group::Saml), "set-saml", "Change the SAML sign-in of", K::Directory, Right::Create, After::Again, None),
    line(Verb::SetDirectory(Group::Certificates), "set-certificates", "Change the certificate sign-in of", K::Directory, Right::Create, After::Again, None),
    line(Verb::SetDirectory(Group::Encryption), "set-encryption", "Change the endpoint encryption of", K::Directory, Right::Create, After::Again, None),
    line(Verb::SetDirectoryGroups, "set-directory-groups", "Change the IP groups of", K::Directory, Right::Create, After::Again, None),
    line(Verb::CreateAlias, "create-alias", "Create", K::Alias, Right::Create, After::ByName, None),
    line(Verb::AssociateAlias, "associate-alias", "Associate", K::Alias, Right::Create, After::Again, None),
    line(Verb::DisassociateAlias, "disassociate-alias", "Disassociate", K::Alias, Right::Create, After::Again, None),
    line(Verb::ShareAlias, "share-alias", "Change who may use", K::Alias, Right::Create, After::Again, None),
    line(Verb::DeleteAlias, "delete-alias", "Delete", K::Alias, Right::Terminate, After::Again, Some("The name leads nobody anywhere any more; the account keeps the right to it.")),
    line(Verb::CreateIpGroup, "create-ip-group", "Create", K::IpGroup, Right::Create, After::ByName, None),
    line(Verb::ChangeIpRules, "change-ip-rules", "Change the rules of", K::IpGroup, Right::Create, After::Again, None),
    line(Verb::DeleteIpGroup, "delete-ip-group", "Delete", K::IpGroup, Right::Terminate, After::Again, Some("Its rules are gone. AWS refuses it while a directory uses the group.")),
    line(Verb::ImportImage, "import-image", "Import", K::Image, Right::Create, After::ByName, None),
    line(Verb::ImportCustomImage, "import-custom-image", "Import", K::Image, Right::Create, After::ByName, None),
    line(Verb::CopyImage, "copy-image", "Copy", K::Image, Right::Create, After::ByName, None),
    line(Verb::UpdateImage, "update-image", "Make with updates", K::Image, Right::Create, After::ByName, None),
    line(Verb::ShareImage, "share-image", "Share", K::Image, Right::Create, After::Again, None),
    line(Verb::UnshareImage, "unshare-image", "Stop sharing", K::Image, Right::Create, After::Again, None),
    line(Verb::DeleteImage, "delete-image", "Delete", K::Image, Right::Terminate, After::Again, Some("The image is gone. AWS refuses it while a bundle is made from it or another account may copy it.")),
    line(Verb::CreateBundle, "create-bundle", "Create", K::Bundle, Right::Create, After::ByName, None),
    line(Verb::ChangeBundleImage, "change-bundle-image", "Change the image of", K::Bundle, Right::Create, After::Again, None),
    line(Verb::DeleteBundle, "delete-bundle", "Delete", K::Bundle, Right::Terminate, After::Again, Some("The bundle is gone; its image stays. AWS refuses it while a WorkSpace or a pool is based on it.")),
    line(Verb::CreatePool, "create-pool", "Create", K::Pool, Right::Create, After::ByName, None),
    line(Verb::UpdatePool, "update-pool", "Change", K::Pool, Right::Modify, After::Again, None),
    line(Verb::StartPool, "start-pool", "Start", K::Pool, Right::Power, After::Again, None),
    line(Verb::StopPool, "stop-pool", "Stop", K::Pool, Right::Power, After::Again, None),
    line(Verb::TerminatePool, "terminate-pool", "Terminate", K::Pool, Right::Terminate, After::Again, Some("Everybody's session ends, and what was not saved is lost. New pools are closed to accounts that have none: with its last pool an account may not be able to make one again.")),
    line(Verb::EndPoolSession, "end-pool-session", "End a session of", K::Pool, Right::Power, After::Again, Some("What the person has not saved is lost.")),
];

impl Verb {
    fn line(self) -> &'static Line {
        LINES.iter().find(|line| line.verb == self).unwrap_or(&LINES[0])
    }

    /// Every verb.
    pub fn all() -> impl Iterator<Item = Self> {
        LINES.iter().map(|line| line.verb)
    }

    /// The spelling in the database.
    #[must_use]
    pub fn slug(self) -> &'static str {
        self.line().slug
    }

    /// Reads [`Self::slug`].
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        LINES.iter().find(|line| line.slug == slug).map(|line| line.verb)
    }

    /// What it is done to.
    #[must_use]
    pub fn kind(self) -> ResourceKind {
        self.line().kind
    }

    /// `Delete`: what is done, to begin a title.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.line().word
    }

    /// The right it takes.
    #[must_use]
    pub fn right(self) -> Right {
        self.line().right
    }

    /// What to do about a lost answer.
    #[must_use]
    pub fn after(self) -> After {
        self.line().after
    }

    /// What is gone afterwards and cannot be had back; `None` where nothing is.
    #[must_use]
    pub fn loses(self) -> Option<&'static str> {
        self.line().loses
    }

    /// `Delete 1 IP access control group`.
    #[must_use]
    pub fn title(self, count: i64) -> String {
        let noun = if count == 1 { self.kind().word() } else { self.kind().plural() };
        format!("{} {count} {noun}", self.line().word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verb_has_one_line_and_one_slug() {
        for (at, line) in LINES.iter().enumerate() {
            assert_eq!(Verb::from_slug(line.slug), Some(line.verb));
            assert!(LINES[at + 1..].iter().all(|other| other.verb != line.verb && other.slug != line.slug));
        }
        assert!(ResourceKind::ALL.iter().all(|kind| LINES.iter().any(|line| line.verb == Verb::Tag(*kind))));
    }
}
