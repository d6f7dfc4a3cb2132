//! Each kind's own part: what AWS says of it, what is asked of it, and whether it has come about.

use domain::fault::AwsWords;
use domain::ids::AccountId;
use domain::resource::{Order, ResourceKind};
use serde::de::DeserializeOwned;

use super::Fact;
use crate::gateway::{AwsFault, Gateway, Meaning};
use crate::jobs::Answer;
use crate::{aliases, bundles, directories, ip_groups};

/// Whether an order has come about.
#[derive(Debug, PartialEq, Eq)]
#[expect(dead_code, reason = "groups are there at once; what takes its time comes with pools and images")]
pub(crate) enum Met {
    /// It is so.
    Yes,
    /// It is on its way, and how far, in words.
    Coming(Option<String>),
    /// It is not so.
    No,
    /// It has failed, in AWS's words.
    Failed(AwsWords),
}

impl From<bool> for Met {
    fn from(is_so: bool) -> Self {
        if is_so { Self::Yes } else { Self::No }
    }
}

/// What AWS has of a kind: all of it, or one by its id; one that is not there is none.
pub(crate) async fn fetch(
    gateway: &Gateway,
    account: &AccountId,
    kind: ResourceKind,
    id: Option<&str>,
) -> Result<Vec<Fact>, AwsFault> {
    let found = match kind {
        ResourceKind::Directory => directories::aws::fetch(gateway, id).await,
        ResourceKind::Bundle => bundles::aws::fetch(gateway, id).await,
        ResourceKind::IpGroup => ip_groups::aws::fetch(gateway, id).await,
        ResourceKind::Alias => aliases::aws::fetch(gateway, id, account.as_str()).await,
        ResourceKind::Image | ResourceKind::Pool => Ok(Vec::new()),
    };
    let is_gone = |fault: &AwsFault| {
        id.is_some() && fault.meaning == Meaning::Refused && fault.words.code.starts_with("ResourceNotFound")
    };
    match found {
        Err(fault) if is_gone(&fault) => Ok(Vec::new()),
        found => found,
    }
}

/// Asks AWS for an order. `mark` is the value of our tag on what it makes.
pub(crate) async fn send(
    gateway: &Gateway,
    id: &str,
    order: &Order,
    mark: &str,
) -> Result<(Answer, Option<String>), AwsFault> {
    match order {
        Order::Alias(order) => aliases::aws::send(gateway, id, order, mark).await,
        Order::Directory(order) => directories::aws::send(gateway, id, order).await,
        Order::IpGroup(order) => ip_groups::aws::send(gateway, id, order, mark).await,
    }
}

/// Whether an order has come about, by what AWS shows of the resource now; `None`: it is not there.
pub(crate) fn met(order: &Order, now: Option<&Fact>) -> Met {
    match order {
        Order::Alias(order) => aliases::aws::met(order, now),
        Order::Directory(order) => order.is_met(item(now).as_ref()).into(),
        Order::IpGroup(order) => order.is_met(item(now).as_ref()).into(),
    }
}

fn item<T: DeserializeOwned>(fact: Option<&Fact>) -> Option<T> {
    serde_json::from_value(fact?.item.clone()).ok()
}

/// The documented time, doubled, in minutes: after it a step is late.
pub(crate) fn late_minutes(order: &Order) -> i64 {
    match order {
        Order::Alias(_) | Order::Directory(_) | Order::IpGroup(_) => 10,
    }
}
