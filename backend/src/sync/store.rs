//! The SQL that writes the inventory and the change log.

use domain::at::At;
use domain::fault::{AwsWords, Fault};
use domain::ids::{ScopeKey, fold};
use domain::workspace::UNDEFINED_USER;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use super::aws::{Connected, Facts};
use crate::config::Scope;
use crate::db::{Db, FromDb};

const COLUMNS: &str = "id, directory_id, user_name, name, computer, state, mode, auto_stop, bundle_id, compute, protocol, \
    operating_system, root_gib, user_gib, root_encrypted, user_encrypted, encryption_key, ip, subnet, error_code, \
    error_message, related, modifying, replication, accelerator, accelerator_protocol, nested_virtualization";

/// Makes the table of scopes say what the configuration says; what it no longer names is kept, unwatched.
pub(crate) async fn put_scopes(db: &Db, scopes: &[Scope]) -> Result<(), Fault> {
    let mut change = db.begin().await?;
    let run = async {
        sqlx::query("update scope set watched = 0").execute(&mut *change).await?;
        for scope in scopes {
            sqlx::query(
                "insert into scope (account, region, account_name) values (?, ?, ?)
                 on conflict (account, region) do update set account_name = excluded.account_name, watched = 1",
            )
            .bind(scope.key.account.as_str())
            .bind(scope.key.region.as_str())
            .bind(&scope.account_name)
            .execute(&mut *change)
            .await?;
        }
        // A sweep that a stop cut off is not running any more.
        sqlx::query("update scope set sweeping = null").execute(&mut *change).await?;
        change.commit().await
    };
    run.await.map_err(Fault::from_db)
}

/// The scope's number.
pub(crate) async fn scope_id(db: &Db, scope: &ScopeKey) -> Result<i64, Fault> {
    sqlx::query_scalar("select id from scope where account = ? and region = ?")
        .bind(scope.account.as_str())
        .bind(scope.region.as_str())
        .fetch_one(db.read())
        .await
        .map_err(Fault::from_db)
}

/// Where what was read belongs.
#[derive(Clone, Copy)]
pub(crate) struct Batch<'a> {
    pub(crate) scope_id: i64,
    pub(crate) scope: &'a ScopeKey,
    pub(crate) now: At,
    /// The sweep that read it, if it was one.
    pub(crate) sweep: Option<i64>,
    /// Whether to log what appears: not during the first sweep, when everything does.
    pub(crate) log_new: bool,
}

