//! Each kind's list is a file of what one may see, with its own columns and nothing that a spreadsheet calculates.

use domain::access::Person;
use domain::csv::unguarded;
use domain::resource::{ResourceKey, ResourceKind};
use serde_json::{Value, json};

use crate::estate::{Desk, NOW};
use crate::files::records;
use crate::world::{World, help_desk, owner, world};

const FORMULA: &str = "=1+1";

/// One of a kind in the place of this desk, as the inventory keeps it.
async fn put(world: &World, desk: &Desk, kind: ResourceKind, item: &Value) -> ResourceKey {
    let directory = if kind == ResourceKind::Directory { desk.directory.as_str() } else { "" };
    sqlx::query(
        "insert into resource (scope_id, kind, id, directory_id, name, state, item, tags, as_of)
         values (?, ?, 'made', ?, ?, 'READY', ?, ?, ?)",
    )
    .bind(desk.scope_id)
    .bind(kind.slug())
    .bind(directory)
    .bind(FORMULA)
    .bind(item.to_string())
    .bind(r#"[["team","a"],["+x",""]]"#)
    .bind(NOW)
    .execute(&world.pool)
    .await
    .unwrap();
    format!("{}/{}/{}/made", desk.account, desk.region, kind.slug()).parse().unwrap()
}

/// The cells of what was put, by column.
async fn made(world: &World, person: &Person, kind: ResourceKind) -> Option<Vec<(String, String)>> {
    let file = backend::resource::csv(&world.backend, person, kind).await.unwrap();
    let records = records(&file);
    assert!(records.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
    let found = records.iter().find(|cells| &cells[2] == "made")?;
    Some(
        records[0]
            .iter()
            .map(str::to_owned)
            .zip(found.iter().map(|cell| unguarded(cell).to_owned()))
            .collect(),
    )
}

#[tokio::test]
async fn each_kind_has_columns_of_its_own() {
    let world = world(60).await;
    let rounds = [
        (ResourceKind::Directory, json!({ "subnets": ["a", "b"] }), "subnets", "a; b"),
        (ResourceKind::Directory, json!({ "settings": { "web": "DENY" } }), "web", "DENY"),
        (ResourceKind::Bundle, json!({ "compute": "POWER", "root_gib": 80 }), "compute", "POWER"),
        (ResourceKind::Image, json!({ "error": { "code": "A", "message": "b" } }), "error", "A b"),
        (ResourceKind::Pool, json!({ "timeouts": { "idle": 600 } }), "idle_seconds", "600"),
        (
            ResourceKind::IpGroup,
            json!({ "rules": [{ "range": "10.0.0.0/8", "description": "x" }] }),
            "rules",
            "10.0.0.0/8 x",
        ),
        (ResourceKind::Alias, json!({ "shared_with": ["1", "2"] }), "shared_with", "1; 2"),
    ];
    for (kind, item, column, value) in rounds {
        put(&world, &world.desks[0], kind, &item).await;
        let cells = made(&world, &owner(), kind).await.expect("it is in the file");
        for (column, value) in
            [(column, value), ("name", FORMULA), ("state", "READY"), ("tags", "team=a; +x=")]
        {
            let cell = cells.iter().find(|(other, _)| other == column);
            assert_eq!(cell.map(|(_, cell)| cell.as_str()), Some(value), "{kind:?} {column}");
        }
        sqlx::query("delete from resource where id = 'made'").execute(&world.pool).await.unwrap();
    }
}

#[tokio::test]
async fn what_may_not_be_seen_is_in_no_file() {
    let world = world(60).await;
    let desk = &world.desks[0];
    put(&world, desk, ResourceKind::Directory, &json!({})).await;
    let elsewhere = world.desks.iter().find(|other| other.directory != desk.directory).unwrap();
    let kind = ResourceKind::Directory;
    assert!(made(&world, &help_desk(&desk.directory), kind).await.is_some());
    assert!(made(&world, &help_desk(&elsewhere.directory), kind).await.is_none());
}

#[tokio::test]
async fn the_history_of_a_resource_is_a_file_even_of_one_that_has_gone() {
    let world = world(60).await;
    let key = put(&world, &world.desks[0], ResourceKind::Bundle, &json!({})).await;
    let ask = |before| {
        let (backend, key) = (&world.backend, &key);
        async move { backend::history::csv_of_resource(backend, &owner(), key, before).await }
    };
    assert_eq!(ask(None).await.unwrap(), ("at,field,before,after,job,by\r\n".to_owned(), None));
    sqlx::query(
        "insert into change (at, kind, scope_id, directory_id, subject, field, old, new)
         values (?, 'bundle', ?, '', 'made', 'image', null, ?)",
    )
    .bind(NOW)
    .bind(world.desks[0].scope_id)
    .bind(FORMULA)
    .execute(&world.pool)
    .await
    .unwrap();
    sqlx::query("delete from resource where id = 'made'").execute(&world.pool).await.unwrap();
    let (file, next) = ask(None).await.unwrap();
    assert_eq!(records(&file)[1].iter().skip(1).take(3).collect::<Vec<_>>(), ["image", "", "'=1+1"]);
    assert_eq!(ask(next).await.unwrap(), (String::new(), None), "the end is no fault");
    let stranger = help_desk("d-1b00000000");
    assert!(backend::history::csv_of_resource(&world.backend, &stranger, &key, None).await.is_err());
}

#[tokio::test]
async fn coverage_is_a_file_of_what_one_may_see() {
    let world = world(200).await;
    for person in [owner(), help_desk("d-1b00000000")] {
        let covers = backend::resilience::covers(&world.backend, &person).await.unwrap();
        let file = backend::resilience::csv_coverage(&world.backend, &person).await.unwrap();
        let missing: Vec<_> = records(&file)[1..].iter().map(|cells| cells[4].to_owned()).collect();
        let expected: Vec<_> = covers.iter().map(|cover| cover.missing.to_string()).collect();
        assert_eq!(missing, expected);
        let file = backend::resilience::csv_pairs(&world.backend, &person).await.unwrap();
        let pairs: usize = covers.iter().map(|cover| cover.pairs.len()).sum();
        assert_eq!(records(&file).len(), pairs + 1);
    }
}
