//! What AWS told becomes rows; what differs becomes lines of the log.

use std::collections::HashSet;

use domain::ids::fold;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use super::Batch;
use crate::sync::aws::{Connected, Facts};
use crate::sync::pairs;

const COLUMNS: &str = "id, directory_id, user_name, name, computer, state, mode, auto_stop, bundle_id, compute, protocol, \
    operating_system, root_gib, user_gib, root_encrypted, user_encrypted, encryption_key, ip, subnet, error_code, \
    error_message, related, modifying, replication, accelerator, accelerator_protocol, nested_virtualization";

/// Takes in what AWS told: new rows, changed fields, and a line of the log for each.
pub(crate) async fn absorb(to: &mut SqliteConnection, batch: Batch<'_>, items: &[Facts]) -> sqlx::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    let mut find = QueryBuilder::<Sqlite>::new(format!("select {COLUMNS} from workspace where scope_id = "));
    let ids: Vec<&str> = items.iter().map(|item| item.id.as_str()).collect();
    find.push_bind(batch.scope_id).push(" and id in ");
    push_ids(&mut find, &ids);
    let known: Vec<Facts> = find.build_query_as().fetch_all(&mut *to).await?;
    let newer = known_newer(to, batch, items, &known).await?;
    for item in items.iter().filter(|item| !newer.contains(&item.id)) {
        match known.iter().find(|known| known.id == item.id) {
            None => {
                put(to, batch, item, true).await?;
                if batch.log_new {
                    log_line(to, batch, item, "state", None, Some(&item.state)).await?;
                }
            }
            Some(known) => {
                let item = &known.completed_by(item);
                if item != known {
                    put(to, batch, item, known.state != item.state).await?;
                    for (field, old, new) in known.differences(item) {
                        log_line(to, batch, item, field, old.as_deref(), new.as_deref()).await?;
                    }
                }
            }
        }
    }
    let mut touch = QueryBuilder::<Sqlite>::new("update workspace set as_of = max(as_of, ");
    touch.push_bind(batch.now.0).push(")");
    if let Some(sweep) = batch.sweep {
        touch.push(", sweep = ").push_bind(sweep);
    }
    touch.push(" where scope_id = ").push_bind(batch.scope_id).push(" and id in ");
    push_ids(&mut touch, &ids);
    touch.build().execute(&mut *to).await?;
    Ok(())
}

/// Of a sweep's page, those of which something is known that was asked for later than the page: how they are, or that they have
/// gone.
async fn known_newer(
    to: &mut SqliteConnection,
    batch: Batch<'_>,
    items: &[Facts],
    known: &[Facts],
) -> sqlx::Result<HashSet<String>> {
    if batch.sweep.is_none() {
        return Ok(HashSet::new());
    }
    let (there, absent): (Vec<&str>, Vec<&str>) =
        items.iter().map(|item| item.id.as_str()).partition(|id| known.iter().any(|known| known.id == *id));
    let mut find = QueryBuilder::<Sqlite>::new("select id from workspace where as_of > ");
    find.push_bind(batch.now.0).push(" and scope_id = ").push_bind(batch.scope_id).push(" and id in ");
    push_ids(&mut find, &there);
    // The log of one that is there may be long, and is not asked.
    find.push(" union all select subject from change where field = 'state' and new is null and at > ");
    find.push_bind(batch.now.0).push(" and kind = 'workspace' and scope_id = ").push_bind(batch.scope_id);
    find.push(" and subject in ");
    push_ids(&mut find, &absent);
    Ok(find.build_query_scalar().fetch_all(to).await?.into_iter().collect())
}

fn push_ids(to: &mut QueryBuilder<Sqlite>, ids: &[&str]) {
    to.push("(");
    let mut list = to.separated(", ");
    ids.iter().for_each(|id| {
        list.push_bind((*id).to_owned());
    });
    to.push(")");
}

