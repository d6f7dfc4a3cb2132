//! Does Amazon, as far as its pages tell, allow what our table allows and refuse what it refuses? Every action in every
//! state and running mode, asked of the simulator, which has a table of its own.

use std::time::Duration;

use aws_sdk_workspaces::Client;
use aws_sdk_workspaces::config::{BehaviorVersion, Credentials, Region, retry::RetryConfig};
use aws_sdk_workspaces::types::{
    RebootRequest, RebuildRequest, RunningMode as Mode, StartRequest, StopRequest, Tag, TargetWorkspaceState,
    TerminateRequest, WorkspaceProperties,
};
use domain::fleet::{Action, Verdict};
use domain::words::{RunningMode, State};
use serde_json::json;
use simulator::{ClockMode, Settings, Simulator};

const REGION: &str = "eu-west-1";
/// Where WorkSpaces are found in the modes that everybody may use, and where WorkSpaces Core is allowed.
const EVERYBODY: &str = "111122223333";
const CORE: &str = "444455556666";

/// Where the two differ, whatever the running mode, and why they must.
const DIFFER: &[(Action, State, &str)] = &[
    (
        Action::Reboot,
        State::Error,
        "Amazon's pages differ: the table warns, the simulator keeps to the API reference",
    ),
    (
        Action::BeginMaintenance,
        State::AdminMaintenance,
        "asked for again it changes nothing: not worth a call",
    ),
    (Action::EndMaintenance, State::Available, "asked for again it changes nothing: not worth a call"),
    (
        Action::Restore,
        State::Unhealthy,
        "the state allows it, but of such a one there is no snapshot of the root volume",
    ),
    (Action::Terminate, State::Terminating, "a second time changes nothing: not worth a call"),
    (Action::Tag, State::Terminating, "it is going: its tags help nobody"),
    (Action::Tag, State::Terminated, "it is going: its tags help nobody"),
    (Action::Terminate, State::Terminated, "a second time changes nothing: not worth a call"),
];

/// A WorkSpace that is put into every state, and the way to it.
struct Desktop {
    client: Client,
    account: &'static str,
    id: String,
    mode: RunningMode,
    /// The bundle it is on, and the name of an image that there is.
    bundle: String,
    image: String,
}

fn client(simulator: &Simulator, account: &str) -> Client {
    let config = aws_sdk_workspaces::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(simulator.url())
        .region(Region::new(REGION))
        .credentials_provider(Credentials::new(account, "any", None, None, "test"))
        .retry_config(RetryConfig::disabled());
    Client::from_conf(config.build())
}

/// An old WorkSpace in this mode, of nobody who makes things go wrong and without a standby.
async fn in_mode(simulator: &Simulator, mode: &RunningMode) -> Desktop {
    let account = if *mode == RunningMode::Manual { CORE } else { EVERYBODY };
    let client = client(simulator, account);
    let page = client.describe_workspaces().send().await.unwrap();
    let fits = |one: &&aws_sdk_workspaces::types::Workspace| {
        let has = one.workspace_properties().and_then(|properties| properties.running_mode());
        one.state().is_some_and(|state| state.as_str() == "AVAILABLE")
            && one.related_workspaces().is_empty()
            && one.root_volume_encryption_enabled() != Some(true)
            && one.user_volume_encryption_enabled() != Some(true)
            && one.user_name().is_some_and(|user| !user.contains('-') && user != "[UNDEFINED]")
            && (*mode == RunningMode::Manual || has.is_some_and(|has| has.as_str() == mode.wire()))
    };
    let one = page.workspaces().iter().find(fits).unwrap();
    let (id, bundle) = (one.workspace_id().unwrap().to_owned(), one.bundle_id().unwrap().to_owned());
    let images = client.describe_workspace_images().send().await.unwrap();
    let image = images.images()[0].name().unwrap().to_owned();
    if *mode == RunningMode::Manual {
        let manual = WorkspaceProperties::builder().running_mode(Mode::Manual).build();
        let change = client.modify_workspace_properties().workspace_id(&id).workspace_properties(manual);
        change.send().await.unwrap();
        simulator.advance(Duration::from_secs(3_600));
    }
    Desktop { client, account, id, mode: mode.clone(), bundle, image }
}

/// All that an error says.
trait Words {
    fn to_string_of(&self) -> String;
}

impl<E: std::error::Error + 'static> Words for E {
    fn to_string_of(&self) -> String {
        let causes = std::iter::successors(Some(self as &dyn std::error::Error), |error| error.source());
        causes.map(|cause| format!("{cause} {cause:?} ")).collect()
    }
}