/// Takes in what AWS told: new rows, changed fields, and a line of the log for each.
pub(crate) async fn absorb(to: &mut SqliteConnection, batch: Batch<'_>, items: &[Facts]) -> sqlx::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    let mut find = QueryBuilder::<Sqlite>::new(format!("select {COLUMNS} from workspace where scope_id = "));
    find.push_bind(batch.scope_id).push(" and id in (");
    let mut ids = find.separated(", ");
    items.iter().for_each(|item| {
        ids.push_bind(&item.id);
    });
    find.push(")");
    let known: Vec<Facts> = find.build_query_as().fetch_all(&mut *to).await?;
    for item in items {
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
    let mut touch = QueryBuilder::<Sqlite>::new("update workspace set as_of = ");
    touch.push_bind(batch.now.0);
    if let Some(sweep) = batch.sweep {
        touch.push(", sweep = ").push_bind(sweep);
    }
    touch.push(" where scope_id = ").push_bind(batch.scope_id).push(" and id in (");
    let mut ids = touch.separated(", ");
    items.iter().for_each(|item| {
        ids.push_bind(&item.id);
    });
    touch.push(")");
    touch.build().execute(&mut *to).await?;
    Ok(())
}

impl Facts {
    /// What a person calls it.
    fn label(&self) -> &str {
        self.name.as_deref().filter(|_| self.user_name == UNDEFINED_USER).unwrap_or(&self.user_name)
    }

    /// A PENDING item says hardly anything: what was known stays known.
    fn completed_by(&self, new: &Self) -> Self {
        if new.state != "PENDING" {
            return new.clone();
        }
        let or = |new: &String, old: &String| if new.is_empty() { old.clone() } else { new.clone() };
        Self {
            computer: or(&new.computer, &self.computer),
            mode: or(&new.mode, &self.mode),
            compute: or(&new.compute, &self.compute),
            protocol: or(&new.protocol, &self.protocol),
            auto_stop: new.auto_stop.or(self.auto_stop),
            root_gib: new.root_gib.or(self.root_gib),
            user_gib: new.user_gib.or(self.user_gib),
            replication: or(&new.replication, &self.replication),
            accelerator: new.accelerator.clone().or_else(|| self.accelerator.clone()),
            accelerator_protocol: new
                .accelerator_protocol
                .clone()
                .or_else(|| self.accelerator_protocol.clone()),
            nested_virtualization: new.nested_virtualization.or(self.nested_virtualization),
            ..new.clone()
        }
    }

    /// The fields whose change is history, with their values before and after.
    fn differences(&self, new: &Self) -> Vec<(&'static str, Option<String>, Option<String>)> {
        let text = |value: &str| (!value.is_empty()).then(|| value.to_owned());
        let number = |value: Option<i64>| value.map(|value| value.to_string());
        let fields = |facts: &Self| {
            [
                ("state", text(&facts.state)),
                ("user", text(&facts.user_name)),
                ("computer", text(&facts.computer)),
                ("running mode", text(&facts.mode)),
                ("AutoStop minutes", number(facts.auto_stop)),
                ("bundle", text(&facts.bundle_id)),
                ("compute", text(&facts.compute)),
                ("protocol", text(&facts.protocol)),
                ("root volume GiB", number(facts.root_gib)),
                ("user volume GiB", number(facts.user_gib)),
                ("data replication", text(&facts.replication)),
                ("Global Accelerator", facts.accelerator.clone()),
                ("preferred protocol of the accelerator", facts.accelerator_protocol.clone()),
                (
                    "nested virtualization",
                    facts.nested_virtualization.map(|on| if on { "on" } else { "off" }.to_owned()),
                ),
                ("standby pair", super::pairs::words(&facts.related)),
                ("under change", text(&facts.modifying)),
                ("address", facts.ip.clone()),
                ("error", facts.error_message.clone().or_else(|| facts.error_code.clone())),
            ]
        };
        let pairs = fields(self).into_iter().zip(fields(new));
        pairs.filter(|(old, new)| old != new).map(|((field, old), (_, new))| (field, old, new)).collect()
    }
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
    super::pairs::keep(to, batch.scope_id, &item.id).await
}

/// Writes a line of the log: a field of this WorkSpace had one value and has another.
pub(super) async fn log_line(
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

/// Begins a sweep: its number, and whether it is the first that will go through.
pub(crate) async fn begin_sweep(to: &mut SqliteConnection, scope_id: i64) -> sqlx::Result<(i64, bool)> {
    sqlx::query_as(
        "update scope set sweep = sweep + 1, sweeping = 0 where id = ? returning sweep, swept_at is null",
    )
    .bind(scope_id)
    .fetch_one(to)
    .await
}

/// How the scope stands now; a line of the log tells live pages.
pub(crate) struct Standing<'a> {
    pub(crate) health: Option<&'a str>,
    pub(crate) sweeping: Option<i64>,
    pub(crate) swept_at: Option<At>,
    pub(crate) error: Option<&'a AwsWords>,
}

/// Writes how the scope stands.
pub(crate) async fn stand(
    to: &mut SqliteConnection,
    batch: Batch<'_>,
    standing: Standing<'_>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update scope set health = coalesce(?, health), sweeping = ?, swept_at = coalesce(?, swept_at),
            error_code = ?, error_message = ?, error_request = ? where id = ?",
    )
    .bind(standing.health)
    .bind(standing.sweeping)
    .bind(standing.swept_at.map(|at| at.0))
    .bind(standing.error.map(|words| &words.code))
    .bind(standing.error.map(|words| &words.message))
    .bind(standing.error.and_then(|words| words.request_id.as_ref()))
    .bind(batch.scope_id)
    .execute(&mut *to)
    .await?;
    let day_ago = batch.now.plus_ms(-86_400_000);
    let prune = sqlx::query("delete from change where kind = 'scope' and scope_id = ? and at < ?");
    prune.bind(batch.scope_id).bind(day_ago.0).execute(&mut *to).await?;
    sqlx::query(
        "insert into change (at, kind, scope_id, subject, field, new) values (?, 'scope', ?, '', 'sweep', ?)",
    )
    .bind(batch.now.0)
    .bind(batch.scope_id)
    .bind(standing.sweeping)
    .execute(&mut *to)
    .await?;
    Ok(())
}

