//! Standbys in another region: judged before, refused one by one, never doubled; and what is counted of them.

use std::collections::BTreeSet;

use backend::{access, create, history, jobs, resilience};
use domain::access::{Binding, Bound, Person, Right, Role};
use domain::ids::{DirectoryKey, JobId, PersonId, Region, WorkspaceKey};
use domain::jobs::{Kind, Plan, PlanRow, Selection, StepState, Wished};
use domain::query::FleetQuery;
use domain::resilience::{Cover, Form, suits};
use domain::workspace::WorkSpace;
use simulator::{Fault, FaultKind};
use tokio_util::task::TaskTracker;

use crate::world::{HERE, World, owner};

#[cfg(test)]
mod sent;

const FAR: &str = "111122223333/us-east-1";
const FARTHER: &str = "111122223333/us-west-2";

/// A world that knows both regions.
pub async fn two_regions(fleet: usize) -> World {
    let world = World::watching(fleet, &[HERE, FAR]).await;
    world.sweep().await;
    world
}

/// The directory of that name in another region.
async fn directory(world: &World, scope: &str, name: &str) -> DirectoryKey {
    let catalog = create::catalog(&world.backend, &owner()).await.unwrap();
    let mut all = catalog.directories.into_iter();
    all.find(|one| one.name == name && one.key.scope.to_string() == scope).unwrap().key
}

/// What the form says for that directory, and nothing more.
pub async fn form(world: &World) -> Form {
    let directory = directory(world, FAR, "corp.example.com").await.to_string();
    Form { directory, replication: "off".into(), ..Form::default() }
}

/// Some of a region that AWS takes, as far as anybody knows: their users have no WorkSpace in the other one.
pub async fn some(world: &World, region: &str, count: usize) -> Vec<WorkSpace> {
    some_of(world, region, count, false).await
}

/// [`some`] that are encrypted, or not.
async fn some_of(world: &World, region: &str, count: usize, encrypted: bool) -> Vec<WorkSpace> {
    let there: BTreeSet<_> = world.fleet("region=us-east-1").await.into_iter().map(|one| one.user).collect();
    let found = world.fleet(&format!("region={region}&standby=none&state=AVAILABLE&state=STOPPED")).await;
    let mut users = BTreeSet::new();
    let fits = |one: &WorkSpace| {
        one.root_encrypted == encrypted
            && suits(one) == Ok(vec![])
            && !there.contains(&one.user)
            && users.insert(one.user.clone())
    };
    let fitting: Vec<_> = found.into_iter().filter(fits).take(count).collect();
    assert_eq!(fitting.len(), count, "the estate has too few");
    fitting
}

fn keys(all: &[WorkSpace]) -> Vec<WorkspaceKey> {
    all.iter().map(|one| one.key.clone()).collect()
}

/// By way of the form, as a person goes.
async fn plan_as(world: &World, person: &Person, keys: Vec<WorkspaceKey>, form: Form) -> Plan {
    let chosen = Selection::These(keys);
    let Wished::Standby(draft) =
        backend::change::begin(&world.backend, person, "standby", chosen).await.unwrap()
    else {
        panic!("the word leads to the form");
    };
    match resilience::plan(&world.backend, person, draft, form).await.unwrap() {
        Wished::PlanOf(plan, _) => jobs::read_plan(&world.backend, person, plan).await.unwrap(),
        other => panic!("no plan: {other:?}"),
    }
}

async fn submit_as(world: &World, person: &Person, keys: Vec<WorkspaceKey>, form: Form) -> JobId {
    let plan = plan_as(world, person, keys, form).await;
    let permit = person.permit(Right::Create).unwrap();
    jobs::submit(&world.backend, &permit, plan.id, &plan.digest, None).await.unwrap()
}

pub async fn submit(world: &World, chosen: &[WorkSpace], form: Form) -> JobId {
    submit_as(world, &owner(), keys(chosen), form).await
}

fn why<'a>(plan: &'a Plan, key: &WorkspaceKey) -> &'a str {
    let row = plan.rows.iter().find(|row| row.key.as_ref() == Some(key)).unwrap();
    row.skipped.as_deref().unwrap_or("will get one")
}

async fn cover(world: &World, person: &Person) -> Cover {
    let covers = resilience::covers(&world.backend, person).await.unwrap();
    covers.into_iter().find(|cover| cover.scope.to_string() == HERE).unwrap()
}

async fn matching(world: &World, address: &str) -> i64 {
    let (query, dropped) = FleetQuery::read(address);
    assert!(dropped.is_empty(), "{dropped:?}");
    backend::fleet::counts(&world.backend, &owner(), &query).await.unwrap().matching
}

