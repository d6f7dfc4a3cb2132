//! Where is each page? Every address of the console is spelled here and nowhere else.

use domain::ids::{JobId, WorkspaceKey};
use domain::jobs::{Only, Wished};
use domain::query::{Field, Filter, FleetQuery, Op};
use domain::resource::{ResourceKey, ResourceKind};
use domain::search::Target;

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
/// The form for standbys.
pub const STANDBY: &str = "/resilience/standby";
/// Where a stranger signs in, by GET and POST.
pub const SIGN_IN: &str = "/sign-in";
/// Where a person signs out, by POST.
pub const SIGN_OUT: &str = "/sign-out";
/// Where theme and density are set, by POST.
pub const PREFERENCES: &str = "/preferences";
/// The stream of hints.
pub const EVENTS: &str = "/events";
/// The script that keeps one stream for all tabs of a browser.
pub const LIVE_WORKER: &str = "/live.js";
/// The door that plans an action on a selection, by POST.
pub const PLAN_DOOR: &str = "/api/plan/action";
/// A list of new WorkSpaces to fill in.
pub const TEMPLATE: &str = "/create/template.csv";
/// The door that keeps a form for new WorkSpaces, by POST.
pub const KEEP_DOOR: &str = "/api/create/keep";
/// The door that forgets the forms that were kept, by POST.
pub const FORGET_DOOR: &str = "/api/create/forget";
/// The door that checks a refused row of a plan again, by POST.
pub const MEND_DOOR: &str = "/api/create/mend";
/// The door that keeps a view of the fleet, by POST.
pub const VIEW_SAVE_DOOR: &str = "/api/views/save";
/// The door that names a view anew, and shares it or not, by POST.
pub const VIEW_CHANGE_DOOR: &str = "/api/views/change";
/// The door that lets a view show something else, by POST.
pub const VIEW_OVERWRITE_DOOR: &str = "/api/views/overwrite";
/// The door that deletes a view, by POST.
pub const VIEW_REMOVE_DOOR: &str = "/api/views/remove";
/// The door that chooses the view to begin with, by POST.
pub const VIEW_START_DOOR: &str = "/api/views/start";
/// The door that plans an action on a list, by POST.
pub const PLAN_CSV_DOOR: &str = "/api/plan/csv";
/// The door that plans tags of resources, by POST.
pub const PLAN_TAGS_DOOR: &str = "/api/plan/resource-tags";

/// The fleet, chosen and ordered. What chooses nothing says so: without a query one is led to the view one begins with.
#[must_use]
pub fn fleet(query: &FleetQuery) -> String {
    let query = query.to_query();
    if query.is_empty() { ALL_OF_FLEET.to_owned() } else { with_query(FLEET, &query) }
}

/// What a text finds.
#[must_use]
pub fn search(text: &str) -> String {
    with_query(SEARCH, &pair("q", text))
}

/// The cards of the desktops that a text names.
#[must_use]
pub fn help_desk(text: &str) -> String {
    with_query(HELP_DESK, &pair("q", text))
}

/// All WorkSpaces that contain a text in a name, the id or the address.
#[must_use]
pub fn fleet_with(text: &str) -> String {
    fleet(&FleetQuery { text: Some(text.to_owned()), ..FleetQuery::default() })
}

/// What a search found.
#[must_use]
pub fn target(to: &Target) -> String {
    let all_of = |field, value: &str| {
        let filter = Filter { field, op: Op::Is, values: vec![value.to_owned()] };
        fleet(&FleetQuery::default().with(filter))
    };
    match to {
        Target::Person(user) => all_of(Field::User, user),
        Target::WorkSpace(key) => workspace(key),
        Target::Resource(key) => resource(key),
        Target::Job(id) => job(*id),
    }
}

/// The fleet as a form about a view stood on it, with the draft of that form when it was refused.
#[must_use]
pub fn fleet_again(query: &str, draft: Option<i64>) -> String {
    let address = fleet(&FleetQuery::read(query).0);
    draft.map_or_else(|| address.clone(), |draft| format!("{address}&draft={draft}"))
}

/// One WorkSpace.
#[must_use]
pub fn workspace(key: &WorkspaceKey) -> String {
    format!("{FLEET}/{key}")
}

/// One WorkSpace, at a tab.
#[must_use]
pub fn workspace_tab(key: &WorkspaceKey, tab: &str) -> String {
    with_query(&workspace(key), &pair("tab", tab))
}

/// Changes older than this line of the log, on the page of a history.
#[must_use]
pub fn before(history: &str, line: i64) -> String {
    format!("{history}&before={line}")
}

/// All resources of a kind.
#[must_use]
pub fn resources(kind: ResourceKind) -> &'static str {
    match kind {
        ResourceKind::Directory => DIRECTORIES,
        ResourceKind::Bundle => BUNDLES,
        ResourceKind::Image => IMAGES,
        ResourceKind::Pool => POOLS,
        ResourceKind::IpGroup => IP_GROUPS,
        ResourceKind::Alias => ALIASES,
    }
}

