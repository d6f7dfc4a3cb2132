//! May the next wave go? A job pauses itself where its rules say so.

use domain::fault::Fault;
use domain::jobs::Held;
use domain::tell::Event;

use super::Turn;
use super::store::{self, Wave};
use crate::db::FromDb;
use crate::jobs::store::{next_wave, touched};
use crate::tell;

/// What is to become of a job whose wave stands so.
#[derive(Debug, PartialEq, Eq)]
enum Then {
    Hold(Held),
    Next,
    Wait,
}

/// Holds what goes wrong, and lets go what may.
pub(super) async fn waves(at: &Turn<'_>) -> Result<(), Fault> {
    for wave in store::waves(at.backend.db(), at.scope_id).await? {
        let then = then(&wave);
        if then == Then::Wait {
            continue;
        }
        let now = at.backend.clock().now();
        let mut change = at.backend.db().begin().await?;
        let run = async {
            match then {
                Then::Hold(held) => {
                    let event = if held == Held::Approval { Event::Approval } else { Event::Stopped };
                    if store::hold(&mut change, wave.job, held.slug()).await? {
                        tell::store::note(&mut change, wave.job, event, now).await?;
                        tracing::info!(job = wave.job, held = held.slug(), "a job has paused itself");
                    }
                }
                Then::Next => next_wave(&mut change, wave.job, now).await?,
                Then::Wait => {}
            }
            touched(&mut change, wave.job, now).await
        };
        run.await.map_err(Fault::from_db)?;
        at.backend.commit(change).await?;
    }
    Ok(())
}

fn then(wave: &Wave) -> Then {
    let too_many = wave.stop_percent.is_some_and(|percent| wave.bad * 100 > percent * wave.rows);
    match (too_many, wave.open, wave.more, wave.approve) {
        // With nothing left to send there is nothing to stop.
        (true, open, more, _) if open > 0 || more => Then::Hold(Held::Failures),
        (_, 0, true, true) => Then::Hold(Held::Approval),
        (_, 0, true, false) => Then::Next,
        _ => Then::Wait,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wave_goes_on_waits_or_stops() {
        let wave =
            Wave { job: 1, approve: false, stop_percent: Some(10), rows: 20, bad: 2, open: 3, more: true };
        assert_eq!(then(&wave), Then::Wait);
        assert_eq!(then(&Wave { bad: 3, ..wave }), Then::Hold(Held::Failures));
        assert_eq!(then(&Wave { open: 0, ..wave }), Then::Next);
        assert_eq!(then(&Wave { open: 0, approve: true, ..wave }), Then::Hold(Held::Approval));
        assert_eq!(then(&Wave { bad: 20, open: 0, more: false, ..wave }), Then::Wait);
        assert_eq!(then(&Wave { bad: 1, stop_percent: Some(0), ..wave }), Then::Hold(Held::Failures));
    }
}
