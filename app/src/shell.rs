//! Which document holds the page, and which page belongs to which address?

use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, Title, provide_meta_context};
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{Lazy, SsrMode, path};

use crate::access::SignInPage;
use crate::fleet::FleetPage;
use crate::frame::{Frame, Lost};
use crate::lazy;
use crate::overview::OverviewPage;
use crate::session::{Facts, Session};
use crate::ui::toast::Toasts;

/// The document around the page; the server draws it.
#[must_use]
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let preferences = use_context::<Facts>().unwrap_or_default().preferences;
    view! {
        <!DOCTYPE html>
        <html lang="en" data-theme=preferences.theme.slug() data-density=preferences.density.slug()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <HashedStylesheet options=options.clone() id="style" />
                <HydrationScripts options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The console. Pages are drawn whole (`SsrMode::Async`): streamed pieces would need scripts to find their place,
/// and a page can say with its status that there is nothing.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    Session::provide();
    Toasts::provide();
    view! {
        <Title formatter=|page: String| if page.is_empty() { "Deskwarden".to_owned() } else { format!("{page} · Deskwarden") } />
        <Router>
            <Frame>
                <FlatRoutes fallback=Lost>
                    <Route path=path!("/") view=OverviewPage ssr=SsrMode::Async />
                    <Route path=path!("/fleet") view=FleetPage ssr=SsrMode::Async />
                    <Route path=path!("/fleet/from-csv") view={Lazy::<lazy::FromCsv>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/fleet/:account/:region/:id") view={Lazy::<lazy::WorkSpace>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/search") view={Lazy::<lazy::Search>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/help-desk") view={Lazy::<lazy::HelpDesk>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/create") view={Lazy::<lazy::Create>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/change") view={Lazy::<lazy::Change>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/plans/:id") view={Lazy::<lazy::Plan>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/jobs") view={Lazy::<lazy::Jobs>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/jobs/:id") view={Lazy::<lazy::OneJob>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/directories") view={Lazy::<lazy::Directories>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/directories/:account/:region/:id") view={Lazy::<lazy::Directory>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/aliases") view={Lazy::<lazy::Aliases>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/aliases/new") view={Lazy::<lazy::AliasNew>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/aliases/:account/:region/:id") view={Lazy::<lazy::Alias>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/ip-groups") view={Lazy::<lazy::IpGroups>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/ip-groups/new") view={Lazy::<lazy::IpGroupNew>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/ip-groups/:account/:region/:id") view={Lazy::<lazy::IpGroup>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/resilience") view={Lazy::<lazy::Resilience>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/resilience/standby") view={Lazy::<lazy::Standby>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/images") view={Lazy::<lazy::Images>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/images/import") view={Lazy::<lazy::ImageImport>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/images/import-custom") view={Lazy::<lazy::ImageImportCustom>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/images/:account/:region/:id") view={Lazy::<lazy::Image>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/bundles") view={Lazy::<lazy::Bundles>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/bundles/:account/:region/:id") view={Lazy::<lazy::Bundle>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/pools") view={Lazy::<lazy::Pools>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/pools/new") view={Lazy::<lazy::PoolNew>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/pools/:account/:region/:id") view={Lazy::<lazy::Pool>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/audit") view={Lazy::<lazy::Audit>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/account") view={Lazy::<lazy::Account>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/people") view={Lazy::<lazy::People>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async />
                </FlatRoutes>
            </Frame>
        </Router>
    }
}
