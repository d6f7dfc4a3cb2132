//! The calls that change something, and each item's own answer.

use aws_sdk_workspaces::operation::RequestId;
use aws_sdk_workspaces::types;
use domain::change::Task;
use domain::create::Spec;
use domain::fleet::Action;
use domain::tags;

use crate::gateway::{AwsFault, Gateway};
use crate::sync::aws::Facts;

/// What AWS said of one item of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// It will be done; for a create, what is known of the new WorkSpace.
    Accepted(Option<Box<Facts>>),
    /// It will be done, and this id is what will come about.
    Making(String),
    /// It will not: AWS's code and words.
    Refused { code: String, message: String },
    /// AWS did not mention it: whether it will be done is open.
    Silent,
}

/// The answers, in the order of what was asked, and the request's id.
pub(crate) type Answers = (Vec<Answer>, Option<String>);

/// What AWS calls the operation.
pub(crate) fn operation(task: &Task) -> &'static str {
    match task {
        Task::Create => "CreateWorkspaces",
        Task::Order(order) => order.call("").0,
        Task::Standby(..) => "CreateStandbyWorkspaces",
        Task::Set(_) | Task::Act(Action::Modify) => "ModifyWorkspaceProperties",
        Task::Migrate(_) | Task::Act(Action::Migrate) => "MigrateWorkspace",
        Task::Put(_) | Task::Act(Action::Tag) => "CreateTags",
        Task::Drop(_) => "DeleteTags",
        Task::Image(_) | Task::Act(Action::CreateImage) => "CreateWorkspaceImage",
        Task::Act(Action::Start) => "StartWorkspaces",
        Task::Act(Action::Stop) => "StopWorkspaces",
        Task::Act(Action::Reboot) => "RebootWorkspaces",
        Task::Act(Action::BeginMaintenance | Action::EndMaintenance) => "ModifyWorkspaceState",
        Task::Act(Action::Rebuild) => "RebuildWorkspaces",
        Task::Act(Action::Restore) => "RestoreWorkspace",
        Task::Act(Action::Terminate) => "TerminateWorkspaces",
    }
}

/// The SDK's builders fail only when a required member is missing; here all of them are set.
pub(super) const SET: &str = "all required members are set";

pub(super) fn refused(code: Option<&str>, message: Option<&str>) -> Answer {
    Answer::Refused {
        code: code.unwrap_or("Refused").to_owned(),
        message: message.unwrap_or("AWS gave no reason.").to_owned(),
    }
}

/// Does the action to as many WorkSpaces as one call may name.
pub(crate) async fn act(gateway: &Gateway, action: Action, ids: &[String]) -> Result<Answers, AwsFault> {
    // Each operation has its own request type, so the calls differ in names only.
    macro_rules! ask {
        ($operation:ident, $set:ident, $one:expr) => {{
            let one: fn(&String) -> _ = $one;
            let requests: Vec<_> = ids.iter().map(one).collect();
            let ask =
                |client: &aws_sdk_workspaces::Client| client.$operation().$set(Some(requests.clone())).send();
            let answer = gateway.change(ask).await?;
            (answer.failed_requests().to_vec(), answer.request_id().map(str::to_owned))
        }};
    }
    let (failed, request_id) = match action {
        Action::Start => ask!(start_workspaces, set_start_workspace_requests, |id| {
            types::StartRequest::builder().workspace_id(id).build()
        }),
        Action::Stop => ask!(stop_workspaces, set_stop_workspace_requests, |id| {
            types::StopRequest::builder().workspace_id(id).build()
        }),
        Action::Reboot => ask!(reboot_workspaces, set_reboot_workspace_requests, |id| {
            types::RebootRequest::builder().workspace_id(id).build().expect(SET)
        }),
        Action::Rebuild => ask!(rebuild_workspaces, set_rebuild_workspace_requests, |id| {
            types::RebuildRequest::builder().workspace_id(id).build().expect(SET)
        }),
        // These three take one, and refuse the call as a whole.
        Action::Restore => {
            let id = ids.first().map(String::as_str).unwrap_or_default();
            let answer = gateway.change(|client| client.restore_workspace().workspace_id(id).send()).await?;
            (Vec::new(), answer.request_id().map(str::to_owned))
        }
        Action::BeginMaintenance | Action::EndMaintenance => {
            let id = ids.first().map(String::as_str).unwrap_or_default();
            let to_be = if action == Action::BeginMaintenance {
                types::TargetWorkspaceState::AdminMaintenance
            } else {
                types::TargetWorkspaceState::Available
            };
            let ask = |client: &aws_sdk_workspaces::Client| {
                client.modify_workspace_state().workspace_id(id).workspace_state(to_be.clone()).send()
            };
            let answer = gateway.change(ask).await?;
            (Vec::new(), answer.request_id().map(str::to_owned))
        }
        Action::Terminate => ask!(terminate_workspaces, set_terminate_workspace_requests, |id| {
            types::TerminateRequest::builder().workspace_id(id).build().expect(SET)
        }),
        // These take more than a name: their tasks say it, and no step is made of the bare action.
        Action::Modify | Action::Migrate | Action::Tag | Action::CreateImage => {
            return Ok((
                vec![refused(None, Some("This change lacks what it should change to.")); ids.len()],
                None,
            ));
        }
    };
    let answers = ids.iter().map(|id| {
        let failure = failed.iter().find(|failure| failure.workspace_id() == Some(id));
        failure
            .map_or(Answer::Accepted(None), |failure| refused(failure.error_code(), failure.error_message()))
    });
    Ok((answers.collect(), request_id))
}

