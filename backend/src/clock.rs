//! What time is it? Nothing else asks, and nothing else sleeps.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::at::At;

/// Tells the time and sleeps. Tests hold one that leaps: a sleep ends at once and moves the time on.
#[derive(Clone)]
pub struct Clock(Arc<Kind>);

type Leap = Box<dyn Fn(Duration) + Send + Sync>;

enum Kind {
    Wall,
    Leaping { now: Mutex<At>, tell: Leap },
    Hastened { speed: f64, since: At },
}

impl Clock {
    /// The time of this machine.
    #[must_use]
    pub fn wall() -> Self {
        Self(Arc::new(Kind::Wall))
    }

    /// Starts at `now` and moves by sleeping only; `tell` hears of each leap (to move a simulator along).
    pub fn leaping(now: At, tell: impl Fn(Duration) + Send + Sync + 'static) -> Self {
        Self(Arc::new(Kind::Leaping { now: Mutex::new(now), tell: Box::new(tell) }))
    }

    /// The time of this machine, `speed` times as quick since a moment. Processes that are told the same moment agree
    /// on the time, so that it goes on where one of them ends and the next begins.
    #[must_use]
    pub fn hastened(speed: f64, since: At) -> Self {
        Self(Arc::new(Kind::Hastened { speed, since }))
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> At {
        match &*self.0 {
            Kind::Wall => wall(),
            Kind::Hastened { speed, since } => since.plus_ms((wall().ms_since(*since) as f64 * speed) as i64),
            Kind::Leaping { now, .. } => *now.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// Waits; a leaping clock leaps instead.
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everything else sleeps on")]
    pub async fn sleep(&self, span: Duration) {
        match &*self.0 {
            Kind::Wall => tokio::time::sleep(span).await,
            Kind::Hastened { speed, .. } => tokio::time::sleep(span.div_f64(*speed)).await,
            Kind::Leaping { now, tell } => {
                {
                    let mut now = now.lock().unwrap_or_else(PoisonError::into_inner);
                    *now = now.plus_ms(i64::try_from(span.as_millis()).unwrap_or(i64::MAX));
                }
                tell(span);
                tokio::task::yield_now().await;
            }
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the clock that everything else asks")]
fn wall() -> At {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    At(since.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX)))
}
