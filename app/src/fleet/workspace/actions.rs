//! What can be done with this one? Each is a form of its own, and says why not.

use domain::access::Right;
use domain::change::CHANGE;
use domain::fleet::{Action, Verdict};
use domain::resilience::{STANDBY, suits};
use domain::workspace::WorkSpace;
use leptos::prelude::*;

use crate::fleet::tally::verdict;
use crate::paths;
use crate::session::session;
use crate::ui::button::{Button, LinkButton, Look};

/// The buttons.
#[component]
pub fn Actions(
    /// Which.
    workspace: WorkSpace,
) -> impl IntoView {
    let lacks = session().lacks(Right::Modify);
    let change = workspace.key.to_string();
    let like = paths::create_like(&workspace.key);
    let standby = change.clone();
    let no_standby = session()
        .lacks(Right::Create)
        .or_else(|| suits(&workspace).err().map(|why| format!("This WorkSpace {why}.")));
    let workspace = Signal::stored(workspace);
    let forms = Action::PLAIN.iter().map(|action| view! { <Act action=*action workspace /> });
    view! {
        <div class="ws-actions">
            {forms.collect_view()}
            <form method="post" action=paths::PLAN_DOOR>
                <input type="hidden" name="scope" value="these" />
                <input type="hidden" name="selected[]" value=change />
                <input type="hidden" name="query" value="" />
                <Button
                    name="action"
                    value=CHANGE
                    why_not=lacks
                    hint="Running mode, compute, volumes, protocol, tags, bundle, image"
                >
                    "Change …"
                </Button>
            </form>
            <form method="post" action=paths::PLAN_DOOR>
                <input type="hidden" name="scope" value="these" />
                <input type="hidden" name="selected[]" value=standby />
                <input type="hidden" name="query" value="" />
                <Button
                    name="action"
                    value=STANDBY
                    why_not=no_standby
                    hint="The same user's WorkSpace in another region"
                >
                    "Create standby …"
                </Button>
            </form>
            <LinkButton href=like look=Look::Quiet>"Create one like this"</LinkButton>
        </div>
    }
}

/// One action as a form of its own; the table says whether it can be pressed, and else why not.
#[component]
pub fn Act(
    /// Which action.
    action: Action,
    /// On which WorkSpace.
    workspace: Signal<WorkSpace>,
    /// The key that presses it, where one does.
    #[prop(optional)]
    digit: Option<u32>,
) -> impl IntoView {
    let session = session();
    // Only whether a reboot is stuck hangs on the time; a minute is exact enough, and no button flickers.
    let minute = Memo::new(move |_| session.now.get().map(|now| now.0 / 60_000));
    let key = workspace.with_untracked(|workspace| workspace.key.to_string());
    let judged = move || {
        minute.track();
        let person = session.person();
        workspace.with(|workspace| verdict(action, workspace, person.as_ref(), session.now.get_untracked()))
    };
    let lacks = session.lacks(action.right());
    let why_not = Signal::derive(move || match (lacks.clone(), judged()) {
        (Some(lacks), _) => Some(lacks),
        (None, Verdict::No(why)) => Some(format!("This WorkSpace {why}.")),
        _ => None,
    });
    let hint = Signal::derive(move || match judged() {
        Verdict::Warn(why) => Some(why),
        _ => None,
    });
    let look = if action.destroys() { Look::Danger } else { Look::Plain };
    let digit = digit.map(|digit| view! { <kbd aria-hidden="true">{digit}</kbd> });
    view! {
        <form method="post" action=paths::PLAN_DOOR>
            <input type="hidden" name="scope" value="these" />
            <input type="hidden" name="selected[]" value=key />
            <input type="hidden" name="query" value="" />
            <Button look name="action" value=action.slug() why_not hint>{digit}{action.word()}</Button>
        </form>
    }
}