/// That each standby is there once: of these users nobody has two in the directory.
async fn none_is_doubled(world: &World, chosen: &[WorkSpace]) {
    world.sweep().await;
    for one in chosen {
        let found = world.fleet(&format!("region=us-east-1&user={}", one.user)).await;
        assert_eq!(found.len(), 1, "{}: {found:?}", one.user);
        let primary = world.one(&one.key).await;
        assert_eq!(primary.related[0].key, found[0].key);
        assert_eq!(found[0].related[0].key, one.key);
    }
}

#[tokio::test]
async fn what_aws_would_refuse_is_skipped_and_says_why() {
    let world = two_regions(1_100).await;
    let form = form(&world).await;
    let there = world.fleet("region=us-east-1&directory=corp.example.com").await;
    let graphics = some(&world, "eu-west-1", 1).await.remove(0).key;
    let properties = serde_json::json!({ "ComputeTypeName": "GRAPHICS_G4DN", "OperatingSystemName": "WINDOWS_SERVER_2022" });
    let edited = serde_json::json!({ "WorkspaceProperties": properties });
    assert!(world.simulator.edit("111122223333", "eu-west-1", graphics.id.as_str(), edited));
    world.sweep().await;
    let everybody = world.fleet("").await;
    let one = |fits: &dyn Fn(&WorkSpace) -> bool| everybody.iter().find(|one| fits(one)).unwrap().key.clone();
    let wrong = [
        (
            one(&|one| one.related.iter().any(|other| other.kind == "STANDBY")),
            "has a standby already, in us-east-1",
        ),
        (
            one(&|one| one.operating_system.as_deref().is_some_and(|os| !os.starts_with("WINDOWS"))),
            "Windows alone",
        ),
        (graphics, "AWS makes no standby of those"),
        (one(&|one| one.user == "[UNDEFINED]"), "has no user"),
        (
            there.iter().find(|one| suits(one).is_ok()).unwrap().key.clone(),
            "itself: a standby is in another region",
        ),
        (there.iter().find(|one| !one.related.is_empty()).unwrap().key.clone(), "is a standby itself"),
    ];
    let plan =
        plan_as(&world, &owner(), wrong.iter().map(|(key, _)| key.clone()).collect(), form.clone()).await;
    assert_eq!((plan.kind, plan.eligible, plan.skipped), (Kind::Standby, 0, wrong.len() as i64));
    for (key, expected) in &wrong {
        assert!(why(&plan, key).contains(expected), "{key}: {}", why(&plan, key));
    }

    // What the inventory knows of the other directory: one of the same user, and another primary of the same plan.
    let suited = some(&world, "eu-west-1", 1).await.remove(0);
    let taken = world.fleet("region=us-east-1&directory=corp.example.com&standby=none").await.remove(0);
    let edited = serde_json::json!({ "UserName": taken.user.to_uppercase() });
    let [account, region] = [suited.key.scope.account.as_str(), suited.key.scope.region.as_str()];
    assert!(world.simulator.edit(account, region, suited.key.id.as_str(), edited));
    world.sweep().await;
    let plan = plan_as(&world, &owner(), vec![suited.key.clone()], form.clone()).await;
    assert!(why(&plan, &suited.key).contains("a directory gives each user one WorkSpace"), "{plan:?}");

    // What nobody here knows is said, and AWS is asked.
    let all = world.fleet("region=eu-west-1&standby=none&state=AVAILABLE").await;
    let locked = all.iter().find(|one| one.root_encrypted && suits(one) == Ok(vec![])).unwrap();
    let plan = plan_as(&world, &owner(), vec![locked.key.clone()], form).await;
    let PlanRow { skipped, warning, .. } = &plan.rows[0];
    let told = skipped.is_none().then(|| warning.as_deref().unwrap_or_default());
    assert!(told.is_none_or(|told| told.contains("no key of us-east-1 is named")), "{plan:?}");
    assert!(world.requests("CreateStandbyWorkspaces").is_empty());
    world.over().await;
}

#[tokio::test]
async fn a_form_with_faults_comes_back_as_it_was_typed() {
    let world = two_regions(100).await;
    let chosen = Selection::These(keys(&some(&world, "eu-west-1", 1).await));
    let Wished::Standby(draft) =
        backend::change::begin(&world.backend, &owner(), "standby", chosen).await.unwrap()
    else {
        panic!("the word leads to the form");
    };
    let shown = resilience::chosen(&world.backend, &owner(), draft).await.unwrap();
    let regions: BTreeSet<_> =
        shown.catalog.directories.iter().map(|one| one.key.scope.to_string()).collect();
    assert_eq!(regions, BTreeSet::from([FAR.to_owned()]), "the other regions of its account, not its own");
    let typed = Form { tags: "no tag".into(), encryption_key: "a key".into(), ..form(&world).await };
    let Wished::Standby(again) =
        resilience::plan(&world.backend, &owner(), draft, typed.clone()).await.unwrap()
    else {
        panic!("the way leads back to the form");
    };
    let shown = resilience::chosen(&world.backend, &owner(), again).await.unwrap();
    assert_eq!((shown.form.clone(), shown.count), (typed, 1));
    assert!(!shown.at("tags").is_empty(), "{:?}", shown.errors);
    let key = shown.at("encryption_key").join(" ");
    assert!(key.contains("without spaces") && key.contains("None of the chosen"), "{key}");
    world.over().await;
}

