//! Are the tag keys that are suggested those in use on what a person may see, the commonest first?

use std::collections::BTreeMap;

use domain::access::{Person, Role};

use crate::world::{World, help_desk, owner, person, world};

const MINE: &str = "d-1b00000000";

async fn keys(world: &World, person: &Person) -> Vec<String> {
    backend::resource::tag_keys(&world.backend, person).await.unwrap()
}

/// Tags one WorkSpace of a directory.
async fn tag(world: &World, directory: &str, key: &str) {
    let desk = world.desks.iter().find(|desk| desk.directory == directory).unwrap();
    let put = sqlx::query("insert into tag (workspace, key, value) values (?, ?, '')");
    put.bind(desk.key).bind(key).execute(&world.pool).await.unwrap();
}

/// A resource of an account and region, or of a directory there, with these tags.
async fn put(world: &World, scope: i64, kind: &str, directory: &str, tags: &str) {
    sqlx::query(
        "insert into resource (scope_id, kind, id, directory_id, name, state, item, tags, as_of)
         values (?, ?, ?, ?, 'x', '', '{}', ?, 0)",
    )
    .bind(scope)
    .bind(kind)
    .bind(if kind == "directory" { directory } else { "x-1" })
    .bind(directory)
    .bind(tags)
    .execute(&world.pool)
    .await
    .unwrap();
}

#[tokio::test]
async fn the_commonest_come_first_and_those_of_others_are_not_told() {
    let world = world(800).await;
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for (key, _) in world.desks.iter().flat_map(|desk| &desk.tags) {
        *uses.entry(key).or_default() += 1;
    }
    assert!(uses["team"] > uses["env"] && uses.len() == 2);
    tag(&world, MINE, "mine").await;
    tag(&world, MINE, "AWS:autoscaling").await;
    tag(&world, MINE, "deskwarden:row").await;
    tag(&world, "d-0a00000000", "secret project").await;
    put(&world, 1, "pool", "d-0a00000000", r#"[["their pool","1"]]"#).await;
    put(&world, 2, "ip-group", "", r#"[["shared","1"],["team","x"]]"#).await;
    put(&world, 5, "ip-group", "", r#"[["elsewhere","1"]]"#).await;
    assert_eq!(
        keys(&world, &owner()).await,
        ["team", "env", "elsewhere", "mine", "secret project", "shared", "their pool"]
    );
    // Of what belongs to an account and region, those where the directory is.
    put(&world, 2, "directory", MINE, "[]").await;
    assert_eq!(keys(&world, &help_desk(MINE)).await, ["team", "env", "mine", "shared"]);
    assert!(keys(&world, &person(Role::Viewer, &[])).await.is_empty());
    sqlx::query("update scope set watched = 0").execute(&world.pool).await.unwrap();
    assert!(keys(&world, &owner()).await.is_empty());
}

#[tokio::test]
async fn fifty_are_enough() {
    let world = world(60).await;
    for number in 0..60 {
        tag(&world, &world.desks[0].directory, &format!("key{number:02}")).await;
    }
    let keys = keys(&world, &owner()).await;
    assert_eq!(keys.len(), 50);
    assert_eq!(keys[..2], ["team", "env"]);
}
