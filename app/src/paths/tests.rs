//! Addresses are what people have kept: none changes by the way.

use domain::ids::{JobId, WorkspaceKey};
use domain::jobs::Only;
use domain::query::FleetQuery;
use domain::resource::ResourceKey;
use domain::search::Target;

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
