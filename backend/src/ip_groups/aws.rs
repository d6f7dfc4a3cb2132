//! IP access control groups at AWS: what it says of them, and what is asked of it.

use aws_sdk_workspaces::operation::RequestId;
use aws_sdk_workspaces::types;
use domain::ip_groups::{IpGroup, Order, Rule};

use crate::gateway::{AwsFault, Gateway, Priority};
use crate::jobs::{Answer, tags_with_mark};
use crate::resource::{Fact, next};

/// All groups, or one by its id.
pub(crate) async fn fetch(gateway: &Gateway, id: Option<&str>) -> Result<Vec<Fact>, AwsFault> {
    let ids = id.map(|id| vec![id.to_owned()]);
    let (mut all, mut token) = (Vec::new(), None);
    loop {
        let ask = |client: &aws_sdk_workspaces::Client| {
            let ask = client.describe_ip_groups().set_group_ids(ids.clone());
            ask.set_next_token(token.clone()).send()
        };
        let answer = gateway.read(Priority::Sweep, ask).await?;
        all.extend(answer.result().iter().map(fact));
        token = next(answer.next_token());
        if token.is_none() {
            return Ok(all);
        }
    }
}

fn fact(item: &types::WorkspacesIpGroup) -> Fact {
    let rule = |rule: &types::IpRuleItem| Rule {
        range: rule.ip_rule().unwrap_or_default().to_owned(),
        description: rule.rule_desc().unwrap_or_default().to_owned(),
    };
    let group = IpGroup {
        description: item.group_desc().unwrap_or_default().to_owned(),
        rules: item.user_rules().iter().map(rule).collect(),
    };
    Fact {
        id: item.group_id().unwrap_or_default().to_owned(),
        name: item.group_name().unwrap_or_default().to_owned(),
        state: String::new(),
        directory: String::new(),
        item: serde_json::json!(group),
    }
}

fn rules(rules: &[Rule]) -> Vec<types::IpRuleItem> {
    let rule = |rule: &Rule| {
        let description = Some(&rule.description).filter(|text| !text.is_empty());
        types::IpRuleItem::builder().ip_rule(&rule.range).set_rule_desc(description.cloned()).build()
    };
    rules.iter().map(rule).collect()
}

/// Asks for an order. `mark` is the value of our tag on what it makes.
pub(crate) async fn send(
    gateway: &Gateway,
    id: &str,
    order: &Order,
    mark: &str,
) -> Result<(Answer, Option<String>), AwsFault> {
    match order {
        Order::Create { name, description, rules: wanted, tags } => {
            let ask = |client: &aws_sdk_workspaces::Client| {
                let rules = Some(rules(wanted)).filter(|rules| !rules.is_empty());
                let ask = client.create_ip_group().group_name(name).set_user_rules(rules);
                let description = Some(description.clone()).filter(|text| !text.is_empty());
                ask.set_group_desc(description).set_tags(Some(tags_with_mark(tags, mark))).send()
            };
            let answer = gateway.change(ask).await?;
            let made = answer.group_id().map_or(Answer::Silent, |id| Answer::Making(id.to_owned()));
            Ok((made, answer.request_id().map(str::to_owned)))
        }
        Order::SetRules(wanted) => {
            let ask = |client: &aws_sdk_workspaces::Client| {
                client.update_rules_of_ip_group().group_id(id).set_user_rules(Some(rules(wanted))).send()
            };
            let answer = gateway.change(ask).await?;
            Ok((Answer::Accepted(None), answer.request_id().map(str::to_owned)))
        }
        Order::Delete => {
            let ask = |client: &aws_sdk_workspaces::Client| client.delete_ip_group().group_id(id).send();
            let answer = gateway.change(ask).await?;
            Ok((Answer::Accepted(None), answer.request_id().map(str::to_owned)))
        }
    }
}
