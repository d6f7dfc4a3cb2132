//! A list of ids and users finds what it names, and no more than its reader may see.

use std::collections::BTreeSet;

use domain::listed::{Listed, WrongLine};

use crate::estate::Desk;
use crate::world::{World, help_desk, owner, world};

const MINE: &str = "d-1b00000000";

fn key(desk: &Desk) -> String {
    format!("{}/{}/{}", desk.account, desk.region, desk.id)
}

fn keys(listed: &Listed) -> Vec<String> {
    listed.keys.iter().map(ToString::to_string).collect()
}

fn one(listed: &Listed) -> &WrongLine {
    assert_eq!(listed.wrong.len(), 1, "{listed:?}");
    &listed.wrong[0]
}

/// Desks whose user has no other.
fn alone(world: &World) -> Vec<&Desk> {
    let is_alone = |desk: &&Desk| {
        desk.name.is_none() && world.desks.iter().filter(|other| other.folded == desk.folded).count() == 1
    };
    world.desks.iter().filter(is_alone).collect()
}

/// Two desks of one user, in two directories.
fn pair(world: &World) -> (&Desk, &Desk) {
    let mut pairs = world.desks.iter().filter(|desk| desk.name.is_none()).filter_map(|desk| {
        let same: Vec<_> = world.desks.iter().filter(|other| other.folded == desk.folded).collect();
        let directories: BTreeSet<_> = same.iter().map(|desk| &desk.directory).collect();
        (same.len() == 2 && directories.len() == 2).then(|| (same[0], same[1]))
    });
    pairs.next().unwrap()
}

#[tokio::test]
async fn ids_and_users_are_found_in_the_order_of_the_list_and_once() {
    let world = world(600).await;
    let desks = &alone(&world)[..4];
    let csv = format!(
        "workspace,user\n{},\n,{}\n{},\n,{}\n{},\n,{}\n",
        desks[2].id,
        desks[0].user.to_uppercase(),
        key(desks[3]),
        desks[1].user,
        desks[2].id.to_uppercase(),
        desks[2].user,
    );
    let listed = backend::fleet::listed(&world.backend, &owner(), &csv).await.unwrap();
    assert_eq!(listed.wrong, []);
    assert_eq!(keys(&listed), [key(desks[2]), key(desks[0]), key(desks[3]), key(desks[1])]);
}

#[tokio::test]
async fn a_user_with_several_is_asked_which() {
    let world = world(80).await;
    let (first, second) = pair(&world);
    let ask = async |csv: String| backend::fleet::listed(&world.backend, &owner(), &csv).await.unwrap();
    let listed = ask(format!("user\n{}", first.user)).await;
    let WrongLine { line, why, names_nothing } = one(&listed);
    assert_eq!((*line, *names_nothing), (2, false));
    assert!(why.contains(&first.id) && why.contains(&second.id) && why.contains("“directory”"), "{why}");
    let listed = ask(format!("user,directory\n{},{}", first.user, second.directory.to_uppercase())).await;
    assert_eq!(keys(&listed), [key(second)]);
    let listed = ask(format!(
        "user,account,region,directory\n{},{},{},{}",
        first.user, first.account, first.region, first.directory
    ))
    .await;
    assert_eq!(keys(&listed), [key(first)]);
    // A directory and an account are known by their names too.
    let named = alone(&world).into_iter().find(|desk| desk.directory.contains('a')).unwrap();
    let name = crate::estate::directory_name(&named.directory).unwrap();
    let account = format!("account {}", &named.account[..1]);
    let listed = ask(format!("user,directory,account\n{},{name},{account}", named.user)).await;
    assert_eq!(keys(&listed), [key(named)]);
}

