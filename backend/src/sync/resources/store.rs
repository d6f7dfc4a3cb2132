//! The SQL of other resources: only what differs is written, and each difference is a line of the log.

use std::collections::BTreeMap;

use domain::fault::{AwsWords, Fault};
use domain::resource::ResourceKind;
use sqlx::SqliteConnection;

use super::differences::{Difference, NOW, differences};
use crate::db::{Db, FromDb};
use crate::resource::Fact;
use crate::sync::Batch;

/// A resource as it was known.
#[derive(sqlx::FromRow)]
struct Known {
    id: String,
    name: String,
    state: String,
    directory_id: String,
    item: String,
    as_of: i64,
}

/// Makes the resources of a kind what AWS says, or one of them when `id` is given. What AWS no longer has goes; the log
/// keeps its last line. A sweep began when `batch` says: what a job has looked at since, or has seen go, is known better.
pub(super) async fn absorb(
    to: &mut SqliteConnection,
    batch: Batch<'_>,
    kind: ResourceKind,
    id: Option<&str>,
    found: &[Fact],
) -> sqlx::Result<()> {
    let known: Vec<Known> = sqlx::query_as(
        "select id, name, state, directory_id, item, as_of from resource where scope_id = ? and kind = ? and id = coalesce(?, id)",
    )
    .bind(batch.scope_id)
    .bind(kind.slug())
    .bind(id)
    .fetch_all(&mut *to)
    .await?;
    let known: BTreeMap<&str, &Known> = known.iter().map(|one| (one.id.as_str(), one)).collect();
    for fact in found {
        let place = Place { batch, kind, id: &fact.id, directory: &fact.directory };
        match known.get(fact.id.as_str()) {
            None if place.has_gone_since(to).await? => {}
            None => {
                place.put(to, fact).await?;
                if batch.log_new {
                    place.log(to, &("name".to_owned(), None, Some(fact.name.clone()))).await?;
                }
            }
            Some(known) if known.as_of > batch.now.0 => {}
            Some(known) => {
                let differences = known.differences(fact);
                if !differences.is_empty() {
                    place.put(to, fact).await?;
                }
                for difference in &differences {
                    place.log(to, difference).await?;
                }
            }
        }
    }
    let is_gone =
        |known: &&&Known| known.as_of <= batch.now.0 && !found.iter().any(|fact| fact.id == known.id);
    for gone in known.values().filter(is_gone) {
        let place = Place { batch, kind, id: &gone.id, directory: &gone.directory_id };
        place.log(to, &("name".to_owned(), Some(gone.name.clone()), None)).await?;
        let gone = sqlx::query("delete from resource where scope_id = ? and kind = ? and id = ?")
            .bind(batch.scope_id);
        gone.bind(kind.slug()).bind(place.id).execute(&mut *to).await?;
    }
    let touch = "update resource set as_of = ?1 where scope_id = ?2 and kind = ?3 and id = coalesce(?4, id) and as_of < ?1";
    sqlx::query(touch).bind(batch.now.0).bind(batch.scope_id).bind(kind.slug()).bind(id).execute(to).await?;
    Ok(())
}

impl Known {
    fn differences(&self, fact: &Fact) -> Vec<Difference> {
        let own = |field: &str, old: &str, new: &str| {
            let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
            (old != new).then(|| (field.to_owned(), text(old), text(new)))
        };
        let mut all: Vec<_> = [own("name", &self.name, &fact.name), own("state", &self.state, &fact.state)]
            .into_iter()
            .flatten()
            .collect();
        let old = serde_json::from_str(&self.item).unwrap_or_default();
        all.extend(differences(&old, &fact.item));
        all
    }
}

/// Which resource a write is about.
struct Place<'a> {
    batch: Batch<'a>,
    kind: ResourceKind,
    id: &'a str,
    directory: &'a str,
}

