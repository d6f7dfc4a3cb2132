//! Where are sessions kept? In the backend's database, under the hash of their id.

use std::fmt;

use backend::{Backend, access};
use domain::at::At;
use futures::future::BoxFuture;
use sha2::{Digest as _, Sha256};
use tower_sessions::SessionStore;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};

/// The adapter between the session layer and the backend's verbs.
#[derive(Clone)]
pub struct Store(pub Backend);

impl fmt::Debug for Store {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Store")
    }
}

/// What the database knows a session by: a copy of it opens no session.
#[must_use]
pub fn key(id: &Id) -> String {
    hex::encode(Sha256::digest(id.to_string()))
}

fn failed(error: impl fmt::Display) -> Error {
    Error::Backend(error.to_string())
}

impl Store {
    async fn keep(&self, record: &Record) -> Result<()> {
        let expires = At(record.expiry_date.unix_timestamp().saturating_mul(1_000));
        let data = serde_json::to_string(&record.data).map_err(|error| Error::Encode(error.to_string()))?;
        access::save_session(&self.0, &key(&record.id), &data, expires).await.map_err(failed)
    }

    async fn find(&self, id: &Id) -> Result<Option<Record>> {
        let Some((data, expires)) = access::load_session(&self.0, &key(id)).await.map_err(failed)? else {
            return Ok(None);
        };
        let data = serde_json::from_str(&data).map_err(|error| Error::Decode(error.to_string()))?;
        let expiry_date = time::OffsetDateTime::from_unix_timestamp(expires.0 / 1_000).map_err(failed)?;
        Ok(Some(Record { id: *id, data, expiry_date }))
    }
}

// The signatures are those that `async_trait` makes, written out.
impl SessionStore for Store {
    fn create<'s, 'r, 'f>(&'s self, record: &'r mut Record) -> BoxFuture<'f, Result<()>>
    where
        's: 'f,
        'r: 'f,
        Self: 'f,
    {
        Box::pin(async move {
            while self.find(&record.id).await?.is_some() {
                record.id = Id::default();
            }
            self.keep(record).await
        })
    }

    fn save<'s, 'r, 'f>(&'s self, record: &'r Record) -> BoxFuture<'f, Result<()>>
    where
        's: 'f,
        'r: 'f,
        Self: 'f,
    {
        Box::pin(async move {
            // A session that was ended while this request ran stays ended.
            if self.find(&record.id).await?.is_some() {
                // All that is saved again is when it was last used: a disk that takes nothing keeps nobody from reading.
                if let Err(error) = self.keep(record).await {
                    tracing::warn!(%error, "a session could not be noted");
                }
            }
            Ok(())
        })
    }

    fn load<'s, 'i, 'f>(&'s self, id: &'i Id) -> BoxFuture<'f, Result<Option<Record>>>
    where
        's: 'f,
        'i: 'f,
        Self: 'f,
    {
        Box::pin(self.find(id))
    }

    fn delete<'s, 'i, 'f>(&'s self, id: &'i Id) -> BoxFuture<'f, Result<()>>
    where
        's: 'f,
        'i: 'f,
        Self: 'f,
    {
        Box::pin(async move { access::end_session(&self.0, &key(id)).await.map_err(failed) })
    }
}
