//! Does any route tell somebody of what is outside of their bounds? Every one that reads is asked, by each role. What each door
//! that changes something takes is in `roles.rs`.

use std::collections::{BTreeMap, BTreeSet};

use axum::body::Body;
use axum::http::{Method, Request};
use backend::fleet;
use domain::access::{Binding, Bound, Person, Role};
use domain::ids::{DirectoryId, PersonId};
use domain::query::FleetQuery;
use domain::workspace::WorkSpace;
use server::config::{Config, Mode, ProxyHeader, RoleBinding};
use server::routes::{Access, ROUTES};

use crate::rows_csv::{console, refused};
use crate::world::{Answer, World, filled, from_peer, get};

const ROLES: [Role; 5] = [Role::Viewer, Role::HelpDesk, Role::Operator, Role::Admin, Role::Owner];
const SECRET: &str = "only-the-proxy-knows";
const PROXY: &str = "10.1.2.3";

/// The group that holds a role everywhere, and the one that holds it in the help desk's directory alone.
fn groups(role: Role) -> [String; 2] {
    [format!("every {}", role.word()), format!("some {}", role.word())]
}

fn binding(group: &str, role: Role) -> RoleBinding {
    RoleBinding {
        group: group.into(),
        role,
        account: None,
        region: None,
        directory: None,
        tag: None,
        deny: false,
    }
}

/// A console behind a proxy, with a group for each role and each bound; one is an owner of all but that directory.
fn config(directory: &str) -> Config {
    let here = |binding| RoleBinding { directory: Some(DirectoryId::new(directory)), ..binding };
    let mut role_bindings = vec![
        binding("all but one", Role::Owner),
        RoleBinding { deny: true, ..here(binding("all but one", Role::Viewer)) },
    ];
    for role in ROLES {
        let [every, some] = groups(role);
        role_bindings.extend([binding(&every, role), here(binding(&some, role))]);
    }
    let mut config = Config { console_url: Some(crate::world::ORIGIN.to_owned()), ..Config::default() };
    config.auth.mode = Mode::ProxyHeader;
    config.auth.role_bindings = role_bindings;
    config.auth.proxy_header = Some(ProxyHeader {
        secret: Some(SECRET.into()),
        trusted_proxies: vec![PROXY.into()],
        ..ProxyHeader::default()
    });
    config
}

/// The request, as the proxy hands it on for a member of this group.
fn of(group: &str, mut request: Request<Body>) -> Request<Body> {
    let user = format!("member of {group}");
    for (name, value) in [("x-remote-user", &*user), ("x-remote-groups", group), ("x-proxy-secret", SECRET)] {
        request.headers_mut().insert(name, value.parse().unwrap());
    }
    from_peer(PROXY, request)
}

fn owner() -> Person {
    let bindings = vec![Binding::gives(Role::Owner, Bound::default())];
    Person { id: PersonId::new("test:owner"), name: "Ann".into(), bindings }
}

/// Texts that tell of these WorkSpaces, and of none of the others.
fn names(of: &[&WorkSpace], others: &[&WorkSpace]) -> BTreeSet<String> {
    let texts = |one: &WorkSpace| {
        [one.key.id.to_string(), one.computer.clone().unwrap_or_default(), one.user.clone()]
    };
    let known: Vec<_> = others.iter().flat_map(|one| texts(one)).collect();
    let is_telling = |text: &String| text.len() > 4 && !known.iter().any(|other| other.contains(&**text));
    of.iter().flat_map(|one| texts(one)).filter(is_telling).collect()
}

/// Without the id that was asked for, which an answer may repeat.
fn but_asked(mut names: BTreeSet<String>, asked: &WorkSpace) -> BTreeSet<String> {
    names.remove(asked.key.id.as_str());
    names
}

/// Routes that tell whoever may see everything what is asked for.
const TELLING: &[&str] = &[
    "/fleet",
    "/fleet/{account}/{region}/{id}",
    "/fleet/rows.csv",
    "/help-desk",
    "/jobs/{id}",
    "/jobs/{id}/rows.csv",
    "/search",
    "/audit",
    "/audit/rows.csv",
    "/api/audit/list",
    "/api/fleet/one",
    "/api/fleet/page",
    "/api/help-desk",
    "/api/jobs/one",
    "/api/search",
];

