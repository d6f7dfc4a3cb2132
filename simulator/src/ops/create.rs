//! CreateWorkspaces: each item for itself, and nothing of it at once.

use serde_json::{Map, Value, json};

use super::create_rules::judge;
use super::item::item;
use super::{Call, applications, tags, text};
use crate::seeded::{BASE36, Dice};
use crate::world::World;
use crate::world::desktop::{Desktop, Encryption, Properties, state};
use crate::world::modifying::Changes;
use crate::world::scope::Scope;

/// Launches what may be launched, and says of each other item why not. There is no client token:
/// the same call again is another call.
pub fn create(world: &mut World, call: &Call<'_>) -> Value {
    let mut failed = Vec::new();
    let mut pending = Vec::new();
    let items = call.input["Workspaces"].as_array();
    for request in items.into_iter().flatten() {
        // The judgement comes item by item: the second of two for one user finds the first.
        let judged = judge(world.scope(call.scope), request)
            .map(|(bundle, properties)| (bundle.id.clone(), properties));
        match judged {
            Err((code, message)) => failed.push(json!({
                "WorkspaceRequest": request,
                "ErrorCode": code,
                "ErrorMessage": message,
            })),
            Ok((bundle, properties)) => {
                let desktop = desktop(world, call.scope, request, bundle, properties);
                let id = desktop.id.clone();
                world.add(call.scope, desktop);
                world.launch(call.scope, &id);
                applications::deliver(world, call.scope, &id);
                let scope = world.scope(call.scope);
                pending.extend(scope.get(&id).map(|desktop| item(world, scope, desktop)));
            }
        }
    }
    json!({ "FailedRequests": failed, "PendingRequests": pending })
}

/// A WorkSpace as a request asks for it, PENDING, and not in the world yet. It has the members of an item of
/// CreateWorkspaces, whoever wrote them.
pub fn desktop(
    world: &mut World,
    scope: usize,
    request: &Value,
    bundle: String,
    properties: Properties,
) -> Desktop {
    let id = new_id(world, scope);
    let now = world.now();
    let flag = |name: &str| request.get(name).and_then(Value::as_bool);
    let (root, user) = (flag("RootVolumeEncryptionEnabled"), flag("UserVolumeEncryptionEnabled"));
    let encrypted = root == Some(true) || user == Some(true);
    let key = text(request, "VolumeEncryptionKey").unwrap_or("alias/aws/workspaces");
    Desktop {
        directory: text(request, "DirectoryId").unwrap_or_default().to_owned(),
        user: text(request, "UserName").unwrap_or_default().to_owned(),
        bundle,
        name: text(request, "WorkspaceName").map(str::to_owned),
        state: state::PENDING.into(),
        since: now,
        next: None,
        created: now,
        visible_from: world.describable_at(&id),
        reported_from: None,
        encryption: Encryption { key: encrypted.then(|| key.to_owned()), root, user },
        properties,
        placed: None,
        error: None,
        ipv6: text(request, "Ipv6Address").map(str::to_owned),
        changes: Changes::default(),
        migration: None,
        pair: None,
        connected: false,
        last_connected: None,
        tags: tags::read(&request["Tags"]),
        overlay: Map::new(),
        id,
    }
}

/// An id that is not in use. It depends on the moment too, so that a restart does not repeat it.
fn new_id(world: &mut World, scope: usize) -> String {
    loop {
        let serial = world.serial().to_string();
        let moment = world.now().to_string();
        let place: &Scope = world.scope(scope);
        let mut dice = Dice::new(world.seed, &["created", &place.account, &place.region, &moment, &serial]);
        let id = format!("ws-{}", dice.letters(BASE36, 9));
        if place.get(&id).is_none() {
            return id;
        }
    }
}
