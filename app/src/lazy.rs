//! Which pages come to the browser only when somebody goes there? Each is a piece of the module of its own.

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use crate::change::ChangePage;
use crate::create::CreatePage;
use crate::fleet::{FromCsvPage, WorkSpacePage};
use crate::ip_groups::{IpGroupNewPage, IpGroupPage, IpGroupsPage};
use crate::jobs::{JobsPage, OneJobPage, PlanPage};
use crate::pools::{PoolNewPage, PoolPage, PoolsPage};

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

/// All IP access control groups.
pub struct IpGroups;
/// One IP access control group.
pub struct IpGroup;
/// The form for a new one.
pub struct IpGroupNew;

/// All pools.
pub struct Pools;
/// One pool.
pub struct Pool;
/// The form for a new one.
pub struct PoolNew;

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
impl LazyRoute for IpGroups {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <IpGroupsPage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for IpGroup {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <IpGroupPage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for IpGroupNew {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <IpGroupNewPage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for Pools {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <PoolsPage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for Pool {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <PoolPage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for PoolNew {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <PoolNewPage /> }.into_any()
    }
}