/// One resource.
#[must_use]
pub fn resource(key: &ResourceKey) -> String {
    format!("{}/{}/{}", resources(key.kind), key.scope, key.id)
}

/// One resource, at a tab.
#[must_use]
pub fn resource_tab(key: &ResourceKey, tab: &str) -> String {
    with_query(&resource(key), &pair("tab", tab))
}

/// One resource's tags.
#[must_use]
pub fn resource_tags(key: &ResourceKey) -> String {
    resource_tab(key, "tags")
}

/// Sessions of a pool: of one user, and from a page of AWS's on.
#[must_use]
pub fn pool_sessions(key: &ResourceKey, user: &str, after: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("tab", "sessions");
    for (name, value) in [("user", user), ("after", after)].into_iter().filter(|(_, value)| !value.is_empty())
    {
        query.append_pair(name, value);
    }
    with_query(&resource(key), &query.finish())
}

/// The page of a form, with what was typed.
#[must_use]
pub fn with_draft(page: &str, draft: i64) -> String {
    format!("{page}{}draft={draft}", if page.contains('?') { '&' } else { '?' })
}

/// The form for new WorkSpaces, with what was typed.
#[must_use]
pub fn draft(id: i64) -> String {
    format!("{CREATE}?draft={id}")
}

/// The form for new WorkSpaces, filled in as this one is.
#[must_use]
pub fn create_like(key: &WorkspaceKey) -> String {
    with_query(CREATE, &pair("like", &key.to_string()))
}

/// The form that takes a list, with the list that was refused.
#[must_use]
pub fn list_draft(id: i64) -> String {
    format!("{FROM_CSV}?draft={id}")
}

/// The form that asks what to change about a selection.
#[must_use]
pub fn change(id: i64) -> String {
    format!("{CHANGE}?draft={id}")
}

/// The form that asks where the standbys of a selection shall be.
#[must_use]
pub fn standby(id: i64) -> String {
    format!("{STANDBY}?draft={id}")
}

/// A plan, to be confirmed.
#[must_use]
pub fn plan(id: i64) -> String {
    format!("/plans/{id}")
}

/// A plan made from a form, with the way back to what was typed.
#[must_use]
pub fn plan_of_draft(id: i64, draft: i64) -> String {
    format!("{}?draft={draft}", plan(id))
}

/// A plan, at its refused rows after this line.
#[must_use]
pub fn plan_refused(id: i64, draft: Option<i64>, after: usize) -> String {
    let draft = draft.map(|draft| format!("draft={draft}&")).unwrap_or_default();
    format!("{}?{draft}refused={after}#refused", plan(id))
}

/// The refused rows of a plan as a file.
#[must_use]
pub fn refused_csv(plan: i64) -> String {
    format!("/plans/{plan}/refused.csv")
}

/// All that match, as a file; page and size make no difference to it.
#[must_use]
pub fn fleet_csv(query: &FleetQuery) -> String {
    let query = FleetQuery { size: None, ..query.first_page() };
    with_query(&format!("{FLEET}/rows.csv"), &query.to_query())
}

/// The changes of a WorkSpace as a file.
#[must_use]
pub fn history_csv(key: &WorkspaceKey) -> String {
    format!("{}/history.csv", workspace(key))
}

/// The rows of a plan as a file.
#[must_use]
pub fn plan_csv(id: i64) -> String {
    format!("{}/rows.csv", plan(id))
}

/// A plan as a file of AWS CLI commands.
#[must_use]
pub fn plan_commands(id: i64) -> String {
    format!("{}/commands.sh", plan(id))
}

/// A plan whose confirmation was refused, with what was typed, and with the way back to the form of the plan.
#[must_use]
pub fn plan_typed(id: i64, draft: Option<i64>, typed: i64) -> String {
    let draft = draft.map(|draft| format!("draft={draft}&")).unwrap_or_default();
    format!("{}?{draft}typed={typed}", plan(id))
}

/// A job.
#[must_use]
pub fn job(id: JobId) -> String {
    format!("{JOBS}/{id}")
}

/// Where a wish has come to: the plan to be reviewed, or the job that it is already.
#[must_use]
pub fn wished(wished: Wished) -> String {
    match wished {
        Wished::Plan(id) => plan(id),
        Wished::PlanOf(id, draft) => plan_of_draft(id, draft),
        Wished::Form(id) => change(id),
        Wished::Standby(id) => standby(id),
        Wished::Job(id) => job(id),
    }
}

/// A job with these rows of it, from after this one.
#[must_use]
pub fn job_rows(id: JobId, only: Option<Only>, after: Option<i64>) -> String {
    let only = only.map(|only| pair("only", only.slug()));
    let after = after.map(|row| pair("after", &row.to_string()));
    with_query(&job(id), &only.into_iter().chain(after).collect::<Vec<_>>().join("&"))
}

/// The rows of a job as a file.
#[must_use]
pub fn job_csv(id: JobId, only: Option<Only>) -> String {
    let only = only.map(|only| pair("only", only.slug()));
    with_query(&format!("{}/rows.csv", job(id)), &only.unwrap_or_default())
}

