//! Counts and facets agree with a look at every desk.

use std::collections::BTreeMap;

use domain::query::Field;

use crate::brute::{matches, values};
use crate::world::{owner, query, world};

const ADDRESSES: &[&str] = &[
    "",
    "state=ERROR",
    "state=ERROR&state=STOPPED&region=us-east-1",
    "state=not%3AAVAILABLE",
    "state=not%3AAVAILABLE&state=ERROR",
    "account=Account+4&directory=not%3Acorp4.example.com",
    "connection=&mode=AUTO_STOP",
    "last_active=over%3A30d&protocol=PCOIP",
    "last_active=never",
    "last_active=unknown&state=PENDING",
    "last_active=not%3Anever&last_active=under%3A60d",
    "bundle=Bundle+2&compute=VALUE",
    "tag%3Ateam=sales&state=STOPPED",
    "tag%3Ateam=not%3Asales&connection=not%3AUNKNOWN",
    "user=has%3Asmith&account=111122223333",
    "q=kaplan&state=STOPPED",
    "ip=&state=AVAILABLE",
    "q=nothing+has+this&state=ERROR",
];

#[tokio::test]
async fn counts_and_facets_are_those_of_the_desks() {
    let world = world(3_000).await;
    for address in ADDRESSES {
        let query = query(address);
        let counts = backend::fleet::counts(&world.backend, &owner(), &query).await.unwrap();
        let matching = world.desks.iter().filter(|desk| matches(desk, &query, None)).count();
        assert_eq!(counts.matching, matching as i64, "{address}");
        assert_eq!(counts.all, 3_000);
        let (times, facets) = counts.facets.split_last().unwrap();
        assert_eq!((facets.len(), &times.field), (8, &Field::LastActive));
        for value in &times.values {
            let chosen = query.toggled(&Field::LastActive, &value.value);
            let chosen = if query.has(&Field::LastActive, &value.value) { &query } else { &chosen };
            let expected = world.desks.iter().filter(|desk| matches(desk, chosen, None)).count();
            assert_eq!(value.count, expected as i64, "{address} {}", value.word);
        }
        for facet in facets {
            let mut expected = BTreeMap::<String, i64>::new();
            for desk in world.desks.iter().filter(|desk| matches(desk, &query, Some(&facet.field))) {
                *expected.entry(values(desk, &facet.field)[0].clone()).or_default() += 1;
            }
            let shown = facet.values.iter().filter(|value| value.count > 0);
            let shown: BTreeMap<_, _> = shown.map(|value| (value.value.clone(), value.count)).collect();
            assert_eq!(shown, expected, "{address} {:?}", facet.field);
            let counts: Vec<_> = facet.values.iter().map(|value| value.count).collect();
            assert!(counts.is_sorted_by(|one, next| one >= next), "most first");
        }
    }
}

#[tokio::test]
async fn facets_speak_in_words_and_keep_what_is_chosen() {
    let world = world(500).await;
    let query = query("state=MAINTENANCE&state=HIBERNATING&account=Account+1");
    let counts = backend::fleet::counts(&world.backend, &owner(), &query).await.unwrap();
    let word = |field: &Field, value: &str| {
        let facet = counts.facets.iter().find(|facet| facet.field == *field).unwrap();
        let found = facet.values.iter().find(|own| own.value == value);
        found.map(|found| (found.word.clone(), found.count))
    };
    assert_eq!(word(&Field::State, "MAINTENANCE"), Some(("Maintenance".to_owned(), 0)));
    assert!(word(&Field::State, "HIBERNATING").unwrap().1 > 0);
    assert_eq!(word(&Field::Account, "111122223333").unwrap().0, "Account 1");
    assert_eq!(word(&Field::Account, "Account 1"), None, "one value, however it was written");
    let facets =
        backend::fleet::counts(&world.backend, &owner(), &crate::world::query("")).await.unwrap().facets;
    let words = |field: Field| {
        let facet = facets.iter().find(|facet| facet.field == field).unwrap();
        facet.values.iter().map(|value| value.word.clone()).collect::<Vec<_>>()
    };
    assert!(words(Field::Directory).contains(&"corp0.example.com".to_owned()));
    assert!(words(Field::Directory).contains(&"d-0b00000000".to_owned()));
    assert!(words(Field::Connection).contains(&"none".to_owned()));
    assert!(words(Field::Protocol).contains(&"DCV".to_owned()));
}
