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

/// What may be posted from elsewhere than a page of ours: the identity provider tells there of sessions that have ended, by a
/// token that it signs. This list only shrinks.
pub const FROM_ELSEWHERE: &[&str] = &["/sign-in/oidc/logged-out"];

/// Every route of the console.
pub const ROUTES: &[Route] = &[
    // The process: whether it is well, the files of the site, the way in.
    open(Method::GET, "/healthz"),
    open(Method::GET, "/readyz"),
    // Its own list of addresses says who may ask.
    open(Method::GET, "/metrics"),
    open(Method::GET, "/pkg/{*file}"),
    open(Method::GET, "/live.js"),
    open(Method::GET, "/favicon.svg"),
    open(Method::GET, "/sign-in"),
    open(Method::POST, "/sign-in"),
    open(Method::GET, "/sign-in/once"),
    open(Method::POST, "/sign-in/once"),
    open(Method::GET, "/sign-in/oidc"),
    open(Method::GET, "/sign-in/oidc/back"),
    open(Method::POST, "/sign-in/oidc/logged-out"),
    // Pages.
    read("/"),
    read("/fleet"),
    read("/fleet/from-csv"),
    read("/fleet/{account}/{region}/{id}"),
    read("/search"),
    read("/help-desk"),
    read("/create"),
    read("/change"),
    read("/plans/{id}"),
    read("/aliases"),
    read("/aliases/new"),
    read("/aliases/{account}/{region}/{id}"),
    read("/directories"),
    read("/directories/{account}/{region}/{id}"),
    read("/pools"),
    read("/pools/new"),
    read("/pools/{account}/{region}/{id}"),
    read("/ip-groups"),
    read("/ip-groups/new"),
    read("/ip-groups/{account}/{region}/{id}"),
    read("/images"),
    read("/images/import"),
    read("/images/import-custom"),
    read("/images/{account}/{region}/{id}"),
    read("/bundles"),
    read("/bundles/{account}/{region}/{id}"),
    read("/jobs"),
    read("/jobs/{id}"),
    read("/resilience"),
    read("/resilience/standby"),
    read("/audit"),
    read("/account"),
    read("/people"),
    // Files that a page offers.
    read("/jobs/{id}/rows.csv"),
    read("/plans/{id}/refused.csv"),
    read("/create/template.csv"),
    read("/plans/{id}/commands.sh"),
    read("/plans/{id}/rows.csv"),
    read("/fleet/rows.csv"),
    read("/fleet/{account}/{region}/{id}/history.csv"),
    read("/jobs/rows.csv"),
    read("/aliases/rows.csv"),
    read("/aliases/{account}/{region}/{id}/history.csv"),
    read("/directories/rows.csv"),
    read("/directories/{account}/{region}/{id}/history.csv"),
    read("/pools/rows.csv"),
    read("/pools/{account}/{region}/{id}/history.csv"),
    read("/ip-groups/rows.csv"),
    read("/ip-groups/{account}/{region}/{id}/history.csv"),
    read("/images/rows.csv"),
    read("/images/{account}/{region}/{id}/history.csv"),
    read("/bundles/rows.csv"),
    read("/bundles/{account}/{region}/{id}/history.csv"),
    read("/pools/{account}/{region}/{id}/sessions.csv"),
    read("/resilience/coverage.csv"),
    read("/resilience/pairs.csv"),
    read("/audit/rows.csv"),
    // Doors that read.
    read("/api/overview"),
    read("/api/fleet/page"),
    read("/api/fleet/counts"),
    read("/api/fleet/one"),
    read("/api/fleet/history"),
    read("/api/fleet/jobs"),
    read("/api/fleet/snapshots"),
    read("/api/frame/scopes"),
    read("/api/frame/jobs"),
    read("/api/create/catalog"),
    read("/api/create/draft"),
    read("/api/create/like"),
    read("/api/create/unfinished"),
    read("/api/create/refused"),
    read("/api/change/read"),
    read("/api/plan/read"),
    read("/api/plan/snapshots"),
    read("/api/plan/refused"),
    read("/api/plan/csv-draft"),
    read("/api/resource/history"),
    read("/api/resource/tag-draft"),
    read("/api/resource/tag-keys"),
    read("/api/aliases/list"),
    read("/api/aliases/one"),
    read("/api/aliases/directories"),
    read("/api/aliases/dns"),
    read("/api/aliases/draft"),
    read("/api/directories/list"),
    read("/api/directories/one"),
    read("/api/directories/groups"),
    read("/api/directories/draft"),
    read("/api/pools/list"),
    read("/api/pools/one"),
    read("/api/pools/choices"),
    read("/api/pools/draft"),
    read("/api/pools/sessions"),
    read("/api/ip-groups/list"),
    read("/api/ip-groups/one"),
    read("/api/ip-groups/draft"),
    read("/api/images/list"),
    read("/api/images/one"),
    read("/api/images/permissions"),
    read("/api/images/import-draft"),
    read("/api/images/custom-draft"),
    read("/api/images/make-draft"),
    read("/api/images/share-draft"),
    read("/api/bundles/list"),
    read("/api/bundles/one"),
    read("/api/bundles/draft"),
    read("/api/jobs/list"),
    read("/api/jobs/one"),
    read("/api/views/list"),
    read("/api/search"),
    read("/api/help-desk"),
    read("/api/resilience/read"),
    read("/api/resilience/form"),
    read("/api/audit/list"),
    read("/api/access/account"),
    read("/api/access/people"),
    // Doors that change something.
    change("/api/plan/action"),
    change("/api/plan/change"),
    change("/api/plan/csv"),
    change("/api/plan/create"),
    change("/api/plan/resource-tags"),
    change("/api/plan/alias"),
    change("/api/plan/alias-associate"),
    change("/api/plan/alias-disassociate"),
    change("/api/plan/alias-share"),
    change("/api/plan/alias-delete"),
    change("/api/plan/directory"),
    change("/api/plan/directory-groups"),
    change("/api/plan/pool"),
    change("/api/plan/pool-change"),
    change("/api/plan/pool-act"),
    change("/api/plan/pool-session"),
    change("/api/plan/ip-group"),
    change("/api/plan/ip-rules"),
    change("/api/plan/ip-group-delete"),
    change("/api/create/keep"),
    change("/api/create/forget"),
    change("/api/create/mend"),
    change("/api/plan/standby"),
    change("/api/plan/image-import"),
    change("/api/plan/image-import-custom"),
    change("/api/plan/image-copy"),
    change("/api/plan/image-update"),
    change("/api/plan/image-share"),
    change("/api/plan/image-delete"),
    change("/api/plan/bundle"),
    change("/api/plan/bundle-image"),
    change("/api/plan/bundle-delete"),
    change("/api/plan/confirm"),
    change("/api/plan/look-up"),
    change("/api/jobs/cancel"),
    change("/api/jobs/pause"),
    change("/api/jobs/retry"),
    change("/api/frame/try-now"),
    change("/api/views/save"),
    change("/api/views/change"),
    change("/api/views/overwrite"),
    change("/api/views/remove"),
    change("/api/views/start"),
    // The process again, for whoever is signed in.
    read("/events"),
    change("/account/end"),
    change("/account/end-others"),
    change("/people/end"),
    change("/preferences"),
    change("/sign-out"),
];

