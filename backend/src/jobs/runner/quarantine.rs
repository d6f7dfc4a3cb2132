//! How long is AWS asked what became of a call without an answer, and what is done when it does not show?

use domain::at::At;
use domain::change::Task;
use domain::fleet::Action;
use domain::jobs::Wish;
use domain::resource::After;

/// The service is eventually consistent: what is absent for so long was not done.
const USUAL_MS: i64 = 60_000;
/// A new WorkSpace can be invisible for longer (facts.md 1).
const CREATE_MS: i64 = 5 * 60_000;

/// Sent so often without an answer, a person must look.
pub(super) const ATTEMPTS: i64 = 3;

/// Until when AWS is asked about a call that was sent then.
pub(in crate::jobs) fn until(task: &Task, sent_at: i64) -> At {
    let ms = if matches!(task, Task::Create | Task::Migrate(_) | Task::Standby(..)) {
        CREATE_MS
    } else {
        USUAL_MS
    };
    At(sent_at + ms)
}

/// Whether it is sent again by itself when it does not show by then; else a person has to look.
pub(in crate::jobs) fn is_sent_again(task: &Task, wish: Option<&Wish>, attempts: i64) -> bool {
    match task {
        _ if attempts >= ATTEMPTS => false,
        // Nothing at AWS would keep a second one without a user from coming about.
        Task::Create => matches!(wish, Some(Wish::Create(spec)) if !spec.is_decoupled()),
        // A second time would cost data, or interrupt, a second time.
        Task::Migrate(_) | Task::Act(Action::Reboot | Action::Rebuild | Action::Restore) => false,
        Task::Order(order) => order.verb().after() != After::Person,
        _ => true,
    }
}
