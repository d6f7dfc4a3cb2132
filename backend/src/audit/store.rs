//! The SQL of the audit: it is only ever added to.

use std::path::Path;

use domain::access::{Person, Right};
use domain::at::At;
use domain::audit::{AuditQuery, Entry as Shown, Outcome, Phase};
use domain::fault::Fault;
use domain::ids::{AccountId, JobId, PersonId, Region};
use sqlx::sqlite::{SqliteConnectOptions, SqliteRow};
use sqlx::{Connection as _, FromRow as _, QueryBuilder, Row, Sqlite, SqliteConnection};

use super::link::{FORM, Link};
use super::{Entry, request, sees_all};
use crate::access::{push_reach, push_scope_reach};
use crate::db::{Db, FromDb};

/// Entries on a page.
pub(super) const PAGE: i64 = 100;
const COLUMNS: &str = "a.seq, a.form, a.at, a.person_id, a.person, a.job, a.row, a.phase, a.what, a.target, a.account, a.region,
    a.old, a.new, a.outcome, a.note, a.request_id, a.previous, a.hash";

/// Adds entries to the end of the chain.
pub(crate) async fn add(to: &mut SqliteConnection, entries: &[Entry<'_>]) -> sqlx::Result<()> {
    let last: Option<(i64, String)> = sqlx::query_as("select seq, hash from audit order by seq desc limit 1")
        .fetch_optional(&mut *to)
        .await?;
    let (mut seq, mut previous) = last.unwrap_or_default();
    let asked = request::id();
    for entry in entries {
        seq += 1;
        let mut link = link(entry, seq, previous, asked.as_deref());
        link.hash = link.expected().unwrap_or_default();
        put(to, &link).await?;
        previous = link.hash;
    }
    Ok(())
}

/// Writes an entry of a change that is none of the database's own: it is made when this has gone through.
pub(crate) async fn write(db: &Db, entry: Entry<'_>) -> Result<(), Fault> {
    let mut change = db.begin().await?;
    add(&mut change, &[entry]).await.map_err(Fault::from_db)?;
    change.commit().await.map_err(Fault::from_db)
}

fn link(entry: &Entry<'_>, seq: i64, previous: String, asked: Option<&str>) -> Link {
    let text = |text: Option<&str>| text.map(str::to_owned);
    Link {
        seq,
        form: FORM,
        at: entry.at.0,
        person_id: entry.person_id.to_owned(),
        person: text(Some(entry.person)),
        job: entry.job,
        row: entry.row,
        phase: entry.phase.slug().to_owned(),
        what: entry.what.to_owned(),
        target: text(Some(entry.target)),
        account: text(entry.scope.map(|scope| scope.account.as_str())),
        region: text(entry.scope.map(|scope| scope.region.as_str())),
        old: text(entry.before),
        new: text(entry.after),
        outcome: text(entry.outcome),
        note: text(entry.note),
        request_id: text(entry.request_id.or(asked)),
        previous,
        hash: String::new(),
    }
}

async fn put(to: &mut SqliteConnection, link: &Link) -> sqlx::Result<()> {
    sqlx::query(
        "insert into audit (seq, form, at, person_id, person, job, row, phase, what, target, account, region, old, new,
            outcome, note, request_id, previous, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(link.seq)
    .bind(link.form)
    .bind(link.at)
    .bind(&link.person_id)
    .bind(&link.person)
    .bind(link.job)
    .bind(link.row)
    .bind(&link.phase)
    .bind(&link.what)
    .bind(&link.target)
    .bind(&link.account)
    .bind(&link.region)
    .bind(&link.old)
    .bind(&link.new)
    .bind(&link.outcome)
    .bind(&link.note)
    .bind(&link.request_id)
    .bind(&link.previous)
    .bind(&link.hash)
    .execute(to)
    .await?;
    Ok(())
}

/// At most `most` entries that this person may see and asks for, newest first.
pub(super) async fn entries(
    db: &Db,
    person: &Person,
    query: &AuditQuery,
    most: i64,
) -> Result<Vec<Shown>, Fault> {
    let mut find = QueryBuilder::<Sqlite>::new("");
    push_chosen(&mut find, person, query, most);
    let rows = find.build().fetch_all(db.read()).await.map_err(Fault::from_db)?;
    rows.iter().map(|row| shown(row).map_err(Fault::from_db)).collect()
}

/// What is read of an entry, and of the job that it is of.
fn push_shown(to: &mut QueryBuilder<Sqlite>) {
    to.push(format!("select {COLUMNS}, j.kind as job_kind, j.person_name as job_person"));
    to.push(" from audit a left join job j on j.id = a.job where ");
}

fn push_chosen(to: &mut QueryBuilder<Sqlite>, person: &Person, query: &AuditQuery, most: i64) {
    push_shown(to);
    push_seen(to, person);
    push_asked(to, query);
    to.push(" order by a.at desc, a.seq desc limit ").push_bind(most);
}

/// Adds the condition that somebody may see an entry. What is of a job is where a row of it is that they may see.
fn push_seen(to: &mut QueryBuilder<Sqlite>, person: &Person) {
    if sees_all(person) {
        to.push("1");
        return;
    }
    let reach = person.reach(Right::Read);
    to.push("(a.person_id = ").push_bind(person.id.as_str().to_owned());
    to.push(
        " or a.job is not null and exists (select 1 from (select r.id, r.job, r.directory_id, c.account, c.region
            from job_row r join scope c on c.id = r.scope_id) v where v.job = a.job and (a.row is null or v.id = a.row) and ",
    );
    push_reach(to, &reach, "v");
    to.push(
        ") or a.job is null and a.account is not null and exists (select 1 from scope v
            where v.account = a.account and v.region = a.region and ",
    );
    push_scope_reach(to, &reach, "v");
    to.push("))");
}

/// Adds what an address asks for.
fn push_asked(to: &mut QueryBuilder<Sqlite>, query: &AuditQuery) {
    if let Some(person) = &query.person {
        to.push(" and a.person_id in (select ").push_bind(person.clone());
        to.push(" union select id from person where name like ").push_bind(like(person));
        to.push(" escape '\\')");
    }
    if let Some(what) = &query.what {
        to.push(" and a.what = ").push_bind(what.clone());
    }
    if let Some(target) = &query.target {
        to.push(" and a.target like ").push_bind(like(target)).push(" escape '\\'");
    }
    match query.outcome {
        None => {}
        Some(Outcome::Intended) => {
            to.push(" and a.phase = 'intent'");
        }
        Some(outcome) => {
            to.push(" and a.outcome = ").push_bind(outcome.slug());
        }
    }
    if let Some(since) = query.since() {
        to.push(" and a.at >= ").push_bind(since.0);
    }
    if let Some(until) = query.until() {
        to.push(" and a.at < ").push_bind(until.0);
    }
    if let Some(before) = query.before {
        to.push(" and a.at <= ").push_bind(before.at.0);
        to.push(" and (a.at, a.seq) < (").push_bind(before.at.0).push(", ").push_bind(before.seq).push(")");
    }
}

/// A part of a text, for `like`, in which nothing stands for anything else.
fn like(part: &str) -> String {
    format!("%{}%", part.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
}

/// Entries of the first form have all their words in one: the kind or how it ended, and the rest.
fn shown(row: &SqliteRow) -> sqlx::Result<Shown> {
    let link = Link::from_row(row)?;
    let phase = Phase::from_slug(&link.phase).unwrap_or(Phase::Change);
    let (first, rest) = link.what.split_once(' ').unwrap_or((&link.what, ""));
    let (what, target, outcome, note) = match (link.form, phase) {
        (1, Phase::Intent) => (first.to_owned(), rest.to_owned(), None, None),
        (1, _) => {
            let kind: Option<String> = row.try_get("job_kind")?;
            (kind.unwrap_or_default(), String::new(), Some(first.to_owned()), Some(rest.to_owned()))
        }
        _ => (link.what.clone(), link.target.unwrap_or_default(), link.outcome, link.note),
    };
    let ended = outcome.as_deref().and_then(Outcome::from_slug).unwrap_or(Outcome::Done);
    let job_person: Option<String> = row.try_get("job_person")?;
    Ok(Shown {
        seq: link.seq,
        at: At(link.at),
        person: link.person.or(job_person).unwrap_or_else(|| link.person_id.clone()),
        person_id: PersonId::new(link.person_id),
        phase,
        what,
        target,
        job: link.job.map(JobId),
        row: link.row,
        account: link.account.map(AccountId::new),
        region: link.region.map(Region::new),
        before: link.old,
        after: link.new,
        outcome: if phase == Phase::Intent { Outcome::Intended } else { ended },
        note: note.filter(|note| !note.is_empty()),
        request_id: link.request_id,
        hash: link.hash,
    })
}

/// Opens a database that may be in use, to read it and nothing else.
pub(super) async fn open(database: &Path) -> sqlx::Result<SqliteConnection> {
    let options = SqliteConnectOptions::new().filename(database).read_only(true).create_if_missing(false);
    SqliteConnection::connect_with(&options).await
}

/// The next entries after this number, in their order; those that cannot be read, by their number alone.
pub(super) async fn links(
    from: &mut SqliteConnection,
    after: i64,
    most: i64,
) -> sqlx::Result<Vec<(i64, Option<Link>)>> {
    let mut find = QueryBuilder::<Sqlite>::new(format!("select {COLUMNS} from audit a where a.seq > "));
    find.push_bind(after).push(" order by a.seq limit ").push_bind(most);
    let rows = find.build().fetch_all(from).await?;
    rows.iter().map(|row| Ok((row.try_get("seq")?, Link::from_row(row).ok()))).collect()
}

/// The next entries after this number, as they are shown.
pub(super) async fn following(db: &Db, after: i64, most: i64) -> Result<Vec<Shown>, Fault> {
    let mut find = QueryBuilder::<Sqlite>::new("");
    push_shown(&mut find);
    find.push("a.seq > ").push_bind(after).push(" order by a.seq limit ").push_bind(most);
    let rows = find.build().fetch_all(db.read()).await.map_err(Fault::from_db)?;
    rows.iter().map(|row| shown(row).map_err(Fault::from_db)).collect()
}

/// How far the audit has been copied; when it never was, as far as it goes: what was before is not copied.
pub(super) async fn copied(db: &Db) -> Result<i64, Fault> {
    let find = "select coalesce((select seq from audit_copied), (select max(seq) from audit), 0)";
    sqlx::query_scalar(find).fetch_one(db.read()).await.map_err(Fault::from_db)
}

/// Writes how far the audit has been copied.
pub(super) async fn note_copied(db: &Db, seq: i64) -> Result<(), Fault> {
    let mut change = db.begin().await?;
    sqlx::query("insert into audit_copied (one, seq) values (1, ?) on conflict (one) do update set seq = excluded.seq")
        .bind(seq)
        .execute(&mut *change)
        .await
        .map_err(Fault::from_db)?;
    change.commit().await.map_err(Fault::from_db)
}

#[cfg(test)]
mod tests {
    use domain::access::{Binding, Bound, Role};

    use super::*;
    use crate::clock::Clock;

    #[tokio::test]
    async fn a_page_is_found_along_an_index_and_never_sorted() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&folder.path().join("audit.db"), Clock::wall()).await.unwrap();
        let everything = Binding { role: Role::Owner, bound: Bound::default() };
        let owner = Person { id: PersonId::new("a"), name: "A".to_owned(), bindings: vec![everything] };
        for address in
            ["", "before=9.9", "from=2026-01-01&to=2026-02-01", "what=stop", "what=stop&before=9.9"]
        {
            let mut find = QueryBuilder::<Sqlite>::new("explain query plan ");
            push_chosen(&mut find, &owner, &AuditQuery::read(address).0, PAGE);
            let rows = find.build().fetch_all(db.read()).await.unwrap();
            let steps: Vec<String> = rows.iter().map(|row| row.get("detail")).collect();
            assert!(steps[0].contains("USING INDEX audit_"), "{address}: {steps:?}");
            assert!(!steps.iter().any(|step| step.contains("TEMP B-TREE")), "{address}: {steps:?}");
        }
        db.close().await;
    }
}
