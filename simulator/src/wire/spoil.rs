//! How does a fault change what is executed, and what is answered?

use serde_json::{Value, json};

use super::auth::Caller;
use super::fault_kinds::FaultKind;
use super::service::{Inner, Outcome};
use crate::seeded::Dice;

/// An operation that takes items and answers for each: where the items are, which members name one, where the answer
/// lists those that failed, and under which member it repeats the item (`None`: it gives the id).
pub struct Batch {
    items: &'static str,
    names: &'static [&'static str],
    failed: &'static str,
    repeats: Option<&'static str>,
    others: Option<&'static str>,
}

const BY_ID: &[&str] = &["WorkspaceId"];

/// How an operation takes its items, if it takes any.
pub fn batch(operation: &str) -> Option<Batch> {
    let power = |items| Batch { items, names: BY_ID, failed: "FailedRequests", repeats: None, others: None };
    Some(match operation {
        "StartWorkspaces" => power("StartWorkspaceRequests"),
        "StopWorkspaces" => power("StopWorkspaceRequests"),
        "RebootWorkspaces" => power("RebootWorkspaceRequests"),
        "RebuildWorkspaces" => power("RebuildWorkspaceRequests"),
        "TerminateWorkspaces" => power("TerminateWorkspaceRequests"),
        "CreateWorkspaces" => Batch {
            items: "Workspaces",
            names: &["UserName", "WorkspaceName"],
            failed: "FailedRequests",
            repeats: Some("WorkspaceRequest"),
            others: Some("PendingRequests"),
        },
        "CreateStandbyWorkspaces" => Batch {
            items: "StandbyWorkspaces",
            names: &["PrimaryWorkspaceId"],
            failed: "FailedStandbyRequests",
            repeats: Some("StandbyWorkspaceRequest"),
            others: Some("PendingStandbyRequests"),
        },
        _ => return None,
    })
}

/// Executes a call with what is left of its input, and lays over the answer what the fault has to say.
pub fn execute(
    inner: &mut Inner,
    fault: Option<&(FaultKind, Dice)>,
    operation: &str,
    input: &Value,
    who: &Caller,
    execute: impl FnOnce(&mut Inner, &Value) -> Outcome,
) -> Outcome {
    match fault {
        Some((FaultKind::FailItems { ids, of_items, code, message }, dice)) => {
            let Some(batch) = batch(operation) else {
                return execute(inner, input);
            };
            let (kept, failed) = part(&batch, input, ids, *of_items, &mut dice.clone());
            let nothing_left = kept[batch.items].as_array().is_none_or(Vec::is_empty);
            let mut answer =
                if nothing_left && !failed.is_empty() { nothing(&batch) } else { execute(inner, &kept)? };
            let failed = failed.into_iter().map(|item| batch.entry(item, code, message));
            match answer[batch.failed].as_array_mut() {
                Some(list) => list.extend(failed),
                None => answer[batch.failed] = failed.collect(),
            }
            Ok(answer)
        }
        Some((FaultKind::UnknownWord { member, word }, _)) => {
            let mut answer = execute(inner, input)?;
            let path: Vec<&str> = member.split('.').collect();
            reword(&mut answer, &mut Vec::new(), &path, word);
            Ok(answer)
        }
        Some((FaultKind::Lag { ms }, _)) => {
            let answer = execute(inner, input)?;
            hide(inner, &answer, who, *ms as i64);
            Ok(answer)
        }
        _ => {
            let answer = execute(inner, input)?;
            // Nobody sees an answer that is dropped, and what it made can be slow to appear besides.
            if fault.is_some()
                && let Some(ms) = inner.faults.lag(operation, &who.account, &who.region)
            {
                hide(inner, &answer, who, ms as i64);
            }
            Ok(answer)
        }
    }
}

/// The input without the items that fail, and those.
fn part(batch: &Batch, input: &Value, ids: &[String], share: f64, dice: &mut Dice) -> (Value, Vec<Value>) {
    let mut kept = input.clone();
    let mut failed = Vec::new();
    if let Some(items) = kept[batch.items].as_array_mut() {
        items.retain(|item| {
            let named = |name: &&str| item[*name].as_str().is_some_and(|id| ids.iter().any(|one| one == id));
            // The dice fall for each item, so that the ids before it change nothing for those behind.
            let fails = dice.share() < share || batch.names.iter().any(named);
            if fails {
                failed.push(item.clone());
            }
            !fails
        });
    }
    (kept, failed)
}

fn nothing(batch: &Batch) -> Value {
    let mut answer = json!({});
    answer[batch.failed] = json!([]);
    if let Some(others) = batch.others {
        answer[others] = json!([]);
    }
    answer
}

impl Batch {
    fn entry(&self, item: Value, code: &str, message: &str) -> Value {
        let mut entry = json!({ "ErrorCode": code, "ErrorMessage": message });
        match self.repeats {
            Some(member) => entry[member] = item,
            None => entry["WorkspaceId"] = item["WorkspaceId"].clone(),
        }
        entry
    }
}

/// Another word wherever the end of the path fits; places in lists are no part of a path.
fn reword(value: &mut Value, here: &mut Vec<String>, path: &[&str], word: &str) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                here.push(name.clone());
                reword(member, here, path, word);
                here.pop();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| reword(item, here, path, word)),
        Value::String(text) => {
            let ends = here.len() >= path.len() && here[here.len() - path.len()..].iter().eq(path.iter());
            if ends {
                *text = word.to_owned();
            }
        }
        _ => {}
    }
}

/// What was just created can be described only so much later.
fn hide(inner: &mut Inner, answer: &Value, who: &Caller, ms: i64) {
    let pending = answer["PendingRequests"].as_array();
    let ids = pending.into_iter().flatten().filter_map(|item| item["WorkspaceId"].as_str());
    inner.act(|world| {
        let scope = world.scope_of(&who.account, &who.region);
        let until = world.now() + ms;
        for id in ids {
            if let Some(desktop) = world.change(scope, id) {
                desktop.visible_from = desktop.visible_from.max(until);
            }
        }
    });
}
