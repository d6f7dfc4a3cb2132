//! What does the page of a job say of an order that AWS refused?

use backend::{access, ip_groups, jobs};
use domain::access::{Binding, Bound, Person, Role};
use domain::ids::PersonId;
use domain::ip_groups::Form;
use domain::jobs::JobState;
use simulator::{Fault, FaultKind};

use crate::rows_csv::console;
use crate::world::get_as;

#[tokio::test]
async fn the_row_of_an_order_names_what_aws_said_and_a_step_that_fits_the_resource() {
    let (world, simulator, scope) = console().await;
    let backend = &world.site.backend;
    let binding = Binding::gives(Role::Owner, Bound::default());
    let owner = Person { id: PersonId::new("test:owner"), name: "Ann".into(), bindings: vec![binding] };
    access::remember(backend, &owner).await.unwrap();
    let code = "ResourceAlreadyExistsException".to_owned();
    let message = "A group named office exists.".to_owned();
    let kind = FaultKind::Error { code: code.clone(), message: message.clone(), status: 400 };
    simulator.fault(Fault { operation: Some("CreateIpGroup".into()), ..Fault::new(kind) });
    let form = Form { scope: scope.to_string(), name: "office".into(), ..Form::default() };
    let plan = ip_groups::plan_create(backend, &owner, &form).await.unwrap();
    let shown = jobs::read_plan(backend, &owner, plan).await.unwrap();
    let permit = owner.permit(shown.kind.right()).unwrap();
    let job = jobs::submit(backend, &permit, plan, &shown.digest, None).await.unwrap();
    while jobs::turn(backend, &scope).await.unwrap() {}
    let ended = jobs::one(backend, &owner, job, None).await.unwrap();
    assert_eq!(ended.job.state, JobState::Ended, "{:?}", ended.rows);

    let cookie = world.sign_in("owner").await;
    let page = world.ask(get_as(&cookie, &format!("/jobs/{job}"))).await.text;
    let request = ended.rows[0].request_id.as_deref().expect("the request's id");
    let next = "Another group of this account and region has that name: choose another one.";
    for said in ["Create 1 IP access control group", "office", &code, &message, request, next] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(page.contains("data-label=\"Id\"") && !page.contains("data-label=\"WorkSpace\""), "{page}");
    world.site.backend.stop().await;
}
