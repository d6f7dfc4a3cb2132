//! May the account make one more of these, of this name and with these tags, and what will its id be?

use serde_json::Value;

use super::tags::{self, MOST};
use crate::seeded::{BASE36, Dice};
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::desktop::Word;
use crate::world::resource::Kind;
use crate::world::scope::Scope;

/// Images of an account and region (facts.md 27).
pub const IMAGES: (Kind, &str, usize) = (Kind::Image, "image", 40);
/// Bundles of an account and region (facts.md 27).
pub const BUNDLES: (Kind, &str, usize) = (Kind::Bundle, "bundle", 50);

/// The name must be free and the quota not used up; words invented.
pub fn room(scope: &Scope, of: (Kind, &str, usize), name: &str) -> Result<(), ServiceError> {
    let (kind, word, most) = of;
    let own = || scope.resources(kind).filter(|one| one.text("Owner") != "AMAZON");
    if own().any(|one| one.text("Name") == name) {
        return Err(ServiceError::new(
            "ResourceAlreadyExistsException",
            format!("The {word} name {name} already exists. Choose another name, and try again."),
        ));
    }
    if own().count() >= most {
        return Err(ServiceError::new(
            "ResourceLimitExceededException",
            format!("You have reached the limit of {most} {word}s in this region."),
        ));
    }
    Ok(())
}

/// The tags of a call that makes something.
pub fn tags_of(input: &Value) -> Result<Vec<(Word, Word)>, ServiceError> {
    let tags = tags::read(&input["Tags"]);
    if tags.iter().any(|(key, _)| tags::reserved(key)) {
        return Err(ServiceError::invalid("Tag keys cannot start with the reserved prefix aws:."));
    }
    if tags.len() > MOST {
        return Err(ServiceError::new(
            "ResourceLimitExceededException",
            format!("A resource can have at most {MOST} tags."),
        ));
    }
    Ok(tags)
}

/// An id that is not in use, in any account: images can be shared.
pub fn new_id(world: &mut World, scope: usize, kind: Kind, prefix: &str) -> String {
    loop {
        let serial = world.serial().to_string();
        let moment = world.now().to_string();
        let place = world.scope(scope);
        let mut dice = Dice::new(world.seed, &[prefix, &place.account, &place.region, &moment, &serial]);
        let id = format!("{prefix}{}", dice.letters(BASE36, 9));
        if world.scopes().iter().all(|scope| scope.resource(kind, &id).is_none()) {
            return id;
        }
    }
}
