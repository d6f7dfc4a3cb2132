//! What does a test need to talk to its own simulator?

use std::time::Duration;

use serde_json::{Value, json};
use simulator::{ClockMode, Settings, Simulator};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub const ACCOUNT: &str = "111122223333";
pub const OTHER: &str = "444455556666";
pub const REGION: &str = "eu-west-1";

/// A simulator of its own for each test. It fails when an answer broke the service's model.
pub struct World(Option<Simulator>);

impl World {
    /// An explicit clock, no rate, a control door, and this many desktops.
    pub async fn of(fleet: usize) -> Self {
        Self::with(|settings| settings.fleet = fleet).await
    }

    pub async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = Settings {
            fleet: 300,
            clock: ClockMode::Explicit,
            rate: None,
            control: true,
            ..Settings::default()
        };
        change(&mut settings);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        Self(Some(simulator::start(settings, listener).await.unwrap()))
    }

    pub fn sim(&self) -> &Simulator {
        self.0.as_ref().unwrap()
    }

    pub async fn stop(mut self) {
        let simulator = self.0.take().unwrap();
        assert_eq!(simulator.model_faults(), Vec::<String>::new());
        simulator.shutdown().await;
    }

    pub fn minutes(&self, minutes: u64) {
        self.sim().advance(Duration::from_secs(60 * minutes));
    }

    /// A call for the first account in its first region that must succeed.
    pub async fn ok(&self, operation: &str, input: Value) -> Value {
        let answer = self.call(operation, input).await;
        assert_eq!(answer.status, 200, "{operation}: {}", answer.text);
        answer.json()
    }

    /// A call that must fail: its code and words.
    pub async fn fails(&self, operation: &str, input: Value) -> (String, String) {
        let answer = self.call(operation, input).await;
        assert_ne!(answer.status, 200, "{operation}: {}", answer.text);
        let error = answer.json();
        let part = |name: &str| error[name].as_str().unwrap().to_owned();
        assert_eq!(answer.header("x-amzn-errortype"), Some(part("__type")));
        (part("__type"), part("message"))
    }

    pub async fn call(&self, operation: &str, input: Value) -> Answer {
        self.call_as(ACCOUNT, REGION, operation, input).await
    }

    pub async fn call_as(&self, key: &str, region: &str, operation: &str, input: Value) -> Answer {
        self.try_as(key, region, operation, input).await.unwrap()
    }

    /// `None` when the connection was closed without an answer.
    pub async fn try_as(&self, key: &str, region: &str, operation: &str, input: Value) -> Option<Answer> {
        let (target, service) = match operation {
            "GetResources" => ("ResourceGroupsTaggingAPI_20170126", "tagging"),
            "DescribeKey" => ("TrentService", "kms"),
            _ => ("WorkspacesService", "workspaces"),
        };
        let target = format!("{target}.{operation}");
        let headers = [
            ("content-type", "application/x-amz-json-1.1".to_owned()),
            ("x-amz-target", target),
            ("authorization", signed_for(service, key, region)),
        ];
        post(self.sim(), "/", &headers, &input.to_string()).await
    }

    pub async fn control(&self, door: &str, input: Value) -> Answer {
        let headers = [("content-type", "application/json".to_owned())];
        post(self.sim(), &format!("/_control/{door}"), &headers, &input.to_string()).await.unwrap()
    }

    pub async fn sts(&self, key: &str, form: &str) -> Answer {
        let headers = [
            ("content-type", "application/x-www-form-urlencoded".to_owned()),
            ("authorization", signed_for("sts", key, REGION)),
        ];
        post(self.sim(), "/", &headers, form).await.unwrap()
    }

    /// One desktop by its id, if it can be described.
    pub async fn describe(&self, id: &str) -> Option<Value> {
        let found = self.ok("DescribeWorkspaces", json!({ "WorkspaceIds": [id] })).await;
        found["Workspaces"].as_array().unwrap().first().cloned()
    }

    /// The first desktop for which this holds.
    pub async fn find(&self, wanted: impl Fn(&Value) -> bool) -> String {
        let mut input = json!({});
        loop {
            let page = self.ok("DescribeWorkspaces", input).await;
            let found = page["Workspaces"].as_array().unwrap();
            if let Some(item) = found.iter().find(|item| wanted(item)) {
                return item["WorkspaceId"].as_str().unwrap().to_owned();
            }
            assert!(page["NextToken"].is_string(), "no such desktop");
            input = json!({ "NextToken": page["NextToken"] });
        }
    }

    /// A directory and one of Amazon's bundles.
    pub async fn place(&self) -> (String, String) {
        let directories = self.ok("DescribeWorkspaceDirectories", json!({})).await;
        let bundles = self.ok("DescribeWorkspaceBundles", json!({ "Owner": "AMAZON" })).await;
        let standard = bundles["Bundles"]
            .as_array()
            .unwrap()
            .iter()
            .find(|bundle| bundle["ComputeType"]["Name"] == "STANDARD")
            .unwrap();
        (
            directories["Directories"][0]["DirectoryId"].as_str().unwrap().to_owned(),
            standard["BundleId"].as_str().unwrap().to_owned(),
        )
    }

    /// CreateWorkspaces for one user, with more members laid over the item.
    pub async fn create(&self, user: &str, more: Value) -> Value {
        let (directory, bundle) = self.place().await;
        let mut item = json!({ "DirectoryId": directory, "UserName": user, "BundleId": bundle });
        for (name, value) in more.as_object().unwrap() {
            item[name] = value.clone();
        }
        self.ok("CreateWorkspaces", json!({ "Workspaces": [item] })).await
    }

    /// The id of a desktop that a user was given just now.
    pub async fn created(&self, user: &str, more: Value) -> String {
        let answer = self.create(user, more).await;
        let pending = &answer["PendingRequests"][0]["WorkspaceId"];
        pending.as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
    }
}

