//! What does the demo organisation have?

pub mod accounts;
pub mod applications;
mod bundles;
mod desktops;
pub mod directories;
pub mod images;
mod keys;
mod names;
pub mod pools;
mod reach;
mod standby;

use crate::seeded::Dice;
use crate::world::desktop::Placed;
use crate::world::journal::Origin;
use crate::world::scope::Scope;
use accounts::{SHARES, accounts};
use bundles::Bundle;
use directories::Directory;

/// When everybody looks who keeps still: afternoon in Europe, milliseconds since midnight there.
const STILL_MS: i64 = 15 * 3_600_000;

/// The whole estate: a function of its origin alone, so that a restart can make it again. Without desktops there is nothing in
/// it but what Amazon offers everybody.
pub fn scopes(Origin { seed, fleet, born, still }: Origin) -> Vec<Scope> {
    // How many are at work hangs on the hour; where nobody comes or goes it hangs on nothing, so that tests find the same at any.
    let hour = if still { STILL_MS } else { born };
    let mut scopes = Vec::new();
    let mut sizes = sizes(fleet).into_iter();
    let mut number = 0;
    for account in accounts() {
        for region in account.regions {
            let mut scope = empty(account.id, region);
            if let Some(size) = sizes.next().filter(|_| fleet > 0) {
                scope.keys.extend(keys::own(account.id, region));
                let plan = Plan {
                    directories: directories::of(account, region),
                    amazons: bundles::amazons(region),
                    own: bundles::own(account.id, region, born),
                };
                plan.directories.iter().for_each(|d| scope.shelve(d.resource(account.id, region, born)));
                plan.own.iter().for_each(|bundle| scope.shelve(bundle.resource()));
                images::of(&plan.own, account.id).into_iter().for_each(|image| scope.shelve(image));
                if let Some(bundle) = plan.amazons.first() {
                    pools::of(account, region, &bundle.id, born)
                        .into_iter()
                        .for_each(|one| scope.shelve(one));
                }
                reach::install(&mut scope, account.name, &plan.directories, born);
                desktops::fill(&mut scope, &plan, seed, size, &mut number, (born, hour));
                scope.quota = size + size / 4 + 1000;
            }
            scopes.push(scope);
        }
    }
    standby::pair(&mut scopes, seed, fleet, born);
    scopes.iter_mut().for_each(applications::install);
    scopes
}

/// An account's region in which nothing has been made yet.
pub fn empty(account: &str, region: &str) -> Scope {
    let mut scope = Scope::new(account, region);
    scope.keys.push(keys::amazons(account, region));
    bundles::amazons(region).iter().for_each(|bundle| scope.shelve(bundle.resource()));
    scope
}

/// What the desktops of a scope are made in and from.
struct Plan {
    /// The largest first.
    directories: Vec<Directory>,
    /// Amazon's bundles.
    amazons: Vec<Bundle>,
    /// The account's bundles.
    own: Vec<Bundle>,
}

/// How many desktops each account and region gets: unevenly, as in life.
fn sizes(fleet: usize) -> Vec<usize> {
    let mut sizes: Vec<usize> = SHARES.iter().map(|share| fleet * share / 100).collect();
    sizes[0] += fleet - sizes.iter().sum::<usize>();
    sizes
}

/// An address in a directory's network, and a computer name. Without subnets it has none of its own.
pub fn placed(directory: &str, subnets: &[String], seed: u64, id: &str) -> Placed {
    let mut dice = Dice::new(seed, &[id, "place"]);
    let network = directories::network(directory);
    let half = dice.between(0, 2);
    let (host, number) = (half * 128 + dice.between(0, 128), dice.between(4, 255));
    let subnet = subnets.get(half as usize).or(subnets.first()).cloned();
    Placed {
        ip: format!("10.{network}.{host}.{number}"),
        subnet: subnet.unwrap_or_else(|| directories::subnets(directory)[0].clone()),
        computer: format!("WSAMZN-{}", dice.letters(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 8)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_add_up() {
        for fleet in [0, 1, 99, 2400, 100_000] {
            assert_eq!(sizes(fleet).iter().sum::<usize>(), fleet);
        }
    }

    #[test]
    fn the_estate_has_the_size_that_was_asked_for() {
        for fleet in [0, 5, 300] {
            let scopes = scopes(Origin { seed: 1, fleet, born: 0, still: false });
            let count: usize = scopes.iter().map(|scope| scope.desktops().len()).sum();
            assert_eq!(count, fleet);
        }
    }

    #[test]
    fn the_helpdesk_has_a_few_dozen_desktops() {
        let (account, region, directory) = accounts::helpdesk_directory();
        let scopes = scopes(Origin { seed: 1, fleet: 2400, born: 0, still: false });
        let scope = scopes
            .iter()
            .find(|scope| scope.account == account && scope.region == region)
            .expect("the scope is in the estate");
        let count = scope.desktops().values().filter(|desktop| desktop.directory == directory).count();
        assert_eq!(count, 48);
    }
}
