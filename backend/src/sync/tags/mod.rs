//! What is written on each WorkSpace? Read by Resource Groups Tagging where that is allowed, else one by one.

mod store;

use domain::fault::Fault;

use super::store::Batch;
use super::{SyncFault, aws};
use crate::Backend;
use crate::db::FromDb;
use crate::gateway::{Gateway, Meaning, Priority};

/// WorkSpaces whose tags are read one by one in a sweep, where the tagging API is denied.
const ONE_BY_ONE: usize = 25;

/// Reads the tags of a scope; what differs is a line of the log.
///
/// # Errors
/// What AWS said, or the database.
pub(super) async fn read(backend: &Backend, gateway: &Gateway, batch: Batch<'_>) -> Result<(), SyncFault> {
    let mut token = None;
    loop {
        let (tagged, next) = match aws::tag_page(gateway, token).await {
            Ok(page) => page,
            // Not every role may use the tagging API; DescribeTags is part of WorkSpaces itself.
            Err(fault) if fault.meaning == Meaning::Denied => {
                return one_by_one(backend, gateway, batch).await;
            }
            Err(fault) => return Err(fault.into()),
        };
        let mut change = backend.db().begin().await?;
        store::put(&mut change, batch, &tagged).await.map_err(Fault::from_db)?;
        if next.is_none() {
            store::clear_unread(&mut change, batch).await.map_err(Fault::from_db)?;
        }
        backend.commit(change).await?;
        match next {
            None => return Ok(()),
            next => token = next,
        }
    }
}

/// Puts into the inventory what AWS has just told of one WorkSpace's tags.
pub(crate) async fn took_tags(
    backend: &Backend,
    batch: Batch<'_>,
    id: &str,
    tags: &[(String, String)],
) -> Result<(), Fault> {
    let mut change = backend.db().begin().await?;
    store::put(&mut change, batch, &[(id.to_owned(), tags.to_vec())]).await.map_err(Fault::from_db)?;
    backend.commit(change).await
}

async fn one_by_one(backend: &Backend, gateway: &Gateway, batch: Batch<'_>) -> Result<(), SyncFault> {
    for id in store::stalest(backend.db(), batch.scope_id, ONE_BY_ONE).await? {
        let tags = match aws::tags_of(gateway, &id, Priority::Enrich).await {
            // It was terminated since it was listed; that it is gone is for those to say who look at WorkSpaces.
            Err(fault) if fault.is_gone() => continue,
            tags => tags?,
        };
        let mut change = backend.db().begin().await?;
        store::put(&mut change, batch, &[(id, tags)]).await.map_err(Fault::from_db)?;
        backend.commit(change).await?;
    }
    Ok(())
}
