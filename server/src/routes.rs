//! Which routes are there, and who may ask for them? The one registry; what is not in it is locked.
//!
//! Tests compare it with what is registered, and walk it as a stranger and as each role.

use axum::http::Method;

/// Who may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody who can reach the process. This list only shrinks.
    Public,
    /// Whoever is signed in; the backend then asks for the right.
    Person,
}

/// One route.
#[derive(Clone, Debug)]
pub struct Route {
    /// The method; GET stands for HEAD too.
    pub method: Method,
    /// The path as the router spells it.
    pub path: &'static str,
    /// Who may ask.
    pub access: Access,
}

const fn open(method: Method, path: &'static str) -> Route {
    Route { method, path, access: Access::Public }
}

const fn read(path: &'static str) -> Route {
    Route { method: Method::GET, path, access: Access::Person }
}

const fn change(path: &'static str) -> Route {
    Route { method: Method::POST, path, access: Access::Person }
}

/// Every route of the console.
pub const ROUTES: &[Route] = &[
    // The process: whether it is well, the files of the site, the way in.
    open(Method::GET, "/healthz"),
    open(Method::GET, "/readyz"),
    open(Method::GET, "/pkg/{*file}"),
    open(Method::GET, "/live.js"),
    open(Method::GET, "/favicon.svg"),
    open(Method::GET, "/sign-in"),
    open(Method::POST, "/sign-in"),
    open(Method::GET, "/sign-in/once"),
    open(Method::POST, "/sign-in/once"),
    // Pages.
    read("/"),
    read("/fleet"),
    read("/fleet/from-csv"),
    read("/fleet/{account}/{region}/{id}"),
    read("/create"),
    read("/change"),
    read("/plans/{id}"),
    read("/pools"),
    read("/pools/new"),
    read("/pools/{account}/{region}/{id}"),
    read("/ip-groups"),
    read("/ip-groups/new"),
    read("/ip-groups/{account}/{region}/{id}"),
    read("/jobs"),
    read("/jobs/{id}"),
    // Files that a page offers.
    read("/jobs/{id}/rows.csv"),
    // Doors that read.
    read("/api/overview"),
    read("/api/fleet/page"),
    read("/api/fleet/counts"),
    read("/api/fleet/one"),
    read("/api/fleet/history"),
    read("/api/fleet/snapshots"),
    read("/api/frame/scopes"),
    read("/api/frame/jobs"),
    read("/api/create/catalog"),
    read("/api/create/draft"),
    read("/api/change/read"),
    read("/api/plan/read"),
    read("/api/plan/snapshots"),
    read("/api/plan/csv-draft"),
    read("/api/resource/history"),
    read("/api/resource/tag-draft"),
    read("/api/pools/list"),
    read("/api/pools/one"),
    read("/api/pools/choices"),
    read("/api/pools/draft"),
    read("/api/pools/sessions"),
    read("/api/ip-groups/list"),
    read("/api/ip-groups/one"),
    read("/api/ip-groups/draft"),
    read("/api/jobs/list"),
    read("/api/jobs/one"),
    // Doors that change something.
    change("/api/plan/action"),
    change("/api/plan/change"),
    change("/api/plan/csv"),
    change("/api/plan/create"),
    change("/api/plan/resource-tags"),
    change("/api/plan/pool"),
    change("/api/plan/pool-change"),
    change("/api/plan/pool-act"),
    change("/api/plan/pool-session"),
    change("/api/plan/ip-group"),
    change("/api/plan/ip-rules"),
    change("/api/plan/ip-group-delete"),
    change("/api/plan/confirm"),
    change("/api/jobs/cancel"),
    change("/api/jobs/pause"),
    change("/api/jobs/retry"),
    change("/api/frame/try-now"),
    // The process again, for whoever is signed in.
    read("/events"),
    change("/preferences"),
    change("/sign-out"),
];

/// Who may ask for this: `Person` for whatever is not in the registry.
#[must_use]
pub fn access(method: &Method, path: Option<&str>) -> Access {
    let method = if method == Method::HEAD { &Method::GET } else { method };
    let known = ROUTES.iter().find(|route| route.method == method && Some(route.path) == path);
    known.map_or(Access::Person, |route| route.access)
}
