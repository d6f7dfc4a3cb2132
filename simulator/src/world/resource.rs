//! What does the pretended service know about what is not a WorkSpace?

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::desktop::Word;

/// What kinds of resources there are besides WorkSpaces. Ids are unique within a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// `d-…`, `wsd-…`
    Directory,
    /// `wsb-…`, the account's own; Amazon's are the same for everybody and never change.
    Bundle,
    /// `wsi-…`
    Image,
    /// `wsipg-…`
    IpGroup,
    /// `wsca-…`
    ConnectionAlias,
    /// The name of a connection alias, for ever the account's; the id is the name in small letters.
    ConnectionString,
    /// `wspool-…`
    Pool,
    /// A session of a pool.
    PoolSession,
    /// An application on a WorkSpace: `WORKSPACE/APPLICATION`.
    Application,
    /// `link-…`
    AccountLink,
    /// A UUID.
    AddIn,
    /// Properties of the clients of a directory; the id is the directory's.
    ClientProperties,
    /// The branding of a directory's clients; the id is the directory's.
    ClientBranding,
    /// The one account of the scope; the id is `account`.
    Account,
    /// A change to the account; the id is its number, so that they sort by age.
    AccountModification,
}

/// One resource.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Resource {
    /// What it is.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// The members that the service shows of it, as in an answer. Where a resource has a state, it is here.
    pub item: Value,
    /// What the service knows of it and does not show, or not in that form.
    #[serde(default)]
    pub hidden: Value,
    /// Tags, in the order in which they were made.
    #[serde(default)]
    pub tags: Vec<(Word, Word)>,
    /// When it was made, in milliseconds since 1970.
    pub created: i64,
    /// When its state last changed, in milliseconds since 1970.
    pub since: i64,
    /// What happens to it next, by itself.
    #[serde(default)]
    pub next: Option<Turn>,
}

/// A change that comes by itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Turn {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// The new state; `None` when it is gone.
    pub becomes: Option<Word>,
}

impl Resource {
    /// A new one, of which this is shown.
    pub fn new(kind: Kind, id: impl Into<String>, item: Value, now: i64) -> Self {
        let hidden = Value::Object(Map::new());
        Self { kind, id: id.into(), item, hidden, tags: Vec::new(), created: now, since: now, next: None }
    }

    /// A text that is shown, or an empty one.
    pub fn text(&self, member: &str) -> &str {
        self.item[member].as_str().unwrap_or_default()
    }

    /// A text that is not shown, or an empty one.
    pub fn hidden_text(&self, member: &str) -> &str {
        self.hidden[member].as_str().unwrap_or_default()
    }

    /// Its state, where it has one.
    pub fn state(&self) -> &str {
        self.text("State")
    }

    /// Sets the state, from `now` on.
    pub fn set_state(&mut self, state: &str, now: i64) {
        self.item["State"] = json!(state);
        self.since = now;
    }

    /// Lays the members of an input over what is shown; those that the input lacks stay.
    pub fn lay_over(&mut self, members: &Value) {
        for (name, value) in members.as_object().into_iter().flatten() {
            if !value.is_null() {
                self.item[name] = value.clone();
            }
        }
    }
}
