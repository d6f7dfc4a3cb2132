//! The search and the help desk's cards: found by what begins so, and never more than one may see.

use backend::{help_desk as cards, search};
use domain::access::{Bound, Person, Role};
use domain::help_desk::{Callers, MOST};
use domain::ids::{AccountId, Region};
use domain::resource::ResourceKind;
use domain::search::{EACH, Group, Hit, Kind, Target};

use crate::estate::Desk;
use crate::log::put_line;
use crate::pages::put_job;
use crate::world::{World, help_desk, owner, person, world};

const MINE: &str = "d-1b00000000";

async fn found(world: &World, person: &Person, text: &str) -> Vec<Group> {
    search::everything(&world.backend, person, text).await.unwrap().groups
}

fn hits(groups: &[Group], kind: Kind) -> &[Hit] {
    groups.iter().find(|group| group.kind == kind).map_or(&[], |group| &group.hits)
}

fn keys(groups: &[Group]) -> Vec<String> {
    let hits = groups.iter().flat_map(|group| &group.hits);
    let keys = hits.filter_map(|hit| match &hit.to {
        Target::WorkSpace(key) => Some(key.id.to_string()),
        _ => None,
    });
    keys.collect()
}

fn others(world: &World) -> impl Iterator<Item = &Desk> {
    world.desks.iter().filter(|desk| desk.directory == "d-2a00000000")
}

#[tokio::test]
async fn each_name_of_a_desktop_leads_to_it() {
    let world = world(2_500).await;
    let same = |desk: &&Desk| world.desks.iter().filter(|other| other.folded == desk.folded).count() == 1;
    let desk = world.desks.iter().filter(same).find(|desk| desk.ip.is_some()).unwrap();
    for (text, kind) in [
        (desk.user.to_uppercase(), Kind::Person),
        (desk.id.to_uppercase(), Kind::WorkSpace),
        (desk.computer.to_lowercase(), Kind::Computer),
        (desk.ip.clone().unwrap(), Kind::Address),
    ] {
        let groups = found(&world, &owner(), &format!(" {text} ")).await;
        let hits = hits(&groups, kind);
        assert!(!hits.is_empty() && hits.len() <= EACH, "{text}: {groups:?}");
        assert!(keys(&groups).contains(&desk.id), "{text}: {groups:?}");
    }
    let kiosk = world.desks.iter().find(|desk| desk.name.is_some()).unwrap();
    let groups = found(&world, &owner(), &kiosk.name.clone().unwrap().to_uppercase()).await;
    assert_eq!(hits(&groups, Kind::WorkSpace)[0].detail.split(" · ").next(), Some(&*kiosk.id));
    assert!(found(&world, &owner(), "[undefined]").await.is_empty());
    // Of somebody with several, all of them.
    let many = world.desks.iter().filter(|desk| desk.name.is_none()).find(|desk| !same(desk)).unwrap();
    let count = world.desks.iter().filter(|other| other.folded == many.folded).count();
    let groups = found(&world, &owner(), &many.user).await;
    assert!(hits(&groups, Kind::Person).iter().any(|hit| hit.detail == format!("{count} WorkSpaces")));
}

#[tokio::test]
async fn things_and_jobs_are_found_and_a_common_beginning_is_said() {
    let world = world(500).await;
    put_job(&world.pool, &world.desks[0], "settling").await;
    let groups = found(&world, &owner(), "corp1").await;
    let directory = &hits(&groups, Kind::Resource(ResourceKind::Directory))[0];
    assert_eq!(
        (directory.title.as_str(), directory.detail.as_str()),
        ("corp1.example.com", "d-1a00000000 · Account 1 · us-east-1")
    );
    assert_eq!(
        hits(&found(&world, &owner(), "D-1A").await, Kind::Resource(ResourceKind::Directory)).len(),
        1
    );
    // A bundle that each scope has is one.
    let groups = found(&world, &owner(), "bundle").await;
    let group = groups.iter().find(|group| group.kind == Kind::Resource(ResourceKind::Bundle)).unwrap();
    assert!(group.hits.len() == EACH && group.more, "{group:?}");
    assert_eq!(
        hits(&found(&world, &owner(), "wsb-000000003").await, Kind::Resource(ResourceKind::Bundle)).len(),
        1
    );
    for text in ["1", "#1", "job 1"] {
        let groups = found(&world, &owner(), text).await;
        assert_eq!(hits(&groups, Kind::Job)[0].detail, "Stop · Olive", "{text}");
    }
    let groups = found(&world, &owner(), "ws-").await;
    let group = groups.iter().find(|group| group.kind == Kind::WorkSpace).unwrap();
    assert!(group.hits.len() == EACH && group.more);
    for text in ["", "   ", "no such thing", "%", "_", "\u{10ffff}", &"x".repeat(300)] {
        assert!(found(&world, &owner(), text).await.is_empty(), "{text}");
    }
}