#[tokio::test]
async fn each_field_reaches_aws_as_typed_and_both_ends_show_each_other() {
    let mut world = two_regions(400).await;
    let before = cover(&world, &owner()).await;
    // Only what is encrypted takes a key.
    let chosen = some_of(&world, "eu-west-1", 2, true).await;
    let typed = Form {
        encryption_key: "alias/far".into(),
        replication: "on".into(),
        tags: "team = sales\nfloor =".into(),
        ..form(&world).await
    };
    let plan = plan_as(&world, &owner(), keys(&chosen), typed.clone()).await;
    assert_eq!((plan.eligible, plan.calls), (2, 1));
    let words = plan.rows[0].rungs[0].task.words();
    assert!(words.contains("standby in us-east-1") && words.contains("key alias/far"), "{words}");
    let job = submit(&world, &chosen, typed.clone()).await;
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 2)], "{:?}", page.rows);
    assert_eq!(page.job.title(), "Create a standby of 2 WorkSpaces");

    let sent = world.requests("CreateStandbyWorkspaces");
    assert_eq!((sent.len(), sent[0].region.as_str()), (1, "us-east-1"), "asked where the standbys will be");
    assert_eq!(sent[0].body["PrimaryRegion"], "eu-west-1");
    let items = sent[0].body["StandbyWorkspaces"].as_array().unwrap();
    let ids: BTreeSet<_> = items.iter().map(|item| item["PrimaryWorkspaceId"].as_str().unwrap()).collect();
    assert_eq!(ids, chosen.iter().map(|one| one.key.id.as_str()).collect());
    for item in items {
        assert_eq!(typed.directory, format!("{FAR}/{}", item["DirectoryId"].as_str().unwrap()));
        assert_eq!(
            (&item["VolumeEncryptionKey"], &item["DataReplication"]),
            (&serde_json::json!("alias/far"), &serde_json::json!("PRIMARY_AS_SOURCE"))
        );
        let tags = item["Tags"].as_array().unwrap();
        assert_eq!(tags[0]["Key"], "deskwarden:row");
        let typed = serde_json::json!([{ "Key": "team", "Value": "sales" }, { "Key": "floor", "Value": "" }]);
        assert_eq!(&serde_json::json!(tags[1..]), &typed);
    }

    none_is_doubled(&world, &chosen).await;
    let primary = world.one(&chosen[0].key).await;
    assert_eq!((primary.related[0].kind.as_str(), primary.related[0].replication), ("STANDBY", Some(true)));
    assert_eq!(primary.related[0].recovered, None, "nothing has been replicated yet");
    // Pages that are open learn of it by the log.
    let log = history::of(&world.backend, &owner(), &primary.key, None).await.unwrap();
    let paired = log.iter().find(|change| change.field == "standby pair").unwrap();
    assert_eq!(paired.new, Some(format!("STANDBY {}", primary.related[0].key)));
    let after = cover(&world, &owner()).await;
    assert_eq!(
        (after.covered, after.missing, after.unfit),
        (before.covered + 2, before.missing - 2, before.unfit)
    );
    let (old, new) = (&before.pairs[0], &after.pairs[0]);
    assert_eq!((new.standbys, new.uncopied), (old.standbys + 2, old.uncopied + 2));
    let again = plan_as(&world, &owner(), keys(&chosen), typed).await;
    assert_eq!(again.eligible, 0, "one is enough: {again:?}");
    world.over().await;
}

