//! What crosses the socket, besides the words of `domain`? Written and read by the one binary.

use domain::change::{Among, Change, Form};
use domain::fault::Fault;
use domain::fleet::Action;
use domain::jobs::{PaceForm, Plan};
use domain::listed::WrongLine;
use serde::{Deserialize, Serialize};

/// `POST /plans`: a change of the WorkSpaces of a list.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// What.
    pub action: Action,
    /// What the action takes besides its name.
    #[serde(default)]
    pub form: Form,
    /// To which: a CSV of ids or users.
    pub csv: String,
    /// Whether lines that name nothing are left out.
    pub leave_out: bool,
}

impl Wanted {
    /// The change that is wished for; `guarded` as in [`Form::check`].
    ///
    /// # Errors
    /// `Invalid`, with an error at each field of the form.
    pub fn change(&self, guarded: bool) -> Result<Change, Fault> {
        if Action::PLAIN.contains(&self.action) {
            return Ok(Change::Act(self.action));
        }
        let form = Form { what: self.action.slug().to_owned(), ..self.form.clone() };
        // Which WorkSpaces are meant is known only by the plan, which judges each.
        form.check(guarded, &Among::ANYTHING).map_err(Fault::invalid)
    }
}

/// Its answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Planned {
    /// What would happen.
    pub plan: Plan,
    /// Lines that were left out.
    pub left_out: Vec<WrongLine>,
}

/// `POST /plans/{id}/submit`: the plan as it was shown. The answer is the job's number.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirmed {
    /// The plan's digest.
    pub digest: String,
    /// The count that a person says, where data is destroyed.
    pub count: Option<i64>,
    /// In which waves, when and how fast.
    #[serde(default)]
    pub pace: PaceForm,
}