impl Place<'_> {
    async fn put(&self, to: &mut SqliteConnection, fact: &Fact) -> sqlx::Result<()> {
        sqlx::query(
            "insert into resource (scope_id, kind, id, directory_id, name, state, item, as_of)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             on conflict (scope_id, kind, id) do update set directory_id = ?4, name = ?5, state = ?6, item = ?7",
        )
        .bind(self.batch.scope_id)
        .bind(self.kind.slug())
        .bind(self.id)
        .bind(self.directory)
        .bind(&fact.name)
        .bind(&fact.state)
        .bind(fact.item.to_string())
        .bind(self.batch.now.0)
        .execute(to)
        .await?;
        Ok(())
    }

    /// Whether it was seen to be gone after this batch began.
    async fn has_gone_since(&self, to: &mut SqliteConnection) -> sqlx::Result<bool> {
        sqlx::query_scalar(
            "select exists (select 1 from change
             where kind = ? and scope_id = ? and subject = ? and field = 'name' and new is null and at > ?)",
        )
        .bind(self.kind.slug())
        .bind(self.batch.scope_id)
        .bind(self.id)
        .bind(self.batch.now.0)
        .fetch_one(to)
        .await
    }

    /// A line of the log. Of what changes all the time only the last line is kept, without its values: pages look again.
    async fn log(&self, to: &mut SqliteConnection, difference: &Difference) -> sqlx::Result<()> {
        let (field, old, new) = difference;
        let is_now = field == NOW || field.starts_with("now: ");
        if is_now {
            sqlx::query("delete from change where kind = ? and scope_id = ? and subject = ? and field = ?")
                .bind(self.kind.slug())
                .bind(self.batch.scope_id)
                .bind(self.id)
                .bind(NOW)
                .execute(&mut *to)
                .await?;
        }
        sqlx::query(
            "insert into change (at, kind, scope_id, directory_id, subject, field, old, new, job)
             values (?1, ?2, ?3, nullif(?4, ''), ?5, ?6, ?7, ?8,
                (select r.job from job_row r join step s on s.row = r.id
                 where r.scope_id = ?3 and r.workspace_id = ?5
                   and s.state in ('sending', 'sent', 'settling', 'unknown') order by r.id desc limit 1))",
        )
        .bind(self.batch.now.0)
        .bind(self.kind.slug())
        .bind(self.batch.scope_id)
        .bind(self.directory)
        .bind(self.id)
        .bind(if is_now { NOW } else { field })
        .bind(old.as_ref().filter(|_| !is_now))
        .bind(new.as_ref().filter(|_| !is_now))
        .execute(to)
        .await?;
        Ok(())
    }
}

/// Makes the tags of a resource what AWS says; one that is not in the inventory is passed over.
pub(super) async fn put_tags(
    to: &mut SqliteConnection,
    batch: Batch<'_>,
    kind: ResourceKind,
    id: &str,
    tags: &[(String, String)],
) -> sqlx::Result<()> {
    let known: Option<(String, Option<String>)> =
        sqlx::query_as("select directory_id, tags from resource where scope_id = ? and kind = ? and id = ?")
            .bind(batch.scope_id)
            .bind(kind.slug())
            .bind(id)
            .fetch_optional(&mut *to)
            .await?;
    let Some((directory, old)) = known else { return Ok(()) };
    let new: BTreeMap<&str, &str> = tags.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    let old: Option<BTreeMap<String, String>> = old.map(|json| pairs(&json));
    sqlx::query("update resource set tags = ? where scope_id = ? and kind = ? and id = ?")
        .bind(serde_json::json!(new.iter().collect::<Vec<_>>()).to_string())
        .bind(batch.scope_id)
        .bind(kind.slug())
        .bind(id)
        .execute(&mut *to)
        .await?;
    let place = Place { batch, kind, id, directory: &directory };
    // What is read for the first time is no change.
    for difference in old.iter().flat_map(|old| differences(&serde_json::json!(old), &serde_json::json!(new)))
    {
        let (key, old, new) = difference;
        place.log(to, &(format!("tag {key}"), old, new)).await?;
    }
    looked_at_tags(to, batch, kind, id).await
}

fn pairs(json: &str) -> BTreeMap<String, String> {
    serde_json::from_str::<Vec<(String, String)>>(json).unwrap_or_default().into_iter().collect()
}

