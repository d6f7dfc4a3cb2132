//! Lists of new WorkSpaces of every size and kind: read, checked and judged, and never a wrong row.

use std::time::{Duration, Instant};

use backend::create;
use backend::jobs;
use domain::access::Right;
use domain::create::Form;
use domain::ids::fold;

use crate::estate::Dice;
use crate::world::{World, owner, world};

/// A directory that takes WorkSpaces and a bundle of its account and region.
async fn place(world: &World) -> Form {
    let catalog = create::catalog(&world.backend, &owner()).await.unwrap();
    let directory = catalog.directories.iter().find(|one| one.state == "REGISTERED").unwrap();
    let bundle = catalog.bundles.iter().find(|one| one.scope == directory.key.scope).unwrap();
    Form { directory: directory.key.to_string(), bundle: bundle.id.to_string(), ..Form::default() }
}

async fn plan(world: &World, form: &Form) -> Result<i64, domain::fault::Fault> {
    jobs::plan_create(&world.backend, &owner().permit(Right::Create).unwrap(), form).await
}

#[expect(clippy::disallowed_methods, reason = "two runs on this machine are compared with each other")]
fn now() -> Instant {
    Instant::now()
}

/// The fastest of three plans of so many rows.
async fn fastest(world: &World, form: &Form, rows: usize) -> Duration {
    let line = |n: usize| {
        format!("person.{n},{},team {}\n", if n.is_multiple_of(2) { "AUTO_STOP" } else { "" }, n % 7)
    };
    let csv: String =
        ["user,running_mode,tag:team\n".to_owned()].into_iter().chain((0..rows).map(line)).collect();
    let form = Form { csv, ..form.clone() };
    let mut fastest = Duration::MAX;
    for _ in 0..3 {
        let begin = now();
        let id = plan(world, &form).await.unwrap();
        fastest = fastest.min(begin.elapsed());
        let shown = jobs::read_plan(&world.backend, &owner(), id).await.unwrap();
        assert_eq!((shown.eligible, shown.skipped), (rows as i64, 0));
    }
    fastest
}

#[tokio::test]
async fn ten_times_the_rows_take_no_more_than_in_proportion() {
    let world = world(600).await;
    let form = place(&world).await;
    let (few, many) = (fastest(&world, &form, 1_000).await, fastest(&world, &form, 10_000).await);
    // What grows with the square would be a hundred times.
    assert!(many < few * 40, "1,000 rows: {few:?}; 10,000 rows: {many:?}");
}

#[tokio::test]
async fn whoever_has_one_already_is_told_for_each_row() {
    let world = world(600).await;
    let form = place(&world).await;
    let directory = form.directory.rsplit('/').next().unwrap();
    let scope = form.directory.rsplit_once('/').unwrap().0;
    let there = world.desks.iter().find(|desk| {
        desk.name.is_none()
            && desk.directory == directory
            && format!("{}/{}", desk.account, desk.region) == scope
    });
    let there = there.unwrap();
    let csv = format!("user\nnobody.yet\n{}\n", there.user.to_uppercase());
    let id = plan(&world, &Form { csv, ..form }).await.unwrap();
    let rows = jobs::plan_rows(&world.backend, &owner(), id).await.unwrap();
    let warned: Vec<_> = rows.iter().map(|row| (row.key.is_some(), row.warning.is_some())).collect();
    assert_eq!(warned, [(false, false), (true, true)]);
}

