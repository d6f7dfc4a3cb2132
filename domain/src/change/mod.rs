//! What can be wished for a WorkSpace that exists, and what calls does it take?

mod applies;
mod chosen;
mod form;
mod ladder;

use serde::{Deserialize, Serialize};

use crate::at::At;
use crate::fleet::Action;
use crate::ids::{BundleId, Region};
use crate::resilience::Standby;
use crate::resource::Order;
use crate::tags::Tag;
use crate::words::{Compute, Protocol, RunningMode, accelerator_word};
use crate::workspace::WorkSpace;

pub use applies::{Among, why_not};
pub use chosen::{CHANGE, Chosen, Draft};
pub use form::Form;

/// A change of WorkSpaces that exist: an action, with what it takes to say it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// One whose name says all.
    Act(Action),
    /// That they have these properties.
    Modify(Properties),
    /// That they run on this bundle, under a new id.
    Migrate(BundleId),
    /// That they have these tags, and those no more.
    Tag {
        /// To be there, with these values.
        put: Vec<Tag>,
        /// Keys to be gone.
        drop: Vec<String>,
    },
    /// That there is an image of it.
    CreateImage(Image),
}

/// The properties that are wished for; what is `None` stays.
///
/// The operating system is none of them, although the call's structure has it, which CreateWorkspaces shares: Amazon's page
/// "Modify a WorkSpace" knows no change of it. Another system is another bundle: [`Change::Migrate`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Properties {
    /// The running mode.
    pub mode: Option<RunningMode>,
    /// Minutes until it stops; AUTO_STOP only.
    pub auto_stop_minutes: Option<i64>,
    /// Size of the machine.
    pub compute: Option<Compute>,
    /// GiB.
    pub root_gib: Option<i64>,
    /// GiB.
    pub user_gib: Option<i64>,
    /// The streaming protocol.
    pub protocol: Option<Protocol>,
    /// Whether data are replicated to the standby.
    pub replication: Option<bool>,
    /// Global Accelerator's mode.
    pub accelerator: Option<String>,
    /// Its preferred protocol; with an enabled accelerator only.
    pub accelerator_protocol: Option<String>,
    /// Whether virtual machines can run inside.
    pub nested_virtualization: Option<bool>,
}

/// An image to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// Its name, which no other image of the account and region has.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Tags of the image.
    pub tags: Vec<Tag>,
}

/// One property: what one `ModifyWorkspaceProperties` takes (rules.md, "Who may do what when").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Property {
    /// The running mode, with the minutes of AUTO_STOP.
    Mode(RunningMode, Option<i64>),
    /// Size of the machine.
    Compute(Compute),
    /// Root volume, GiB.
    Root(i64),
    /// User volume, GiB.
    User(i64),
    /// The streaming protocol.
    Protocol(Protocol),
    /// Whether data are replicated to the standby.
    Replication(bool),
    /// Global Accelerator's mode, with the preferred protocol.
    Accelerator(String, Option<String>),
    /// Nested virtualization (model, `ModificationResourceEnum`: AWS takes its time over it).
    Nested(bool),
}

/// What one step asks AWS for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Task {
    /// An action that needs no more.
    Act(Action),
    /// A new WorkSpace; its row holds which.
    Create,
    /// One property.
    Set(Property),
    /// Another bundle.
    Migrate(BundleId),
    /// Tags to be there.
    Put(Vec<Tag>),
    /// Keys of tags to be gone.
    Drop(Vec<String>),
    /// An image.
    Image(Image),
    /// Something of a resource that is no WorkSpace.
    Order(Box<Order>),
    /// A standby, of a primary in this region; its row holds which.
    Standby(Region, Box<Standby>),
}

/// One step of a row: what is asked for, and how long it has to wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rung {
    /// What is asked for.
    pub task: Task,
    /// Milliseconds to wait after the step before has ended.
    pub rest_ms: i64,
    /// The step (from 1) of the same sort, and the milliseconds that must have passed since that was sent.
    pub since: Option<(i64, i64)>,
    /// Not before, by what is known of earlier changes.
    pub not_before: Option<At>,
}

/// When what was last changed, as far as our own log knows: the service does not tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The root volume.
    pub root: Option<At>,
    /// The user volume.
    pub user: Option<At>,
    /// The compute type, to a larger one.
    pub larger: Option<At>,
    /// The compute type, to a smaller one.
    pub smaller: Option<At>,
    /// When it appeared, if that was seen.
    pub appeared: Option<At>,
}

impl Rung {
    pub(crate) fn at_once(task: Task) -> Self {
        Self { task, rest_ms: 0, since: None, not_before: None }
    }

    /// Milliseconds that it waits at least, counted from the end of the step before.
    #[must_use]
    pub fn waits_ms(&self) -> i64 {
        self.rest_ms.max(self.since.map_or(0, |(_, ms)| ms))
    }
}

impl Task {
    /// Steps that one call to AWS may carry.
    #[must_use]
    pub fn batch(&self) -> usize {
        match self {
            Self::Act(action) => action.batch(),
            Self::Create | Self::Standby(..) => 25,
            _ => 1,
        }
    }