/// Its tags have had their turn.
pub(super) async fn looked_at_tags(
    to: &mut SqliteConnection,
    batch: Batch<'_>,
    kind: ResourceKind,
    id: &str,
) -> sqlx::Result<()> {
    let mark = sqlx::query("update resource set tags_read = ? where scope_id = ? and kind = ? and id = ?");
    mark.bind(batch.now.0).bind(batch.scope_id).bind(kind.slug()).bind(id).execute(to).await?;
    Ok(())
}

/// Ids whose tags were read longest ago, or never. Amazon's own bundles take none.
pub(super) async fn stalest(
    db: &Db,
    scope_id: i64,
    limit: usize,
) -> Result<Vec<(ResourceKind, String)>, Fault> {
    let found: Vec<(String, String)> = sqlx::query_as(
        "select kind, id from resource where scope_id = ? and coalesce(item ->> 'owner', '') <> 'AMAZON'
         order by tags_read, key limit ?",
    )
    .bind(scope_id)
    .bind(limit as i64)
    .fetch_all(db.read())
    .await
    .map_err(Fault::from_db)?;
    Ok(found.into_iter().filter_map(|(kind, id)| Some((ResourceKind::from_slug(&kind)?, id))).collect())
}

/// The kind could be read.
pub(super) async fn could_read(
    to: &mut SqliteConnection,
    scope_id: i64,
    kind: ResourceKind,
) -> sqlx::Result<()> {
    let clear = sqlx::query("delete from unread where scope_id = ? and kind = ?");
    clear.bind(scope_id).bind(kind.slug()).execute(to).await?;
    Ok(())
}

/// The kind could not be read: why.
pub(super) async fn could_not_read(
    to: &mut SqliteConnection,
    scope_id: i64,
    kind: ResourceKind,
    words: &AwsWords,
) -> sqlx::Result<()> {
    sqlx::query("insert or replace into unread (scope_id, kind, code, message) values (?, ?, ?, ?)")
        .bind(scope_id)
        .bind(kind.slug())
        .bind(&words.code)
        .bind(&words.message)
        .execute(to)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use domain::at::At;

    use super::*;
    use crate::clock::Clock;

    #[tokio::test]
    async fn a_sweep_that_began_earlier_changes_nothing_that_was_looked_at_since() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&folder.path().join("sweep.db"), Clock::wall()).await.unwrap();
        let scope = "111122223333/eu-west-1".parse().unwrap();
        let mut change = db.begin().await.unwrap();
        let made =
            sqlx::query("insert into scope (id, account, region, account_name) values (1, '1', 'r', 'a')");
        made.execute(&mut *change).await.unwrap();
        let fact = |id: &str, state: &str| Fact {
            id: id.into(),
            name: id.into(),
            state: state.into(),
            directory: String::new(),
            item: serde_json::json!({}),
        };
        let at = |now| Batch { scope_id: 1, scope: &scope, now: At(now), sweep: None, log_new: true };
        let kind = ResourceKind::Image;
        let old = [fact("gone", "AVAILABLE"), fact("kept", "PENDING")];
        absorb(&mut change, at(10), kind, None, &old).await.unwrap();
        absorb(&mut change, at(30), kind, Some("gone"), &[]).await.unwrap();
        absorb(&mut change, at(30), kind, Some("kept"), &[fact("kept", "AVAILABLE")]).await.unwrap();
        absorb(&mut change, at(30), kind, Some("new"), &[fact("new", "PENDING")]).await.unwrap();
        // Whoever began to read at 20 has not heard of any of it; whoever began at 40 has.
        for (now, known) in
            [(20, ["kept AVAILABLE", "new PENDING"]), (40, ["gone AVAILABLE", "kept PENDING"])]
        {
            absorb(&mut change, at(now), kind, None, &old).await.unwrap();
            let found: Vec<String> =
                sqlx::query_scalar("select id || ' ' || state from resource order by id")
                    .fetch_all(&mut *change)
                    .await
                    .unwrap();
            assert_eq!(found, known, "{now}");
        }
        drop(change);
        db.close().await;
    }
}
