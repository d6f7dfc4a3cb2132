//! What is wished for, and of which?

use serde::{Deserialize, Serialize};

use crate::create::Spec;
use crate::ids::WorkspaceKey;
use crate::resource::Target;

/// What one row wishes for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wish {
    /// That the job's action be done to this WorkSpace, which looked so when it was confirmed.
    Act {
        /// Which.
        key: WorkspaceKey,
        /// Its directory then: compared again before data is destroyed.
        directory: String,
        /// Its user then.
        user: String,
    },
    /// That this WorkSpace be there.
    Create(Box<Spec>),
    /// Something of a resource that is no WorkSpace; the steps say what.
    Resource(Box<Target>),
    /// That this WorkSpace have a standby, as the step's task says.
    Standby {
        /// The primary.
        key: WorkspaceKey,
        /// Its directory.
        directory: String,
        /// Its user, whose the standby will be.
        user: String,
    },
}

/// Which WorkSpaces a change is wished for. There is no value that means "all" by being empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Selection {
    /// These, by name.
    These(Vec<WorkspaceKey>),
    /// All that match this address query, at the moment of planning.
    Matching(String),
}