/// How far a sweep is that changes hardly anything: pages see it when they look, and are not told.
pub(crate) async fn progress(to: &mut SqliteConnection, scope_id: i64, read: i64) -> sqlx::Result<()> {
    sqlx::query("update scope set sweeping = ? where id = ?").bind(read).bind(scope_id).execute(to).await?;
    Ok(())
}

/// Ids that this sweep has not seen and that are old enough to be missed.
pub(crate) async fn missed(
    db: &Db,
    scope_id: i64,
    sweep: i64,
    seen_before: At,
) -> Result<Vec<String>, Fault> {
    sqlx::query_scalar("select id from workspace where scope_id = ? and sweep < ? and first_seen < ?")
        .bind(scope_id)
        .bind(sweep)
        .bind(seen_before.0)
        .fetch_all(db.read())
        .await
        .map_err(Fault::from_db)
}

/// Ids after this one, in order: a walk through the scope in pieces.
pub(crate) async fn ids_after(
    db: &Db,
    scope_id: i64,
    after: &str,
    limit: usize,
) -> Result<Vec<String>, Fault> {
    sqlx::query_scalar("select id from workspace where scope_id = ? and id > ? order by id limit ?")
        .bind(scope_id)
        .bind(after)
        .bind(limit as i64)
        .fetch_all(db.read())
        .await
        .map_err(Fault::from_db)
}

/// A WorkSpace that will change by itself or is waited for: its id and since when.
pub(crate) type Moving = (String, i64);

/// WorkSpaces in transition, and those that a job waits for.
pub(crate) async fn moving(db: &Db, scope_id: i64) -> Result<Vec<Moving>, Fault> {
    sqlx::query_as(
        "select id, coalesce(state_since, first_seen) from workspace
         where scope_id = ?1 and state in ('PENDING', 'REBOOTING', 'STARTING', 'REBUILDING', 'RESTORING', 'TERMINATING',
            'TERMINATED', 'UPDATING', 'STOPPING')
         union
         select r.workspace_id, s.sent_at from step s join job_row r on r.id = s.row
         where s.state in ('sent', 'settling', 'unknown') and r.scope_id = ?1 and r.workspace_id is not null
            and s.sent_at is not null",
    )
    .bind(scope_id)
    .fetch_all(db.read())
    .await
    .map_err(Fault::from_db)
}

/// When each of these was first seen.
pub(crate) async fn first_seen(db: &Db, scope_id: i64, id: &str) -> Result<Option<(i64, String)>, Fault> {
    sqlx::query_as("select first_seen, state from workspace where scope_id = ? and id = ?")
        .bind(scope_id)
        .bind(id)
        .fetch_optional(db.read())
        .await
        .map_err(Fault::from_db)
}

/// The number of the log's last line, within a change.
pub(crate) async fn last_line(to: &mut SqliteConnection) -> sqlx::Result<i64> {
    sqlx::query_scalar("select coalesce(max(seq), 0) from change").fetch_one(to).await
}
