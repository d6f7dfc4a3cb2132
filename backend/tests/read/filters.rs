//! Each filter lets through what it says, whichever way the search takes.

use domain::ids::fold;

use crate::brute::matches;
use crate::world::{owner, query, world};

/// Few and many rows, alone and together: a search begins at what is rare and walks through what is common.
const ADDRESSES: &[&str] = &[
    "",
    "state=ERROR",
    "state=ERROR&state=UNHEALTHY",
    "state=AVAILABLE",
    "state=not%3AAVAILABLE&state=not%3ASTOPPED",
    "state=HIBERNATING",
    "connection=CONNECTED",
    "connection=",
    "connection=not%3AUNKNOWN",
    "mode=ALWAYS_ON",
    "mode=not%3AALWAYS_ON",
    "protocol=PCOIP&compute=POWER",
    "compute=not%3AVALUE",
    "bundle=wsb-000000003",
    "bundle=Bundle+3",
    "bundle=wsb-000000007",
    "bundle=not%3ABundle+3",
    "bundle=has%3Ale+3",
    "region=us-east-1",
    "region=not%3Aus-east-1",
    "account=111122223333",
    "account=Account+4",
    "account=not%3AAccount+4",
    "directory=d-0b00000000",
    "directory=corp2.example.com",
    "directory=not%3Acorp2.example.com",
    "user=ASMITH",
    "user=kiosk-49",
    "user=not%3Aasmith",
    "user=has%3A%C3%85NGSTR%C3%96M",
    "user=has%3Akiosk",
    "user=has%3Ao_n",
    "user=has%3A50%25",
    "user=has%3Akaplan&state=AVAILABLE",
    "computer=has%3Aamzn-0",
    "computer=",
    "id=has%3Aws-0&id=has%3Aff",
    "ip=",
    "ip=has%3A10.1.2",
    "ip=not%3A",
    "last_active=never",
    "last_active=not%3Anever",
    "last_active=unknown",
    "last_active=not%3Aunknown",
    "last_active=never&last_active=unknown",
    "last_active=unknown&state=PENDING",
    "last_active=over%3A30d",
    "last_active=over%3A150+d&state=STOPPED",
    "last_active=under%3A12h",
    "last_active=under%3A30d",
    "tag%3Ateam=sales",
    "tag%3Ateam=t7",
    "tag%3Ateam=not%3Asales",
    "tag%3Ateam=",
    "tag%3Ateam=not%3A",
    "tag%3Ateam=has%3Aprint",
    "tag%3Anobody=",
    "tag%3Aenv=prod&state=STOPPED&mode=AUTO_STOP",
    "standby=none",
    "standby=not%3Anone",
    "standby=unfit&state=AVAILABLE",
    "standby=primary&standby=unfit",
    "standby=off%3Aus-east-1",
    "q=smith",
    "q=WSAMZN-00",
    "q=10.1.2",
    "q=ws-0",
    "q=kiosk-1",
    "q=50%25",
    "q=o_n",
    "q=%C3%85ngstr",
    "q=nothing+has+this",
    "q=smith&state=AVAILABLE&state=not%3AERROR",
];

#[tokio::test]
async fn every_filter_finds_what_it_says_in_every_order() {
    let world = world(4_200).await;
    for address in ADDRESSES {
        for sort in ["", "&sort=-last_active"] {
            let query = query(&format!("{address}{sort}"));
            let mut found = world.ids(&owner(), &query).await;
            let mut expected: Vec<_> = world
                .desks
                .iter()
                .filter(|desk| matches(desk, &query, None))
                .map(|desk| desk.id.clone())
                .collect();
            found.sort();
            expected.sort();
            assert_eq!(found.len(), expected.len(), "{address}{sort}");
            assert_eq!(found, expected, "{address}{sort}");
        }
    }
}

#[tokio::test]
async fn one_desk_is_found_by_any_of_its_names() {
    let world = world(300).await;
    let desk = world.desks.iter().find(|desk| desk.ip.is_some() && !desk.computer.is_empty()).unwrap();
    let names = [
        format!("user={}", desk.user.to_uppercase()),
        format!("computer={}", desk.computer.to_lowercase()),
        format!("id={}", desk.id),
        format!("ip={}", desk.ip.as_ref().unwrap()),
        format!("q={}", fold(&desk.computer)),
        format!("q={}", desk.id.to_uppercase()),
    ];
    for name in names {
        let found = world.ids(&owner(), &query(&name.replace('%', "%25").replace('+', "%2B"))).await;
        assert!(found.contains(&desk.id), "{name}");
    }
}

#[tokio::test]
async fn a_query_that_no_address_could_say_is_refused() {
    let world = world(10).await;
    let mut long = query("state=ERROR");
    long.filters[0].values = (0..40_000).map(|number| number.to_string()).collect();
    let fault = backend::fleet::page(&world.backend, &owner(), &long).await.unwrap_err();
    assert_eq!(fault.kind, domain::fault::FaultKind::Invalid);
    assert!(backend::fleet::counts(&world.backend, &owner(), &long).await.is_err());
}