/// A wish with the value of the tag that tells it from everyone else's.
pub(crate) type Wanted = (String, Spec);

/// Asks for at most 25 new WorkSpaces. There is no client token, so this is never repeated by itself.
pub(crate) async fn create(gateway: &Gateway, account: &str, wanted: &[Wanted]) -> Result<Answers, AwsFault> {
    let requests: Vec<_> = wanted.iter().map(|(mark, spec)| request(mark, spec)).collect();
    let ask = |client: &aws_sdk_workspaces::Client| {
        client.create_workspaces().set_workspaces(Some(requests.clone())).send()
    };
    let answer = gateway.change(ask).await?;
    let is_same = |spec: &Spec, user: Option<&str>, name: Option<&str>, directory: Option<&str>| {
        directory == Some(spec.directory.id.as_str())
            && user.map(domain::ids::fold) == Some(domain::ids::fold(&spec.user))
            && (!spec.is_decoupled() || name == spec.name.as_deref())
    };
    let answers = wanted.iter().map(|(_, spec)| {
        let failure = answer.failed_requests().iter().find(|failure| {
            failure.workspace_request().is_some_and(|asked| {
                is_same(spec, Some(asked.user_name()), asked.workspace_name(), Some(asked.directory_id()))
            })
        });
        if let Some(failure) = failure {
            return refused(failure.error_code(), failure.error_message());
        }
        let pending = answer.pending_requests().iter();
        let mut found = pending
            .filter(|item| is_same(spec, item.user_name(), item.workspace_name(), item.directory_id()));
        found
            .next()
            .map_or(Answer::Silent, |item| Answer::Accepted(Some(Box::new(Facts::read(item, account)))))
    });
    Ok((answers.collect(), answer.request_id().map(str::to_owned)))
}

pub(super) fn tag(key: &str, value: &str) -> types::Tag {
    types::Tag::builder().key(key).value(value).build().expect(SET)
}

/// Global Accelerator as AWS takes it.
pub(super) fn accelerator(mode: &str, preferred: Option<&str>) -> types::GlobalAcceleratorForWorkSpace {
    let builder = types::GlobalAcceleratorForWorkSpace::builder().mode(mode.into());
    builder.set_preferred_protocol(preferred.map(Into::into)).build().expect(SET)
}

fn request(mark: &str, spec: &Spec) -> types::WorkspaceRequest {
    let accelerator =
        spec.accelerator.as_ref().map(|(mode, preferred)| accelerator(mode, preferred.as_deref()));
    let properties = types::WorkspaceProperties::builder()
        .set_running_mode(spec.mode.as_ref().map(|mode| mode.wire().into()))
        .set_running_mode_auto_stop_timeout_in_minutes(spec.auto_stop_minutes)
        .set_root_volume_size_gib(spec.root_gib)
        .set_user_volume_size_gib(spec.user_gib)
        .set_compute_type_name(spec.compute.as_ref().map(|compute| compute.wire().into()))
        .set_protocols(spec.protocol.as_ref().map(|protocol| vec![protocol.wire().into()]))
        .set_operating_system_name(spec.operating_system.as_deref().map(Into::into))
        .set_global_accelerator(accelerator)
        .set_nested_virtualization_enabled(spec.nested_virtualization)
        .build();
    let nothing = types::WorkspaceProperties::builder().build();
    let own = tag(tags::ROW, mark);
    let rest = spec.tags.iter().map(|one| tag(&one.key, &one.value));
    types::WorkspaceRequest::builder()
        .directory_id(spec.directory.id.as_str())
        .user_name(&spec.user)
        .bundle_id(spec.bundle.as_str())
        .set_workspace_name(spec.name.clone())
        .set_volume_encryption_key(spec.encryption_key.clone())
        .set_user_volume_encryption_enabled(spec.encrypt_user.then_some(true))
        .set_root_volume_encryption_enabled(spec.encrypt_root.then_some(true))
        .set_ipv6_address(spec.ipv6.clone())
        .set_workspace_properties(Some(properties).filter(|wished| *wished != nothing))
        .set_tags(Some(std::iter::once(own).chain(rest).collect()))
        .build()
        .expect(SET)
}
