//! Which figures are read when they are asked for, and what are they called?

use std::sync::atomic::AtomicU64;

use backend::figures::Figures;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::{Registry, Unit};

use super::Labels;

/// All of them, as they are now.
pub(super) fn registry(figures: &Figures, streams: usize) -> Registry {
    let mut registry = Registry::with_prefix("deskwarden");
    let calls = Family::<Labels, Counter>::default();
    let waits = Family::<Labels, Counter>::default();
    let waited = Family::<Labels, Counter<f64, AtomicU64>>::default();
    let ages = Family::<Labels, Gauge<f64, AtomicU64>>::default();
    for of in &figures.scopes {
        let place = vec![("account", of.scope.account.to_string()), ("region", of.scope.region.to_string())];
        for (operation, outcome, count) in &of.calls {
            let mut labels = place.clone();
            labels.push(("operation", operation.clone()));
            labels.push(("outcome", (*outcome).to_owned()));
            calls.get_or_create(&labels).inc_by(*count);
        }
        waits.get_or_create(&place).inc_by(of.waits);
        waited.get_or_create(&place).inc_by(seconds(of.waited_ms));
        if let Some(age) = of.sweep_age_ms {
            ages.get_or_create(&place).set(seconds(u64::try_from(age).unwrap_or(0)));
        }
    }
    registry.register("aws_calls", "Calls to AWS by operation and outcome", calls);
    registry.register("aws_budget_waits", "Calls to WorkSpaces that waited for the rate budget", waits);
    let help = "How long calls to WorkSpaces waited for the rate budget, in all";
    registry.register_with_unit("aws_budget_waited", help, Unit::Seconds, waited);
    let help = "How long ago the last full sweep of the account and region began";
    registry.register_with_unit("sweep_age", help, Unit::Seconds, ages);

    let steps = Family::<Labels, Gauge>::default();
    for (state, count) in &figures.steps {
        steps.get_or_create(&vec![("state", state.clone())]).set(*count);
    }
    registry.register("open_steps", "Steps of jobs that have no end yet, by state", steps);
    registry.register("streams", "Streams of hints that are open", whole(streams as u64));
    let help = "The database on the disk, with its log";
    registry.register_with_unit("database", help, Unit::Bytes, whole(figures.database_bytes));
    registry
}

fn whole(number: u64) -> Gauge {
    let gauge = Gauge::default();
    gauge.set(i64::try_from(number).unwrap_or(i64::MAX));
    gauge
}

fn seconds(ms: u64) -> f64 {
    ms as f64 / 1_000.0
}
