//! The database: many readers, one writer, and constraints turned into sentences.

use std::fs::{File, TryLockError};
use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use domain::fault::{Fault, FaultKind};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Connection as _, Sqlite, SqliteConnection, Transaction};
use tokio::sync::watch;

use crate::OpenError;
use crate::clock::Clock;
use crate::written::{self, Begun, Memory};

/// The SQLite file, opened twice: a pool that only reads, and the one connection that writes.
#[derive(Clone)]
pub(crate) struct Db {
    read: SqlitePool,
    write: SqlitePool,
    /// Held as long as the database is open: two processes would each send the same steps.
    lock: Arc<File>,
    /// Whether changes go through.
    written: Memory,
    /// Moves on with every change that was written down.
    committed: watch::Sender<u64>,
    /// Pages that the file may have, for proofs; 0: as many as it takes.
    cap: Arc<AtomicU32>,
}

/// Seconds to wait for another process that holds the file.
const BUSY: Duration = Duration::from_secs(5);

impl Db {
    /// Opens the file, making it when it is missing, and brings the schema up to date.
    pub(crate) async fn open(path: &Path, clock: Clock) -> Result<Self, OpenError> {
        let refuse =
            |why: &sqlx::Error| OpenError::Database { path: path.display().to_string(), why: sentence(why) };
        let lock = Arc::new(lock(path)?);
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY)
            .pragma("cache_size", "-16000")
            .pragma("temp_store", "memory")
            .optimize_on_close(true, None);
        let cap = Arc::new(AtomicU32::new(0));
        let capped = Arc::clone(&cap);
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .min_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .after_connect(move |connection, _| {
                let pages = capped.load(Ordering::Relaxed);
                Box::pin(async move { if pages > 0 { cap_at(pages, connection).await } else { Ok(()) } })
            })
            // On a full disk SQLite rolls back by itself, and sqlx counts a transaction that is no more: that
            // connection would refuse every change from then on.
            .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }));
        let write = write.connect_with(options.clone()).await.map_err(|why| refuse(&why))?;
        sqlx::migrate!("../migrations").run(&write).await.map_err(|why| match why {
            sqlx::migrate::MigrateError::Execute(why) => refuse(&why),
            why => OpenError::Database {
                path: path.display().to_string(),
                why: format!("its schema is not ours ({why})"),
            },
        })?;
        let read = SqlitePoolOptions::new().max_connections(4).idle_timeout(None).max_lifetime(None);
        let read = read.connect_with(options.read_only(true)).await.map_err(|why| refuse(&why))?;
        Ok(Self { read, write, lock, written: Memory::new(clock), committed: watch::Sender::new(0), cap })
    }

    /// For queries that change nothing.
    pub(crate) fn read(&self) -> &SqlitePool {
        &self.read
    }

    /// Begins a change. It holds the only writer: never wait for AWS before it is committed or dropped.
    pub(crate) async fn begin(&self) -> Result<Change, Fault> {
        let begun = self.written.begun();
        let mut transaction = self.write.begin_with("begin immediate").await.map_err(Fault::from_db)?;
        let rows = rows_written(&mut transaction).await.map_err(Fault::from_db)?;
        Ok(Change { transaction, rows, begun, committed: self.committed.clone() })
    }

    /// For whoever looks at what was written down as soon as it is.
    pub(crate) fn committed(&self) -> watch::Receiver<u64> {
        self.committed.subscribe()
    }

    /// What keeps changes from being written down, and who wants to hear of it.
    pub(crate) fn written(&self) -> &Memory {
        &self.written
    }

    /// Lets the database grow to so many pages and no further: for the proof of what a full disk does.
    pub(crate) async fn cap(&self, pages: u32) -> Result<(), Fault> {
        self.cap.store(pages, Ordering::Relaxed);
        let mut writer = self.write.acquire().await.map_err(Fault::from_db)?;
        cap_at(pages, &mut writer).await.map_err(Fault::from_db)
    }

    /// Whether the file can be written now. That it cannot is remembered as of any change, so that pages say what `/readyz`
    /// says.
    pub(crate) async fn is_writable(&self) -> bool {
        let refused = self.write.begin_with("begin immediate").await.err();
        if let Some(error) = &refused {
            written::note_refused(error);
            drop(self.written.begun());
        }
        refused.is_none()
    }

    pub(crate) async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
        // The system does it too when the process ends; a failure would say that it is not held.
        let _ = self.lock.unlock();
    }
}

async fn cap_at(pages: u32, connection: &mut SqliteConnection) -> sqlx::Result<()> {
    let cap = sqlx::AssertSqlSafe(format!("pragma max_page_count = {pages}"));
    sqlx::query(cap).execute(connection).await?;
    Ok(())
}

/// How many rows a connection has written since it was opened, those that triggers wrote among them.
async fn rows_written(connection: &mut SqliteConnection) -> sqlx::Result<i64> {
    sqlx::query_scalar("select total_changes()").fetch_one(connection).await
}

