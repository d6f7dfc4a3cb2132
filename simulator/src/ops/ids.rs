//! Which id does a new resource get?

use crate::seeded::{BASE36, Dice, HEX};
use crate::world::World;
use crate::world::resource::Kind;

/// An id that is not in use: the prefix and nine letters. It depends on the moment too, so that a restart does not
/// repeat it.
pub fn new(world: &mut World, scope: usize, kind: Kind, prefix: &str) -> String {
    loop {
        let id = format!("{prefix}{}", dice(world, scope, prefix).letters(BASE36, 9));
        if world.scope(scope).resource(kind, &id).is_none() {
            return id;
        }
    }
}

/// A UUID, as Connect add-ins have.
pub fn uuid(world: &mut World, scope: usize) -> String {
    let mut dice = dice(world, scope, "uuid");
    [8, 4, 4, 4, 12].map(|length| dice.letters(HEX, length)).join("-")
}

/// Dice that fall differently at each call.
pub fn dice(world: &mut World, scope: usize, purpose: &str) -> Dice {
    let (serial, moment) = (world.serial().to_string(), world.now().to_string());
    let place = world.scope(scope);
    Dice::new(world.seed, &[purpose, &place.account, &place.region, &moment, &serial])
}
