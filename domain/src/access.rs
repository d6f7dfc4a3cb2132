//! Who may do what, and where?
//!
//! A right is held at a place: a binding joins a role and a bound, or takes a role away there, which wins
//! (security.md, "Roles").
//! Only this module makes a [`Permit`], and every verb that changes something takes one.

use serde::{Deserialize, Serialize};

use crate::fault::{Fault, FaultKind};
use crate::ids::{AccountId, DirectoryId, PersonId, Region};
use crate::tags::Tag;

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
        self >= Self::least(right)
    }

    /// The least role that holds the right.
    fn least(right: Right) -> Self {
        match right {
            Right::Read => Self::Viewer,
            Right::Power => Self::HelpDesk,
            Right::Modify => Self::Operator,
            Right::Create | Right::Terminate | Right::Share => Self::Admin,
            Right::Settings => Self::Owner,
        }
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
    /// The tags of the WorkSpace; `None` while they have not been read. What is none yet, or none at all, has
    /// [`NO_TAGS`].
    pub tags: Option<&'a [Tag]>,
}

/// The tags of what is no WorkSpace: no bound by a tag gives it or takes it.
pub const NO_TAGS: Option<&[Tag]> = Some(&[]);

/// A part of the estate; what is `None` is not limited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Bound {
    /// This account only.
    pub account: Option<AccountId>,
    /// This region only.
    pub region: Option<Region>,
    /// This directory only.
    pub directory: Option<DirectoryId>,
    /// WorkSpaces with this tag only.
    #[serde(default)]
    pub tag: Option<Tag>,
}

impl Bound {
    /// Whether the place is inside. What has no such tag, or has tags that nobody has read, is not.
    #[must_use]
    pub fn holds(&self, place: Place<'_>) -> bool {
        self.holds_place(place)
            && self.tag.as_ref().is_none_or(|tag| place.tags.is_some_and(|tags| tags.contains(tag)))
    }

    /// Whether the place may be inside: as [`Self::holds`], but tags that nobody has read may be any.
    #[must_use]
    pub fn may_hold(&self, place: Place<'_>) -> bool {
        self.holds_place(place)
            && self.tag.as_ref().is_none_or(|tag| place.tags.is_none_or(|tags| tags.contains(tag)))
    }

    fn holds_place(&self, place: Place<'_>) -> bool {
        self.account.as_ref().is_none_or(|account| account == place.account)
            && self.region.as_ref().is_none_or(|region| region == place.region)
            && self.directory.as_ref().is_none_or(|directory| directory == place.directory)
    }

    /// What it is limited to; `None` where it is not.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        let tag = self.tag.as_ref().map(|tag| format!("{}={}", tag.key, tag.value));
        let parts = [
            self.account.as_ref().map(AccountId::as_str),
            self.region.as_ref().map(Region::as_str),
            self.directory.as_ref().map(DirectoryId::as_str),
            tag.as_deref(),
        ];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// Whether nothing is left out.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }
}

/// A role at a bound.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Binding {
    /// The role.
    pub role: Role,
    /// Where it holds.
    pub bound: Bound,
    /// Whether it takes away: there the person holds none of what the role adds to the one before it, nor what the
    /// roles above it add, whatever else says that they do.
    #[serde(default)]
    pub denies: bool,
}

impl Binding {
    /// Gives a role at a bound.
    #[must_use]
    pub fn gives(role: Role, bound: Bound) -> Self {
        Self { role, bound, denies: false }
    }

    /// Takes a role away at a bound.
    #[must_use]
    pub fn denies(role: Role, bound: Bound) -> Self {
        Self { role, bound, denies: true }
    }

    /// `Help desk in 111122223333 eu-west-1 d-90670000`; the role's word alone, where it is not limited; `Never Admin in …`,
    /// where it takes away.
    #[must_use]
    pub fn words(&self) -> String {
        let never = if self.denies { "Never " } else { "" };
        let place = self.bound.words().map(|place| format!(" in {place}")).unwrap_or_default();
        format!("{never}{}{place}", self.role.word())
    }
}

