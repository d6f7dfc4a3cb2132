//! What WorkSpaces are made from: bundles, how much each is used, and what can be asked of one.

mod form;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::at::At;
use crate::cli;
use crate::resource::{Resource, Resources, Verb};
use crate::tags::Tag;
use crate::words::Compute;

pub use form::Form;

/// What the service says of a bundle beyond its name and state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Bundle {
    /// The account that it belongs to, or `AMAZON`.
    pub owner: String,
    /// What it is for.
    pub description: String,
    /// Size of the machine.
    pub compute: Option<Compute>,
    /// GiB.
    pub root_gib: Option<i64>,
    /// GiB.
    pub user_gib: Option<i64>,
    /// The image that it is made from.
    pub image: String,
    /// `REGULAR` or `STANDBY`.
    pub kind: Option<String>,
    /// When it was made.
    pub created: Option<At>,
    /// What is no history of its own.
    pub now: Now,
}

/// What changes with everything else, so that it is no history of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Now {
    /// When it was last changed.
    pub updated: Option<At>,
}

impl Bundle {
    /// Whether Amazon offers it: such bundles can't be changed.
    #[must_use]
    pub fn is_amazons(&self) -> bool {
        self.owner == "AMAZON"
    }

    /// Why it can't be changed.
    #[must_use]
    pub fn fixed(&self) -> Option<&'static str> {
        self.is_amazons().then_some("It is Amazon's own: it cannot be changed or deleted.")
    }

    /// Both volumes: `80 + 50 GiB`.
    #[must_use]
    pub fn volumes(&self) -> String {
        let gib = |gib: Option<i64>| gib.map_or_else(|| "-".to_owned(), |gib| gib.to_string());
        match (self.root_gib, self.user_gib) {
            (None, None) => "-".to_owned(),
            (root, user) => format!("{} + {} GiB", gib(root), gib(user)),
        }
    }
}

/// Why a bundle with so many WorkSpaces cannot be deleted.
#[must_use]
pub fn in_use(workspaces: i64) -> Option<String> {
    (workspaces > 0).then(|| {
        let count = crate::count::of(workspaces, "WorkSpace is", "WorkSpaces are");
        format!("{count} on it: terminate or migrate them first.")
    })
}

/// All bundles that a person may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundles {
    /// The bundles.
    pub bundles: Resources<Bundle>,
    /// WorkSpaces on each, of those that the person may see, by its key; those without are left out.
    pub workspaces: BTreeMap<String, i64>,
}

/// One bundle, and what goes with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneBundle {
    /// The bundle.
    pub bundle: Resource<Bundle>,
    /// WorkSpaces on it, of those that the person may see.
    pub workspaces: i64,
    /// Ids and names of the account's images there that are ready.
    pub images: Vec<(String, String)>,
}

/// What can be asked of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    /// That it be there.
    Create {
        /// Its name, which no other bundle of the account and region has.
        name: String,
        /// What it is for.
        description: String,
        /// The image.
        image: String,
        /// Size of the machine.
        compute: Compute,
        /// GiB; `None`: as the service decides.
        root_gib: Option<i64>,
        /// GiB.
        user_gib: i64,
        /// Its tags.
        tags: Vec<Tag>,
    },
    /// That it be of this image.
    SetImage(String),
    /// That it be gone.
    Delete,
}

impl Order {
    /// What it is in the one table.
    #[must_use]
    pub fn verb(&self) -> Verb {
        match self {
            Self::Create { .. } => Verb::CreateBundle,
            Self::SetImage(_) => Verb::ChangeBundleImage,
            Self::Delete => Verb::DeleteBundle,
        }
    }

    /// AWS's operation, with its parameters as Amazon names them.
    #[must_use]
    pub fn call(&self, id: &str) -> (&'static str, Value) {
        match self {
            Self::Create { name, description, image, compute, root_gib, user_gib, tags } => {
                let root = root_gib.map(|gib| json!({ "Capacity": gib.to_string() }));
                let parameters = [
                    ("BundleDescription", json!(description)),
                    ("BundleName", json!(name)),
                    ("ComputeType", json!({ "Name": compute.wire() })),
                    ("ImageId", json!(image)),
                    ("RootStorage", json!(root)),
                    ("Tags", json!((!tags.is_empty()).then(|| cli::tags(tags)))),
                    ("UserStorage", json!({ "Capacity": user_gib.to_string() })),
                ];
                ("CreateWorkspaceBundle", cli::present(parameters))
            }
            Self::SetImage(image) => ("UpdateWorkspaceBundle", json!({ "BundleId": id, "ImageId": image })),
            Self::Delete => ("DeleteWorkspaceBundle", json!({ "BundleId": id })),
        }
    }

    /// What it asks for, to stand in a list of steps.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Create { name, image, .. } => format!("create {name} from {image}"),
            Self::SetImage(image) => format!("image {image}"),
            Self::Delete => "delete".to_owned(),
        }
    }
}