/// A change under way: given up when it is dropped, written down when it is committed.
pub(crate) struct Change {
    transaction: Transaction<'static, Sqlite>,
    /// How many rows its connection had written before.
    rows: i64,
    begun: Begun,
    committed: watch::Sender<u64>,
}

impl Change {
    /// Writes it down. One that has nothing to write is no news: SQLite commits it on a full disk too.
    pub(crate) async fn commit(self) -> sqlx::Result<()> {
        let Self { mut transaction, rows, begun, committed } = self;
        let wrote = rows_written(&mut transaction).await? > rows;
        transaction.commit().await.inspect_err(written::note)?;
        begun.done(wrote);
        committed.send_if_modified(|count| {
            *count = count.wrapping_add(u64::from(wrote));
            wrote
        });
        Ok(())
    }
}

impl Deref for Change {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.transaction
    }
}

impl DerefMut for Change {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }
}

/// Takes the file beside the database that says it is in use; the system gives it back when the process ends.
pub(crate) fn lock(path: &Path) -> Result<File, OpenError> {
    let beside = path.with_extension("lock");
    let refuse = |why: &str| OpenError::Database { path: path.display().to_string(), why: why.to_owned() };
    let file = File::create(&beside).map_err(|why| refuse(&format!("cannot write beside it ({why})")))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(refuse("another process holds it; stop that one first")),
        Err(TryLockError::Error(why)) => Err(refuse(&format!("cannot lock the file beside it ({why})"))),
    }
}

/// What went wrong with the database, for a person at the shell.
fn sentence(why: &sqlx::Error) -> String {
    let text = why.to_string();
    if text.contains("locked") || text.contains("busy") {
        "another process holds it; stop that one first".to_owned()
    } else if text.contains("full") {
        "the disk is full; make room and start again".to_owned()
    } else if text.contains("disk I/O error") {
        "the disk answers with errors; look at its health, and whether a limit keeps its files from growing"
            .to_owned()
    } else if text.contains("unable to open") {
        "the folder is missing or may not be written".to_owned()
    } else if text.contains("not a database") {
        "it is not a SQLite database".to_owned()
    } else {
        text
    }
}

/// Faults made of database errors; the whole chain goes to the log under the same reference.
pub(crate) trait FromDb {
    /// The fault a person is told; logged here, once.
    fn from_db(why: sqlx::Error) -> Self;
}

impl FromDb for Fault {
    fn from_db(why: sqlx::Error) -> Self {
        written::note(&why);
        let reference = hex::encode(rand::random::<[u8; 4]>());
        tracing::error!(%reference, error = %why, "the database failed");
        let mut fault = Self::new(FaultKind::Internal, format!("The database failed: {}.", sentence(&why)))
            .next("Nothing was sent. Try again; if it stays so, show the reference to whoever runs this console.");
        fault.reference = Some(reference);
        fault
    }
}

#[cfg(test)]
mod tests {
    use domain::at::At;

    use super::*;

    #[tokio::test]
    async fn a_change_that_sqlite_itself_took_back_stops_not_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&folder.path().join("full.db"), Clock::wall()).await.unwrap();
        let mut change = db.begin().await.unwrap();
        // What a full disk does, asked for by name: the transaction ends without anybody saying so.
        let twice =
            "create table once (one integer primary key); insert or rollback into once values (1), (1)";
        sqlx::raw_sql(twice).execute(&mut *change).await.unwrap_err();
        drop(change);
        assert!(db.is_writable().await);
        db.close().await;
    }

    #[tokio::test]
    async fn a_full_disk_is_remembered_until_a_change_goes_through() {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::leaping(At(1_000), |_| {});
        let db = Db::open(&folder.path().join("full.db"), clock.clone()).await.unwrap();
        db.cap(1).await.unwrap();
        for _ in 0..2 {
            clock.sleep(Duration::from_secs(1)).await;
            let mut change = db.begin().await.unwrap();
            let many =
                sqlx::query("insert into draft (person_id, at, content) values ('a', 1, zeroblob(900000))");
            let fault = Fault::from_db(many.execute(&mut *change).await.unwrap_err());
            assert!(fault.message.contains("the disk is full"), "{fault:?}");
        }
        let unwritten = db.written().now().unwrap();
        assert_eq!((unwritten.since, unwritten.why.as_str()), (At(2_000), "the disk is full"));
        // Looking whether it can be written clears nothing: nothing is written for it.
        assert!(db.is_writable().await && db.written().now().is_some());
        // Nor does a change that finds nothing to write.
        let mut change = db.begin().await.unwrap();
        sqlx::query("delete from draft where person_id = 'nobody'").execute(&mut *change).await.unwrap();
        change.commit().await.unwrap();
        assert!(db.written().now().is_some());
        db.cap(u32::MAX - 1).await.unwrap();
        let mut change = db.begin().await.unwrap();
        sqlx::query("insert into draft (person_id, at, content) values ('a', 1, 'b')")
            .execute(&mut *change)
            .await
            .unwrap();
        change.commit().await.unwrap();
        assert_eq!(db.written().now(), None);
        // One that was given up for another reason is no news.
        drop(db.begin().await.unwrap());
        assert_eq!(db.written().now(), None);
        db.close().await;
    }
}
