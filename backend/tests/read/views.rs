//! Views of the fleet: one's own, those that are shared, and nothing of anybody else's.

use backend::views;
use domain::access::{Bound, Person, Right, Role};
use domain::fault::{Fault, FaultKind};
use domain::ids::PersonId;
use domain::query::FleetQuery;
use domain::views::{ViewForm, Views};

use crate::world::{World, help_desk, person, world};

fn named(id: &str, role: Role) -> Person {
    Person { id: PersonId::new(id), name: id.to_owned(), ..person(role, &[Bound::default()]) }
}

fn form(name: &str, query: &str, shared: bool) -> ViewForm {
    let shared = if shared { "on" } else { "" };
    ViewForm { name: name.to_owned(), query: query.to_owned(), shared: shared.to_owned() }
}

async fn save(world: &World, person: &Person, form: ViewForm) -> Result<Option<i64>, Fault> {
    views::save(&world.backend, &person.permit(Right::Read)?, &form).await
}

async fn seen(world: &World, person: &Person) -> Views {
    views::list(&world.backend, person, None).await.unwrap()
}

fn names(views: &Views) -> Vec<&str> {
    views.all.iter().map(|view| view.name.as_str()).collect()
}

#[tokio::test]
async fn what_is_not_shared_is_ones_own() {
    let world = world(300).await;
    let (ann, ben, olga) =
        (named("ann", Role::Viewer), named("ben", Role::Operator), named("olga", Role::Admin));
    assert_eq!(save(&world, &ann, form("Broken", "state=ERROR&after=x", false)).await.unwrap(), None);
    save(&world, &olga, form("broken", "state=STOPPED", true)).await.unwrap();
    assert_eq!(names(&seen(&world, &ann).await), ["Broken", "broken"]);
    let of_ben = seen(&world, &ben).await;
    assert_eq!(names(&of_ben), ["broken"]);
    assert!(!of_ben.all[0].is_mine && of_ben.all[0].by == "olga");
    assert_eq!(seen(&world, &ann).await.all[0].query, "state=ERROR");
    assert_eq!(seen(&world, &named("nobody", Role::Viewer)).await.all.len(), 1);
    assert_eq!(seen(&world, &person(Role::Viewer, &[])).await, Views::default());

    // Another's reads like none, whatever is asked of it; a shared one is seen, and not for everybody to change.
    let (mine, shared) = (seen(&world, &ann).await.all[0].id, of_ben.all[0].id);
    for (id, kind) in [(mine, FaultKind::NotFound), (99, FaultKind::NotFound), (shared, FaultKind::Forbidden)]
    {
        let permit = ben.permit(Right::Read).unwrap();
        let refused = [
            views::change(&world.backend, &permit, id, &form("Ours", "", false)).await.map(drop),
            views::overwrite(&world.backend, &permit, id, "state=ERROR").await,
            views::remove(&world.backend, &permit, id).await,
        ];
        assert!(refused.into_iter().all(|refused| refused.unwrap_err().kind == kind), "{id}");
        let begun = views::start(&world.backend, &permit, id, false).await;
        assert_eq!(begun.is_ok(), id == shared);
    }
    assert_eq!(seen(&world, &ben).await.start(), Some(&of_ben.all[0]));
    // Whoever may share takes it back, and with it what others begin with.
    let other = named("adam", Role::Admin).permit(Right::Read).unwrap();
    views::change(&world.backend, &other, shared, &form("broken", "", false)).await.unwrap();
    assert_eq!((seen(&world, &ben).await.start(), seen(&world, &ben).await.all.len()), (None, 0));
    assert_eq!(names(&seen(&world, &olga).await), ["broken"]);
}

#[tokio::test]
async fn a_shared_view_shows_no_more_than_one_may_see() {
    let world = world(600).await;
    save(&world, &named("olga", Role::Owner), form("All running", "state=AVAILABLE", true)).await.unwrap();
    let helper = help_desk("d-1b00000000");
    let query: FleetQuery = seen(&world, &helper).await.all[0].choice();
    let shown = world.ids(&helper, &query).await;
    let own = world.desks.iter().filter(|desk| desk.directory == "d-1b00000000" && desk.state == "AVAILABLE");
    assert_eq!(shown.len(), own.count());
}

#[tokio::test]
async fn a_form_that_cannot_be_taken_comes_back_as_it_was() {
    let world = world(10).await;
    let ann = named("ann", Role::Viewer);
    save(&world, &ann, form("Mine", "state=ERROR", false)).await.unwrap();
    for (wrong, field) in [
        (form("", "state=ERROR", false), "name"),
        (form(" MINE ", "state=ERROR", false), "name"),
        (form(&"x".repeat(61), "", false), "name"),
        (form("Red", "colour=red", false), "query"),
    ] {
        let draft = save(&world, &ann, wrong.clone()).await.unwrap();
        let back = views::list(&world.backend, &ann, draft).await.unwrap().draft.unwrap();
        assert_eq!((back.form, back.errors[0].field.as_str(), back.view), (wrong, field, None));
        // It is nobody else's to read.
        assert_eq!(views::list(&world.backend, &named("ben", Role::Owner), draft).await.unwrap().draft, None);
    }
    let refused = save(&world, &ann, form("Ours", "", true)).await.unwrap_err();
    assert_eq!(refused.kind, FaultKind::Forbidden);
    for n in 1..100 {
        assert_eq!(save(&world, &ann, form(&format!("View {n}"), "", false)).await.unwrap(), None);
    }
    let draft = save(&world, &ann, form("One more", "", false)).await.unwrap();
    let back = views::list(&world.backend, &ann, draft).await.unwrap().draft.unwrap();
    assert!(back.errors[0].message.contains("delete one first"), "{back:?}");
    assert_eq!(seen(&world, &ann).await.all.len(), 100);
}

#[tokio::test]
async fn a_view_is_renamed_overwritten_begun_with_and_deleted() {
    let world = world(10).await;
    let ann = named("ann", Role::Viewer);
    let permit = ann.permit(Right::Read).unwrap();
    save(&world, &ann, form("Mine", "state=ERROR", false)).await.unwrap();
    let id = seen(&world, &ann).await.all[0].id;
    views::change(&world.backend, &permit, id, &form("Yours", "state=STOPPED", false)).await.unwrap();
    views::start(&world.backend, &permit, id, false).await.unwrap();
    let now = seen(&world, &ann).await;
    assert_eq!((now.all[0].name.as_str(), now.all[0].query.as_str()), ("Yours", "state=ERROR"));
    assert_eq!(now.start(), Some(&now.all[0]));
    views::overwrite(&world.backend, &permit, id, "?mode=AUTO_STOP&before=x").await.unwrap();
    let refused = views::overwrite(&world.backend, &permit, id, "colour=red").await.unwrap_err();
    assert_eq!(refused.kind, FaultKind::Invalid);
    assert_eq!(seen(&world, &ann).await.all[0].query, "mode=AUTO_STOP");
    views::start(&world.backend, &permit, id, true).await.unwrap();
    assert_eq!(seen(&world, &ann).await.start, None);
    views::start(&world.backend, &permit, id, false).await.unwrap();
    views::remove(&world.backend, &permit, id).await.unwrap();
    assert_eq!(seen(&world, &ann).await, Views::default());
}
