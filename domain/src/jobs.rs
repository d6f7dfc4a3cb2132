//! What is a change on its way: a plan before it is confirmed, a job after?

mod choice;
mod confirmation;
mod of_workspace;
mod only;
mod pace;
mod snapshots;

use serde::{Deserialize, Serialize};

use crate::access::Right;
use crate::at::At;
use crate::change::Rung;
use crate::cli::Commands;
use crate::create::Spec;
use crate::fault::AwsWords;
use crate::fleet::Action;
use crate::ids::{JobId, WorkspaceKey};
use crate::resource::{Diff, ResourceKey, Target, Verb};
use crate::tell::Told;
use crate::words::State;

pub use choice::{SentQuery, Wished};
pub use confirmation::Confirmation;
pub use of_workspace::{WorkSpaceJob, WorkSpaceJobs};
pub use only::Only;
pub use pace::{First, Held, Pace, PaceForm, Window};
pub use snapshots::{SnapshotAge, SnapshotAges};

/// What kind of change: one job makes one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// An action on WorkSpaces that exist.
    Act(Action),
    /// New WorkSpaces.
    Create,
    /// Something of resources that are no WorkSpaces.
    Order(Verb),
    /// Standbys of WorkSpaces that exist.
    Standby,
}

impl Kind {
    /// The right it takes.
    #[must_use]
    pub fn right(self) -> Right {
        match self {
            Self::Act(action) => action.right(),
            Self::Create | Self::Standby => Right::Create,
            Self::Order(verb) => verb.right(),
        }
    }

    /// The spelling in the database.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Act(action) => action.slug(),
            Self::Create => "create",
            Self::Order(verb) => verb.slug(),
            Self::Standby => "create-standby",
        }
    }

    /// Reads [`Self::slug`].
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        match slug {
            "create" => Some(Self::Create),
            "create-standby" => Some(Self::Standby),
            other => {
                let act = other.parse().ok().map(Self::Act);
                act.or_else(|| Verb::from_slug(other).map(Self::Order))
            }
        }
    }

    /// Rows that one call to AWS may carry.
    #[must_use]
    pub fn batch(self) -> usize {
        match self {
            Self::Act(action) => action.batch(),
            Self::Create | Self::Standby => crate::create::BATCH,
            Self::Order(_) => 1,
        }
    }

    /// What is lost and cannot be had back: then the count is typed. `None` where nothing is.
    #[must_use]
    pub fn loses(self) -> Option<&'static str> {
        match self {
            Self::Act(action) => action.loses(),
            Self::Create | Self::Standby => None,
            Self::Order(verb) => verb.loses(),
        }
    }

    /// `Stop`, `Delete`: what is done, as on a button.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Act(action) => action.word(),
            Self::Create => "Create",
            Self::Standby => "Create standby",
            Self::Order(verb) => verb.word(),
        }
    }

    /// `Stop 3 WorkSpaces`, `Create 1 WorkSpace`.
    #[must_use]
    pub fn title(self, count: i64) -> String {
        let verb = match self {
            Self::Act(Action::BeginMaintenance) => "Begin maintenance of",
            Self::Act(Action::EndMaintenance) => "End maintenance of",
            Self::Act(Action::CreateImage) => "Create an image of",
            Self::Act(action) => action.word(),
            Self::Create => "Create",
            Self::Order(verb) => return verb.title(count),
            Self::Standby => "Create a standby of",
        };
        format!("{verb} {count} WorkSpace{}", if count == 1 { "" } else { "s" })
    }
}

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

