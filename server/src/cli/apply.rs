//! What can be said to `apply`: to which WorkSpaces, what, at which pace, and how surely?

use std::path::PathBuf;

use clap::Args;
use clap::error::ErrorKind;
use domain::fleet::Action;

use super::Running;
use super::options::all_named;
use super::pace::PaceOptions;
use super::wish::WishOptions;

/// Options of `apply`.
#[derive(Debug, Args)]
pub struct Apply {
    /// The list: a CSV with a column `workspace` or `user`, and `directory`, `account`, `region` where they are
    /// needed; `-` reads stdin
    #[arg(long, value_name = "FILE")]
    pub csv: PathBuf,
    /// start, stop, reboot, begin-maintenance, end-maintenance, rebuild, restore or terminate; with options of their
    /// own: modify, migrate, tag or create-image
    #[arg(long)]
    pub action: Action,
    /// What the action takes besides its name
    #[command(flatten)]
    pub wish: WishOptions,
    /// Leave out lines that name nothing
    #[arg(long)]
    pub leave_out: bool,
    /// Print the plan with every row, and do no more
    #[arg(long, conflicts_with_all = ["yes", "confirm"])]
    pub dry_run: bool,
    /// Carry the plan out
    #[arg(long)]
    pub yes: bool,
    /// Carry the plan out when exactly so many WorkSpaces would change; needed where data is destroyed
    #[arg(long, value_name = "N")]
    pub confirm: Option<i64>,
    /// In which waves, when and how fast
    #[command(flatten)]
    pub pace: PaceOptions,
    /// Wait until the job has ended; ends with 3 when not every row is done
    #[arg(long, conflicts_with = "dry_run")]
    pub wait: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Which console
    #[command(flatten)]
    pub console: Running,
}

impl Apply {
    /// What clap cannot know: which actions take what and which destroy data, and that only what is carried out can be
    /// waited for.
    pub(super) fn check(&self) -> Result<(), (ErrorKind, String)> {
        self.wish.check(self.action)?;
        self.pace.form().check().map_err(|errors| (ErrorKind::ValueValidation, all_named(&errors)))?;
        if self.yes && self.confirm.is_none() && self.action.destroys() {
            let words = format!(
                "`{}` destroys data: --yes is not enough, say --confirm N with the number of WorkSpaces",
                self.action.slug()
            );
            return Err((ErrorKind::MissingRequiredArgument, words));
        }
        if self.wait && !self.yes && self.confirm.is_none() {
            let words = "--wait is for what is carried out: add --yes or --confirm N".to_owned();
            return Err((ErrorKind::MissingRequiredArgument, words));
        }
        Ok(())
    }
}
