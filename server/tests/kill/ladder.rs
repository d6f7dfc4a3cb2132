//! Properties, two steps a row: asked for twice they are the same, but AWS takes the second of them once in six hours.

use backend::{fleet, jobs, sync};
use domain::change::{Change, Properties};
use domain::ids::{JobId, WorkspaceKey};
use domain::jobs::{Selection, StepState};
use domain::query::FleetQuery;
use domain::words::{Compute, RunningMode};

use crate::create::{all_rows, everything};
use crate::world::{World, here, owner};

/// Minutes that nobody has before.
const MINUTES: i64 = 420;

/// So many rows.
pub struct Ladder {
    pub rows: usize,
}

impl Ladder {
    pub async fn submit(&self, world: &World) -> Vec<JobId> {
        let backend = world.open().await;
        let (query, _) = FleetQuery::read("state=STOPPED&state=AVAILABLE&mode=AUTO_STOP&compute=STANDARD");
        let found =
            fleet::page(&backend, &owner(), &FleetQuery { size: Some(200), ..query.clone() }).await.unwrap();
        let mut keys: Vec<WorkspaceKey> = Vec::new();
        let mut page = found;
        loop {
            keys.extend(page.rows.into_iter().filter(|one| one.related.is_empty()).map(|one| one.key));
            let Some(cursor) = page.next.filter(|_| keys.len() < self.rows) else { break };
            let next = FleetQuery { size: Some(200), ..query.clone() }.page_after(&cursor);
            page = fleet::page(&backend, &owner(), &next).await.unwrap();
        }
        keys.truncate(self.rows);
        assert_eq!(keys.len(), self.rows, "the estate is too small");
        let wish = Properties {
            auto_stop_minutes: Some(MINUTES),
            compute: Some(Compute::Performance),
            ..Properties::default()
        };
        let change = Change::Modify(wish);
        let permit = owner().permit(change.action().right()).unwrap();
        let plan = jobs::plan(&backend, &permit, change, Selection::These(keys)).await.unwrap();
        let plan = jobs::read_plan(&backend, &owner(), plan).await.unwrap();
        assert_eq!((plan.eligible, plan.calls), (self.rows as i64, 2 * self.rows as i64));
        let job = jobs::submit(&backend, &permit, plan.id, &plan.digest, None).await.unwrap();
        backend.stop().await;
        vec![job]
    }

    pub async fn check(&self, world: &World, jobs: &[JobId]) {
        let backend = world.open().await;
        sync::sweep(&backend, &here()).await.unwrap();
        let all = everything(&backend).await;
        let rows = all_rows(&backend, jobs[0]).await;
        assert_eq!(rows.len(), self.rows);
        for row in &rows {
            assert_eq!((row.state, row.step), (StepState::Done, (2, 2)), "{row:?}");
            let one = all.iter().find(|one| Some(&one.key) == row.key.as_ref()).unwrap();
            assert_eq!(
                (one.mode.as_ref(), one.auto_stop_minutes),
                (Some(&RunningMode::AutoStop), Some(MINUTES))
            );
            assert_eq!(one.compute, Some(Compute::Performance), "{row:?}");
        }
        let calls = world.calls("ModifyWorkspaceProperties");
        println!("{} rows of two steps, {} calls", rows.len(), calls.len());
        backend.stop().await;
    }
}
