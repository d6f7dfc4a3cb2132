//! The form for a new bundle of an image, as it was typed, and what is wrong with it.

use serde::{Deserialize, Serialize};

use super::Order;
use crate::create::volume_refusal;
use crate::fault::FieldError;
use crate::images::Wrong;
use crate::words::Compute;

/// The form: everything is text, so that nothing typed is ever lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Form {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Size of the machine.
    pub compute: String,
    /// GiB; empty: as the service decides.
    pub root_gib: String,
    /// GiB.
    pub user_gib: String,
    /// One a line: `key = value`.
    pub tags: String,
}

impl Form {
    /// The volumes (GiB) that it asks for, root and user, where it asks for both.
    #[must_use]
    pub fn volumes(&self) -> Option<(i32, i32)> {
        Some((self.root_gib.trim().parse().ok()?, self.user_gib.trim().parse().ok()?))
    }

    /// A new bundle of this image.
    ///
    /// # Errors
    /// One sentence for each field that can't be used.
    pub fn create(&self, image: &str) -> Result<Order, Vec<FieldError>> {
        let mut wrong = Wrong::default();
        let name = wrong.name("name", &self.name);
        let description = wrong.description("description", &self.description, 255);
        let compute = Compute::from_wire(self.compute.trim());
        if self.compute.trim().is_empty() {
            wrong.at("compute", "Choose the size of the machine.");
        } else if compute == Compute::Graphics {
            wrong.at("compute", "Graphics is no longer offered: choose Graphics.g4dn or a later one.");
        }
        let root_gib = number(&mut wrong, "root_gib", &self.root_gib);
        let user_gib = number(&mut wrong, "user_gib", &self.user_gib);
        if self.user_gib.trim().is_empty() {
            wrong.at("user_gib", "Say how large the user volume is: 10, 50, 100 … GiB.");
        }
        if let (Some(root), Some(user)) = (root_gib, user_gib) {
            let known = Some(&compute).filter(|_| !self.compute.trim().is_empty());
            let gib = |gib: i64| i32::try_from(gib).unwrap_or(i32::MAX);
            if let Some(why) = volume_refusal(gib(root), gib(user), known) {
                wrong.at("root_gib", why);
            }
        }
        let tags = wrong.tags(&self.tags);
        let (image, user_gib) = (image.to_owned(), user_gib.unwrap_or_default());
        wrong.end(Order::Create { name, description, image, compute, root_gib, user_gib, tags })
    }
}

/// GiB; nothing where nothing was typed.
fn number(wrong: &mut Wrong, field: &str, typed: &str) -> Option<i64> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let read = typed.parse().ok().filter(|gib| (1..=2000).contains(gib));
    if read.is_none() {
        wrong.at(field, format!("“{typed}” is not a number of GiB from 10 to 2000."));
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_service_refuses_is_said_at_its_field() {
        let good = Form {
            name: "office".into(),
            description: "For the office".into(),
            compute: "STANDARD".into(),
            user_gib: "50".into(),
            ..Form::default()
        };
        assert!(good.create("wsi-1").is_ok());
        let fields = |form: &Form| {
            form.create("wsi-1").unwrap_err().into_iter().map(|error| error.field).collect::<Vec<_>>()
        };
        assert_eq!(fields(&Form { root_gib: "100".into(), ..good.clone() }), ["root_gib"]);
        assert_eq!(fields(&Form { compute: "GRAPHICS".into(), ..good.clone() }), ["compute"]);
        assert_eq!(fields(&Form { user_gib: "many".into(), ..good }), ["user_gib"]);
        assert_eq!(fields(&Form::default()), ["name", "description", "compute", "user_gib"]);
    }
}
