//! Under which names do people find their directory? Connection aliases, which lead to another region when one fails.

mod form;
mod names;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::cli;
use crate::resource::Verb;
use crate::tags::Tag;

pub use form::{AssociateForm, Form, ShareForm};
pub use names::{Name, Resolved, names};

/// What the service says of an alias beyond its name, which is the domain name itself, and its state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Alias {
    /// The account that owns it.
    pub owner: String,
    /// The directory it leads to.
    pub association: Option<Association>,
    /// The accounts that may associate it with a directory of theirs; of own aliases alone.
    pub shared_with: Vec<String>,
}

/// Where an alias leads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Association {
    /// `ASSOCIATED_WITH_OWNER_ACCOUNT`, `PENDING_ASSOCIATION`, or what Amazon adds.
    pub status: String,
    /// The account of the directory.
    pub account: String,
    /// The directory.
    pub directory: String,
    /// What the TXT record of the name must say, for clients to be led here.
    pub identifier: String,
}

impl Association {
    /// Whether AWS is still at work on it.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        self.status.starts_with("PENDING")
    }
}

/// What can be asked of an alias.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    /// That it be there.
    Create {
        /// The domain name.
        name: String,
        /// Its tags.
        tags: Vec<Tag>,
    },
    /// That it lead to this directory.
    Associate(String),
    /// That it lead nowhere.
    Disassociate,
    /// Whether this account may associate it.
    Share {
        /// The account.
        account: String,
        /// Whether it may.
        allow: bool,
    },
    /// That it be gone.
    Delete,
}

/// Whether an order has come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is so.
    Met,
    /// AWS is at work on it.
    Coming,
    /// It is not so.
    Not,
}

impl Order {
    /// What it is in the one table.
    #[must_use]
    pub fn verb(&self) -> Verb {
        match self {
            Self::Create { .. } => Verb::CreateAlias,
            Self::Associate(_) => Verb::AssociateAlias,
            Self::Disassociate => Verb::DisassociateAlias,
            Self::Share { .. } => Verb::ShareAlias,
            Self::Delete => Verb::DeleteAlias,
        }
    }

    /// What it asks for, to stand in a list of steps.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Create { name, .. } => format!("create {name}"),
            Self::Associate(directory) => format!("lead to {directory}"),
            Self::Disassociate => "lead nowhere".to_owned(),
            Self::Share { account, allow: true } => format!("share with {account}"),
            Self::Share { account, allow: false } => format!("share with {account} no more"),
            Self::Delete => "delete".to_owned(),
        }
    }

    /// AWS's operation, with its parameters as Amazon names them.
    #[must_use]
    pub fn call(&self, id: &str) -> (&'static str, Value) {
        match self {
            Self::Create { name, tags } => {
                let tags = (!tags.is_empty()).then(|| cli::tags(tags));
                let parameters = [("ConnectionString", json!(name)), ("Tags", json!(tags))];
                ("CreateConnectionAlias", cli::present(parameters))
            }
            Self::Associate(directory) => {
                ("AssociateConnectionAlias", json!({ "AliasId": id, "ResourceId": directory }))
            }
            Self::Disassociate => ("DisassociateConnectionAlias", json!({ "AliasId": id })),
            Self::Share { account, allow } => {
                let permission = json!({ "AllowAssociation": allow, "SharedAccountId": account });
                let parameters = json!({ "AliasId": id, "ConnectionAliasPermission": permission });
                ("UpdateConnectionAliasPermission", parameters)
            }
            Self::Delete => ("DeleteConnectionAlias", json!({ "AliasId": id })),
        }
    }

    /// How it stands, by the alias as AWS shows it now, with its state; `None`: it is not there.
    #[must_use]
    pub fn standing(&self, now: Option<(&str, &Alias)>) -> Standing {
        let is = |so: bool| if so { Standing::Met } else { Standing::Not };
        let Some((state, now)) = now else { return is(*self == Self::Delete) };
        let pending = now.association.as_ref().is_some_and(Association::is_pending);
        match self {
            _ if state == "DELETING" => {
                if *self == Self::Delete {
                    Standing::Coming
                } else {
                    Standing::Not
                }
            }
            Self::Create { .. } if state == "CREATING" => Standing::Coming,
            Self::Create { .. } => Standing::Met,
            Self::Associate(_) | Self::Disassociate if pending => Standing::Coming,
            Self::Associate(directory) => {
                is(now.association.as_ref().is_some_and(|there| there.directory == *directory))
            }
            Self::Disassociate => is(now.association.is_none()),
            Self::Share { account, allow } => is(now.shared_with.contains(account) == *allow),
            Self::Delete => Standing::Not,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pending_is_on_its_way() {
        let there = |status: &str| Alias {
            association: Some(Association {
                status: status.into(),
                directory: "d-1".into(),
                ..Association::default()
            }),
            ..Alias::default()
        };
        let associate = Order::Associate("d-1".into());
        let at = |order: &Order, alias: &Alias| order.standing(Some(("CREATED", alias)));
        assert_eq!(at(&associate, &there("PENDING_ASSOCIATION")), Standing::Coming);
        assert_eq!(at(&associate, &there("ASSOCIATED_WITH_OWNER_ACCOUNT")), Standing::Met);
        assert_eq!(at(&associate, &Alias::default()), Standing::Not);
        assert_eq!(at(&Order::Disassociate, &there("PENDING_DISASSOCIATION")), Standing::Coming);
        assert_eq!(at(&Order::Disassociate, &Alias::default()), Standing::Met);
        assert_eq!(Order::Delete.standing(Some(("DELETING", &Alias::default()))), Standing::Coming);
        assert_eq!((Order::Delete.standing(None), associate.standing(None)), (Standing::Met, Standing::Not));
    }
}
