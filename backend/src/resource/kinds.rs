//! Each kind's own part: what AWS says of it, what is asked of it, and whether it has come about.

use domain::fault::AwsWords;
use domain::ids::AccountId;
use domain::pools::Standing;
use domain::resource::{Order, Resource, ResourceKind};
use serde::de::DeserializeOwned;

use super::Fact;
use crate::gateway::{AwsFault, Gateway};
use crate::jobs::Answer;
use crate::{aliases, bundles, directories, images, ip_groups, pools};

/// Whether an order has come about.
#[derive(Debug, PartialEq, Eq)]
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
        ResourceKind::Image => images::aws::fetch(gateway, id).await,
        ResourceKind::Pool => pools::aws::fetch(gateway, id).await,
    };
    match found {
        Err(fault) if id.is_some() && fault.is_gone() => Ok(Vec::new()),
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
        Order::Image(order) => images::aws::send(gateway, id, order, mark).await,
        Order::Bundle(order) => bundles::aws::send(gateway, id, order, mark).await,
        Order::Pool(order) => pools::aws::send(gateway, id, order, mark).await,
    }
}

/// Whether an order has come about, by what AWS shows of the resource now; `None`: it is not there.
pub(crate) async fn met(gateway: &Gateway, order: &Order, now: Option<&Fact>) -> Result<Met, AwsFault> {
    use domain::pools::Order::EndSession;
    Ok(match order {
        Order::Alias(order) => aliases::aws::met(order, now),
        Order::Directory(order) => order.is_met(item(now).as_ref()).into(),
        Order::IpGroup(order) => order.is_met(item(now).as_ref()).into(),
        Order::Image(order) => images::aws::met(gateway, order, now).await?,
        Order::Bundle(order) => bundles::aws::met(order, now),
        Order::Pool(order) => match (order, now) {
            (EndSession { session, user }, Some(pool)) => {
                pools::aws::has_ended(gateway, &pool.id, session, user).await?.into()
            }
            _ => pool(order, now),
        },
    })
}

fn pool(order: &domain::pools::Order, now: Option<&Fact>) -> Met {
    let known = item(now);
    let shown = now.zip(known.as_ref()).map(|(fact, pool)| (&*fact.state, &*fact.directory, pool));
    match order.standing(shown) {
        Standing::Met => Met::Yes,
        Standing::Coming => Met::Coming(None),
        Standing::Not => Met::No,
        Standing::Failed(error) => {
            Met::Failed(AwsWords { code: error.code, message: error.message, request_id: None })
        }
    }
}

/// Why AWS would not take an order from a resource as the inventory has it, to complete "It …".
pub(crate) fn why_not(order: &Order, known: &Resource<serde_json::Value>) -> Option<String> {
    match order {
        Order::Alias(_) | Order::Directory(_) | Order::IpGroup(_) | Order::Image(_) | Order::Bundle(_) => {
            None
        }
        Order::Pool(order) => {
            let pool = serde_json::from_value(known.item.clone()).ok()?;
            domain::pools::why_not(order.verb(), &known.state, &pool)
        }
    }
}

fn item<T: DeserializeOwned>(fact: Option<&Fact>) -> Option<T> {
    serde_json::from_value(fact?.item.clone()).ok()
}

/// The documented time, doubled, in minutes: after it a step is late.
pub(crate) fn late_minutes(order: &Order) -> i64 {
    use domain::images::Order as Image;
    match order {
        Order::Alias(_) | Order::Directory(_) | Order::IpGroup(_) => 10,
        // Amazon says hours; nobody says how many.
        Order::Image(Image::Import(_) | Image::ImportCustom(_)) => 12 * 60,
        Order::Image(Image::Copy { .. } | Image::Update { .. }) => 3 * 60,
        Order::Image(_) | Order::Bundle(_) => 10,
        // Nobody has published how long a pool takes; Terraform waits five minutes for what it does (facts.md 30), and
        // machines that start take longer.
        Order::Pool(domain::pools::Order::Create(_) | domain::pools::Order::Start) => 30,
        Order::Pool(_) => 10,
    }
}
