//! Which addresses are always the same?

/// The first page.
pub const OVERVIEW: &str = "/";
/// The fleet, as this person begins with it.
pub const FLEET: &str = "/fleet";
/// The fleet, all of it, also for whom [`FLEET`] begins with a view of their own.
pub const ALL_OF_FLEET: &str = "/fleet?view=all";
/// The form that takes a list of WorkSpaces.
pub const FROM_CSV: &str = "/fleet/from-csv";
/// The search over everything.
pub const SEARCH: &str = "/search";
/// A caller's desktop, looked up.
pub const HELP_DESK: &str = "/help-desk";
/// The form for new WorkSpaces.
pub const CREATE: &str = "/create";
/// The form for changes that take more than a name.
pub const CHANGE: &str = "/change";
/// All connection aliases.
pub const ALIASES: &str = "/aliases";
/// The form for a new one.
pub const ALIAS_NEW: &str = "/aliases/new";
/// All directories.
pub const DIRECTORIES: &str = "/directories";
/// All pools.
pub const POOLS: &str = "/pools";
/// The form for a new one.
pub const POOL_NEW: &str = "/pools/new";
/// All IP access control groups.
pub const IP_GROUPS: &str = "/ip-groups";
/// The form for a new one.
pub const IP_GROUP_NEW: &str = "/ip-groups/new";
/// All images.
pub const IMAGES: &str = "/images";
/// The form that imports an EC2 image.
pub const IMAGE_IMPORT: &str = "/images/import";
/// The form that imports a custom image.
pub const IMAGE_IMPORT_CUSTOM: &str = "/images/import-custom";
/// All bundles of one's own.
pub const BUNDLES: &str = "/bundles";
/// All bundles of Amazon's.
pub const BUNDLES_OF_AMAZON: &str = "/bundles?owner=AMAZON";
/// All jobs.
pub const JOBS: &str = "/jobs";
/// All jobs as a file.
pub const JOBS_CSV: &str = "/jobs/rows.csv";
/// Coverage by standbys.
pub const RESILIENCE: &str = "/resilience";
/// The same as a file.
pub const COVERAGE_CSV: &str = "/resilience/coverage.csv";
/// The pairs of regions as a file.
pub const PAIRS_CSV: &str = "/resilience/pairs.csv";
/// The form for standbys.
pub const STANDBY: &str = "/resilience/standby";
/// Who changed what.
pub const AUDIT: &str = "/audit";
/// Who one is, what one may do, and one's sessions.
pub const ACCOUNT: &str = "/account";
/// Where one of one's own sessions is ended, by POST.
pub const END_SESSION: &str = "/account/end";
/// Where all of one's own but this one are ended, by POST.
pub const END_OTHERS: &str = "/account/end-others";
/// Everybody who has signed in.
pub const PEOPLE: &str = "/people";
/// Where all sessions of somebody are ended, by POST.
pub const END_ALL: &str = "/people/end";
/// Where a stranger signs in, by GET and POST.
pub const SIGN_IN: &str = "/sign-in";
/// The same, for whose session is over.
pub const SIGN_IN_OVER: &str = "/sign-in?over=1";
/// Where a sign-in at the identity provider begins.
pub const SIGN_IN_OIDC: &str = "/sign-in/oidc";
/// Where a person signs out, by POST.
pub const SIGN_OUT: &str = "/sign-out";
/// Where theme and density are set, by POST.
pub const PREFERENCES: &str = "/preferences";
/// The stream of hints.
pub const EVENTS: &str = "/events";
/// The script that keeps one stream for all tabs of a browser.
pub const LIVE_WORKER: &str = "/live.js";
/// A list of new WorkSpaces to fill in.
pub const TEMPLATE: &str = "/create/template.csv";