/// Where a right is held: in one of the bounds `within`, and in none of those `without`.
#[derive(Clone, Debug, Default)]
pub struct Reach<'a> {
    /// Empty: nowhere.
    pub within: Vec<&'a Bound>,
    /// What was taken away, which wins.
    pub without: Vec<&'a Bound>,
}

impl Reach<'_> {
    /// Whether the place is in it. Where tags were not read, it is not in what is given by a tag, and is in what is taken
    /// away by one.
    #[must_use]
    pub fn holds(&self, place: Place<'_>) -> bool {
        self.within.iter().any(|bound| bound.holds(place))
            && !self.without.iter().any(|bound| bound.may_hold(place))
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_nowhere(&self) -> bool {
        self.within.is_empty() || self.without.iter().any(|bound| bound.is_everything())
    }

    /// Whether nothing is left out.
    #[must_use]
    pub fn is_everywhere(&self) -> bool {
        self.without.is_empty() && self.within.iter().any(|bound| bound.is_everything())
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
    /// Where the right is held. Every query is limited to it.
    #[must_use]
    pub fn reach(&self, right: Right) -> Reach<'_> {
        let least = Role::least(right);
        let mut reach = Reach::default();
        for binding in &self.bindings {
            if binding.denies && binding.role <= least {
                reach.without.push(&binding.bound);
            } else if !binding.denies && binding.role >= least {
                reach.within.push(&binding.bound);
            }
        }
        reach
    }

    /// Whether tags decide what they may do.
    #[must_use]
    pub fn is_bound_by_tags(&self) -> bool {
        self.bindings.iter().any(|binding| binding.bound.tag.is_some())
    }

    /// Whether the right is held at the place.
    #[must_use]
    pub fn may(&self, right: Right, place: Place<'_>) -> bool {
        self.reach(right).holds(place)
    }

    /// Whether the right is held anywhere.
    #[must_use]
    pub fn holds(&self, right: Right) -> bool {
        !self.reach(right).is_nowhere()
    }

    /// Whether the right is held with no limit of place: what belongs to no place takes that.
    #[must_use]
    pub fn holds_everywhere(&self, right: Right) -> bool {
        self.reach(right).is_everywhere()
    }

    /// Proof that the right is held somewhere; each row is still compared with [`Permit::covers`].
    ///
    /// # Errors
    /// `Forbidden`, when the person holds it nowhere.
    pub fn permit(&self, right: Right) -> Result<Permit, Fault> {
        if self.holds(right) {
            return Ok(Permit { person: self.clone(), right });
        }
        let given = self.bindings.iter().filter(|binding| !binding.denies);
        let role = given.map(|binding| binding.role).max();
        let role = role.map_or("without a role", Role::word);
        Err(Fault::new(FaultKind::Forbidden, format!("You may not {} ({role}).", right.words()))
            .next("Ask an owner of this console for a role that may."))
    }
}

/// Proof that a person holds a right somewhere. Made by [`Person::permit`] only:
///
/// ```compile_fail,E0451
/// # fn forge(person: domain::access::Person) -> domain::access::Permit {
/// domain::access::Permit { person, right: domain::access::Right::Terminate }
/// # }
/// ```
///
/// nor does one that was made for one right become one for another:
///
/// ```compile_fail,E0616
/// # fn widen(mut permit: domain::access::Permit) -> domain::access::Permit {
/// permit.right = domain::access::Right::Terminate;
/// # permit
/// # }
/// ```
///
/// and none is read from what somebody sends:
///
/// ```compile_fail,E0277
/// # fn read(text: &str) -> domain::access::Permit {
/// serde_json::from_str(text).unwrap()
/// # }
/// ```
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

    /// Where it holds.
    #[must_use]
    pub fn reach(&self) -> Reach<'_> {
        self.person.reach(self.right)
    }

    /// Whether it holds at this place.
    #[must_use]
    pub fn covers(&self, place: Place<'_>) -> bool {
        self.person.may(self.right, place)
    }
}

#[cfg(test)]
mod tests;
