//! The audit: who sees which entry, and does the walk of its chain find what was done behind its back?

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use backend::audit::{self, Head};
use backend::{access, views};
use domain::access::{Bound, Person, Right, Role};
use domain::audit::{AuditQuery, Entry};
use domain::ids::{AccountId, PersonId};
use domain::views::ViewForm;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};

use crate::world::{World, help_desk, owner, person, world};

fn named(id: &str, role: Role, bound: Bound) -> Person {
    Person { id: PersonId::new(id), name: format!("{id} of the tests"), ..person(role, &[bound]) }
}

async fn keep(world: &World, by: &Person, name: &str) {
    let form = ViewForm { name: name.to_owned(), query: "state=ERROR".to_owned(), shared: String::new() };
    views::save(&world.backend, &by.permit(Right::Read).unwrap(), &form).await.unwrap();
}

async fn seen(world: &World, by: &Person, address: &str) -> Vec<Entry> {
    let (query, dropped) = AuditQuery::read(address);
    assert!(dropped.is_empty(), "{dropped:?}");
    let page = audit::page(&world.backend, by, &query).await.unwrap();
    page.entries
}

fn numbers(entries: &[Entry]) -> Vec<i64> {
    entries.iter().map(|entry| entry.seq).collect()
}

/// Everything is closed, so that the one file holds all.
async fn closed(world: World) -> (PathBuf, World) {
    let file: String = sqlx::query_scalar("select file from pragma_database_list where name = 'main'")
        .fetch_one(&world.pool)
        .await
        .unwrap();
    world.backend.stop().await;
    world.pool.close().await;
    (PathBuf::from(file), world)
}

async fn broken(database: &Path, known: Option<&Head>) -> Vec<String> {
    audit::verify(database, known).await.unwrap().broken
}

/// A copy of the database, in which somebody has done this.
async fn tampered(database: &Path, what: &'static str) -> PathBuf {
    let copy = database.with_extension("tampered");
    std::fs::copy(database, &copy).unwrap();
    let pool = SqlitePool::connect_with(SqliteConnectOptions::new().filename(&copy)).await.unwrap();
    let free = "drop trigger audit_is_append_only_update; drop trigger audit_is_append_only_delete";
    sqlx::raw_sql(free).execute(&pool).await.unwrap();
    sqlx::raw_sql(what).execute(&pool).await.unwrap();
    pool.close().await;
    copy
}

#[tokio::test]
async fn one_byte_that_is_changed_names_its_entry() {
    let world = world(0).await;
    let ann = named("ann", Role::Viewer, Bound::default());
    for name in ["First", "Second", "Quicksilver", "Fourth", "Fifth"] {
        keep(&world, &ann, name).await;
    }
    let refused = sqlx::query("update audit set what = 'sign-in' where seq = 3").execute(&world.pool).await;
    assert!(refused.unwrap_err().to_string().contains("append-only"));
    let refused = sqlx::query("delete from audit where seq = 3").execute(&world.pool).await;
    assert!(refused.unwrap_err().to_string().contains("append-only"));
    let (database, _world) = closed(world).await;
    let whole = audit::verify(&database, None).await.unwrap();
    assert_eq!((whole.entries, whole.head.seq, &whole.broken[..]), (5, 5, &[][..]));

    let bytes = std::fs::read(&database).unwrap();
    let needle = b"Quicksilver";
    let places = (0..bytes.len() - needle.len()).filter(|at| &bytes[*at..at + needle.len()] == needle);
    let mut found = BTreeSet::new();
    for place in places {
        let mut bytes = bytes.clone();
        bytes[place] ^= 0x01;
        let copy = database.with_extension("flipped");
        std::fs::write(&copy, &bytes).unwrap();
        found.extend(broken(&copy, None).await);
    }
    // The view of that name is in the file too, and is no entry.
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["Entry 3 was changed."]);
}

