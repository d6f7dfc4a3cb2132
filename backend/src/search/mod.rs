//! What does a text name, of all that a person may see? Found by what begins with it, along indexes alone.

mod store;

use domain::access::{Person, Right};
use domain::count;
use domain::fault::Fault;
use domain::ids::{JobId, WorkspaceKey, fold};
use domain::jobs;
use domain::resource::ResourceKind;
use domain::search::{EACH, Found, Group, Hit, Kind, LONGEST, Target, job_number};

use self::store::{Column, Desk};
use crate::Backend;

/// People, WorkSpaces, computers, addresses, directories, bundles and the job that the text names, a few of each.
///
/// # Errors
/// When the database fails.
pub async fn everything(backend: &Backend, person: &Person, text: &str) -> Result<Found, Fault> {
    let (db, reach, text) = (backend.db(), person.reach(Right::Read), text.trim());
    let mut found = Found { text: text.to_owned(), groups: Vec::new() };
    if !is_usable(text) || reach.is_nowhere() {
        return Ok(found);
    }
    let most = EACH + 1;
    let desks = |column| store::desks(db, &reach, column, text, most);
    let job = match job_number(text) {
        Some(number) => store::job(db, &reach, JobId(number)).await?,
        None => None,
    };
    let job = job.map(|(id, kind, by)| Hit {
        to: Target::Job(id),
        title: format!("Job {id}"),
        detail: format!("{} · {by}", kind.map_or("", jobs::Kind::word)),
    });
    put(&mut found, Kind::Job, job.into_iter().collect());
    let people = store::people(db, &reach, text, most).await?;
    put(&mut found, Kind::Person, people.into_iter().map(|(desk, count)| of_person(desk, count)).collect());
    let (ids, names) = (desks(Column::Id).await?, desks(Column::Name).await?);
    let ids = ids.iter().map(|desk| of_desk(desk, &desk.id));
    let names = names.iter().map(|desk| of_desk(desk, desk.at(Column::Name)));
    put(&mut found, Kind::WorkSpace, ids.chain(names).collect());
    for (kind, column) in [(Kind::Computer, Column::Computer), (Kind::Address, Column::Ip)] {
        let hits = desks(column).await?;
        put(&mut found, kind, hits.iter().map(|desk| of_desk(desk, desk.at(column))).collect());
    }
    for kind in ResourceKind::ALL {
        let hits = store::resources(db, &reach, *kind, text, most).await?;
        let hits = hits.into_iter().map(|near| Hit {
            detail: join(&[&near.id, &near.account_name, &near.region]),
            to: Target::Resource(near.key(*kind)),
            title: if near.name.is_empty() { near.id } else { near.name },
        });
        put(&mut found, Kind::Resource(*kind), hits.collect());
    }
    Ok(found)
}

/// The desktops that a text names by person, name, id, computer or address, at most `most` of them, and whether there
/// are more. Where one is named in full, those that only begin so are left out.
pub(crate) async fn desktops(
    backend: &Backend,
    person: &Person,
    text: &str,
    most: usize,
) -> Result<(Vec<WorkspaceKey>, bool), Fault> {
    let (reach, text) = (person.reach(Right::Read), text.trim());
    let mut near = Vec::new();
    if is_usable(text) && !reach.is_nowhere() {
        for column in Column::ALL {
            let desks = store::desks(backend.db(), &reach, *column, text, most + 1).await?;
            near.extend(desks.into_iter().map(|desk| (fold(desk.at(*column)) == fold(text), desk.key())));
        }
    }
    if near.iter().any(|(is_exact, _)| *is_exact) {
        near.retain(|(is_exact, _)| *is_exact);
    }
    let mut keys: Vec<WorkspaceKey> = Vec::new();
    for (_, key) in near {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let more = keys.len() > most;
    keys.truncate(most);
    Ok((keys, more))
}

fn is_usable(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= LONGEST
}

fn of_person(desk: Desk, count: i64) -> Hit {
    if count == 1 {
        return of_desk(&desk, &desk.user_name);
    }
    let detail = count::of(count, "WorkSpace", "WorkSpaces");
    Hit { to: Target::Person(desk.user_name.clone()), title: desk.user_name, detail }
}

fn of_desk(desk: &Desk, title: &str) -> Hit {
    let state = domain::words::State::from_wire(&desk.state);
    let others = [desk.label(), &desk.id, state.word(), &desk.account_name, &desk.region];
    let others: Vec<&str> = others.into_iter().filter(|word| *word != title).collect();
    Hit { to: Target::WorkSpace(desk.key()), title: title.to_owned(), detail: join(&others) }
}

fn join(words: &[&str]) -> String {
    words.iter().copied().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Puts hits of a kind beside the others, when there are any.
fn put(found: &mut Found, kind: Kind, mut hits: Vec<Hit>) {
    let more = hits.len() > EACH;
    hits.truncate(EACH);
    if !hits.is_empty() {
        found.groups.push(Group { kind, hits, more });
    }
}