/// What the plan says of one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRow {
    /// The user, or the name of a user-decoupled WorkSpace.
    pub label: String,
    /// Which WorkSpace; none yet for a create.
    pub key: Option<WorkspaceKey>,
    /// The name of its account; none yet for a create.
    #[serde(default)]
    pub account_name: Option<String>,
    /// Its state in the inventory.
    pub state: Option<State>,
    /// Why it is left out; `None` when it will change.
    pub skipped: Option<String>,
    /// What to know before confirming.
    pub warning: Option<String>,
    /// What would be made, for a create.
    #[serde(default)]
    pub spec: Option<Box<Spec>>,
    /// The steps it takes, where the wish is more than its name says.
    #[serde(default)]
    pub rungs: Vec<Rung>,
    /// Of which resource, where it is no WorkSpace.
    #[serde(default)]
    pub target: Option<Box<Target>>,
    /// What would change of it.
    #[serde(default)]
    pub diff: Vec<Diff>,
}

/// What would happen: shown before anything is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Its number, in the address of the review page.
    pub id: i64,
    /// The kind of change.
    pub kind: Kind,
    /// When it was made.
    pub at: At,
    /// Rows that will change.
    pub eligible: i64,
    /// Rows that are left out.
    pub skipped: i64,
    /// Rows with a warning.
    pub warned: i64,
    /// People connected now, whom it interrupts.
    pub connected: i64,
    /// Calls to AWS it will take.
    pub calls: i64,
    /// Seconds until the last call is sent, at the rate there is.
    pub seconds: i64,
    /// Seconds that the longest ladder waits between its steps, at least.
    pub waits: i64,
    /// The first rows: skipped and warned ones first.
    pub rows: Vec<PlanRow>,
    /// The digest of ids and eligibility that a confirmation refers to.
    pub digest: String,
    /// The job it became, when it was confirmed already.
    pub job: Option<JobId>,
    /// What would ask for the same in a shell.
    #[serde(default)]
    pub commands: Commands,
    /// The job whose rows it tries again.
    #[serde(default)]
    pub again: Option<JobId>,
}

/// Rows of a plan that a page shows.
pub const PLAN_ROWS: usize = 200;

/// Where a step is on its way (jobs.md, "A step's life").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// Not due yet.
    Planned,
    /// May be sent.
    Ready,
    /// Committed before the call: whether AWS has it is open until the answer.
    Sending,
    /// AWS has accepted it.
    Sent,
    /// Watched until the inventory shows what was wished.
    Settling,
    /// As wished.
    Done,
    /// Refused or failed, with AWS's code and words.
    Failed,
    /// No answer: whether AWS did it must be found out first.
    Unknown,
    /// Cannot be decided by the console alone.
    NeedsPerson,
    /// Left out, with why.
    Skipped,
    /// Taken back by a person before it was sent.
    Cancelled,
}

impl StepState {
    /// Every state, in the order of a step's life.
    pub const ALL: &[StepState] = &[
        Self::Planned,
        Self::Ready,
        Self::Sending,
        Self::Sent,
        Self::Settling,
        Self::Unknown,
        Self::Done,
        Self::Failed,
        Self::NeedsPerson,
        Self::Skipped,
        Self::Cancelled,
    ];

    /// The spelling in the database.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Ready => "ready",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Settling => "settling",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::NeedsPerson => "needs_person",
            Self::Skipped => "skipped",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads [`Self::slug`].
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.slug() == slug)
    }

    /// The word a person reads.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Planned | Self::Ready => "Waiting",
            Self::Sending => "Sending",
            Self::Sent | Self::Settling => "Settling",
            Self::Done => "Done",
            Self::Failed => "Refused",
            Self::Unknown => "Finding out",
            Self::NeedsPerson => "Needs a person",
            Self::Skipped => "Skipped",
            Self::Cancelled => "Cancelled",
        }
    }

    /// Whether nothing more will happen by itself.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Self::Done | Self::Failed | Self::NeedsPerson | Self::Skipped | Self::Cancelled)
    }
}

/// Where a job as a whole is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Rows are on their way.
    Running,
    /// A person has paused it: nothing is sent, what was sent is still watched.
    Paused,
    /// Every row has its end.
    Ended,
}

