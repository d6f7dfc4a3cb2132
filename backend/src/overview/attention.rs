//! What needs a person first: each with why, how many, and the way to them.

use domain::at::At;
use domain::count;
use domain::estate::{Attention, Health, ScopeStatus};
use domain::query::{Field, Filter, FleetQuery, Op};
use domain::words::{Protocol, State};

use super::store::Group;

/// PCoIP is supported until the end of 31 October 2027 (rules.md, "Properties").
const PCOIP_ENDS: At = At(1_825_027_200_000);
/// Days without a connection after which a desktop counts as unused.
pub(super) const UNUSED_DAYS: i64 = 90;
const MINUTE_MS: i64 = 60_000;
/// One throttled call in so many is worth a word.
const THROTTLED: i64 = 20;

/// The longest that a state which ends by itself should last: Amazon's times, doubled where they are given.
pub(super) fn longest_ms(state: &State) -> i64 {
    match state {
        State::Starting | State::Stopping | State::Rebooting => 20 * MINUTE_MS,
        State::Pending => 60 * MINUTE_MS,
        _ => 120 * MINUTE_MS,
    }
}

/// WorkSpaces in this state.
pub(super) fn in_state(groups: &[Group], state: &State, why: &str, urgent: bool) -> Attention {
    let in_it = groups.iter().filter(|group| group.state == state.wire());
    Attention {
        // "in Error", but no WorkSpace is in Unhealthy.
        what: match state {
            State::Unhealthy => format!("{} WorkSpaces", state.word()),
            _ => format!("WorkSpaces in {}", state.word()),
        },
        why: why.to_owned(),
        count: in_it.map(|group| group.count).sum(),
        link: fleet(&[Filter { field: Field::State, op: Op::Is, values: vec![state.wire().to_owned()] }]),
        urgent,
    }
}

/// WorkSpaces that should have left their state long ago.
pub(super) fn stuck(found: &[(String, i64)]) -> Attention {
    let states = found.iter().map(|(state, _)| state.clone()).collect();
    Attention {
        what: "WorkSpaces stuck on their way".to_owned(),
        why: "They change for longer than AWS needs; a reboot may help, or AWS support.".to_owned(),
        count: found.iter().map(|(_, count)| count).sum(),
        link: fleet(&[Filter { field: Field::State, op: Op::Is, values: states }]),
        urgent: true,
    }
}

/// Rows of jobs that ended badly.
pub(super) fn bad_end((state, count, job): (String, i64, Option<i64>)) -> Attention {
    let needs_person = state == "needs_person";
    let (what, why) = if needs_person {
        ("Changes that need a person", "Whether AWS did them cannot be found out by the console alone.")
    } else {
        ("Changes that AWS refused in the last 7 days", "Each row says why, in AWS's words.")
    };
    let link = job.map_or_else(|| "/jobs".to_owned(), |job| format!("/jobs/{job}"));
    Attention { what: what.to_owned(), why: why.to_owned(), count, link, urgent: needs_person }
}

/// Scopes that AWS denies or that fail, and those that it throttles.
pub(super) fn scopes(scopes: &[ScopeStatus]) -> Vec<Attention> {
    let row = |what: &str, why: &str, urgent, holds: &dyn Fn(&ScopeStatus) -> bool| {
        let count = scopes.iter().filter(|scope| holds(scope)).count() as i64;
        Attention { what: what.to_owned(), why: why.to_owned(), count, link: "/#scopes".to_owned(), urgent }
    };
    vec![
        row(
            "Regions that deny us",
            "What is shown of them is old until the role may read them again.",
            true,
            &|scope| scope.health == Health::Denied,
        ),
        row(
            "Regions without credentials",
            "What is shown of them is old until the console has credentials for them again.",
            true,
            &|scope| matches!(scope.health, Health::Lacking(_)),
        ),
        row(
            "Regions that cannot be read",
            "What is shown of them is old; the console keeps trying.",
            true,
            &|scope| scope.health == Health::Failing,
        ),
        row(
            "Regions that throttle us",
            "Other tools use up the rate there; changes and sweeps take longer.",
            false,
            &|scope| scope.throttles > 0 && scope.throttles * THROTTLED > scope.calls,
        ),
    ]
}

/// Desktops on the protocol that will end.
pub(super) fn pcoip(groups: &[Group], now: At) -> Attention {
    let wire = Protocol::Pcoip.wire();
    let days = PCOIP_ENDS.ms_since(now) / 86_400_000;
    let over = now > PCOIP_ENDS;
    let why = if over {
        "Amazon's support for PCoIP ended on 31 October 2027: move them to DCV.".to_owned()
    } else {
        format!(
            "Amazon's support for PCoIP ends on 31 October 2027, in {}: move them to DCV.",
            count::of(days, "day", "days")
        )
    };
    Attention {
        what: "WorkSpaces on PCoIP".to_owned(),
        why,
        count: groups.iter().filter(|group| group.protocol == wire).map(|group| group.count).sum(),
        link: fleet(&[Filter { field: Field::Protocol, op: Op::Is, values: vec![wire.to_owned()] }]),
        urgent: over,
    }
}

/// Desktops that nobody has used for long.
pub(super) fn unused(groups: &[Group]) -> Attention {
    let value = format!("{UNUSED_DAYS}d");
    Attention {
        what: format!("WorkSpaces unused for {UNUSED_DAYS} days"),
        why: "They cost money and nobody connects to them.".to_owned(),
        count: groups.iter().map(|group| group.unused).sum(),
        link: fleet(&[Filter { field: Field::LastActive, op: Op::Over, values: vec![value] }]),
        urgent: false,
    }
}

/// The fleet's address with these filters.
fn fleet(filters: &[Filter]) -> String {
    let query = filters.iter().cloned().fold(FleetQuery::default(), |query, filter| query.with(filter));
    format!("/fleet?{}", query.to_query())
}