struct Estate {
    world: World,
    inside: Vec<WorkSpace>,
    outside: Vec<WorkSpace>,
}

impl Estate {
    /// A console with a job of the owner's outside of the help desk's directory, and nothing else that was done.
    async fn new() -> Self {
        let (world, simulator, scope) = console().await;
        refused(&world, &simulator, &scope).await;
        let (.., directory) = simulator::helpdesk_directory();
        let (query, _) = FleetQuery::read("");
        let query = FleetQuery { size: Some(200), ..query };
        let mut all = Vec::new();
        let mut next = Some(query);
        while let Some(query) = next {
            let page = fleet::page(&world.site.backend, &owner(), &query).await.unwrap();
            all.extend(page.rows);
            next = page.next.map(|cursor| query.page_after(&cursor));
        }
        let (inside, outside): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|one| one.directory.as_str() == directory);
        assert!(!inside.is_empty() && !outside.is_empty());
        Self { world: world.behind(&config(directory)), inside, outside }
    }

    /// Every route that reads, asked in such a way that what it knows of this WorkSpace would be told.
    async fn reads(&self, group: &str, about: &WorkSpace) -> BTreeMap<String, Answer> {
        let key = about.key.to_string();
        let text = form_urlencoded::byte_serialize(key.as_bytes()).collect::<String>();
        let (id, word) = (about.key.id.as_str(), format!("key={text}"));
        let (account, region) = (&about.key.scope.account, &about.key.scope.region);
        // Pages have a name in one word, doors in its parts.
        let parts =
            format!("key[scope][account]={account}&key[scope][region]={region}&key[id]={id}&key[kind]=image");
        let asks = |key: &str| format!("?id=1&plan=1&after=0&{key}&query=&text={id}&q={id}&which=all");
        let mut answers = BTreeMap::new();
        let routes =
            ROUTES.iter().filter(|route| route.method == Method::GET && route.access == Access::Person);
        for route in routes.filter(|route| route.path != "/events") {
            let path = if route.path.starts_with("/fleet/{account}") {
                route.path.replace("{account}/{region}/{id}", &key)
            } else {
                filled(route.path)
            };
            let lists = path.ends_with("rows.csv") || ["/", "/fleet"].contains(&&*path);
            let asked = if lists {
                path
            } else {
                path.clone() + &asks(if path.starts_with("/api/") { &parts } else { &word })
            };
            let answer = self.world.ask(of(group, get(&asked))).await;
            assert!(answer.status.as_u16() != 500, "{group} {asked}: {}", answer.text);
            answers.insert(route.path.to_owned(), answer);
        }
        answers
    }
}

/// The routes whose answers tell one of these texts.
fn telling(answers: &BTreeMap<String, Answer>, texts: &BTreeSet<String>) -> BTreeSet<String> {
    let tells = |answer: &Answer| texts.iter().any(|text| answer.text.contains(&**text));
    answers.iter().filter(|(_, answer)| tells(answer)).map(|(path, _)| path.clone()).collect()
}

#[tokio::test]
async fn what_one_may_not_see_is_told_by_no_route() {
    let estate = Estate::new().await;
    let (inside, outside): (Vec<_>, Vec<_>) =
        (estate.inside.iter().collect(), estate.outside.iter().collect());
    // The one that the owner's job is about comes first: then its job and its history are asked for as well.
    let jobs =
        backend::jobs::one(&estate.world.site.backend, &owner(), domain::ids::JobId(1), None).await.unwrap();
    let about = jobs.rows[0].key.clone().unwrap();
    let about = outside.iter().find(|one| one.key == about).unwrap();
    let hidden = but_asked(names(&outside, &inside), about);
    // It proves something only where the question would be answered.
    let all = telling(&estate.reads("every Viewer", about).await, &hidden);
    for path in TELLING {
        assert!(all.contains(*path), "{path} tells nothing to whoever may see all: {all:?}");
    }
    for role in ROLES {
        let [_, some] = groups(role);
        let told = telling(&estate.reads(&some, about).await, &hidden);
        assert_eq!(told, BTreeSet::new(), "{some} is told of what is elsewhere");
    }
    let hidden = but_asked(names(&inside, &outside), inside[0]);
    let told = telling(&estate.reads("all but one", inside[0]).await, &hidden);
    assert_eq!(told, BTreeSet::new(), "what was taken away is told");
    estate.world.site.backend.stop().await;
}