#[tokio::test]
async fn nothing_is_found_that_one_may_not_see() {
    let world = world(2_500).await;
    let helper = help_desk(MINE);
    let other = others(&world).find(|desk| desk.ip.is_some() && desk.name.is_none()).unwrap();
    put_job(&world.pool, other, "failed").await;
    let names = [&other.id, &other.computer, other.ip.as_ref().unwrap(), &other.directory, "#1", "corp2"];
    for text in names {
        assert!(!found(&world, &owner(), text).await.is_empty(), "{text}");
        let ids = keys(&found(&world, &helper, text).await);
        assert!(!ids.contains(&other.id), "{text}: {ids:?}");
    }
    for text in [other.directory.as_str(), "#1", "corp2"] {
        assert_eq!(found(&world, &helper, text).await, [], "{text}");
    }
    // Whatever begins so often, it is one's own that is counted, and all of one's own users are found.
    for text in ["a", "b", "asmith", "ws-"] {
        let groups = found(&world, &helper, text).await;
        for id in keys(&groups) {
            assert!(world.desks.iter().any(|desk| desk.id == id && desk.directory == MINE), "{text}: {id}");
        }
        for hit in hits(&groups, Kind::Person) {
            let own = world.desks.iter().filter(|desk| desk.directory == MINE && desk.user == hit.title);
            assert!(
                matches!(hit.to, Target::WorkSpace(_)) || hit.detail == format!("{} WorkSpaces", own.count())
            );
        }
    }
    for desk in world.desks.iter().filter(|desk| desk.directory == MINE && desk.name.is_none()).take(20) {
        assert!(!hits(&found(&world, &helper, &desk.user).await, Kind::Person).is_empty(), "{}", desk.user);
    }
    let bound = Bound {
        account: Some(AccountId::new("111122223333")),
        region: Some(Region::new("eu-west-1")),
        directory: None,
        tag: None,
    };
    let abroad = person(Role::Viewer, &[bound]);
    for id in keys(&found(&world, &abroad, "a").await) {
        assert!(world.desks.iter().any(|desk| desk.id == id && desk.scope_id == 1), "{id}");
    }
    assert!(found(&world, &person(Role::Viewer, &[]), "a").await.is_empty());
}

#[tokio::test]
async fn a_caller_has_a_card_with_what_happened_to_the_desktop() {
    let world = world(2_500).await;
    let desk = world.desks.iter().find(|desk| desk.directory == MINE).unwrap();
    let other = others(&world).find(|desk| desk.name.is_none()).unwrap();
    for desk in [desk, other] {
        put_job(&world.pool, desk, "failed").await;
        put_line(&world.pool, desk, "state", Some("STOPPED"), Some("ERROR")).await;
    }
    sqlx::query("update step set code = 'OperationNotSupportedException', message = 'no' where row = 1")
        .execute(&world.pool)
        .await
        .unwrap();
    let callers = cards::callers(&world.backend, &help_desk(MINE), &desk.id).await.unwrap();
    let [card] = &callers.cards[..] else { panic!("{callers:?}") };
    assert_eq!((card.workspace.user.as_str(), callers.more), (desk.user.as_str(), false));
    assert_eq!((card.changes[0].field.as_str(), card.changes[0].new.as_deref()), ("state", Some("ERROR")));
    assert_eq!(card.jobs[0].aws.as_ref().unwrap().code, "OperationNotSupportedException");
    for text in [&other.id, &other.user, ""] {
        let callers = cards::callers(&world.backend, &help_desk(MINE), text).await.unwrap();
        assert!(callers.cards.iter().all(|card| card.workspace.directory.as_str() == MINE), "{text}");
        assert!(!text.is_empty() || callers == Callers::default());
    }
    // Somebody named in full is meant, and not those whose name goes on.
    let callers = cards::callers(&world.backend, &owner(), "asmith").await.unwrap();
    assert!(callers.cards.iter().all(|card| card.workspace.user == "asmith") && !callers.cards.is_empty());
    let many = cards::callers(&world.backend, &owner(), "a").await.unwrap();
    assert!(many.cards.len() == MOST && many.more);
}
