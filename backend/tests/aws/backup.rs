//! Is a copy whole, and does a restored database repeat nothing of what was done since?

use std::fs;

use backend::backup::{BackupError, Restored, backup, restore};
use backend::{access, audit, jobs};
use domain::access::{Person, Right};
use domain::audit::AuditQuery;
use domain::create::Form;
use domain::fleet::Action;
use domain::ids::PersonId;
use domain::jobs::{Held, JobState, StepState};

use crate::create::{form, submit};
use crate::world::{World, owner};

/// Whoever may write the database's folder.
fn at_the_shell() -> Person {
    Person { id: PersonId::new("shell:0"), name: "root (shell)".to_owned(), bindings: Vec::new() }
}

#[tokio::test]
async fn a_restored_database_sends_nothing_by_itself_and_finds_what_was_made_since() {
    let mut world = World::swept(400).await;
    let keys: Vec<_> =
        world.fleet("state=AVAILABLE&mode=AUTO_STOP").await.into_iter().take(3).map(|one| one.key).collect();
    let stop = world.submit(Action::Stop, &keys).await;
    let wished = Form { people: "new.ann".into(), ..form(&world, "").await };
    let create = submit(&world, &wished).await;
    let tomorrow = world.backend.clock().now().plus_ms(86_400_000);
    access::save_session(&world.backend, "hashed", "{}", tomorrow).await.unwrap();
    let (database, copy) = (world.database(), world.database().with_extension("copy"));
    backup(&database, &copy, false).await.unwrap();

    // What happens after the backup, the copy does not know.
    world.ended(stop).await;
    world.ended(create).await;
    let sent = |world: &World| ["StopWorkspaces", "CreateWorkspaces"].map(|name| world.requests(name).len());
    assert_eq!(sent(&world), [1, 1]);
    let clock = world.backend.clock().clone();
    let by = at_the_shell();
    let runs = restore(&by, &copy, &database, true, &clock).await.unwrap_err();
    assert!(runs.to_string().contains("another process holds it"), "{runs}");
    world.backend.stop().await;
    let there = restore(&by, &copy, &database, false, &clock).await.unwrap_err();
    assert!(matches!(there, BackupError::Exists(_)), "{there}");
    let (restored, aside) = restore(&by, &copy, &database, true, &clock).await.unwrap();
    assert_eq!(restored, Restored { held: 2, unknown: 1 });
    assert!(aside.is_some_and(|aside| aside.exists()), "the database that was there is kept");

    world.restart().await;
    let told = audit::page(&world.backend, &owner(), &AuditQuery::default()).await.unwrap().entries.remove(0);
    assert_eq!((told.what.as_str(), &told.person_id), ("restore-database", &by.id));
    assert_eq!(told.target, copy.display().to_string());
    assert_eq!(told.note.as_deref(), Some("jobs that are held: 2; rows that are looked into: 1"));
    assert_eq!(access::load_session(&world.backend, "hashed").await.unwrap(), None);
    world.minutes(30).await;
    assert_eq!(sent(&world), [1, 1], "nothing is sent by itself");
    let page = world.job(create).await;
    assert_eq!(page.job.counts, [(StepState::Done, 1)], "{:?}", page.rows);
    let held = world.job(stop).await.job;
    assert_eq!(
        (held.state, held.held, held.count(StepState::Ready)),
        (JobState::Paused, Some(Held::Restored), 3)
    );

    // A person has looked.
    let permit = owner().permit(Right::Power).unwrap();
    jobs::pause(&world.backend, &permit, stop, false).await.unwrap();
    assert_eq!(world.ended(stop).await.job.counts, [(StepState::Done, 3)]);
    assert_eq!(sent(&world)[1], 1);
    let chain = audit::verify(&database, None).await.unwrap();
    assert_eq!(chain.broken, Vec::<String>::new());
    world.over().await;
}

#[tokio::test]
async fn a_copy_is_whole_or_not_there() {
    let world = World::swept(40).await;
    let database = world.database();
    let copy = database.with_extension("copy");
    let nothing = backup(&database.with_extension("none"), &copy, false).await.unwrap_err();
    assert!(matches!(nothing, BackupError::Missing(_)), "{nothing}");
    let itself = backup(&database, &database, true).await.unwrap_err();
    assert!(matches!(itself, BackupError::Itself(_)), "{itself}");
    let other = database.with_extension("text");
    fs::write(&other, "this is no database").unwrap();
    let broken = backup(&other, &copy, false).await.unwrap_err();
    assert!(matches!(broken, BackupError::Copy { .. }), "{broken}");
    let names = || -> Vec<_> {
        let files = fs::read_dir(database.parent().unwrap()).unwrap();
        files
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.contains("copy"))
            .collect()
    };
    assert_eq!(names(), Vec::<String>::new(), "what was not made leaves nothing");

    backup(&database, &copy, false).await.unwrap();
    assert!(matches!(backup(&database, &copy, false).await, Err(BackupError::Exists(_))));
    backup(&database, &copy, true).await.unwrap();
    assert_eq!(names(), ["deskwarden.copy"]);
    use std::os::unix::fs::PermissionsExt as _;
    assert_eq!(
        fs::metadata(&copy).unwrap().permissions().mode() & 0o777,
        0o600,
        "it is nobody else's to read"
    );

    // What is no database of ours leaves the one that is there alone.
    let before = world.fleet("").await.len();
    world.backend.stop().await;
    let wrong = restore(&at_the_shell(), &other, &database, true, world.backend.clock()).await.unwrap_err();
    assert!(matches!(wrong, BackupError::Copy { .. }), "{wrong}");
    let mut world = world;
    world.restart().await;
    assert_eq!(world.fleet("").await.len(), before);
    world.over().await;
}