#[tokio::test]
async fn every_number_leads_to_as_many() {
    let mut world = two_regions(800).await;
    let chosen = some(&world, "eu-west-1", 2).await;
    let job = submit(&world, &chosen, form(&world).await).await;
    world.ended(job).await;
    world.sweep().await;
    let failed = world.one(&chosen[0].key).await.related[0].key.clone();
    let broken = serde_json::json!({ "State": "ERROR" });
    let primary = &chosen[0].key;
    let related = serde_json::json!({ "RelatedWorkspaces": [{
        "WorkspaceId": failed.id.as_str(), "Region": "us-east-1", "Type": "STANDBY", "State": "ERROR",
    }] });
    assert!(world.simulator.edit("111122223333", "us-east-1", failed.id.as_str(), broken));
    assert!(world.simulator.edit("111122223333", "eu-west-1", primary.id.as_str(), related));
    world.sweep().await;

    let here = cover(&world, &owner()).await;
    let pair = &here.pairs[0];
    assert_eq!((here.pairs.len(), pair.region.as_str()), (1, "us-east-1"));
    assert_eq!((pair.off, pair.failed, pair.uncopied), (2, 1, 0));
    assert!(pair.oldest.unwrap() <= pair.median.unwrap());
    let now = world.backend.clock().now();
    assert!((12..24).contains(&(now.ms_since(pair.median.unwrap()) / 3_600_000)));
    let within = "account=111122223333&region=eu-west-1";
    for (address, count) in [
        ("standby=none", here.missing),
        ("standby=unfit", here.unfit),
        ("standby=primary", here.covered),
        ("standby=primary:us-east-1", pair.standbys),
        ("standby=off:us-east-1", pair.off),
        ("standby=uncopied:us-east-1", pair.uncopied),
        ("standby=failed:us-east-1", pair.failed),
        ("standby=primary:us-west-2", 0),
        ("standby=standby", 0),
    ] {
        assert_eq!(matching(&world, &format!("{within}&{address}")).await, count, "{address}");
    }
    let all = matching(&world, within).await;
    assert_eq!(here.covered + here.missing + here.unfit, all);
    assert_eq!(here.percent(), Some(here.covered * 100 / (here.covered + here.missing)));

    // Who sees one directory sees the numbers of that one.
    let directory = chosen[0].directory.clone();
    let bound = Bound { directory: Some(directory.clone()), ..Bound::default() };
    let helper = crate::world::person("demo:help-desk", Role::HelpDesk, bound);
    let mine = cover(&world, &helper).await;
    let known = matching(&world, &format!("directory={directory}")).await;
    assert_eq!(mine.covered + mine.missing + mine.unfit, known);
    assert!(known < all);
    world.over().await;
}

#[tokio::test]
async fn each_region_of_primaries_has_a_call_of_its_own() {
    let mut world = World::watching(600, &[HERE, FAR, FARTHER]).await;
    world.sweep().await;
    let mut chosen = some(&world, "eu-west-1", 2).await;
    let others = some(&world, "us-west-2", 4).await;
    let is_new = |one: &WorkSpace| !chosen.iter().any(|other| other.user == one.user);
    let others: Vec<_> = others.into_iter().filter(is_new).take(2).collect();
    chosen.extend(others);
    let job = submit(&world, &chosen, form(&world).await).await;
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 4)], "{:?}", page.rows);
    let sent = world.requests("CreateStandbyWorkspaces");
    let from: BTreeSet<_> = sent.iter().map(|one| one.body["PrimaryRegion"].as_str().unwrap()).collect();
    assert_eq!((sent.len(), from), (2, BTreeSet::from(["eu-west-1", "us-west-2"])));
    world.over().await;
}

#[tokio::test]
async fn it_takes_the_right_to_create_there_and_to_see_the_primary() {
    let mut world = two_regions(400).await;
    let chosen = some(&world, "eu-west-1", 2).await;
    let form = form(&world).await;
    let region = |region: &str| Bound { region: Some(Region::new(region)), ..Bound::default() };
    let holding = |bindings: &[(Role, &str)]| Person {
        id: PersonId::new("demo:admin"),
        name: "Admin".into(),
        bindings: bindings.iter().map(|(role, at)| Binding::gives(*role, region(at))).collect(),
    };
    // Who may create here alone finds no directory there.
    let here = holding(&[(Role::Admin, "eu-west-1")]);
    let draft =
        backend::change::begin(&world.backend, &here, "standby", Selection::These(keys(&chosen))).await;
    let Wished::Standby(draft) = draft.unwrap() else { panic!("the word leads to the form") };
    let Wished::Standby(draft) = resilience::plan(&world.backend, &here, draft, form.clone()).await.unwrap()
    else {
        panic!("the way leads back to the form");
    };
    let shown = resilience::chosen(&world.backend, &here, draft).await.unwrap();
    assert!(shown.at("directory")[0].contains("not there for you"), "{:?}", shown.errors);
    let viewer = holding(&[(Role::Viewer, "eu-west-1")]);
    assert!(
        backend::change::begin(&world.backend, &viewer, "standby", Selection::These(keys(&chosen)))
            .await
            .is_err()
    );

    let both = holding(&[(Role::Admin, "us-east-1"), (Role::Viewer, "eu-west-1")]);
    access::remember(&world.backend, &both).await.unwrap();
    let job = submit_as(&world, &both, keys(&chosen[..1]), form.clone()).await;
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 1)], "{:?}", page.rows);
    // Whoever lost sight of the primary meanwhile is refused.
    let job = submit_as(&world, &both, keys(&chosen[1..]), form).await;
    access::remember(&world.backend, &holding(&[(Role::Admin, "us-east-1")])).await.unwrap();
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Skipped, 1)], "{:?}", page.rows);
    world.over().await;
}
