//! Where is each page? Every address of the console is spelled here and nowhere else.

use domain::ids::{JobId, WorkspaceKey};
use domain::jobs::{Only, Wished};
use domain::query::FleetQuery;
use domain::resource::{ResourceKey, ResourceKind};

/// The first page.
pub const OVERVIEW: &str = "/";
/// The fleet, all of it; the search forms lead here too.
pub const FLEET: &str = "/fleet";
/// The form that takes a list of WorkSpaces.
pub const FROM_CSV: &str = "/fleet/from-csv";
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
/// All IP access control groups.
pub const IP_GROUPS: &str = "/ip-groups";
/// The form for a new one.
pub const IP_GROUP_NEW: &str = "/ip-groups/new";
/// All jobs.
pub const JOBS: &str = "/jobs";
/// All jobs as a file.
pub const JOBS_CSV: &str = "/jobs/rows.csv";
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
/// The door that plans an action on a list, by POST.
pub const PLAN_CSV_DOOR: &str = "/api/plan/csv";
/// The door that plans tags of resources, by POST.
pub const PLAN_TAGS_DOOR: &str = "/api/plan/resource-tags";

/// The fleet, chosen and ordered.
#[must_use]
pub fn fleet(query: &FleetQuery) -> String {
    with_query(FLEET, &query.to_query())
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
        ResourceKind::Bundle => "/bundles",
        ResourceKind::Image => "/images",
        ResourceKind::Pool => "/pools",
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
        let (query, _) = FleetQuery::read("state=ERROR&q=ann");
        let spelled = [
            fleet(&FleetQuery::default()),
            fleet(&query),
            workspace(&key),
            workspace_tab(&key, "history"),
            before(&workspace_tab(&key, "history"), 44),
            resource_tags(&group),
            with_draft(&resource_tags(&group), 7),
            with_draft(IP_GROUPS, 7),
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
            change(6),
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
            "/fleet",
            "/fleet?state=ERROR&q=ann",
            "/fleet/111122223333/eu-west-1/ws-8d1k2f9qz",
            "/fleet/111122223333/eu-west-1/ws-8d1k2f9qz?tab=history",
            "/fleet/111122223333/eu-west-1/ws-8d1k2f9qz?tab=history&before=44",
            "/ip-groups/111122223333/eu-west-1/wsipg-1?tab=tags",
            "/ip-groups/111122223333/eu-west-1/wsipg-1?tab=tags&draft=7",
            "/ip-groups?draft=7",
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
            "/change?draft=6",
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