impl Desktop {
    /// Whether the simulator does it.
    async fn takes(&self, action: Action) -> bool {
        let (client, id) = (&self.client, self.id.as_str());
        let maintain = |to| client.modify_workspace_state().workspace_id(id).workspace_state(to).send();
        let failed = match action {
            Action::Start => {
                let one = StartRequest::builder().workspace_id(id).build();
                client.start_workspaces().start_workspace_requests(one).send().await.unwrap().failed_requests
            }
            Action::Stop => {
                let one = StopRequest::builder().workspace_id(id).build();
                client.stop_workspaces().stop_workspace_requests(one).send().await.unwrap().failed_requests
            }
            Action::Reboot => {
                let one = RebootRequest::builder().workspace_id(id).build().unwrap();
                client
                    .reboot_workspaces()
                    .reboot_workspace_requests(one)
                    .send()
                    .await
                    .unwrap()
                    .failed_requests
            }
            Action::Rebuild => {
                let one = RebuildRequest::builder().workspace_id(id).build().unwrap();
                client
                    .rebuild_workspaces()
                    .rebuild_workspace_requests(one)
                    .send()
                    .await
                    .unwrap()
                    .failed_requests
            }
            Action::Terminate => {
                let one = TerminateRequest::builder().workspace_id(id).build().unwrap();
                let ask = client.terminate_workspaces().terminate_workspace_requests(one);
                ask.send().await.unwrap().failed_requests
            }
            Action::Restore => return client.restore_workspace().workspace_id(id).send().await.is_ok(),
            Action::BeginMaintenance => {
                return maintain(TargetWorkspaceState::AdminMaintenance).await.is_ok();
            }
            Action::EndMaintenance => return maintain(TargetWorkspaceState::Available).await.is_ok(),
            Action::Modify => {
                let same = WorkspaceProperties::builder().running_mode(self.mode.wire().into()).build();
                let ask = client.modify_workspace_properties().workspace_id(id).workspace_properties(same);
                return ask.send().await.is_ok();
            }
            Action::Tag => {
                let tag = Tag::builder().key("state").value("any").build().unwrap();
                return client.create_tags().resource_id(id).tags(tag).send().await.is_ok();
            }
            // These would make another one of it. What is refused only for its bundle, or for the image's name, was not
            // refused for its state.
            Action::Migrate => {
                let ask = client.migrate_workspace().source_workspace_id(id).bundle_id(&self.bundle);
                return ask.send().await.unwrap_err().to_string_of().contains("must be different");
            }
            Action::CreateImage => {
                let ask = client.create_workspace_image().workspace_id(id).name(&self.image).description("x");
                return ask.send().await.unwrap_err().to_string_of().contains("ResourceAlreadyExists");
            }
        };
        failed.unwrap_or_default().is_empty()
    }
}

#[tokio::test]
async fn our_table_and_the_simulators_agree_on_every_action_state_and_mode() {
    let settings = Settings { fleet: 400, clock: ClockMode::Explicit, rate: None, ..Settings::default() };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let simulator = simulator::start(settings, listener).await.unwrap();
    let (mut asked, mut differ) = (0, Vec::new());
    for mode in RunningMode::KNOWN {
        let desktop = in_mode(&simulator, mode).await;
        for state in State::KNOWN {
            // REBOOTING is another thing once it has lasted for 20 minutes.
            for minutes in if *state == State::Rebooting { &[1, 21][..] } else { &[1][..] } {
                for action in Action::ALL {
                    let to_be = json!({ "State": state.wire() });
                    assert!(simulator.edit(desktop.account, REGION, &desktop.id, to_be));
                    simulator.advance(Duration::from_secs(minutes * 60));
                    let lasted = i64::try_from(minutes * 60_000).unwrap();
                    let verdict = action.verdict(state, Some(&desktop.mode), Some(lasted));
                    let allowed = !matches!(verdict, Verdict::No(_));
                    if desktop.takes(*action).await != allowed {
                        differ.push((*action, state.clone(), mode.clone()));
                    }
                    asked += 1;
                }
            }
        }
    }
    assert_eq!(asked, RunningMode::KNOWN.len() * (State::KNOWN.len() + 1) * Action::ALL.len());
    let listed = |(action, state, _): &(Action, State, RunningMode)| {
        DIFFER.iter().any(|(listed, of, _)| (listed, of) == (action, state))
    };
    let unlisted: Vec<_> = differ.iter().filter(|one| !listed(one)).collect();
    assert!(unlisted.is_empty(), "our table and the simulator's differ: {unlisted:?}");
    for (action, state, why) in DIFFER {
        let found = differ.iter().filter(|(is, of, _)| (is, of) == (action, state)).count();
        assert_eq!(found, RunningMode::KNOWN.len(), "they agree by now on {action:?} in {state:?}: {why}");
    }
    assert!(simulator.model_faults().is_empty(), "{:?}", simulator.model_faults());
    simulator.shutdown().await;
}
