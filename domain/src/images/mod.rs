//! What bundles are made from: images, how far each is, and what can be asked of one.

mod call;
mod check;
mod custom;
mod import;
mod make;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::advice;
use crate::at::At;
use crate::fault::AwsWords;
use crate::resource::{Resource, ResourceKey, Resources, Verb};
use crate::tags::Tag;
use crate::words::sentence;

pub(crate) use check::Wrong;
pub use custom::{CustomForm, CustomImport, Source, SourceKind};
pub use import::{
    Import, ImportForm, OFFICES, PROCESSES, WINDOWS_10, import_why_not, office_note, office_why_not,
};
pub use make::{MakeForm, ShareForm};

/// What the service says of an image beyond its name and state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Image {
    /// What it is for.
    pub description: String,
    /// `WINDOWS` or `LINUX`.
    pub system: String,
    /// `DEDICATED` where it takes one's own licences.
    pub tenancy: String,
    /// When it was made; a shared one, when its owner made it.
    pub created: Option<At>,
    /// The account that it belongs to.
    pub owner: String,
    /// What updates there are for it; `None` where there are none.
    pub updates: Option<String>,
    /// What went wrong while it was made.
    pub error: Option<Trouble>,
    /// The same, one by one.
    pub details: Vec<Trouble>,
    /// What changes while it is made.
    pub now: Now,
}

/// One thing that is wrong with an image, in AWS's words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Trouble {
    /// AWS's code.
    pub code: String,
    /// AWS's message.
    pub message: String,
}

/// What changes while an image is made: it is no history.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Now {
    /// How far a custom import is.
    pub import: Option<Progress>,
    /// Why AWS does not tell how far it is, where it refuses to.
    pub untold: Option<AwsWords>,
}

/// How far a custom import is (DescribeCustomWorkspaceImageImport).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Progress {
    /// AWS's word for the step that it is at.
    pub step: String,
    /// What AWS says of that step.
    pub message: String,
    /// Of a hundred.
    pub percent: Option<i64>,
    /// When AWS wrote this down.
    pub updated: Option<At>,
    /// The EC2 instance that builds it.
    pub builder: Option<String>,
}

impl Image {
    /// How far it is, of an image that is not ready: `Generalizing, 82 %`.
    #[must_use]
    pub fn so_far(&self, state: &str) -> String {
        let step = self.now.import.as_ref().map(|import| import.step.as_str());
        let word = sentence(step.filter(|step| !step.is_empty()).unwrap_or(state));
        let percent = self.now.import.as_ref().and_then(|import| import.percent);
        percent.map_or_else(|| word.clone(), |percent| format!("{word}, {percent} %"))
    }

    /// As [`Self::so_far`], for the row of a job: where AWS does not tell how far it is, also why, and what to do.
    #[must_use]
    pub fn so_far_or_why(&self, state: &str) -> String {
        let far = self.so_far(state);
        let Some(aws) = &self.now.untold else { return far };
        let next = advice::after(aws, None).map(|(next, _)| format!(" {next}")).unwrap_or_default();
        format!("{far} (AWS does not tell how far it is. {}: {}{next})", aws.code, aws.message)
    }

    /// All that went wrong: AWS's code, and its words with every detail.
    #[must_use]
    pub fn trouble(&self) -> Option<Trouble> {
        let first = self.error.as_ref().or(self.details.first())?;
        let more = self.details.iter().filter(|detail| *detail != first);
        let more = more.map(|detail| format!("{}: {}", detail.code, detail.message));
        let words: Vec<String> = std::iter::once(first.message.clone()).chain(more).collect();
        Some(Trouble { code: first.code.clone(), message: words.join(" ") })
    }
}

/// Why nothing but copying is possible, of an image that another account shares.
#[must_use]
pub fn not_ours(image: &Resource<Image>) -> Option<String> {
    let (owner, here) = (&image.item.owner, &image.key.scope.account);
    let is_theirs = !owner.is_empty() && owner != here.as_str();
    is_theirs.then(|| format!("It belongs to the account {owner}, which shares it: copy it first."))
}