async fn put(to: &mut SqliteConnection, batch: Batch<'_>, item: &Facts, moved: bool) -> sqlx::Result<()> {
    sqlx::query(
        "insert into workspace (scope_id, id, account, region, directory_id, user_name, user_folded, name, computer,
            state, state_since, mode, auto_stop, bundle_id, compute, protocol, operating_system, root_gib, user_gib,
            root_encrypted, user_encrypted, encryption_key, ip, subnet, error_code, error_message, related,
            modifying, replication, accelerator, accelerator_protocol, nested_virtualization, first_seen, as_of)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, iif(?11, ?12, null), ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
            ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?12, ?12)
         on conflict (scope_id, id) do update set
            directory_id = ?5, user_name = ?6, user_folded = ?7, name = ?8, computer = ?9, state = ?10,
            state_since = iif(?11, ?12, state_since), mode = ?13, auto_stop = ?14, bundle_id = ?15, compute = ?16,
            protocol = ?17, operating_system = ?18, root_gib = ?19, user_gib = ?20, root_encrypted = ?21,
            user_encrypted = ?22, encryption_key = ?23, ip = ?24, subnet = ?25, error_code = ?26,
            error_message = ?27, related = ?28, modifying = ?29, replication = ?30, accelerator = ?31,
            accelerator_protocol = ?32, nested_virtualization = ?33",
    )
    .bind(batch.scope_id)
    .bind(&item.id)
    .bind(batch.scope.account.as_str())
    .bind(batch.scope.region.as_str())
    .bind(&item.directory_id)
    .bind(&item.user_name)
    // One without a user stands among the others by its own name.
    .bind(fold(item.label()))
    .bind(&item.name)
    .bind(&item.computer)
    .bind(&item.state)
    // During the first sweep nobody knows since when: the service does not tell.
    .bind(moved && batch.log_new)
    .bind(batch.now.0)
    .bind(&item.mode)
    .bind(item.auto_stop)
    .bind(&item.bundle_id)
    .bind(&item.compute)
    .bind(&item.protocol)
    .bind(&item.operating_system)
    .bind(item.root_gib)
    .bind(item.user_gib)
    .bind(item.root_encrypted)
    .bind(item.user_encrypted)
    .bind(&item.encryption_key)
    .bind(&item.ip)
    .bind(&item.subnet)
    .bind(&item.error_code)
    .bind(&item.error_message)
    .bind(&item.related)
    .bind(&item.modifying)
    .bind(&item.replication)
    .bind(&item.accelerator)
    .bind(&item.accelerator_protocol)
    .bind(item.nested_virtualization)
    .execute(&mut *to)
    .await?;
    pairs::keep(to, batch.scope_id, &item.id).await
}

/// Writes a line of the log: a field of this WorkSpace had one value and has another.
pub(in crate::sync) async fn log_line(
    to: &mut SqliteConnection,
    batch: Batch<'_>,
    item: &Facts,
    field: &str,
    old: Option<&str>,
    new: Option<&str>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into change (at, kind, scope_id, directory_id, subject, field, old, new, job)
         values (?1, 'workspace', ?2, ?3, ?4, ?5, ?6, ?7,
            (select r.job from job_row r join step s on s.row = r.id
             where r.scope_id = ?2 and r.workspace_id = ?4
               and s.state in ('sending', 'sent', 'settling', 'unknown') order by r.id desc limit 1))",
    )
    .bind(batch.now.0)
    .bind(batch.scope_id)
    .bind(&item.directory_id)
    .bind(&item.id)
    .bind(field)
    .bind(old)
    .bind(new)
    .execute(to)
    .await?;
    Ok(())
}

/// Removes what AWS no longer has; the log keeps its last line.
pub(crate) async fn remove(to: &mut SqliteConnection, batch: Batch<'_>, ids: &[String]) -> sqlx::Result<()> {
    for id in ids {
        let find = format!("select {COLUMNS} from workspace where scope_id = ? and id = ?");
        let known: Option<Facts> = sqlx::query_as(sqlx::AssertSqlSafe(find))
            .bind(batch.scope_id)
            .bind(id)
            .fetch_optional(&mut *to)
            .await?;
        let Some(known) = known else { continue };
        log_line(to, batch, &known, "state", Some(&known.state), None).await?;
        let gone = sqlx::query("delete from workspace where scope_id = ? and id = ?");
        gone.bind(batch.scope_id).bind(id).execute(&mut *to).await?;
    }
    Ok(())
}

/// Takes in who is connected; what has no entry keeps none.
pub(crate) async fn put_connections(
    to: &mut SqliteConnection,
    batch: Batch<'_>,
    all: &[Connected],
) -> sqlx::Result<()> {
    for one in all {
        let before: Option<(String, String, i64)> = sqlx::query_as(
            "select connection, directory_id, last_active from workspace where scope_id = ? and id = ?",
        )
        .bind(batch.scope_id)
        .bind(&one.id)
        .fetch_optional(&mut *to)
        .await?;
        let Some((connection, directory_id, last_active)) = before else { continue };
        sqlx::query(
            "update workspace set connection = ?, connection_checked = ?, last_active = ? where scope_id = ? and id = ?",
        )
        .bind(&one.connection)
        .bind(one.checked)
        .bind(one.last_active.unwrap_or(last_active))
        .bind(batch.scope_id)
        .bind(&one.id)
        .execute(&mut *to)
        .await?;
        // The first status of one that was just launched is news; the first of a whole estate is not.
        if connection != one.connection && (batch.log_new || !connection.is_empty()) {
            let facts = Facts { id: one.id.clone(), directory_id, ..Facts::default() };
            let old = Some(connection.as_str()).filter(|old| !old.is_empty());
            log_line(to, batch, &facts, "connection", old, Some(&one.connection)).await?;
        }
    }
    Ok(())
}
