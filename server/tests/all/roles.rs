//! Does each changing route refuse each person without the right?

use axum::http::{Method, StatusCode};
use domain::access::Role;
use server::routes::{Access, ROUTES};

use crate::world::{World, post_as};

const PEOPLE: [(&str, Role); 4] = [
    ("viewer", Role::Viewer),
    ("help-desk", Role::HelpDesk),
    ("operator", Role::Operator),
    ("owner", Role::Owner),
];

const WORKSPACE: &str = "scope=these&selected[0]=111122223333/eu-west-1/ws-000000001";

const ALIAS: &str = "111122223333/eu-west-1/alias/wsca-000000001";
const DIRECTORY: &str = "111122223333/eu-west-1/directory/d-000000001";
const POOL: &str = "111122223333/eu-west-1/pool/wspool-000000001";

const GROUP: &str = "111122223333/eu-west-1/ip-group/wsipg-000000001";

const IMAGE: &str = "111122223333/eu-west-1/image/wsi-000000001";

const BUNDLE: &str = "111122223333/eu-west-1/bundle/wsb-000000001";

/// A door, what is posted to it, and the least role that may. `None`: the door is about a plan or a job by
/// number, and what is not one's own reads as what is not there.
fn matrix() -> Vec<(&'static str, String, Option<Role>)> {
    let action = |action: &str| format!("action={action}&{WORKSPACE}");
    vec![
        ("/api/plan/action", action("start"), Some(Role::HelpDesk)),
        ("/api/plan/action", action("stop"), Some(Role::HelpDesk)),
        ("/api/plan/action", action("reboot"), Some(Role::HelpDesk)),
        ("/api/plan/action", action("terminate"), Some(Role::Admin)),
        ("/api/plan/action", action("change"), Some(Role::Operator)),
        ("/api/plan/change", "draft=1&what=tag".to_owned(), Some(Role::Operator)),
        ("/api/plan/action", action("standby"), Some(Role::Admin)),
        ("/api/plan/standby", "draft=1&replication=on".to_owned(), Some(Role::Admin)),
        ("/api/plan/csv", "action=stop&csv=ws-8d1k2f9qz".to_owned(), Some(Role::HelpDesk)),
        ("/api/plan/csv", "action=terminate&csv=ws-8d1k2f9qz".to_owned(), Some(Role::Admin)),
        ("/api/plan/create", "users=ann".to_owned(), Some(Role::Admin)),
        ("/api/plan/resource-tags", format!("selected[0]={GROUP}&put=a=1&drop="), Some(Role::Operator)),
        ("/api/plan/alias", "name=x".to_owned(), Some(Role::Admin)),
        ("/api/plan/alias-associate", format!("key={ALIAS}"), Some(Role::Admin)),
        ("/api/plan/alias-disassociate", format!("key={ALIAS}"), Some(Role::Admin)),
        ("/api/plan/alias-share", format!("key={ALIAS}&account=1"), Some(Role::Admin)),
        ("/api/plan/alias-delete", format!("key={ALIAS}"), Some(Role::Admin)),
        ("/api/plan/directory", format!("key={DIRECTORY}&group=access"), Some(Role::Admin)),
        ("/api/plan/directory-groups", format!("key={DIRECTORY}"), Some(Role::Admin)),
        ("/api/plan/pool", "name=x".to_owned(), Some(Role::Admin)),
        ("/api/plan/pool-change", format!("key={POOL}&desired=3"), Some(Role::Operator)),
        ("/api/plan/pool-act", format!("key={POOL}&verb=start-pool"), Some(Role::HelpDesk)),
        ("/api/plan/pool-act", format!("key={POOL}&verb=stop-pool"), Some(Role::HelpDesk)),
        ("/api/plan/pool-act", format!("key={POOL}&verb=terminate-pool"), Some(Role::Admin)),
        ("/api/plan/pool-session", format!("key={POOL}&session=x"), Some(Role::HelpDesk)),
        ("/api/plan/ip-group", "name=x".to_owned(), Some(Role::Admin)),
        ("/api/plan/ip-rules", format!("key={GROUP}&rules=x"), Some(Role::Admin)),
        ("/api/plan/ip-group-delete", format!("key={GROUP}"), Some(Role::Admin)),
        ("/api/create/keep", "people=ann".to_owned(), Some(Role::Admin)),
        ("/api/create/forget", String::new(), Some(Role::Admin)),
        (
            "/api/create/mend",
            "plan=1&line=2&cells[0][column]=user&cells[0][text]=ann".to_owned(),
            Some(Role::Admin),
        ),
        ("/api/plan/image-import", "name=x".to_owned(), Some(Role::Admin)),
        ("/api/plan/image-import-custom", "name=x".to_owned(), Some(Role::Admin)),
        ("/api/plan/image-copy", format!("key={IMAGE}&to[]=x&name=x&description=&tags="), Some(Role::Admin)),
        ("/api/plan/image-update", format!("key={IMAGE}&name=x&description=x&tags="), Some(Role::Admin)),
        ("/api/plan/image-share", format!("key={IMAGE}&account=1&share=on"), Some(Role::Admin)),
        ("/api/plan/image-delete", format!("key={IMAGE}"), Some(Role::Admin)),
        ("/api/plan/bundle", format!("key={IMAGE}&name=x"), Some(Role::Admin)),
        ("/api/plan/bundle-image", format!("key={BUNDLE}&image=wsi-1"), Some(Role::Admin)),
        ("/api/plan/bundle-delete", format!("key={BUNDLE}"), Some(Role::Admin)),
        // Whoever may start and stop may ask for a region again; here is none.
        ("/api/frame/try-now", "scope=111122223333/eu-west-1".to_owned(), Some(Role::HelpDesk)),
        // Everybody keeps views of their own; to show them to everybody takes an admin.
        ("/api/views/save", "name=Mine&query=state%3DERROR".to_owned(), Some(Role::Viewer)),
        ("/api/views/save", "name=Ours&query=state%3DERROR&shared=on".to_owned(), Some(Role::Admin)),
        ("/api/views/change", "id=999&name=Other".to_owned(), None),
        ("/api/views/overwrite", "id=999&query=".to_owned(), None),
        ("/api/views/remove", "id=999".to_owned(), None),
        ("/api/views/start", "id=999".to_owned(), None),
        ("/api/plan/confirm", "plan=1&digest=x".to_owned(), None),
        ("/api/plan/look-up", "id=1".to_owned(), None),
        ("/api/jobs/cancel", "id=1".to_owned(), None),
        ("/api/jobs/pause", "id=1&paused=true".to_owned(), None),
        ("/api/jobs/retry", "id=1".to_owned(), None),
    ]
}

