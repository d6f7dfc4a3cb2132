//! Nobody is shown more than they may see: not in rows, counts, facets, search, history or hints.

use backend::live::News;
use domain::access::{Binding, Bound, Person, Right, Role};
use domain::fault::FaultKind;
use domain::ids::{AccountId, DirectoryId, Region};
use domain::query::Field;
use domain::tags::Tag;

use crate::estate::Desk;
use crate::log::{put_line, put_scope_line};
use crate::pages::put_job;
use crate::world::{World, help_desk, owner, person, query, world};

const MINE: &str = "d-1b00000000";

fn ids<'a>(desks: impl Iterator<Item = &'a Desk>) -> Vec<String> {
    let mut ids: Vec<_> = desks.map(|desk| desk.id.clone()).collect();
    ids.sort();
    ids
}

fn mine(world: &World) -> impl Iterator<Item = &Desk> {
    world.desks.iter().filter(|desk| desk.directory == MINE)
}

#[tokio::test]
async fn a_help_desk_sees_its_directory_only() {
    let world = world(2_500).await;
    let person = help_desk(MINE);
    for (address, only) in [("", None), ("state=STOPPED&sort=-last_active", Some("STOPPED")), ("q=ws-", None)]
    {
        let mut found = world.ids(&person, &query(address)).await;
        found.sort();
        assert_eq!(found, ids(mine(&world).filter(|desk| only.is_none_or(|state| desk.state == state))));
    }
    // Filters by another directory, or all but the own one, open nothing.
    for address in ["directory=d-1a00000000", "directory=not%3Ad-1b00000000"] {
        assert!(world.ids(&person, &query(address)).await.is_empty());
    }
    let counts = backend::fleet::counts(&world.backend, &person, &query("")).await.unwrap();
    assert_eq!(counts.matching, mine(&world).count() as i64);
    assert_eq!(counts.all, counts.matching);
    // The choices of last active overlap.
    for facet in counts.facets.iter().filter(|facet| facet.field != Field::LastActive) {
        assert_eq!(
            facet.values.iter().map(|value| value.count).sum::<i64>(),
            counts.all,
            "{:?}",
            facet.field
        );
    }
    let directories = counts.facets.iter().find(|facet| facet.field == Field::Directory).unwrap();
    assert_eq!(directories.values.len(), 1);
}

#[tokio::test]
async fn one_that_may_not_be_seen_reads_like_one_that_is_not_there() {
    let world = world(400).await;
    let person = help_desk(MINE);
    let key = |desk: &Desk| format!("{}/{}/{}", desk.account, desk.region, desk.id).parse().unwrap();
    let own = key(mine(&world).next().unwrap());
    let others = key(world.desks.iter().find(|desk| desk.directory != MINE).unwrap());
    let nobodys = "111122223333/eu-west-1/ws-nothing".parse().unwrap();
    assert!(backend::fleet::one(&world.backend, &person, &own).await.is_ok());
    assert!(backend::fleet::one(&world.backend, &owner(), &others).await.is_ok());
    let refused = backend::fleet::one(&world.backend, &person, &others).await.unwrap_err();
    let absent = backend::fleet::one(&world.backend, &person, &nobodys).await.unwrap_err();
    assert_eq!(refused.kind, FaultKind::NotFound);
    assert_eq!(refused, absent);
    let other = world.desks.iter().find(|desk| desk.directory != MINE).unwrap();
    put_line(&world.pool, other, "state", Some("STOPPED"), Some("AVAILABLE")).await;
    let refused = backend::history::of(&world.backend, &person, &others, None).await.unwrap_err();
    assert_eq!(refused.kind, FaultKind::NotFound);
}

