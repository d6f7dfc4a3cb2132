//! New WorkSpaces: what could be doubled, because no call of theirs can be repeated safely.

use std::collections::BTreeMap;

use backend::{Backend, create, fleet, jobs, sync};
use domain::access::Right;
use domain::create::Form;
use domain::ids::JobId;
use domain::jobs::{JobRow, StepState};
use domain::query::FleetQuery;
use domain::workspace::WorkSpace;

use crate::world::{World, here, owner};

/// So many for people in one job, and so many that are nobody's, which AWS would let double, each in a job of its own.
pub struct Create {
    pub rows: usize,
    pub kiosks: usize,
    /// What the first of the people is numbered.
    pub first: usize,
}

impl Create {
    pub async fn submit(&self, world: &World) -> Vec<JobId> {
        let backend = world.open().await;
        let catalog = create::catalog(&backend, &owner()).await.unwrap();
        let directory = catalog.directories.iter().find(|one| one.state == "REGISTERED").unwrap();
        let bundle = catalog.bundles.iter().find(|one| one.scope == directory.key.scope).unwrap();
        let (directory, bundle) = (directory.key.to_string(), bundle.id.to_string());
        let blank = Form { directory, bundle, ..Form::default() };
        let people: Vec<_> =
            (self.first..self.first + self.rows).map(|number| format!("new.{number}")).collect();
        let mut jobs = vec![submit(&backend, &Form { people: people.join("\n"), ..blank.clone() }).await];
        // Jobs take turns: these come between the calls of the large one, and meet deaths too.
        for kiosk in 0..self.kiosks {
            let form = Form { name: format!("new-kiosk-{kiosk}"), ..blank.clone() };
            jobs.push(submit(&backend, &form).await);
        }
        backend.stop().await;
        jobs
    }

    pub async fn check(&self, world: &World, jobs: &[JobId]) {
        let backend = world.open().await;
        sync::sweep(&backend, &here()).await.unwrap();
        let mut made: BTreeMap<String, usize> = BTreeMap::new();
        for one in everything(&backend).await {
            *made.entry(one.name.unwrap_or(one.user)).or_default() += 1;
        }
        let (mut rows, mut asked) = (Vec::new(), 0);
        for job in jobs {
            rows.extend(all_rows(&backend, *job).await);
        }
        assert_eq!(rows.len(), self.rows + self.kiosks);
        for row in &rows {
            let there = made.get(&row.label).copied().unwrap_or_default();
            match row.state {
                StepState::Done => assert_eq!(there, 1, "{row:?}"),
                // What AWS would let double is a person's to decide when it was not seen in time.
                StepState::NeedsPerson if row.label.starts_with("new-kiosk") => {
                    asked += 1;
                    assert!(there <= 1, "{row:?}");
                }
                _ => panic!("{row:?}"),
            }
        }
        let calls = world.calls("CreateWorkspaces").len();
        println!("{} rows in {} jobs, {calls} calls, {asked} for a person to decide", rows.len(), jobs.len());
        backend.stop().await;
    }
}

async fn submit(backend: &Backend, form: &Form) -> JobId {
    let permit = owner().permit(Right::Create).unwrap();
    let id = jobs::plan_create(backend, &permit, form).await.unwrap();
    let plan = jobs::read_plan(backend, &owner(), id).await.unwrap();
    jobs::submit(backend, &permit, id, &plan.digest, None).await.unwrap()
}

pub async fn all_rows(backend: &Backend, job: JobId) -> Vec<JobRow> {
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let page = jobs::one(backend, &owner(), job, after).await.unwrap();
        rows.extend(page.rows);
        after = page.next;
        if after.is_none() {
            return rows;
        }
    }
}

pub async fn everything(backend: &Backend) -> Vec<WorkSpace> {
    let mut query = FleetQuery { size: Some(200), ..FleetQuery::default() };
    let mut all = Vec::new();
    loop {
        let page = fleet::page(backend, &owner(), &query).await.unwrap();
        all.extend(page.rows);
        match page.next {
            Some(cursor) => query = query.page_after(&cursor),
            None => return all,
        }
    }
}