/// A job in a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// Its number.
    pub id: JobId,
    /// The kind of change.
    pub kind: Kind,
    /// Where it is.
    pub state: JobState,
    /// Who submitted it.
    pub by: String,
    /// When.
    pub at: At,
    /// When its last row ended.
    pub ended: Option<At>,
    /// Rows in each state; states without rows are left out.
    pub counts: Vec<(StepState, i64)>,
    /// How many rows have not settled in their documented time.
    pub late: i64,
    /// When the next call is due, and what it waits for.
    pub next_call: Option<NextCall>,
    /// When it ends at the earliest, at the rate there is and with the waits between its steps.
    pub eta: Option<At>,
    /// Why it has paused itself.
    pub held: Option<Held>,
    /// Nothing is sent before.
    pub opens: Option<At>,
    /// The hours in which it may send.
    pub window: Option<Window>,
    /// The wave that may be sent, and how many there are.
    pub wave: (i64, i64),
    /// Who agreed, where a second person had to.
    pub second: Option<String>,
}

impl Job {
    /// All rows.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.counts.iter().map(|(_, count)| count).sum()
    }

    /// Rows in this state.
    #[must_use]
    pub fn count(&self, state: StepState) -> i64 {
        self.counts.iter().filter(|(other, _)| *other == state).map(|(_, count)| count).sum()
    }

    /// Rows that have their end.
    #[must_use]
    pub fn ended_rows(&self) -> i64 {
        self.counts.iter().filter(|(state, _)| state.is_final()).map(|(_, count)| count).sum()
    }

    /// `Stop 3 WorkSpaces`.
    #[must_use]
    pub fn title(&self) -> String {
        self.kind.title(self.total())
    }
}

/// The next call of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextCall {
    /// When it is due.
    pub at: At,
    /// What keeps it until then.
    pub waits: Waits,
}

/// What a call waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Waits {
    /// The rate that AWS allows, or the job's share of it.
    Rate,
    /// The time that has to pass since a step before, or since AWS has put it off.
    ItsTime,
}

impl Waits {
    /// As in "waits for the rate limit".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Rate => "waits for the rate limit",
            Self::ItsTime => "waits for its time",
        }
    }
}

/// One row of a job, with its result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobRow {
    /// Its number within the job, from 1.
    pub n: i64,
    /// The user, or the name of a user-decoupled WorkSpace.
    pub label: String,
    /// Which WorkSpace; for a create, once AWS has named it.
    pub key: Option<WorkspaceKey>,
    /// Which resource, where it is no WorkSpace; for what is created, once AWS has named it.
    #[serde(default)]
    pub resource: Option<ResourceKey>,
    /// Which of its steps this is, and of how many.
    pub step: (i64, i64),
    /// What the step asks for, where the job's name does not say it.
    pub asks: Option<String>,
    /// Not before, while it waits for its time; without an answer: until when AWS is asked what became of it.
    pub due: Option<At>,
    /// Whether it is then sent again by itself, should AWS not have done it.
    #[serde(default)]
    pub is_sent_again: bool,
    /// Where its step is.
    pub state: StepState,
    /// What happened, in words.
    pub outcome: Option<String>,
    /// AWS's own words, when AWS refused.
    pub aws: Option<AwsWords>,
    /// The request that carried it.
    pub request_id: Option<String>,
    /// Whether it has not settled in its documented time.
    pub late: bool,
    /// When it last moved.
    pub at: At,
}

/// A page of a job's rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobPage {
    /// The job.
    pub job: Job,
    /// Rows, in their order.
    pub rows: Vec<JobRow>,
    /// The `after` of the next page.
    pub next: Option<i64>,
    /// The messages about it; none when no way to tell people is configured.
    #[serde(default)]
    pub told: Vec<Told>,
    /// The job whose rows this one tries again.
    #[serde(default)]
    pub again: Option<JobId>,
    /// The jobs in which it was tried again.
    #[serde(default)]
    pub tried: Vec<JobId>,
}
