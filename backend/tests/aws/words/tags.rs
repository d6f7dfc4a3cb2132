//! Tags of what is no WorkSpace: what does a person see of each error of setting and removing them, for each kind?

use backend::{jobs, resource};
use domain::resource::{ResourceKey, ResourceKind, TagForm};
use serde_json::Value;

use super::resources::world;
use super::{errors, model, refused, set};
use crate::world::{World, owner};

/// On each of them before it begins.
const KEY: &str = "walked";

/// What calls each of the two operations.
fn forms() -> [(&'static str, TagForm); 2] {
    let put = TagForm { put: "words = yes".into(), ..TagForm::default() };
    let drop = TagForm { drop: KEY.into(), ..TagForm::default() };
    [("CreateTags", put), ("DeleteTags", drop)]
}

/// The plan for one resource; none, when it is not for us to tag.
async fn plan(world: &World, key: &ResourceKey, form: &TagForm) -> Option<i64> {
    let keys = std::slice::from_ref(key);
    let plan = resource::plan_tags(&world.backend, &owner(), keys, form).await.unwrap();
    let eligible = jobs::read_plan(&world.backend, &owner(), plan).await.unwrap().eligible;
    (eligible == 1).then_some(plan)
}

/// One of this kind that can be tagged, with a tag on it.
async fn tagged(world: &World, kind: ResourceKind) -> ResourceKey {
    let [(_, put), _] = forms();
    let aws = world.aws().await;
    let all = resource::list::<Value>(&world.backend, &owner(), kind).await.unwrap();
    for one in all.found {
        if plan(world, &one.key, &put).await.is_some() {
            let tag = aws_sdk_workspaces::types::Tag::builder().key(KEY).value("yes").build().unwrap();
            aws.create_tags().resource_id(&one.key.id).tags(tag).send().await.unwrap();
            world.sweep().await;
            return one.key;
        }
    }
    panic!("the world has no {kind:?} that can be tagged: make one");
}

#[tokio::test]
async fn a_row_that_sets_or_removes_tags_says_what_aws_said_for_each_kind() {
    let mut world = world().await;
    let model = model();
    for kind in ResourceKind::ALL {
        let key = tagged(&world, *kind).await;
        for (operation, form) in forms() {
            for code in errors(&model, operation) {
                let asked = format!("{operation} of {kind:?}: {code}");
                set(&world, operation, &code);
                let plan = plan(&world, &key, &form).await.unwrap_or_else(|| panic!("{asked}: not planned"));
                let job = world.confirm(plan).await;
                refused(&mut world, job, &asked, &code).await;
                let sent = world.requests(operation);
                let body = &sent.last().unwrap_or_else(|| panic!("{asked}: was not sent")).body;
                assert_eq!(body["ResourceId"], key.id.as_str(), "{asked}");
            }
        }
    }
    world.over().await;
}