#[tokio::test]
async fn each_role_may_do_what_it_holds_and_nothing_else() {
    let world = World::demo().await;
    for (identity, role) in PEOPLE {
        let cookie = world.sign_in(identity).await;
        for (path, form, least) in matrix() {
            let answer = world.ask(post_as(&cookie, path, &form)).await;
            let said = format!("{identity} posts {form} to {path}: {} {}", answer.status, answer.text);
            match least {
                Some(least) if role < least => assert_eq!(answer.status, StatusCode::FORBIDDEN, "{said}"),
                Some(_) => assert_ne!(answer.status, StatusCode::FORBIDDEN, "{said}"),
                None => assert_eq!(answer.status, StatusCode::NOT_FOUND, "{said}"),
            }
            assert!(answer.status != StatusCode::UNAUTHORIZED && !answer.status.is_server_error(), "{said}");
        }
    }
}

#[test]
fn the_matrix_knows_every_door_that_changes_something() {
    let matrix = matrix();
    let doors = ROUTES.iter().filter(|route| {
        route.access == Access::Person && route.method == Method::POST && route.path.starts_with("/api/")
    });
    for door in doors {
        assert!(
            matrix.iter().any(|(path, ..)| *path == door.path),
            "{} is in no row of the matrix",
            door.path
        );
    }
}
