//! Files hold what their pages do, part by part, no more than one may see, and nothing that a spreadsheet calculates.

use domain::at::At;
use domain::csv::unguarded;
use domain::query::FleetQuery;

use crate::brute::matches;
use crate::estate::{Desk, NOW};
use crate::log::put_line;
use crate::pages::put_job;
use crate::world::{World, help_desk, owner, query, world};

const FORMULA: &str = "=HYPERLINK(\"http://x\",\"a\")\n";

/// The records of a file, head first.
pub fn records(text: &str) -> Vec<csv::StringRecord> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().collect::<Result<_, _>>().unwrap()
}

/// The file of a query, and how many parts it took.
async fn fleet_file(world: &World, person: &domain::access::Person, query: &FleetQuery) -> (String, usize) {
    let (mut file, mut next) = backend::fleet::csv(&world.backend, person, query, None).await.unwrap();
    let mut parts = 1;
    while let Some(after) = next {
        let (part, then) = backend::fleet::csv(&world.backend, person, query, Some(after)).await.unwrap();
        assert!(records(&part).len() <= 200, "a part is as small as a page");
        file.push_str(&part);
        (next, parts) = (then, parts + 1);
    }
    (file, parts)
}

fn seen(desk: &Desk) -> String {
    match (desk.last_active, desk.connection.as_str()) {
        (0, "") => "unknown".to_owned(),
        (0, _) => "never".to_owned(),
        (at, _) => At(at).iso(),
    }
}

#[tokio::test]
async fn the_fleet_is_a_file_of_what_matches_and_may_be_seen() {
    let world = world(2_500).await;
    for address in
        ["", "state=STOPPED&sort=-last_active", "q=smith", "last_active=never", "last_active=unknown"]
    {
        for person in [owner(), help_desk("d-1b00000000")] {
            let is_mine = |desk: &&Desk| person == owner() || desk.directory == "d-1b00000000";
            let query = query(address);
            let (file, parts) = fleet_file(&world, &person, &query).await;
            let records = records(&file);
            let column = |name: &str| records[0].iter().position(|cell| cell == name).unwrap();
            let (id, user, active) = (column("workspace"), column("user"), column("last_active"));
            let mut found: Vec<_> = records[1..]
                .iter()
                .map(|cells| (cells[id].to_owned(), cells[user].to_owned(), cells[active].to_owned()))
                .collect();
            let desks = world.desks.iter().filter(is_mine).filter(|desk| matches(desk, &query, None));
            let mut expected: Vec<_> =
                desks.map(|desk| (desk.id.clone(), desk.user.clone(), seen(desk))).collect();
            found.sort();
            expected.sort();
            assert_eq!(found, expected, "{address}");
            assert!(parts >= found.len().div_ceil(200), "{address}");
        }
    }
}

#[tokio::test]
async fn a_file_of_the_fleet_is_safe_to_open_and_can_be_given_back() {
    let world = world(300).await;
    let desk = &world.desks[7];
    sqlx::query("update workspace set user_name = ?, user_folded = ?, ip = '@SUM(A1)', error_message = ? where key = ?")
        .bind("=cmd|'/C calc'!A0")
        .bind("=cmd|'/c calc'!a0")
        .bind(FORMULA)
        .bind(desk.key)
        .execute(&world.pool)
        .await
        .unwrap();
    let (file, _) = fleet_file(&world, &owner(), &query("")).await;
    let records = records(&file);
    assert!(records.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
    let one = records.iter().find(|cells| cells[1] == *desk.id).unwrap();
    assert_eq!(&one[0], "'=cmd|'/C calc'!A0");
    assert!(one.iter().any(|cell| unguarded(cell) == FORMULA));
    // A cell of several lines is refused by the list, which would rather lose nothing; without it, all comes back.
    sqlx::query("update workspace set error_message = null").execute(&world.pool).await.unwrap();
    let (file, _) = fleet_file(&world, &owner(), &query("")).await;
    let listed = backend::fleet::listed(&world.backend, &owner(), &file).await.unwrap();
    assert_eq!((listed.keys.len(), listed.wrong), (300, vec![]));
}

#[tokio::test]
async fn a_history_is_a_file_even_of_one_that_has_gone() {
    let world = world(60).await;
    let desk = &world.desks[0];
    let key = format!("{}/{}/{}", desk.account, desk.region, desk.id).parse().unwrap();
    for number in 0..100 {
        put_line(&world.pool, desk, "state", Some("=1"), Some(&number.to_string())).await;
    }
    sqlx::query("delete from workspace where key = ?").bind(desk.key).execute(&world.pool).await.unwrap();
    let ask = |before| {
        let (backend, key) = (&world.backend, &key);
        async move { backend::history::csv(backend, &owner(), key, before).await.unwrap() }
    };
    let (file, next) = ask(None).await;
    let records = records(&file);
    assert_eq!(records.len(), 101);
    assert_eq!(records[1].iter().collect::<Vec<_>>(), [At(NOW).iso().as_str(), "state", "'=1", "99", "", ""]);
    assert_eq!(ask(next).await, (String::new(), None), "the end is no fault");
    let other = world.desks.iter().find(|other| other.directory != desk.directory).unwrap();
    let stranger = help_desk(&other.directory);
    assert!(backend::history::csv(&world.backend, &stranger, &key, None).await.is_err());
}

#[tokio::test]
async fn jobs_are_a_file_of_those_that_touch_what_one_may_see() {
    let world = world(60).await;
    let desk = &world.desks[0];
    put_job(&world.pool, desk, "done").await;
    let file = async |person| {
        let (file, next) = backend::jobs::csv_jobs(&world.backend, &person, None).await.unwrap();
        let (rest, end) = backend::jobs::csv_jobs(&world.backend, &person, next).await.unwrap();
        assert!(next.is_none() || (rest.is_empty() && end.is_none()));
        records(&file)
    };
    let all = file(owner()).await;
    let done = all[0].iter().position(|cell| cell == "done").unwrap();
    assert_eq!((all.len(), &all[1][0], &all[1][done]), (2, "1", "1"));
    let other = world.desks.iter().find(|other| other.directory != desk.directory).unwrap();
    assert_eq!(file(help_desk(&other.directory)).await.len(), 1);
}
