//! The first page: what needs a person, counts by state, and how the sync stands.

use domain::estate::{Health, Overview};
use domain::words::State;

use crate::estate::{Desk, NOW};
use crate::pages::put_job;
use crate::world::{World, help_desk, owner, query, world};

fn count(overview: &Overview, what: &str) -> i64 {
    let found = overview.attention.iter().find(|attention| attention.what.contains(what));
    found.map_or(0, |attention| attention.count)
}

fn with<'a>(world: &'a World, holds: impl Fn(&&Desk) -> bool + 'a) -> i64 {
    world.desks.iter().filter(holds).count() as i64
}

#[tokio::test]
async fn what_needs_a_person_is_counted_and_leads_to_them() {
    let world = world(2_000).await;
    put_job(&world.pool, &world.desks[0], "failed").await;
    put_job(&world.pool, &world.desks[1], "needs_person").await;
    sqlx::query(
        "update scope set health = 'denied', error_code = 'AccessDenied', error_message = 'no' where id = 2",
    )
    .execute(&world.pool)
    .await
    .unwrap();
    let overview = backend::overview::overview(&world.backend, &owner()).await.unwrap();
    assert_eq!(count(&overview, "in Error"), with(&world, |desk| desk.state == "ERROR"));
    assert_eq!(count(&overview, "Unhealthy WorkSpaces"), with(&world, |desk| desk.state == "UNHEALTHY"));
    let stuck = |desk: &&Desk| {
        let since = desk.state_since.unwrap_or_default();
        (desk.state == "STARTING" && since < NOW - 20 * 60_000)
            || (desk.state == "PENDING" && since < NOW - 60 * 60_000)
    };
    assert_eq!(count(&overview, "stuck"), with(&world, stuck));
    assert_eq!(count(&overview, "PCoIP"), with(&world, |desk| desk.protocol == "PCOIP"));
    assert_eq!(count(&overview, "AWS refused"), 1);
    assert_eq!(count(&overview, "need a person"), 1);
    assert_eq!(count(&overview, "deny us"), 1);
    assert!(overview.attention.is_sorted_by_key(|attention| !attention.urgent));

    // Each link into the fleet shows as many as it says, but for those that are stuck among others on their way.
    let links = overview.attention.iter().filter(|attention| attention.link.starts_with("/fleet?"));
    for attention in links.filter(|attention| !attention.what.contains("stuck")) {
        let query = query(attention.link.trim_start_matches("/fleet?"));
        let counts = backend::fleet::counts(&world.backend, &owner(), &query).await.unwrap();
        assert_eq!(counts.matching, attention.count, "{}", attention.what);
    }
    assert_eq!(overview.states.iter().map(|state| state.count).sum::<i64>(), 2_000);
    let unknown = |state: &&domain::estate::StateCount| state.state == State::Other("HIBERNATING".to_owned());
    assert_eq!(overview.states.iter().filter(unknown).count(), 6);
    let denied = &overview.scopes.iter().find(|scope| scope.health == Health::Denied).unwrap();
    assert_eq!(denied.error.as_ref().unwrap().code, "AccessDenied");
}

#[tokio::test]
async fn a_help_desk_sees_its_own_numbers() {
    let world = world(2_000).await;
    sqlx::query("update scope set sweeping = 777 where id = 1").execute(&world.pool).await.unwrap();
    let mine = "d-0a00000000";
    let own = with(&world, |desk| desk.directory == mine);
    let overview = backend::overview::overview(&world.backend, &help_desk(mine)).await.unwrap();
    assert_eq!(overview.states.iter().map(|state| state.count).sum::<i64>(), own);
    let scopes: Vec<_> = overview.scopes.iter().map(|scope| (scope.known, scope.sweeping)).collect();
    assert_eq!(scopes, [(own, Some(own))]);
    let errors = with(&world, |desk| desk.directory == mine && desk.state == "ERROR");
    assert_eq!(count(&overview, "in Error"), errors);
    let all = backend::overview::scopes(&world.backend, &owner()).await.unwrap();
    assert!(all.iter().any(|scope| scope.sweeping == Some(777)));
    assert_eq!(all.iter().map(|scope| scope.known).sum::<i64>(), 2_000);
}
