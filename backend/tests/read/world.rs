//! A database of a test's own, with an estate in it.

use backend::Backend;
use backend::clock::Clock;
use backend::config::{Config, Credentials, Rate, Scope, Tell};
use domain::access::{Binding, Bound, Person, Role};
use domain::at::At;
use domain::ids::{AccountId, DirectoryId, PersonId, Region, ScopeKey};
use domain::query::{FleetPage, FleetQuery};
use sqlx::SqlitePool;
use sqlx::sqlite::SqliteConnectOptions;

use crate::estate::{self, ACCOUNTS, Desk, NOW, REGIONS};

pub struct World {
    pub backend: Backend,
    pub desks: Vec<Desk>,
    pub pool: SqlitePool,
    _folder: tempfile::TempDir,
}

pub async fn world(count: usize) -> World {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("deskwarden.db");
    let scopes = ACCOUNTS.iter().flat_map(|account| REGIONS.iter().map(move |region| (account, region)));
    let scopes = scopes.map(|(account, region)| Scope {
        key: ScopeKey { account: AccountId::new(*account), region: Region::new(*region) },
        account_name: format!("Account {}", &account[..1]),
        credentials: Credentials::Keys { id: (*account).to_owned(), secret: "none".to_owned().into() },
        endpoint: Some("http://127.0.0.1:9".to_owned()),
    });
    let config = Config {
        database: database.clone(),
        scopes: scopes.collect(),
        rate: Rate::default(),
        job_rows: 10_000,
        person_rows: 20_000,
        second_above: None,
        sweep_seconds: 600,
        scope_tags: Vec::new(),
        tell: Tell::default(),
    };
    let backend = Backend::open(config, Clock::leaping(At(NOW), |_| {})).await.unwrap();
    let pool = SqlitePool::connect_with(SqliteConnectOptions::new().filename(&database)).await.unwrap();
    let desks = estate::desks(count);
    estate::fill(&pool, &desks).await;
    World { backend, desks, pool, _folder: folder }
}

impl World {
    /// Every row of the query, page by page, each page checked to begin where the last one ended.
    pub async fn walk(&self, person: &Person, query: &FleetQuery) -> Vec<FleetPage> {
        let mut pages = vec![backend::fleet::page(&self.backend, person, query).await.unwrap()];
        assert_eq!(pages[0].previous, None);
        while let Some(next) = pages.last().unwrap().next.clone() {
            pages.push(backend::fleet::page(&self.backend, person, &query.page_after(&next)).await.unwrap());
        }
        pages
    }

    /// The ids of all rows of the query, in its order.
    pub async fn ids(&self, person: &Person, query: &FleetQuery) -> Vec<String> {
        let query = FleetQuery { size: Some(200), ..query.clone() };
        let rows = self.walk(person, &query).await.into_iter().flat_map(|page| page.rows);
        rows.map(|row| row.key.id.as_str().to_owned()).collect()
    }
}

pub fn person(role: Role, bounds: &[Bound]) -> Person {
    let bindings = bounds.iter().map(|bound| Binding::gives(role, bound.clone())).collect();
    Person { id: PersonId::new("test:one"), name: "One".to_owned(), bindings }
}

/// May see and do everything.
pub fn owner() -> Person {
    person(Role::Owner, &[Bound::default()])
}

/// May see one directory only.
pub fn help_desk(directory: &str) -> Person {
    person(Role::HelpDesk, &[Bound { directory: Some(DirectoryId::new(directory)), ..Bound::default() }])
}

/// The query of an address that is understood in full.
pub fn query(address: &str) -> FleetQuery {
    let (query, dropped) = FleetQuery::read(address);
    assert!(dropped.is_empty(), "{dropped:?}");
    query
}