#[tokio::test]
async fn bounds_add_up_and_none_show_nothing() {
    let world = world(600).await;
    let bound = |account: Option<&str>, region: Option<&str>| Bound {
        account: account.map(AccountId::new),
        region: region.map(Region::new),
        directory: None,
        tag: None,
    };
    let two = person(
        Role::Viewer,
        &[bound(Some("111122223333"), Some("us-east-1")), bound(None, Some("eu-west-1"))],
    );
    let mut found = world.ids(&two, &query("sort=-region")).await;
    found.sort();
    let expected = world.desks.iter().filter(|desk| {
        desk.region == "eu-west-1" || (desk.region == "us-east-1" && desk.account.starts_with('1'))
    });
    assert_eq!(found, ids(expected));

    let nobody = person(Role::Viewer, &[]);
    assert!(!nobody.holds(Right::Read));
    assert!(world.ids(&nobody, &query("")).await.is_empty());
    let counts = backend::fleet::counts(&world.backend, &nobody, &query("")).await.unwrap();
    assert_eq!((counts.all, counts.matching), (0, 0));
    let overview = backend::overview::overview(&world.backend, &nobody).await.unwrap();
    assert_eq!(overview, domain::estate::Overview::default());
    assert_eq!(backend::create::catalog(&world.backend, &two).await.unwrap().directories, []);
}

#[tokio::test]
async fn hints_tell_of_nothing_else() {
    let world = world(400).await;
    let own = mine(&world).next().unwrap();
    let other =
        world.desks.iter().find(|desk| desk.directory != MINE && desk.scope_id != own.scope_id).unwrap();
    for desk in [own, other, own] {
        put_line(&world.pool, desk, "state", Some("STOPPED"), Some("STARTING")).await;
        put_scope_line(&world.pool, desk.scope_id).await;
    }
    put_job(&world.pool, other, "ready").await;
    put_job(&world.pool, own, "ready").await;
    for job in [1, 2, 1] {
        sqlx::query("insert into change (at, kind, subject, field, job) values (0, 'job', ?1, 'rows', ?1)")
            .bind(job)
            .execute(&world.pool)
            .await
            .unwrap();
    }
    let News::Hint(all) = backend::live::since(&world.backend, &owner(), 0).await.unwrap() else { panic!() };
    assert_eq!((all.seq, all.workspaces.len(), all.jobs.len(), all.scopes.len()), (9, 2, 2, 2));
    // The help desk's directory has no row of its own: its scope is known by the row of the directory.
    sqlx::query(
        "insert into resource (scope_id, kind, id, directory_id, name, state, item, as_of)
         values (?1, 'directory', ?2, ?2, 'b', '', '{}', 0)",
    )
    .bind(own.scope_id)
    .bind(MINE)
    .execute(&world.pool)
    .await
    .unwrap();
    let News::Hint(some) = backend::live::since(&world.backend, &help_desk(MINE), 0).await.unwrap() else {
        panic!()
    };
    assert_eq!(some.seq, 9);
    let told: Vec<_> = some.workspaces.iter().map(|key| key.id.as_str()).collect();
    assert_eq!(told, [&own.id]);
    assert_eq!(some.jobs.iter().map(|job| job.0).collect::<Vec<_>>(), [2]);
    assert_eq!(some.scopes.len(), 1);
    let News::Hint(none) = backend::live::since(&world.backend, &person(Role::Viewer, &[]), 0).await.unwrap()
    else {
        panic!()
    };
    assert!(none.is_empty() && none.seq == 9);
}

fn sales() -> Bound {
    Bound { tag: Some(Tag { key: "team".into(), value: "sales".into() }), ..Bound::default() }
}

fn has_sales(desk: &Desk) -> bool {
    desk.tags.iter().any(|(key, value)| key == "team" && value == "sales")
}

/// What somebody sees of a fleet, everywhere that it is shown, is exactly these.
async fn sees_exactly(world: &World, person: &Person, of: impl Fn(&Desk) -> bool) {
    let mut found = world.ids(person, &query("")).await;
    found.sort();
    assert_eq!(found, ids(world.desks.iter().filter(|desk| of(desk))));
    let count = found.len() as i64;
    let counts = backend::fleet::counts(&world.backend, person, &query("")).await.unwrap();
    assert_eq!((counts.all, counts.matching), (count, count));
    for field in [Field::State, Field::Directory] {
        let facet = counts.facets.iter().find(|facet| facet.field == field).unwrap();
        assert_eq!(facet.values.iter().map(|value| value.count).sum::<i64>(), count, "{field:?}");
    }
    let overview = backend::overview::overview(&world.backend, person).await.unwrap();
    assert_eq!(overview.states.iter().map(|state| state.count).sum::<i64>(), count);
    // Each question for one of them is answered, or as if it were not there.
    for desk in world.desks.iter().take(60) {
        let key = format!("{}/{}/{}", desk.account, desk.region, desk.id).parse().unwrap();
        assert_eq!(backend::fleet::one(&world.backend, person, &key).await.is_ok(), of(desk), "{}", desk.id);
        let found = backend::search::everything(&world.backend, person, &desk.id).await.unwrap();
        assert_eq!(!found.groups.is_empty(), of(desk), "{}", desk.id);
    }
}

