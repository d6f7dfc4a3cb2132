//! How many could go on elsewhere, by account and region? Every number leads to those it counts.

use domain::access::Right;
use domain::count;
use domain::ids::ScopeKey;
use domain::query::{Field, Filter, FleetQuery, Op, Paired};
use domain::resilience::{Cover, STANDBY};
use leptos::prelude::*;

use crate::paths;
use crate::session::session;
use crate::ui::button::Button;
use crate::ui::progress::Progress;
use crate::ui::table::{Heads, TableRegion};

/// The fleet of an account and region, as far as its pairs are so.
pub fn of(scope: &ScopeKey, paired: &Paired) -> FleetQuery {
    let only = |field, value: &str| Filter { field, op: Op::Is, values: vec![value.to_owned()] };
    FleetQuery::default()
        .with(only(Field::Account, scope.account.as_str()))
        .with(only(Field::Region, scope.region.as_str()))
        .with(only(Field::Standby, &paired.wire()))
}

/// A count that leads to what it counts; a hyphen where there is none.
pub fn cell(number: i64, scope: &ScopeKey, paired: &Paired) -> impl IntoView + use<> {
    let inside = match number {
        0 => view! { <span class="quiet">"-"</span> }.into_any(),
        _ => view! { <a href=paths::fleet(&of(scope, paired))>{count::words(number)}</a> }.into_any(),
    };
    view! { <td class="n">{inside}</td> }
}

/// The table of coverage.
#[component]
pub fn Covers(covers: Vec<Cover>) -> impl IntoView {
    if covers.is_empty() {
        let words =
            "There is no WorkSpace that you may see, or the regions are being read for the first time.";
        return view! { <p class="quiet">{words}</p> }.into_any();
    }
    let rows = covers.into_iter().map(|cover| view! { <Row cover/> }).collect_view();
    view! {
        <TableRegion label="Coverage by account and region">
            <Heads
                words=&["Account", "Region", "With a standby", "Without", "Covered", "Not possible", "Missing ones"]
                numbers=&["With a standby", "Without", "Not possible"]
            />
            <tbody>{rows}</tbody>
        </TableRegion>
        <p class="quiet">
            "Not possible: AWS makes standbys of Windows WorkSpaces with a user, and not of Graphics and GeneralPurpose types. \
             They are left out of the share."
        </p>
    }
    .into_any()
}

#[component]
fn Row(cover: Cover) -> impl IntoView {
    let scope = cover.scope.clone();
    let share = match cover.percent() {
        Some(percent) => {
            let label = format!("Covered in {} {}", cover.account_name, scope.region);
            let words = format!("{percent} %");
            view! {
                <span class="share">
                    <Progress label value=Some(cover.covered) most=cover.primaries()/>
                    <span>{words}</span>
                </span>
            }
            .into_any()
        }
        None => view! { <span class="quiet">"-"</span> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row">{cover.account_name}</th>
            <td>{scope.region.to_string()}</td>
            {cell(cover.covered, &scope, &Paired::Primary(None))}
            {cell(cover.missing, &scope, &Paired::None)}
            <td>{share}</td>
            {cell(cover.unfit, &scope, &Paired::Unfit)}
            <td>{(cover.missing > 0).then(|| view! { <CreateMissing scope/> })}</td>
        </tr>
    }
}

/// The way to the form, with all that have none selected.
#[component]
fn CreateMissing(scope: ScopeKey) -> impl IntoView {
    let lacks = session().lacks(Right::Create);
    view! {
        <form method="post" action=paths::PLAN_DOOR>
            <input type="hidden" name="scope" value="matching"/>
            <input type="hidden" name="query" value=of(&scope, &Paired::None).to_query()/>
            <Button name="action" value=STANDBY why_not=lacks>
                "Create the missing"<span class="hidden">{format!(" of {} {}", scope.account, scope.region)}</span>
            </Button>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_leads_to_what_it_counts() {
        let scope: ScopeKey = "111122223333/eu-west-1".parse().unwrap();
        let within = "account=111122223333&region=eu-west-1&standby=";
        assert_eq!(of(&scope, &Paired::None).to_query(), format!("{within}none"));
        let off = Paired::Off(Some(domain::ids::Region::new("us-east-1")));
        assert_eq!(of(&scope, &off).to_query(), format!("{within}off%3Aus-east-1"));
        assert_eq!(FleetQuery::read(&of(&scope, &off).to_query()).0, of(&scope, &off));
    }
}