#[tokio::test]
async fn what_is_taken_out_put_in_or_cut_off_is_told() {
    let world = world(0).await;
    let ann = named("ann", Role::Viewer, Bound::default());
    for name in ["First", "Second", "Third", "Fourth"] {
        keep(&world, &ann, name).await;
    }
    let (database, _world) = closed(world).await;
    let head = audit::verify(&database, None).await.unwrap().head;
    let told = async |what: &'static str, known: Option<&Head>| {
        broken(&tampered(&database, what).await, known).await
    };
    assert_eq!(told("delete from audit where seq = 2", None).await[0], "Entry 2 was taken out.");
    let moved =
        "update audit set seq = seq + 10 where seq > 2; update audit set seq = seq - 9 where seq > 10;
        insert into audit (seq, form, at, person_id, phase, what, previous, hash)
            select 3, form, at, person_id, phase, what, previous, hash from audit where seq = 2";
    assert_eq!(told(moved, None).await[0], "Entry 3 was changed.");
    assert_eq!(
        told("update audit set person = x'ff' where seq = 1", None).await[0],
        "Entry 1 was changed: it cannot be read any more."
    );
    // Nothing is wrong with what is left, but for its end.
    let cut = "delete from audit where seq > 2";
    assert_eq!(told(cut, None).await, Vec::<String>::new());
    assert_eq!(
        told(cut, Some(&head)).await,
        ["The end was cut off: there was an entry 4, and the last one is 2."]
    );
    assert!(audit::verify(&database.with_extension("none"), None).await.is_err());
}

#[tokio::test]
async fn entries_that_were_there_before_still_verify() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("old.db");
    let options = SqliteConnectOptions::new().filename(&database).create_if_missing(true);
    let pool = SqlitePool::connect_with(options).await.unwrap();
    for step in [
        include_str!("../../../migrations/0001_inventory.sql"),
        include_str!("../../../migrations/0002_jobs.sql"),
        include_str!("../../../migrations/0003_access.sql"),
        // As the console wrote them then.
        "insert into audit (at, person_id, job, row, phase, what, previous, hash) values
            (1795248000000, 'demo:owner', 1, 7, 'intent', 'stop 111122223333/eu-west-1/ws-1', '',
             'ec9718dcd5cb88383da01e14c0080d3101340cf0195cb9a9e97c376015f993b0'),
            (1795248060000, 'demo:owner', 1, 7, 'outcome', 'done ws-1',
             'ec9718dcd5cb88383da01e14c0080d3101340cf0195cb9a9e97c376015f993b0',
             'ab4975efebf3fb15019fe5b6f90ab4bf3a0b52341f807017dc0a446e27f85373')",
        include_str!("../../../migrations/0018_audit.sql"),
    ] {
        sqlx::raw_sql(step).execute(&pool).await.unwrap();
    }
    pool.close().await;
    let found = audit::verify(&database, None).await.unwrap();
    assert_eq!((found.entries, &found.broken[..]), (2, &[][..]));
    let copy = tampered(&database, "update audit set what = 'stop 1' where seq = 1").await;
    assert_eq!(broken(&copy, None).await, ["Entry 1 was changed."]);
    let copy = tampered(&database, "update audit set note = 'by somebody else' where seq = 2").await;
    assert_eq!(broken(&copy, None).await, ["Entry 2 was changed."]);
}

#[tokio::test]
async fn owners_see_all_and_others_their_own_and_what_lies_in_their_reach() {
    let world = world(300).await;
    let (ann, ben) = (named("ann", Role::Viewer, Bound::default()), help_desk("d-1b00000000"));
    keep(&world, &ann, "Mine").await;
    access::sign_in(&world.backend, &ben).await.unwrap();
    let here = "111122223333/eu-west-1".parse().unwrap();
    backend::sync::try_now(&world.backend, &owner().permit(Right::Power).unwrap(), &here).await.unwrap();
    let there: domain::ids::ScopeKey = "444455556666/us-east-1".parse().unwrap();
    let all = owner();
    let elsewhere = world.desks.iter().find(|desk| desk.account != "111122223333").unwrap();
    let far = named(
        "far",
        Role::Owner,
        Bound { account: Some(AccountId::new(elsewhere.account.as_str())), ..Bound::default() },
    );
    backend::sync::try_now(&world.backend, &all.permit(Right::Power).unwrap(), &there).await.unwrap();

    assert_eq!(numbers(&seen(&world, &all, "person=ann").await), [1]);
    assert!(seen(&world, &all, "").await.len() >= 3);
    // An owner of a part sees what is in it, and nothing that belongs to no place.
    let theirs: Vec<_> = seen(&world, &far, "").await.into_iter().map(|entry| entry.target).collect();
    assert_eq!(theirs, [there.to_string()]);
    assert_eq!(numbers(&seen(&world, &ann, "what=view-save").await), [1]);
    assert_eq!(seen(&world, &ben, "what=view-save").await, []);
    // Whoever may see nothing sees what they did themselves.
    let nobody = Person { id: PersonId::new("nobody"), ..person(Role::Viewer, &[]) };
    assert_eq!(seen(&world, &nobody, "").await, []);
    let tried = seen(&world, &ann, "what=region-try").await;
    assert_eq!(tried.last().map(|entry| entry.target.as_str()), Some("111122223333/eu-west-1"));
    world.backend.stop().await;
}