    /// Whether it changes the tag that guards WorkSpaces from what destroys data, or one of `scope_tags`, by which the config
    /// says who may do what: that takes `Right::Settings` too.
    #[must_use]
    pub fn guards(&self, scope_tags: &[String]) -> bool {
        let guards = |key: &String| key == crate::tags::PROTECTED || scope_tags.contains(key);
        match self {
            Self::Put(tags) => tags.iter().any(|tag| guards(&tag.key)),
            Self::Drop(keys) => keys.iter().any(guards),
            _ => false,
        }
    }

    /// `User volume 100 GiB`: what will be, to be listed.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Act(action) => action.word().to_owned(),
            Self::Create => "Create".to_owned(),
            Self::Set(Property::Mode(mode, Some(minutes))) => format!("{} {minutes} min", mode.word()),
            Self::Set(Property::Mode(mode, None)) => mode.word().to_owned(),
            Self::Set(Property::Compute(compute)) => compute.word().to_owned(),
            Self::Set(Property::Root(gib)) => format!("root volume {gib} GiB"),
            Self::Set(Property::User(gib)) => format!("user volume {gib} GiB"),
            Self::Set(Property::Protocol(protocol)) => protocol.word().to_owned(),
            Self::Set(Property::Replication(true)) => "data replication on".to_owned(),
            Self::Set(Property::Replication(false)) => "data replication off".to_owned(),
            Self::Set(Property::Accelerator(mode, None)) => {
                format!("Global Accelerator {}", accelerator_word(mode))
            }
            Self::Set(Property::Accelerator(mode, Some(protocol))) => {
                format!("Global Accelerator {}, preferred protocol {protocol}", accelerator_word(mode))
            }
            Self::Set(Property::Nested(true)) => "nested virtualization on".to_owned(),
            Self::Set(Property::Nested(false)) => "nested virtualization off".to_owned(),
            Self::Migrate(bundle) => format!("bundle {bundle}"),
            Self::Put(tags) => {
                let pairs: Vec<_> = tags.iter().map(|tag| format!("{} = {}", tag.key, tag.value)).collect();
                format!("tag {}", pairs.join(", "))
            }
            Self::Drop(keys) => format!("remove tag {}", keys.join(", ")),
            Self::Image(image) => format!("image {}", image.name),
            Self::Order(order) => order.words(),
            Self::Standby(_, standby) => standby.words(),
        }
    }
}

impl From<Action> for Change {
    fn from(action: Action) -> Self {
        Self::Act(action)
    }
}

impl Change {
    /// What it is in the one table.
    #[must_use]
    pub fn action(&self) -> Action {
        match self {
            Self::Act(action) => *action,
            Self::Modify(_) => Action::Modify,
            Self::Migrate(_) => Action::Migrate,
            Self::Tag { .. } => Action::Tag,
            Self::CreateImage(_) => Action::CreateImage,
        }
    }

    /// The steps it takes for this WorkSpace, in their order.
    ///
    /// # Errors
    /// Why it can't be, to complete "Skipped: …".
    pub fn rungs(&self, target: &WorkSpace, known: &Known) -> Result<Vec<Rung>, String> {
        let standby = target.related.iter().any(|other| other.kind == "PRIMARY");
        let bound = [Action::Modify, Action::Migrate, Action::Rebuild, Action::Restore];
        if standby && bound.contains(&self.action()) {
            // rules.md, "Standby": they can't be modified, rebuilt, restored or migrated.
            return Err("is a standby: only its primary can be".to_owned());
        }
        match self {
            Self::Act(action) => Ok(vec![Rung::at_once(Task::Act(*action))]),
            Self::Modify(wish) => ladder::ladder(target, wish, known),
            Self::Migrate(bundle) if target.bundle == *bundle => Err("is on this bundle already".to_owned()),
            Self::Migrate(bundle) => Ok(vec![Rung::at_once(Task::Migrate(bundle.clone()))]),
            Self::Tag { put, drop } => tag(target, put, drop),
            Self::CreateImage(_) if target.root_encrypted || target.user_encrypted => {
                Err("is encrypted: AWS makes no image of it".to_owned())
            }
            Self::CreateImage(image) => Ok(vec![Rung::at_once(Task::Image(image.clone()))]),
        }
    }
}

/// What is so already needs no call; while tags are unknown, every wish is sent.
fn tag(target: &WorkSpace, put: &[Tag], drop: &[String]) -> Result<Vec<Rung>, String> {
    let known = target.tags.as_deref();
    let put: Vec<_> =
        put.iter().filter(|tag| known.is_none_or(|known| !known.contains(tag))).cloned().collect();
    let has = |key: &str| known.is_none_or(|known| known.iter().any(|tag| tag.key == key));
    let drop: Vec<_> = drop.iter().filter(|key| has(key)).cloned().collect();
    if let Some(known) = known {
        let stay = known.iter().filter(|tag| !drop.contains(&tag.key));
        let new = put.iter().filter(|tag| !known.iter().any(|other| other.key == tag.key));
        if stay.count() + new.count() > crate::tags::MOST {
            return Err(format!("would have more than {} tags", crate::tags::MOST));
        }
    }
    // What goes makes room for what comes.
    let dropping = (!drop.is_empty()).then(|| Rung::at_once(Task::Drop(drop)));
    let putting = (!put.is_empty()).then(|| Rung::at_once(Task::Put(put)));
    let rungs: Vec<_> = dropping.into_iter().chain(putting).collect();
    if rungs.is_empty() { Err("has these tags already".to_owned()) } else { Ok(rungs) }
}
