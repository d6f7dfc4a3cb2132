//! Calls that AWS refuses in part, answers that are lost, and a process that ends in between: nothing is doubled.

use super::*;

#[tokio::test]
async fn beyond_the_quota_each_is_refused_by_itself() {
    let mut world = two_regions(400).await;
    let chosen = some(&world, "eu-west-1", 6).await;
    let job = submit(&world, &chosen, form(&world).await).await;
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 5), (StepState::Failed, 1)], "{:?}", page.rows);
    let refused = page.rows.iter().find(|row| row.state == StepState::Failed).unwrap();
    let words = refused.aws.as_ref().unwrap();
    assert_eq!(words.code, "ResourceLimitExceeded.StandbyWorkSpace");
    assert!(words.message.contains("limit of standby WorkSpaces"));
    assert!(refused.request_id.is_some());
    assert_eq!(world.requests("CreateStandbyWorkspaces").len(), 1);
    let again = jobs::retry(&world.backend, &owner().permit(Right::Create).unwrap(), job).await.unwrap();
    let again = jobs::read_plan(&world.backend, &owner(), again).await.unwrap();
    assert_eq!((again.kind, again.eligible, again.rows.len()), (Kind::Standby, 1, 1));
    assert_eq!(again.rows[0].label, refused.label);
    world.over().await;
}

fn on_standby(kind: FaultKind) -> Fault {
    Fault { operation: Some("CreateStandbyWorkspaces".into()), times: Some(1), ..Fault::new(kind) }
}

#[tokio::test]
async fn a_lost_answer_is_looked_into_and_nothing_is_doubled() {
    for (kind, sent) in [(FaultKind::DropAfter, 1), (FaultKind::DropBefore, 3)] {
        let mut world = two_regions(400).await;
        let chosen = some(&world, "eu-west-1", 2).await;
        world.simulator.fault(on_standby(kind));
        world.simulator.fault(on_standby(FaultKind::Lag { ms: 60_000 }));
        let job = submit(&world, &chosen, form(&world).await).await;
        let page = world.ended(job).await;
        assert_eq!(page.job.counts, [(StepState::Done, 2)], "{:?}", page.rows);
        // What was never done is sent again, one by one.
        assert_eq!(world.requests("CreateStandbyWorkspaces").len(), sent);
        none_is_doubled(&world, &chosen).await;
        world.over().await;
    }
}

#[tokio::test]
async fn what_somebody_else_has_made_meanwhile_is_left_to_a_person() {
    let mut world = two_regions(400).await;
    let chosen = some(&world, "eu-west-1", 1).await;
    let form = form(&world).await;
    world.simulator.fault(on_standby(FaultKind::DropBefore));
    let job = submit(&world, &chosen, form.clone()).await;
    world.second().await;
    let id = chosen[0].key.id.as_str();
    let request = aws_sdk_workspaces::types::StandbyWorkspace::builder()
        .primary_workspace_id(id)
        .directory_id(form.directory.rsplit('/').next().unwrap())
        .build()
        .unwrap();
    let other = world.aws().await;
    let config = other.config().to_builder().region(aws_config::Region::new("us-east-1")).build();
    let other = aws_sdk_workspaces::Client::from_conf(config);
    other
        .create_standby_workspaces()
        .primary_region("eu-west-1")
        .standby_workspaces(request)
        .send()
        .await
        .unwrap();
    let page = world.ended(job).await;
    assert_eq!(page.rows[0].state, StepState::NeedsPerson, "{:?}", page.rows);
    let ours = world.requests("CreateStandbyWorkspaces");
    assert_eq!(ours.iter().filter(|one| one.body.to_string().contains("deskwarden:row")).count(), 1);
    // While it is launched, AWS names no pair of it.
    world.minutes(25).await;
    none_is_doubled(&world, &chosen).await;
    world.over().await;
}

#[tokio::test]
async fn a_restart_between_sending_and_sent_makes_one() {
    let mut world = two_regions(400).await;
    let chosen = some(&world, "eu-west-1", 1).await;
    let job = submit(&world, &chosen, form(&world).await).await;
    world.simulator.fault(on_standby(FaultKind::Delay { ms: 3_000 }));
    let (backend, far) = (world.backend.clone(), FAR.parse().unwrap());
    let dying = TaskTracker::new().spawn(async move { jobs::turn(&backend, &far).await });
    while world.job(job).await.job.count(StepState::Sending) == 0 {
        tokio::task::yield_now().await;
    }
    dying.abort();
    let _ = dying.await;
    world.restart().await;
    assert_eq!(world.job(job).await.rows[0].state, StepState::Unknown);
    let page = world.ended(job).await;
    assert_eq!(page.rows[0].state, StepState::Done, "{:?}", page.rows);
    none_is_doubled(&world, &chosen).await;
    world.over().await;
}