#[tokio::test]
async fn the_page_is_filtered_and_paged_and_the_file_holds_all_of_it() {
    let world = world(0).await;
    let (ann, ben) =
        (named("ann", Role::Viewer, Bound::default()), named("ben", Role::Viewer, Bound::default()));
    access::sign_in(&world.backend, &ann).await.unwrap();
    access::sign_in(&world.backend, &ben).await.unwrap();
    for n in 0..60 {
        keep(&world, &ann, &format!("View {n}")).await;
        keep(&world, &ben, &format!("=View_{n}")).await;
    }
    let all = owner();
    let first = audit::page(&world.backend, &all, &AuditQuery::default()).await.unwrap();
    assert!(first.more && first.entries.len() == 100);
    let last = first.entries.last().unwrap().cursor();
    let rest = audit::page(&world.backend, &all, &AuditQuery::default().older(last)).await.unwrap();
    assert!(!rest.more);
    let mut both = numbers(&first.entries);
    both.extend(numbers(&rest.entries));
    assert_eq!(both, (1..=122).rev().collect::<Vec<_>>());

    for (address, count) in [
        ("what=sign-in", 2),
        ("person=ann", 61),
        ("person=ANN+of", 61),
        ("person=a_n", 0),
        ("target=view_5", 11),
        ("target=%25", 0),
        ("outcome=done&person=ben", 61),
        ("outcome=intended", 0),
        ("from=2999-01-01", 0),
        ("to=1999-01-01", 0),
        ("from=1999-01-01&to=2999-01-01&what=sign-in", 2),
    ] {
        assert_eq!(seen(&world, &all, address).await.len(), count, "{address}");
    }
    let (query, _) = AuditQuery::read("person=ben&what=view-save");
    let (mut text, mut place) = audit::csv(&world.backend, &all, &query, None).await.unwrap();
    while let Some(at) = place {
        let (part, next) = audit::csv(&world.backend, &all, &query, Some(at)).await.unwrap();
        text.push_str(&part);
        place = next;
    }
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 61);
    // Nothing of it is calculated.
    assert!(lines[1..].iter().all(|line| line.contains(",'=View_")), "{text}");
    world.backend.stop().await;
}

#[tokio::test]
async fn each_entry_is_copied_once_it_is_committed_and_none_is_left_out() {
    let world = world(0).await;
    let ann = named("ann", Role::Viewer, Bound::default());
    keep(&world, &ann, "Before it is asked for").await;
    let (send, mut lines) = tokio::sync::mpsc::unbounded_channel::<String>();
    // What is copied is noted: only then does the copy begin.
    audit::copy(&world.backend, move |line| send.send(line.to_owned()).is_ok());
    while sqlx::query_scalar::<_, i64>("select count(*) from audit_copied")
        .fetch_one(&world.pool)
        .await
        .unwrap()
        == 0
    {
        tokio::task::yield_now().await;
    }
    access::sign_in(&world.backend, &ann).await.unwrap();
    keep(&world, &ann, "two\nlines").await;
    for (seq, what, target) in [(2, "sign-in", "ann of the tests"), (3, "view-save", "two lines")] {
        let line = lines.recv().await.unwrap();
        assert!(!line.contains('\n'), "{line}");
        let told: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(
            (&told["audit"], &told["what"], &told["target"]),
            (&seq.into(), &what.into(), &target.into())
        );
        assert_eq!((&told["person_id"], &told["outcome"]), (&"ann".into(), &"done".into()));
        assert_eq!(told["hash"].as_str().unwrap().len(), 64);
    }
    // What a refused change would have told is told to nobody.
    views::remove(&world.backend, &ann.permit(Right::Read).unwrap(), 99).await.unwrap_err();
    world.backend.stop().await;
    assert_eq!(lines.recv().await, None);
}