/// Jobs older than this one.
#[must_use]
pub fn jobs_before(id: JobId) -> String {
    format!("{JOBS}?before={id}")
}

/// Where a stranger signs in to come back to this page, `search` with or without its question mark.
#[must_use]
pub fn sign_in_back(path: &str, search: &str) -> String {
    with_query(SIGN_IN, &pair("back", &with_query(path, search.trim_start_matches('?'))))
}

/// The stream of hints after this line of the log.
#[must_use]
pub fn events_after(seq: i64) -> String {
    format!("{EVENTS}?after={seq}")
}

fn pair(name: &str, value: &str) -> String {
    form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish()
}

fn with_query(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_what_they_were() {
        let key: WorkspaceKey = "111122223333/eu-west-1/ws-8d1k2f9qz".parse().unwrap();
        let group: ResourceKey = "111122223333/eu-west-1/ip-group/wsipg-1".parse().unwrap();
        let pool: ResourceKey = "111122223333/eu-west-1/pool/wspool-1".parse().unwrap();
        let (query, _) = FleetQuery::read("state=ERROR&q=ann");
        let spelled = [
            fleet(&FleetQuery::default()),
            fleet(&query),
            workspace(&key),
            workspace_tab(&key, "history"),
            before(&workspace_tab(&key, "history"), 44),
            resource_tags(&group),
            pool_sessions(&pool, "", ""),
            pool_sessions(&pool, "ann b", "t="),
            with_draft(&resource_tags(&group), 7),
            with_draft(IP_GROUPS, 7),
            fleet_again("state=ERROR&q=ann", Some(7)),
            fleet_again("", Some(7)),
            fleet_again("", None),
            search("ann & co"),
            fleet_with("ann"),
            help_desk("ann"),
            target(&Target::Person("ann".to_owned())),
            target(&Target::Job(JobId(9))),
            draft(7),
            create_like(&key),
            list_draft(7),
            plan(8),
            plan_of_draft(8, 7),
            plan_refused(8, Some(7), 25),
            refused_csv(8),
            plan_commands(8),
            plan_csv(8),
            fleet_csv(&FleetQuery { size: Some(50), ..query.clone() }),
            history_csv(&key),
            plan_typed(8, None, 9),
            plan_typed(8, Some(7), 9),
            change(6),
            standby(5),
            job(JobId(9)),
            job_rows(JobId(9), None, Some(100)),
            job_rows(JobId(9), Some(Only::NeedsPerson), None),
            job_rows(JobId(9), Some(Only::Failed), Some(100)),
            job_csv(JobId(9), None),
            job_csv(JobId(9), Some(Only::Failed)),
            jobs_before(JobId(9)),
            events_after(12),
            sign_in_back("/jobs", ""),
            sign_in_back("/fleet", "?state=ERROR&q=a"),
        ];
        let agreed = [
            "/fleet?view=all",
            "/fleet?state=ERROR&q=ann",
            "/fleet/111122223333/eu-west-1/ws-8d1k2f9qz",
            "/fleet/111122223333/eu-west-1/ws-8d1k2f9qz?tab=history",
            "/fleet/111122223333/eu-west-1/ws-8d1k2f9qz?tab=history&before=44",
            "/ip-groups/111122223333/eu-west-1/wsipg-1?tab=tags",
            "/pools/111122223333/eu-west-1/wspool-1?tab=sessions",
            "/pools/111122223333/eu-west-1/wspool-1?tab=sessions&user=ann+b&after=t%3D",
            "/ip-groups/111122223333/eu-west-1/wsipg-1?tab=tags&draft=7",
            "/ip-groups?draft=7",
            "/fleet?state=ERROR&q=ann&draft=7",
            "/fleet?view=all&draft=7",
            "/fleet?view=all",
            "/search?q=ann+%26+co",
            "/fleet?q=ann",
            "/help-desk?q=ann",
            "/fleet?user=ann",
            "/jobs/9",
            "/create?draft=7",
            "/create?like=111122223333%2Feu-west-1%2Fws-8d1k2f9qz",
            "/fleet/from-csv?draft=7",
            "/plans/8",
            "/plans/8?draft=7",
            "/plans/8?draft=7&refused=25#refused",
            "/plans/8/refused.csv",
            "/plans/8/commands.sh",
            "/plans/8/rows.csv",
            "/fleet/rows.csv?state=ERROR&q=ann",
            "/fleet/111122223333/eu-west-1/ws-8d1k2f9qz/history.csv",
            "/plans/8?typed=9",
            "/plans/8?draft=7&typed=9",
            "/change?draft=6",
            "/resilience/standby?draft=5",
            "/jobs/9",
            "/jobs/9?after=100",
            "/jobs/9?only=needs_person",
            "/jobs/9?only=failed&after=100",
            "/jobs/9/rows.csv",
            "/jobs/9/rows.csv?only=failed",
            "/jobs?before=9",
            "/events?after=12",
            "/sign-in?back=%2Fjobs",
            "/sign-in?back=%2Ffleet%3Fstate%3DERROR%26q%3Da",
        ];
        assert_eq!(spelled, agreed);
    }
}
