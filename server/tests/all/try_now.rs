//! A region that fails: when is it asked again, and can it be at once?

use backend::clock::Clock;
use backend::config::{Credentials, Scope};
use backend::{Backend, access, live, overview, sync};
use domain::access::{Binding, Bound, Person, Right, Role};
use domain::estate::{Health, ScopeStatus};
use domain::ids::{PersonId, Region};
use server::config::Config;
use server::temporary::Temporary;
use simulator::{Fault, FaultKind, Settings};

const HERE: &str = "111122223333/eu-west-1";

fn person(role: Role, bound: Bound) -> Person {
    Person { id: PersonId::new("demo:any"), name: "Any".into(), bindings: vec![Binding::gives(role, bound)] }
}

/// The scope, as soon as this holds of it.
async fn once(backend: &Backend, holds: impl Fn(&ScopeStatus) -> bool) -> ScopeStatus {
    let owner = person(Role::Owner, Bound::default());
    loop {
        let scope = overview::scopes(backend, &owner).await.unwrap().remove(0);
        if holds(&scope) {
            return scope;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_region_that_failed_says_when_it_is_asked_again_and_can_be_at_once() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let settings = Settings { fleet: 5, rate: None, ..Settings::default() };
    let simulator = simulator::start(settings, listener).await.unwrap();
    simulator.fault(Fault::new(FaultKind::Deny));
    let folder = Temporary::make().unwrap();
    let scope = Scope {
        key: HERE.parse().unwrap(),
        account_name: "production".into(),
        credentials: Credentials::Keys { id: "111122223333".into(), secret: "any".to_owned().into() },
        endpoint: Some(simulator.url()),
    };
    let config = Config { data: folder.path().to_owned(), ..Config::default() };
    let backend = Backend::open(config.backend(vec![scope]), Clock::wall()).await.unwrap();
    let owner = person(Role::Owner, Bound::default());
    access::remember(&backend, &owner).await.unwrap();
    let mut log = live::watch(&backend);
    backend.start();
    log.changed().await.unwrap();
    let denied = once(&backend, |scope| scope.next_try.is_some()).await;
    assert_eq!(denied.health, Health::Denied);
    let waits = denied.next_try.unwrap().ms_since(backend.clock().now());
    assert!((0..=20_000).contains(&waits), "{waits} ms");

    let elsewhere = Bound { region: Some(Region::new("us-east-1")), ..Bound::default() };
    let helper = person(Role::HelpDesk, elsewhere).permit(Right::Power).unwrap();
    let key = HERE.parse().unwrap();
    assert!(sync::try_now(&backend, &helper, &key).await.is_err());

    simulator.clear_faults();
    sync::try_now(&backend, &owner.permit(Right::Power).unwrap(), &key).await.unwrap();
    let well = once(&backend, |scope| scope.health == Health::Good).await;
    assert_eq!(well.next_try, None);
    backend.stop().await;
}
