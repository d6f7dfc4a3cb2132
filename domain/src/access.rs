//! Who may do what, and where?
//!
//! A right is held at a place: a binding joins a role and a bound (security.md, "Roles").
//! Only this module makes a [`Permit`], and every verb that changes something takes one.

use serde::{Deserialize, Serialize};

use crate::fault::{Fault, FaultKind};
use crate::ids::{AccountId, DirectoryId, PersonId, Region};

/// What can be permitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Right {
    /// See the fleet, jobs and history.
    Read,
    /// Start, stop, reboot.
    Power,
    /// Rebuild, restore, take out of service.
    Modify,
    /// Create WorkSpaces.
    Create,
    /// Terminate WorkSpaces.
    Terminate,
    /// Show everybody what one has kept, such as views of the fleet.
    Share,
    /// See and steer the console itself: accounts, people.
    Settings,
}

impl Right {
    /// Every right.
    pub const ALL: &[Right] =
        &[Self::Read, Self::Power, Self::Modify, Self::Create, Self::Terminate, Self::Share, Self::Settings];

    /// What one may do with it, to complete "You may not …".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Read => "see this",
            Self::Power => "start, stop or reboot WorkSpaces",
            Self::Modify => "rebuild, restore or maintain WorkSpaces",
            Self::Create => "create WorkSpaces",
            Self::Terminate => "terminate WorkSpaces",
            Self::Share => "share views with everybody",
            Self::Settings => "change settings",
        }
    }
}

/// A role: a bundle of rights, each holding all of the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Sees.
    Viewer,
    /// Starts, stops, reboots.
    HelpDesk,
    /// Rebuilds, restores, takes out of service.
    Operator,
    /// Creates and terminates.
    Admin,
    /// Everything.
    Owner,
}

impl Role {
    /// Whether the role holds the right.
    #[must_use]
    pub fn holds(self, right: Right) -> bool {
        let least = match right {
            Right::Read => Self::Viewer,
            Right::Power => Self::HelpDesk,
            Right::Modify => Self::Operator,
            Right::Create | Right::Terminate | Right::Share => Self::Admin,
            Right::Settings => Self::Owner,
        };
        self >= least
    }

    /// The role's word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Viewer => "Viewer",
            Self::HelpDesk => "Help desk",
            Self::Operator => "Operator",
            Self::Admin => "Admin",
            Self::Owner => "Owner",
        }
    }
}

/// Where something is: what a bound is compared with.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The account.
    pub account: &'a AccountId,
    /// The region.
    pub region: &'a Region,
    /// The directory.
    pub directory: &'a DirectoryId,
}

/// A part of the estate; what is `None` is not limited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Bound {
    /// This account only.
    pub account: Option<AccountId>,
    /// This region only.
    pub region: Option<Region>,
    /// This directory only.
    pub directory: Option<DirectoryId>,
}

impl Bound {
    /// Whether the place is inside.
    #[must_use]
    pub fn holds(&self, place: Place<'_>) -> bool {
        self.account.as_ref().is_none_or(|account| account == place.account)
            && self.region.as_ref().is_none_or(|region| region == place.region)
            && self.directory.as_ref().is_none_or(|directory| directory == place.directory)
    }

    /// What it is limited to; `None` where it is not.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        let parts = [
            self.account.as_ref().map(AccountId::as_str),
            self.region.as_ref().map(Region::as_str),
            self.directory.as_ref().map(DirectoryId::as_str),
        ];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// Whether nothing is left out.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.account.is_none() && self.region.is_none() && self.directory.is_none()
    }
}

/// A role at a bound.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Binding {
    /// The role.
    pub role: Role,
    /// Where it holds.
    pub bound: Bound,
}

impl Binding {
    /// `Help desk in 111122223333 eu-west-1 d-90670000`; the role's word alone, where it is not limited.
    #[must_use]
    pub fn words(&self) -> String {
        let place = self.bound.words();
        self.role.word().to_owned() + &place.map(|place| format!(" in {place}")).unwrap_or_default()
    }
}

/// Who is asking. Comes first among a verb's arguments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Who, for audit and ownership.
    pub id: PersonId,
    /// The name a person reads.
    pub name: String,
    /// What they may do, and where.
    pub bindings: Vec<Binding>,
}

impl Person {
    /// The bounds in which the right is held; empty means nowhere. Every query is limited to it.
    #[must_use]
    pub fn reach(&self, right: Right) -> Vec<&Bound> {
        let held = self.bindings.iter().filter(|binding| binding.role.holds(right));
        held.map(|binding| &binding.bound).collect()
    }

    /// Whether the right is held at the place.
    #[must_use]
    pub fn may(&self, right: Right, place: Place<'_>) -> bool {
        self.reach(right).iter().any(|bound| bound.holds(place))
    }

    /// Whether the right is held anywhere.
    #[must_use]
    pub fn holds(&self, right: Right) -> bool {
        !self.reach(right).is_empty()
    }

    /// Whether the right is held with no limit of place: what belongs to no place takes that.
    #[must_use]
    pub fn holds_everywhere(&self, right: Right) -> bool {
        self.reach(right).iter().any(|bound| bound.is_everything())
    }

    /// Proof that the right is held somewhere; each row is still compared with [`Permit::covers`].
    ///
    /// # Errors
    /// `Forbidden`, when the person holds it nowhere.
    pub fn permit(&self, right: Right) -> Result<Permit, Fault> {
        if self.holds(right) {
            return Ok(Permit { person: self.clone(), right });
        }
        let role = self.bindings.iter().map(|binding| binding.role).max();
        let role = role.map_or("without a role", Role::word);
        Err(Fault::new(FaultKind::Forbidden, format!("You may not {} ({role}).", right.words()))
            .next("Ask an owner of this console for a role that may."))
    }
}

/// Proof that a person holds a right somewhere. Made by [`Person::permit`] only.
#[derive(Clone, Debug)]
pub struct Permit {
    person: Person,
    right: Right,
}

impl Permit {
    /// Who holds it.
    #[must_use]
    pub fn person(&self) -> &Person {
        &self.person
    }

    /// Which right.
    #[must_use]
    pub fn right(&self) -> Right {
        self.right
    }

    /// Whether it holds at this place.
    #[must_use]
    pub fn covers(&self, place: Place<'_>) -> bool {
        self.person.may(self.right, place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn helper() -> Person {
        let bound = Bound { directory: Some(DirectoryId::new("d-1")), ..Bound::default() };
        Person {
            id: PersonId::new("demo:help-desk"),
            name: "Help".into(),
            bindings: vec![Binding { role: Role::HelpDesk, bound }],
        }
    }

    #[test]
    fn a_right_holds_at_its_place_only() {
        let (account, region) = (AccountId::new("1"), Region::new("r"));
        let inside = DirectoryId::new("d-1");
        let outside = DirectoryId::new("d-2");
        let at = |directory| Place { account: &account, region: &region, directory };
        let permit = helper().permit(Right::Power).unwrap();
        assert!(permit.covers(at(&inside)));
        assert!(!permit.covers(at(&outside)));
        let refused = helper().permit(Right::Terminate).unwrap_err();
        assert_eq!(refused.kind, FaultKind::Forbidden);
        assert!(refused.message.contains("Help desk"));
    }

    #[test]
    fn each_role_holds_all_of_the_one_before() {
        let roles = [Role::Viewer, Role::HelpDesk, Role::Operator, Role::Admin, Role::Owner];
        for pair in roles.windows(2) {
            for right in Right::ALL {
                assert!(!pair[0].holds(*right) || pair[1].holds(*right));
            }
        }
    }
}