#[tokio::test]
async fn a_tag_shows_what_has_it_as_far_as_tags_were_read() {
    let world = world(900).await;
    assert!(world.desks.iter().any(has_sales) && world.desks.iter().any(|desk| desk.tags_read.is_none()));
    sees_exactly(&world, &person(Role::HelpDesk, &[sales()]), has_sales).await;
    // A directory and a tag in one binding: both. Its scope is known by the row of the directory.
    let scope = mine(&world).next().unwrap().scope_id;
    sqlx::query(
        "insert into resource (scope_id, kind, id, directory_id, name, state, item, as_of)
         values (?1, 'directory', ?2, ?2, 'b', '', '{}', 0)",
    )
    .bind(scope)
    .bind(MINE)
    .execute(&world.pool)
    .await
    .unwrap();
    let both = Bound { directory: Some(DirectoryId::new(MINE)), ..sales() };
    sees_exactly(&world, &person(Role::HelpDesk, &[both]), |desk| has_sales(desk) && desk.directory == MINE)
        .await;
}

#[tokio::test]
async fn what_is_taken_away_is_not_there() {
    let world = world(900).await;
    let everything_but = |bound: Bound| {
        let mut person = owner();
        person.bindings.push(Binding::denies(Role::Viewer, bound));
        person
    };
    let directory = Bound { directory: Some(DirectoryId::new(MINE)), ..Bound::default() };
    sees_exactly(&world, &everything_but(directory), |desk| desk.directory != MINE).await;
    let account = Bound { account: Some(AccountId::new("111122223333")), ..Bound::default() };
    let person = everything_but(account);
    sees_exactly(&world, &person, |desk| desk.account != "111122223333").await;
    let overview = backend::overview::overview(&world.backend, &person).await.unwrap();
    assert!(overview.scopes.iter().all(|scope| scope.key.account.as_str() != "111122223333"));
    // What nobody has read the tags of may have this one.
    let is_seen = |desk: &Desk| desk.tags_read.is_some() && !has_sales(desk);
    sees_exactly(&world, &everything_but(sales()), is_seen).await;
    sees_exactly(&world, &everything_but(Bound::default()), |_| false).await;
}

#[tokio::test]
async fn hints_and_jobs_keep_to_tags() {
    let world = world(400).await;
    let own = world.desks.iter().find(|desk| has_sales(desk)).unwrap();
    let other = world.desks.iter().find(|desk| !has_sales(desk) && desk.tags_read.is_some()).unwrap();
    for desk in [own, other] {
        put_line(&world.pool, desk, "state", Some("STOPPED"), Some("STARTING")).await;
        put_job(&world.pool, desk, "ready").await;
    }
    let by_tag = person(Role::HelpDesk, &[sales()]);
    let News::Hint(hint) = backend::live::since(&world.backend, &by_tag, 0).await.unwrap() else { panic!() };
    let told: Vec<_> = hint.workspaces.iter().map(|key| key.id.as_str()).collect();
    assert_eq!(told, [&own.id]);
    let jobs = backend::jobs::list(&world.backend, &by_tag, None).await.unwrap();
    assert_eq!(jobs.iter().map(|job| job.id.0).collect::<Vec<_>>(), [1]);
    let key = format!("{}/{}/{}", own.account, own.region, own.id).parse().unwrap();
    assert_eq!(backend::history::of(&world.backend, &by_tag, &key, None).await.unwrap().len(), 1);
}
