//! What is kept of people: what they hold, their sessions, what they typed; and what they can create from.

use backend::create::Draft;
use domain::access::{Bound, Role};
use domain::at::At;
use domain::create::Form;
use domain::fault::{FaultKind, FieldError};
use domain::ids::{AccountId, DirectoryId, PersonId};
use domain::query::FleetQuery;

use crate::estate::{DAY, NOW};
use crate::world::{owner, person, world};

#[tokio::test]
async fn a_person_is_remembered_as_they_are_now() {
    let world = world(0).await;
    let bound = Bound { directory: Some(DirectoryId::new("d-1")), ..Bound::default() };
    let before = person(Role::Admin, std::slice::from_ref(&bound));
    let after = person(Role::Viewer, &[bound, Bound::default()]);
    assert_eq!(backend::access::person(&world.backend, &before.id).await.unwrap(), None);
    backend::access::remember(&world.backend, &before).await.unwrap();
    assert_eq!(backend::access::person(&world.backend, &before.id).await.unwrap(), Some(before));
    backend::access::remember(&world.backend, &after).await.unwrap();
    assert_eq!(backend::access::person(&world.backend, &after.id).await.unwrap(), Some(after));
}

#[tokio::test]
async fn whoever_is_named_no_more_holds_nothing() {
    let world = world(0).await;
    let named = |id: &str| domain::access::Person { id: PersonId::new(id), ..owner() };
    let (ann, bob, other) = (named("shell:1"), named("shell:2"), named("shelly"));
    backend::access::remember(&world.backend, &other).await.unwrap();
    let both = [ann.clone(), bob.clone()];
    backend::access::remember_only(&world.backend, "shell:", &both).await.unwrap();
    backend::access::remember_only(&world.backend, "shell:", &both[1..]).await.unwrap();
    let held = async |who: &PersonId| {
        backend::access::person(&world.backend, who).await.unwrap().unwrap().bindings.len()
    };
    assert_eq!((held(&ann.id).await, held(&bob.id).await, held(&other.id).await), (0, 1, 1));
}

#[tokio::test]
async fn a_session_ends_when_it_is_ended_or_over() {
    let world = world(0).await;
    let later = At(NOW + 60_000);
    backend::access::save_session(&world.backend, "a", "one", later).await.unwrap();
    backend::access::save_session(&world.backend, "a", "two", later).await.unwrap();
    backend::access::save_session(&world.backend, "b", "over", At(NOW)).await.unwrap();
    let load = |id| backend::access::load_session(&world.backend, id);
    assert_eq!(load("a").await.unwrap(), Some(("two".to_owned(), later)));
    assert_eq!(load("b").await.unwrap(), None);
    backend::access::end_session(&world.backend, "a").await.unwrap();
    assert_eq!(load("a").await.unwrap(), None);
    backend::access::save_session(&world.backend, "c", "new", later).await.unwrap();
    let left: i64 = sqlx::query_scalar("select count(*) from session").fetch_one(&world.pool).await.unwrap();
    assert_eq!(left, 1, "what is over is dropped");
}

#[tokio::test]
async fn a_draft_is_its_writers_and_lasts_a_week() {
    let world = world(0).await;
    let draft = Draft {
        form: Form { people: "ann\n<b>".to_owned(), ..Form::default() },
        errors: vec![FieldError { field: "people".to_owned(), message: "No.".to_owned() }],
    };
    let id = backend::create::keep_draft(&world.backend, &owner(), &draft).await.unwrap();
    assert_eq!(backend::create::draft(&world.backend, &owner(), id).await.unwrap(), draft);
    let mut other = owner();
    other.id = PersonId::new("test:two");
    let refused = backend::create::draft(&world.backend, &other, id).await.unwrap_err();
    assert_eq!(refused.kind, FaultKind::NotFound);
    sqlx::query("update draft set at = ?").bind(NOW - 8 * DAY).execute(&world.pool).await.unwrap();
    let next = backend::create::keep_draft(&world.backend, &owner(), &draft).await.unwrap();
    assert_eq!(
        backend::create::draft(&world.backend, &owner(), id).await.unwrap_err().kind,
        FaultKind::NotFound
    );
    sqlx::query("update draft set content = '{'").execute(&world.pool).await.unwrap();
    assert!(backend::create::draft(&world.backend, &owner(), next).await.is_err());
}

#[tokio::test]
async fn the_catalog_holds_where_one_may_create() {
    let world = world(300).await;
    let all = backend::create::catalog(&world.backend, &owner()).await.unwrap();
    assert_eq!((all.directories.len(), all.bundles.len()), (6, 42));
    let here = |id: &str| world.desks.iter().filter(|desk| desk.directory == id).count() as i64;
    for directory in &all.directories {
        assert_eq!(directory.workspaces, here(directory.key.id.as_str()));
    }
    let account = Bound { account: Some(AccountId::new("444455556666")), ..Bound::default() };
    let admin =
        backend::create::catalog(&world.backend, &person(Role::Admin, std::slice::from_ref(&account)))
            .await
            .unwrap();
    assert_eq!((admin.directories.len(), admin.bundles.len()), (3, 21));
    let one = Bound { directory: Some(DirectoryId::new("d-2a00000000")), ..Bound::default() };
    let one = backend::create::catalog(&world.backend, &person(Role::Admin, &[one])).await.unwrap();
    assert_eq!((one.directories.len(), one.bundles.len()), (1, 7));
    let viewer = backend::create::catalog(&world.backend, &person(Role::Viewer, &[account])).await.unwrap();
    assert!(viewer.directories.is_empty() && viewer.bundles.is_empty());
}

#[tokio::test]
async fn what_is_no_longer_watched_is_not_shown() {
    let world = world(300).await;
    let here = world.desks.iter().filter(|desk| desk.scope_id == 1).count() as i64;
    sqlx::query("update scope set watched = 0 where id = 1").execute(&world.pool).await.unwrap();
    let counts = backend::fleet::counts(&world.backend, &owner(), &FleetQuery::default()).await.unwrap();
    assert_eq!((counts.all, counts.matching), (300 - here, 300 - here));
    assert_eq!(world.ids(&owner(), &FleetQuery::default()).await.len() as i64, 300 - here);
    let desk = world.desks.iter().find(|desk| desk.scope_id == 1).unwrap();
    let key = format!("{}/{}/{}", desk.account, desk.region, desk.id).parse().unwrap();
    assert!(backend::fleet::one(&world.backend, &owner(), &key).await.is_err());
    assert_eq!(backend::overview::scopes(&world.backend, &owner()).await.unwrap().len(), 5);
    assert_eq!(backend::create::catalog(&world.backend, &owner()).await.unwrap().directories.len(), 5);
}
