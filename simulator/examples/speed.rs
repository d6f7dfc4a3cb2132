//! How long does the simulator itself take, at a thousand desktops and at a hundred thousand?
//!
//! `cargo run --release -p simulator --example speed` prints a Markdown table. Times are of whole calls over loopback on one
//! connection, so they hold the caller's side too; the median of many.

#![expect(clippy::print_stdout, reason = "the table is what this program is for")]
#![expect(clippy::disallowed_methods, reason = "it measures wall time")]
#![expect(clippy::unwrap_used, reason = "whoever runs it sees where it broke")]

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use simulator::{ClockMode, Settings, Simulator};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const SIZES: [usize; 2] = [1_000, 100_000];
/// Calls that a median is of.
const CALLS: usize = 300;

#[tokio::main]
async fn main() {
    let mut columns = Vec::new();
    for size in SIZES {
        columns.push(measure(size).await);
    }
    println!("| what | {} desktops | {} desktops | ratio |", SIZES[0], SIZES[1]);
    println!("|---|---|---|---|");
    for ((what, small), (_, large)) in columns[0].iter().zip(&columns[1]) {
        let ratio = large.as_secs_f64() / small.as_secs_f64();
        println!("| {what} | {} | {} | {ratio:.1} |", show(*small), show(*large));
    }
}

fn show(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1000.0)
}

async fn measure(fleet: usize) -> Vec<(&'static str, Duration)> {
    let settings = Settings { fleet, clock: ClockMode::Explicit, rate: None, ..Settings::default() };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let start = Instant::now();
    let simulator = simulator::start(settings, listener).await.unwrap();
    let mut line = Line::to(&simulator).await;
    line.call("DescribeWorkspaces", &json!({ "Limit": 1 })).await;
    let mut rows = vec![("start-up, to the first answer", start.elapsed())];

    let first = line.call("DescribeWorkspaces", &json!({})).await.0;
    let desktop = first["Workspaces"][0].clone();
    let (id, directory, user) = (&desktop["WorkspaceId"], &desktop["DirectoryId"], &desktop["UserName"]);
    for (what, operation, input) in [
        ("DescribeWorkspaces, one id", "DescribeWorkspaces", json!({ "WorkspaceIds": [id] })),
        (
            "DescribeWorkspaces, directory and user",
            "DescribeWorkspaces",
            json!({ "DirectoryId": directory, "UserName": user }),
        ),
        (
            "DescribeWorkspaces, first page of a directory",
            "DescribeWorkspaces",
            json!({ "DirectoryId": directory }),
        ),
        ("DescribeWorkspacesConnectionStatus, first page", "DescribeWorkspacesConnectionStatus", json!({})),
        ("GetResources, first page", "GetResources", json!({})),
        (
            "GetResources, a tag that nobody has",
            "GetResources",
            json!({ "TagFilters": [{ "Key": "never" }] }),
        ),
    ] {
        rows.push((what, line.often(operation, &input).await));
    }
    rows.push((
        "DescribeWorkspaces, page by page to the end: a page",
        line.pages("DescribeWorkspaces").await,
    ));
    rows.push((
        "DescribeWorkspacesConnectionStatus, page by page: a page",
        line.pages("DescribeWorkspacesConnectionStatus").await,
    ));
    simulator.shutdown().await;
    rows
}

/// One connection that is kept.
struct Line(TcpStream);

impl Line {
    async fn to(simulator: &Simulator) -> Self {
        let stream = TcpStream::connect(simulator.addr()).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self(stream)
    }

    /// An answer, and how long it took until all of it was here.
    async fn call(&mut self, operation: &str, input: &Value) -> (Value, Duration) {
        let (target, service) = match operation {
            "GetResources" => ("ResourceGroupsTaggingAPI_20170126", "tagging"),
            _ => ("WorkspacesService", "workspaces"),
        };
        let body = input.to_string();
        let request = format!(
            "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-amz-json-1.1\r\n\
             x-amz-target: {target}.{operation}\r\nx-amz-date: 20261121T090000Z\r\n\
             authorization: AWS4-HMAC-SHA256 Credential=111122223333/20261121/eu-west-1/{service}/aws4_request, \
             SignedHeaders=host;x-amz-date, Signature={:064x}\r\ncontent-length: {}\r\n\r\n{body}",
            0,
            body.len()
        );
        let start = Instant::now();
        self.0.write_all(request.as_bytes()).await.unwrap();
        let answer = self.read().await;
        let took = start.elapsed();
        (serde_json::from_slice(&answer).unwrap(), took)
    }

    /// The body of the next answer.
    async fn read(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut part = vec![0; 65_536];
        loop {
            let length = self.0.read(&mut part).await.unwrap();
            assert_ne!(length, 0, "the connection was closed");
            bytes.extend(&part[..length]);
            let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
                continue;
            };
            let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
            assert!(head.starts_with("http/1.1 200"), "{head}");
            let (_, rest) = head.split_once("content-length: ").unwrap();
            let length: usize = rest.lines().next().unwrap().trim().parse().unwrap();
            if bytes.len() >= end + 4 + length {
                return bytes.split_off(end + 4);
            }
        }
    }

    async fn often(&mut self, operation: &str, input: &Value) -> Duration {
        let mut times = Vec::new();
        for _ in 0..CALLS {
            times.push(self.call(operation, input).await.1);
        }
        median(times)
    }

    async fn pages(&mut self, operation: &str) -> Duration {
        let mut times = Vec::new();
        let mut input = json!({});
        loop {
            let (page, took) = self.call(operation, &input).await;
            times.push(took);
            if !page["NextToken"].is_string() {
                return median(times);
            }
            input = json!({ "NextToken": page["NextToken"] });
        }
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
