//! Which pages come to the browser only when somebody goes there? Each is a piece of the module of its own.

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use crate::change::ChangePage;
use crate::create::CreatePage;
use crate::fleet::{FromCsvPage, WorkSpacePage};
use crate::jobs::{JobsPage, OneJobPage, PlanPage};
use crate::resilience::{ResiliencePage, StandbyPage};

/// The form for new WorkSpaces.
pub struct Create;
/// The form that takes a list of WorkSpaces.
pub struct FromCsv;
/// The form for changes.
pub struct Change;
/// One WorkSpace.
pub struct WorkSpace;
/// A plan to be confirmed.
pub struct Plan;
/// The list of jobs.
pub struct Jobs;
/// One job.
pub struct OneJob;
/// Coverage by standbys.
pub struct Resilience;
/// The form for standbys.
pub struct Standby;

#[lazy_route]
impl LazyRoute for Create {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <CreatePage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for FromCsv {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <FromCsvPage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for Change {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <ChangePage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for WorkSpace {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <WorkSpacePage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for Plan {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <PlanPage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for Jobs {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <JobsPage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for OneJob {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <OneJobPage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for Resilience {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <ResiliencePage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for Standby {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <StandbyPage /> }.into_any()
    }
}