#[tokio::test]
async fn each_line_that_names_nothing_says_so_by_its_number() {
    let world = world(300).await;
    let desk = alone(&world)[0];
    let csv = format!("user,region\nnobody,\n{},{}\n{},mars-1\n", desk.user, desk.region, desk.user);
    let listed = backend::fleet::listed(&world.backend, &owner(), &csv).await.unwrap();
    assert_eq!(keys(&listed), [key(desk)]);
    let words: Vec<_> = listed.wrong.iter().map(WrongLine::words).collect();
    assert_eq!(words[0], "Line 2: There is no WorkSpace of “nobody” that you may see.");
    assert_eq!(
        words[1],
        format!("Line 4: There is no WorkSpace of “{}” in region “mars-1” that you may see.", desk.user)
    );
    assert!(listed.wrong.iter().all(|line| line.names_nothing));
}

#[tokio::test]
async fn an_id_beside_another_users_name_is_refused() {
    let world = world(300).await;
    let desks = alone(&world);
    let csv = format!("workspace,user\n{},{}\n{},{}", desks[0].id, desks[0].user, desks[1].id, desks[0].user);
    let listed = backend::fleet::listed(&world.backend, &owner(), &csv).await.unwrap();
    assert_eq!(keys(&listed), [key(desks[0])]);
    let wrong = one(&listed);
    assert!(wrong.line == 3 && !wrong.names_nothing && wrong.why.contains("belongs to"), "{wrong:?}");
}

#[tokio::test]
async fn what_may_not_be_seen_reads_as_what_is_not_there() {
    let world = world(600).await;
    let person = help_desk(MINE);
    let alone = alone(&world);
    let own = alone.iter().find(|desk| desk.directory == MINE).unwrap();
    let other = alone.iter().find(|desk| desk.directory != MINE).unwrap();
    let csv = format!("{}\n{}\n{}\nws-000000zzz\n{}", own.id, other.id, key(other), other.user);
    let listed = backend::fleet::listed(&world.backend, &person, &csv).await.unwrap();
    assert_eq!(keys(&listed), [key(own)]);
    let said = |at: usize| listed.wrong[at].why.replace(&other.id, "ID").replace("ws-000000zzz", "ID");
    assert_eq!(listed.wrong.iter().map(|line| line.line).collect::<Vec<_>>(), [2, 3, 4, 5]);
    assert_eq!(said(0), said(2));
    assert!(listed.wrong.iter().all(|line| line.names_nothing));
    // Of a user with two, the one within reach is meant: of the other nothing is known.
    let shared =
        world.desks.iter().filter(|desk| desk.directory == MINE && desk.name.is_none()).find(|desk| {
            let same: Vec<_> = world.desks.iter().filter(|other| other.folded == desk.folded).collect();
            same.len() > 1 && same.iter().filter(|other| other.directory == MINE).count() == 1
        });
    let shared = shared.unwrap();
    let listed = backend::fleet::listed(&world.backend, &person, &shared.user).await.unwrap();
    assert_eq!(keys(&listed), [key(shared)]);
}

#[tokio::test]
async fn an_empty_list_is_refused_and_a_long_one_too() {
    let world = world(10).await;
    let refused = async |csv: &str| backend::fleet::listed(&world.backend, &owner(), csv).await.unwrap_err();
    assert!(refused("").await.message.contains("empty"));
    assert!(refused("user\n\n").await.message.contains("empty"));
    let many: String = (0..10_001).map(|n| format!("p{n}\n")).collect();
    assert!(refused(&many).await.message.contains("more than 10000 lines"));
}

#[tokio::test]
async fn names_are_looked_up_by_their_indexes() {
    let world = world(50).await;
    for column in ["id", "user_folded"] {
        let plan: Vec<(i64, i64, i64, String)> = sqlx::query_as(
            &*format!(
                "explain query plan select w.id from json_each('[]') wanted
             cross join workspace w on w.{column} = wanted.value ->> 1
             cross join scope c on c.id = w.scope_id and c.watched = 1
             where ((w.account = '1' and w.directory_id = 'd') or (w.region = 'r'))"
            )
            .leak(),
        )
        .fetch_all(&world.pool)
        .await
        .unwrap();
        let says = |part: &str| plan.iter().any(|(.., detail)| detail.contains(part));
        assert!(
            says(&format!("({column}=?)")) && plan.iter().all(|(.., detail)| detail != "SCAN w"),
            "{plan:?}"
        );
    }
}
