//! When is a job's next call due, and when may it end? At the rate there is, with the waits between its steps.

mod store;

use domain::fault::Fault;
use domain::jobs::{Job, JobState, NextCall, Waits};

use super::plan::calls_for;
use crate::Backend;
use crate::gateway::Gateway;
use store::Left;

/// Fills in when the next call of a running job is due, and what it waits for; and when the last one may go at the
/// earliest. Later steps of a row, later waves and a share of the rate count; what nobody knows does not: how long AWS
/// takes, when a person approves, and whether the job's hours are over before.
pub(super) async fn forecast(backend: &Backend, job: &mut Job) -> Result<(), Fault> {
    let now = backend.clock().now();
    job.opens = job.opens.filter(|opens| *opens > now);
    if job.state != JobState::Running {
        return Ok(());
    }
    for left in store::left(backend.db(), job.id, now).await? {
        let Some(gateway) = backend.gateway(&left.scope) else { continue };
        let rate = now.plus_ms(gateway.budget().wait_ms()).max(gateway.served_until(job.id.0).unwrap_or(now));
        let opens = rate.max(job.opens.unwrap_or(rate));
        if let Some(next) = left.next {
            let waits = if next > opens { Waits::ItsTime } else { Waits::Rate };
            let next = NextCall { at: next.max(opens), waits };
            job.next_call = Some(
                job.next_call.map_or(next, |other: NextCall| if other.at < next.at { other } else { next }),
            );
        }
        let last = opens.plus_ms(span_ms(gateway, job, &left)).max(left.last);
        job.eta = Some(job.eta.map_or(last, |other| other.max(last)));
    }
    Ok(())
}

/// How long the calls take that are left in a scope, from the first of them to the last.
fn span_ms(gateway: &Gateway, job: &Job, left: &Left) -> i64 {
    let calls = calls_for(job.kind, left.steps);
    if left.share < 1.0 {
        return (calls - 1).max(0) * gateway.pause_ms(left.share);
    }
    gateway.budget().span_ms(calls)
}