/// The moment at which the requests of tests are signed.
pub const SIGNED_AT: &str = "20261121T090000Z";

/// An Authorization header of the right form, and of no truth.
pub fn signed(key: &str, region: &str) -> String {
    signed_for("workspaces", key, region)
}

pub fn signed_for(service: &str, key: &str, region: &str) -> String {
    format!(
        "AWS4-HMAC-SHA256 Credential={key}/20261121/{region}/{service}/aws4_request, \
         SignedHeaders=host;x-amz-date, Signature={:064x}",
        0
    )
}

pub struct Answer {
    pub status: u16,
    pub head: String,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    pub fn header(&self, name: &str) -> Option<String> {
        self.head.lines().find_map(|line| {
            let (known, value) = line.split_once(": ")?;
            (known.to_lowercase() == name).then(|| value.to_owned())
        })
    }
}

/// One request on a connection of its own.
pub async fn post(
    simulator: &Simulator,
    path: &str,
    headers: &[(&str, String)],
    body: &str,
) -> Option<Answer> {
    let answer = exchange(simulator, "POST", path, headers, body.as_bytes()).await?;
    let text = String::from_utf8(answer.body).unwrap();
    Some(Answer { status: answer.status, head: answer.head, text })
}

/// An answer whose body need not be text.
pub struct Raw {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Raw {
    pub fn header(&self, name: &str) -> Option<String> {
        Answer { status: 0, head: self.head.clone(), text: String::new() }.header(name)
    }
}

/// One request of any kind on a connection of its own. What is signed has a date, unless it brings one.
pub async fn exchange(
    simulator: &Simulator,
    method: &str,
    path: &str,
    headers: &[(&str, String)],
    body: &[u8],
) -> Option<Raw> {
    let mut request = format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: {}\r\n",
        body.len()
    );
    let has = |wanted: &str| headers.iter().any(|(name, _)| *name == wanted);
    if has("authorization") && !has("x-amz-date") {
        request.push_str(&format!("x-amz-date: {SIGNED_AT}\r\n"));
    }
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str("\r\n");
    send(simulator, &[request.as_bytes(), body].concat()).await
}

/// Any bytes at all on a connection of their own, and what comes back if it is HTTP.
async fn send(simulator: &Simulator, bytes: &[u8]) -> Option<Raw> {
    let mut stream = TcpStream::connect(simulator.addr()).await.unwrap();
    // The other side may answer before it has read all, and close: what counts is what came.
    let _ = stream.write_all(bytes).await;
    read(stream).await
}

/// Bytes after which the caller falls silent for good, so that nobody waits for more.
pub async fn send_and_end(simulator: &Simulator, bytes: &[u8]) -> Option<Raw> {
    let mut stream = TcpStream::connect(simulator.addr()).await.unwrap();
    let _ = stream.write_all(bytes).await;
    let _ = stream.shutdown().await;
    read(stream).await
}

async fn read(mut stream: TcpStream) -> Option<Raw> {
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8(answer[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Raw { status, head, body: answer[end + 4..].to_vec() })
}