/// Most bytes that the body of a request may have: a form of ten thousand ticked WorkSpaces, and ten times that for the
/// doors that take a list.
#[must_use]
pub fn most_bytes(path: Option<&str>) -> usize {
    let takes_list = path.is_some_and(|path| TAKE_LISTS.contains(&path));
    if takes_list { 10 << 20 } else { 1 << 20 }
}

/// The doors that take a CSV, alone or as a part of a form.
const TAKE_LISTS: &[&str] = &["/api/plan/csv", "/api/plan/create", "/api/create/keep"];

/// Who may ask for this: `Person` for whatever is not in the registry.
#[must_use]
pub fn access(method: &Method, path: Option<&str>) -> Access {
    let method = if method == Method::HEAD { &Method::GET } else { method };
    let known = ROUTES.iter().find(|route| route.method == method && Some(route.path) == path);
    known.map_or(Access::Person, |route| route.access)
}

/// Doors that change nothing that the audit tells of, by why. Every other one that changes something leaves an entry.
pub const UNTRACED: &[(&str, &[&str])] = &[
    (
        "it makes a plan, which changes nothing: what comes of it is told when it is confirmed",
        &[
            "/api/plan/change",
            "/api/plan/csv",
            "/api/plan/create",
            "/api/plan/resource-tags",
            "/api/plan/alias",
            "/api/plan/alias-associate",
            "/api/plan/alias-disassociate",
            "/api/plan/alias-share",
            "/api/plan/alias-delete",
            "/api/plan/directory",
            "/api/plan/directory-groups",
            "/api/plan/pool",
            "/api/plan/pool-change",
            "/api/plan/pool-act",
            "/api/plan/pool-session",
            "/api/plan/ip-group",
            "/api/plan/ip-rules",
            "/api/plan/ip-group-delete",
            "/api/plan/standby",
            "/api/plan/image-import",
            "/api/plan/image-import-custom",
            "/api/plan/image-copy",
            "/api/plan/image-update",
            "/api/plan/image-share",
            "/api/plan/image-delete",
            "/api/plan/bundle",
            "/api/plan/bundle-image",
            "/api/plan/bundle-delete",
            "/api/create/mend",
        ],
    ),
    ("it asks AWS how old snapshots are, for a plan, and changes none", &["/api/plan/look-up"]),
    (
        "it keeps what somebody typed, for themselves, or forgets it",
        &["/api/create/keep", "/api/create/forget"],
    ),
    ("it sets cookies, and is kept by the browser alone", &["/preferences"]),
];
