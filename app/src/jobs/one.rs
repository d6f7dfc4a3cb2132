//! One job: how far it is, what can be done about it, and what became of each row.

use domain::fault::Fault;
use domain::ids::JobId;
use domain::jobs::{JobPage, Only};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::again::{again, tried};
use super::doors::{self, CancelRest, PauseJob, RetryFailed};
use super::rows::Rows;
use super::steer::steer;
use super::summary::summary;
use super::told::told;
use crate::door::Refusal;
use crate::session::session;
use crate::ui::notice::FaultNotice;

/// The page of one job.
#[component]
pub fn OneJobPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let id = Memo::new(move |_| params.with(|params| params.get("id")?.parse().ok().map(JobId)));
    let after = move || query.with(|query| query.get("after")?.parse().ok());
    let only = move || query.with(|query| Only::read(query.get("only").as_deref()));
    let moved =
        session().live.follow(move |hint| id.get_untracked().is_some_and(|id| hint.jobs.contains(&id)));
    let (cancel, pause) = (ServerAction::<CancelRest>::new(), ServerAction::<PauseJob>::new());
    let retry = ServerAction::<RetryFailed>::new();
    let steered = move || (cancel.version().get(), pause.version().get());
    let page = Resource::new(
        move || (id.get(), only(), after(), moved.get(), steered()),
        |(id, only, after, ..)| async move {
            match (id, only) {
                (Some(id), Ok(only)) => doors::one(id, only, after).await,
                (Some(_), Err(fault)) => Err(Refusal(fault)),
                (None, _) => Err(Refusal(Fault::not_found("The address names no job: jobs have numbers."))),
            }
        },
    );
    view! {
        <Transition fallback=|| view! { <p class="quiet">"Looking for the job …"</p> }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => {
                        let only = only().unwrap_or_default();
                        view! { <Job page only after=after() cancel pause retry/> }.into_any()
                    }
                    Err(refusal) => {
                        view! {
                            <Title text="Job"/>
                            <h1>"Job"</h1>
                            <FaultNotice fault=refusal.0/>
                        }
                        .into_any()
                    }
                }
            })}
        </Transition>
    }
}

#[component]
fn Job(
    page: JobPage,
    only: Option<Only>,
    after: Option<i64>,
    cancel: ServerAction<CancelRest>,
    pause: ServerAction<PauseJob>,
    retry: ServerAction<RetryFailed>,
) -> impl IntoView {
    let JobPage { job, rows, next, told: messages, again: of, tried: jobs } = page;
    let title = job.title();
    let refused = move || {
        let answers = [cancel.value().get(), pause.value().get(), retry.value().get()];
        let faults = answers.into_iter().flatten().filter_map(Result::err);
        faults.map(|refusal| view! { <FaultNotice fault=refusal.0/> }).collect_view()
    };
    view! {
        <Title text=title.clone()/>
        <header class="head">
            <h1>
                {title}
                " "
                <span class="count">{format!("job {}", job.id)}</span>
            </h1>
            {steer(&job, cancel, pause, retry)}
        </header>
        {again(of)}
        {tried(&jobs)}
        {refused}
        {summary(&job, only)}
        {told(&messages)}
        <Rows id=job.id kind=job.kind rows only after next/>
    }
}