/// A bundle that is made from an image.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsedBy {
    /// Which.
    pub bundle: ResourceKey,
    /// Its name.
    pub name: String,
    /// WorkSpaces on it, of those that a person may see.
    pub workspaces: i64,
}

/// How much an image is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used {
    /// Bundles of it.
    pub bundles: i64,
    /// WorkSpaces on those.
    pub workspaces: i64,
}

/// All images that a person may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Images {
    /// The images.
    pub images: Resources<Image>,
    /// How much each is used, by its key; those that are not used are left out.
    pub used: BTreeMap<String, Used>,
}

/// One image, and where it is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneImage {
    /// The image.
    pub image: Resource<Image>,
    /// Bundles of it.
    pub used: Vec<UsedBy>,
}

/// Why an image that is used so cannot be deleted.
#[must_use]
pub fn in_use(used: &[UsedBy]) -> Option<String> {
    let names: Vec<_> = used.iter().map(|one| one.name.as_str()).collect();
    (!names.is_empty()).then(|| {
        let count = crate::count::of(names.len() as i64, "bundle is", "bundles are");
        format!("{count} made from it: {}. Delete them or give them another image first.", names.join(", "))
    })
}

/// What can be asked of an image.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    /// That an EC2 image of one's own licences be one.
    Import(Box<Import>),
    /// The same by way of EC2 Image Builder.
    ImportCustom(Box<CustomImport>),
    /// That there be the same in this region.
    Copy {
        /// Its name, which no other image of the account and region has.
        name: String,
        /// What it is for; empty: as the source says.
        description: String,
        /// The image that is copied.
        source: String,
        /// Where that is.
        region: String,
        /// Its tags.
        tags: Vec<Tag>,
    },
    /// That there be one with the newest of Amazon's own components.
    Update {
        /// Its name, which no other image of the account and region has.
        name: String,
        /// What it is for.
        description: String,
        /// The image that it is made from, which stays.
        source: String,
        /// Its tags.
        tags: Vec<Tag>,
    },
    /// That another account may copy it, or not.
    Share {
        /// Twelve digits.
        account: String,
        /// Whether it may.
        on: bool,
    },
    /// That it be gone.
    Delete,
}

impl Order {
    /// What it is in the one table.
    #[must_use]
    pub fn verb(&self) -> Verb {
        match self {
            Self::Import(_) => Verb::ImportImage,
            Self::ImportCustom(_) => Verb::ImportCustomImage,
            Self::Copy { .. } => Verb::CopyImage,
            Self::Update { .. } => Verb::UpdateImage,
            Self::Share { on: true, .. } => Verb::ShareImage,
            Self::Share { on: false, .. } => Verb::UnshareImage,
            Self::Delete => Verb::DeleteImage,
        }
    }

    /// What it asks for, to stand in a list of steps.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Import(import) => format!("import {} as {}", import.ami, import.name),
            Self::ImportCustom(import) => format!("import {} as {}", import.source.value, import.name),
            Self::Copy { name, source, region, .. } => format!("copy {source} from {region} as {name}"),
            Self::Update { name, source, .. } => format!("make {name} of {source} with updates"),
            Self::Share { account, on: true } => format!("let {account} copy it"),
            Self::Share { account, on: false } => format!("no longer let {account} copy it"),
            Self::Delete => "delete".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_says_how_far_it_is_and_what_is_wrong() {
        let trouble = |code: &str, message: &str| Trouble { code: code.into(), message: message.into() };
        let mut image = Image::default();
        assert_eq!(image.so_far("PENDING"), "Pending");
        let progress = Progress { step: "GENERALIZING".into(), percent: Some(82), ..Progress::default() };
        image.now.import = Some(progress);
        assert_eq!(image.so_far("PENDING"), "Generalizing, 82 %");
        assert_eq!(image.trouble(), None);
        image.details = vec![trouble("DomainJoined", "Leave it."), trouble("PendingReboot", "Reboot.")];
        assert_eq!(image.trouble(), Some(trouble("DomainJoined", "Leave it. PendingReboot: Reboot.")));
        image.error = Some(trouble("Failed", "It failed."));
        let all = "It failed. DomainJoined: Leave it. PendingReboot: Reboot.";
        assert_eq!(image.trouble(), Some(trouble("Failed", all)));
    }
}
