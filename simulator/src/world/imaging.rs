//! How does an image come to be, and what happens to its WorkSpace meanwhile?

use serde_json::{Value, json};

use super::World;
use super::desktop::{Then, state};
use super::resource::Kind;
use crate::seeded::Dice;

const MINUTE: i64 = 60_000;

impl World {
    /// PENDING for a time within these minutes, then AVAILABLE; ERROR when what went wrong is among what is hidden.
    /// Gives that time in milliseconds at Amazon.
    pub fn develop(&mut self, scope: usize, image: &str, least: i64, most: i64) -> i64 {
        let ms = Dice::new(self.seed, &[image, "image"]).between(least * MINUTE, most * MINUTE);
        let known = self.scope(scope).resource(Kind::Image, image);
        let fails = known.is_some_and(|image| !image.hidden["Failure"].is_null());
        let then = if fails { "ERROR" } else { "AVAILABLE" };
        self.turn(scope, Kind::Image, image, "PENDING", Some((ms, Some(then))));
        if let Some(resource) = self.revise(scope, Kind::Image, image) {
            let ends = resource.next.as_ref().map(|next| next.at);
            resource.hidden["Ends"] = json!(ends);
        }
        ms
    }

    /// An image of a WorkSpace: it is SUSPENDED for up to 45 minutes (facts.md 26), and AVAILABLE when the image is.
    pub fn photograph(&mut self, scope: usize, workspace: &str, image: &str) {
        let ms = self.develop(scope, image, 30, 45);
        self.hang_up(scope, workspace);
        self.set_state(scope, workspace, state::SUSPENDED);
        let at = self.lasting(image, "photograph", ms, ms + 1);
        self.schedule(scope, workspace, Some((at, Then::Available)));
    }

    /// An image that failed says why.
    pub(super) fn image_arrived(&mut self, scope: usize, id: &str) {
        if let Some(image) = self.revise(scope, Kind::Image, id)
            && image.state() == "ERROR"
        {
            let failure: Value = image.hidden["Failure"].clone();
            image.lay_over(&failure);
        }
    }
}
