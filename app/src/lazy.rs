//! Which pages come to the browser only when somebody goes there? Each is a piece of the module of its own.

mod console;

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use crate::aliases::{AliasNewPage, AliasPage, AliasesPage};
use crate::bundles::{BundlePage, BundlesPage};
use crate::change::ChangePage;
use crate::create::CreatePage;
use crate::directories::{DirectoriesPage, DirectoryPage};
use crate::fleet::{FromCsvPage, WorkSpacePage};
use crate::help_desk::HelpDeskPage;
use crate::images::{ImagePage, ImagesPage, ImportCustomPage, ImportPage};
use crate::ip_groups::{IpGroupNewPage, IpGroupPage, IpGroupsPage};
use crate::jobs::{JobsPage, OneJobPage, PlanPage};
use crate::pools::{PoolNewPage, PoolPage, PoolsPage};
use crate::resilience::{ResiliencePage, StandbyPage};
use crate::search::SearchPage;

pub use console::{Account, Audit, People};

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
/// What a text finds.
pub struct Search;
/// A caller's desktop, looked up.
pub struct HelpDesk;
/// The list of jobs.
pub struct Jobs;
/// One job.
pub struct OneJob;

/// Coverage by standbys.
pub struct Resilience;
/// The form for standbys.
pub struct Standby;
/// All connection aliases.
pub struct Aliases;
/// One connection alias.
pub struct Alias;
/// The form for a new one.
pub struct AliasNew;
/// All directories.
pub struct Directories;
/// One directory.
pub struct Directory;
/// All IP access control groups.
pub struct IpGroups;
/// One IP access control group.
pub struct IpGroup;
/// The form for a new one.
pub struct IpGroupNew;
/// All images.
pub struct Images;
/// One image.
pub struct Image;
/// The form that imports an EC2 image.
pub struct ImageImport;
/// The form that imports a custom image.
pub struct ImageImportCustom;
/// All bundles.
pub struct Bundles;
/// One bundle.
pub struct Bundle;
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
impl LazyRoute for Search {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <SearchPage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for HelpDesk {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <HelpDeskPage /> }.into_any()
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
impl LazyRoute for Directories {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <DirectoriesPage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for Directory {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <DirectoryPage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for Aliases {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <AliasesPage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for Alias {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <AliasPage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for AliasNew {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <AliasNewPage /> }.into_any()
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

#[lazy_route]
impl LazyRoute for Images {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <ImagesPage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for Image {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <ImagePage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for ImageImport {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <ImportPage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for ImageImportCustom {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <ImportCustomPage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for Bundles {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <BundlesPage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for Bundle {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <BundlePage /> }.into_any()
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