/// A thousand lists of random pieces. Whatever comes of one, each wish is for a user or a name that stands in the list.
#[tokio::test]
async fn no_list_makes_a_wish_that_nobody_wrote() {
    const PIECES: &[&str] = &[
        "user",
        "name",
        "running_mode",
        "tag:team",
        "directory",
        "why",
        "line",
        "ann",
        "bob",
        "Ann",
        "lab-1",
        "yes",
        "AUTO_STOP",
        "always on",
        "=1+1",
        "'-x",
        "[UNDEFINED]",
        "\u{202e}",
        "\u{feff}",
        "\u{fffd}",
        "ä",
        "山田",
        "\"",
        "\"\"",
        ",",
        ",",
        ",",
        ";",
        "\t",
        "\n",
        "\n",
        "\r\n",
        "\r",
        " ",
        "\0",
        "wsb-",
        "d-",
        "/",
        "::1",
        "60",
        "-1",
        "99999999999999999999",
    ];
    let world = world(60).await;
    let place = place(&world).await;
    let (mut dice, mut wishes, mut refused) = (Dice(3), 0, 0);
    for number in 0..1_000 {
        // Half of them have a head that can be read.
        let mut csv = if number % 2 == 0 { "user,name,running_mode\n".to_owned() } else { String::new() };
        for _ in 0..dice.roll(40) {
            csv.push_str(dice.pick(PIECES));
        }
        if csv.trim().is_empty() {
            continue;
        }
        let Ok(id) = plan(&world, &Form { csv: csv.clone(), ..place.clone() }).await else { continue };
        let page = create::refused(&world.backend, &owner(), id, 0).await.unwrap();
        refused += page.total;
        create::refused_csv(&world.backend, &owner(), id).await.unwrap();
        let rows = jobs::plan_rows(&world.backend, &owner(), id).await.unwrap();
        let mut seen = std::collections::HashSet::new();
        for row in rows {
            let spec = row.spec.unwrap();
            wishes += 1;
            let label = spec.label();
            assert!(csv.contains(label) || csv.contains(&label.replace('"', "\"\"")), "{csv:?}: {label:?}");
            assert!(
                !label.trim().is_empty() && label.chars().count() <= 64 && !label.contains(char::is_control)
            );
            assert!(seen.insert((spec.is_decoupled(), fold(label))), "{csv:?}: {label:?} twice");
            assert_eq!(spec.directory.to_string(), place.directory, "{csv:?}");
            assert_eq!(spec.is_decoupled(), spec.name.is_some(), "{csv:?}");
        }
        assert!(page.rows.iter().all(|row| !row.errors.is_empty() && row.line <= csv.len()), "{csv:?}");
    }
    assert!(wishes > 100 && refused > 100, "the pieces make too few rows: {wishes} good, {refused} refused");
}

#[tokio::test]
async fn a_form_is_offered_again_until_it_is_forgotten() {
    let world = world(60).await;
    let form = Form { people: "new.ann".into(), ..place(&world).await };
    let permit = owner().permit(Right::Create).unwrap();
    let (bad, none) = create::begin(&world.backend, &permit, Form::default()).await.unwrap();
    assert_eq!(none, None);
    assert!(!create::draft(&world.backend, &owner(), bad).await.unwrap().errors.is_empty());
    let offered = async || create::unfinished(&world.backend, &owner()).await.unwrap().map(|(id, _)| id);
    assert_eq!(offered().await, Some(bad));
    let (draft, plan) = create::begin(&world.backend, &permit, form).await.unwrap();
    assert_eq!(offered().await, Some(draft));
    let plan = plan.unwrap();
    let shown = jobs::read_plan(&world.backend, &owner(), plan).await.unwrap();
    jobs::submit(&world.backend, &permit, plan, &shown.digest, None).await.unwrap();
    assert_eq!(offered().await, Some(bad), "what became a job is not offered");
    create::forget(&world.backend, &owner()).await.unwrap();
    assert_eq!(offered().await, None);
}

#[tokio::test]
async fn another_one_like_it_is_for_nobody_yet() {
    let world = world(60).await;
    let desk = world.desks.iter().find(|desk| !desk.tags.is_empty()).unwrap();
    let key = format!("{}/{}/{}", desk.account, desk.region, desk.id).parse().unwrap();
    let like = create::like(&world.backend, &owner(), &key).await.unwrap();
    assert_eq!((like.form.people.as_str(), like.form.name.as_str()), ("", ""));
    assert!(like.form.directory.ends_with(&desk.directory) && like.form.bundle.ends_with(&desk.bundle));
    let nobody = "111122223333/eu-west-1/ws-nothere00".parse().unwrap();
    create::like(&world.backend, &owner(), &nobody).await.unwrap_err();
}
