//! What else is there? Directories, bundles and the rest, read whole in each sweep.

mod differences;
mod store;

use domain::fault::{AwsWords, Fault};
use domain::resource::ResourceKind;

use super::SyncFault;
use super::aws::tags_of;
use super::store::Batch;
use crate::Backend;
use crate::db::FromDb;
use crate::gateway::{AwsFault, Gateway, Meaning, Priority};
use crate::resource::{Fact, kinds};

/// Resources whose tags are read in one sweep: each costs a call.
const TAGS: usize = 25;

/// Reads every kind. Without directories and bundles the fleet says little, so a sweep fails with them; of the others a
/// role may not be allowed to see any, or a region may not have them, which is noted.
///
/// # Errors
/// What AWS said, or the database.
pub(super) async fn read(backend: &Backend, gateway: &Gateway, batch: Batch<'_>) -> Result<(), SyncFault> {
    for kind in ResourceKind::ALL {
        let needed = matches!(kind, ResourceKind::Directory | ResourceKind::Bundle);
        match kinds::fetch(gateway, &batch.scope.account, *kind, None).await {
            Ok(found) => took_resources(backend, batch, *kind, None, &found).await?,
            Err(fault) if needed || !is_barred(&fault) => return Err(fault.into()),
            Err(fault) => denied(backend, batch, *kind, &fault.words).await?,
        }
    }
    Ok(())
}

/// Whether no sweep will read them, until somebody changes something at AWS.
fn is_barred(fault: &AwsFault) -> bool {
    let is_not_here = fault.words.code.starts_with("OperationNotSupported");
    fault.meaning == Meaning::Denied || (fault.meaning == Meaning::Refused && is_not_here)
}

/// Reads the tags of those whose tags were read longest ago.
///
/// # Errors
/// What AWS said, or the database.
pub(super) async fn read_tags(
    backend: &Backend,
    gateway: &Gateway,
    batch: Batch<'_>,
) -> Result<(), SyncFault> {
    for (kind, id) in store::stalest(backend.db(), batch.scope_id, TAGS).await? {
        match tags_of(gateway, &id, Priority::Enrich).await {
            Ok(tags) => took_resource_tags(backend, batch, kind, &id, &tags).await?,
            // It may have gone meanwhile, and not every role may read every tag.
            Err(fault) if matches!(fault.meaning, Meaning::Refused | Meaning::Denied) => {
                tracing::debug!(%id, error = %fault, "tags could not be read");
                passed_over(backend, batch, kind, &id).await?;
            }
            Err(fault) => return Err(fault.into()),
        }
    }
    Ok(())
}

/// Puts into the inventory what AWS has told of a kind: all of it, or of one id.
pub(crate) async fn took_resources(
    backend: &Backend,
    batch: Batch<'_>,
    kind: ResourceKind,
    id: Option<&str>,
    found: &[Fact],
) -> Result<(), Fault> {
    let mut change = backend.db().begin().await?;
    store::absorb(&mut change, batch, kind, id, found).await.map_err(Fault::from_db)?;
    store::could_read(&mut change, batch.scope_id, kind).await.map_err(Fault::from_db)?;
    backend.commit(change).await
}

/// Puts into the inventory what AWS has told of one resource's tags.
pub(crate) async fn took_resource_tags(
    backend: &Backend,
    batch: Batch<'_>,
    kind: ResourceKind,
    id: &str,
    tags: &[(String, String)],
) -> Result<(), Fault> {
    let mut change = backend.db().begin().await?;
    store::put_tags(&mut change, batch, kind, id, tags).await.map_err(Fault::from_db)?;
    backend.commit(change).await
}

async fn denied(
    backend: &Backend,
    batch: Batch<'_>,
    kind: ResourceKind,
    words: &AwsWords,
) -> Result<(), Fault> {
    let mut change = backend.db().begin().await?;
    store::could_not_read(&mut change, batch.scope_id, kind, words).await.map_err(Fault::from_db)?;
    backend.commit(change).await
}

async fn passed_over(backend: &Backend, batch: Batch<'_>, kind: ResourceKind, id: &str) -> Result<(), Fault> {
    let mut change = backend.db().begin().await?;
    store::looked_at_tags(&mut change, batch, kind, id).await.map_err(Fault::from_db)?;
    backend.commit(change).await
}
