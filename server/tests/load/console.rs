//! The console under load: the binary as people run it, behind a proxy that names people, with a simulated estate.

use std::fs::File;
use std::process::Stdio;

use server::temporary::Temporary;
use simulator::{ClockMode, Settings, Simulator};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

use crate::person::Person;

const ACCOUNT: &str = "111122223333";
pub const NAME: &str = "desks.example.org";
pub const SECRET: &str = "only-the-proxy-knows";

pub struct Console {
    /// Where it listens.
    pub address: String,
    child: Child,
    simulator: Simulator,
    folder: Temporary,
}

impl Console {
    /// Starts it, and waits until all of so many WorkSpaces are known.
    pub async fn start(fleet: usize) -> Self {
        let settings = Settings { fleet, clock: ClockMode::Auto { speed: 60.0 }, ..Settings::default() };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let simulator = simulator::start(settings, listener).await.unwrap();
        let folder = Temporary::make().unwrap();
        let config = format!(
            r#"listen = "127.0.0.1:0"
            console_url = "https://{NAME}"
            endpoint = "{}"
            sweep_seconds = 10
            [[account]]
            id = "{ACCOUNT}"
            regions = ["eu-west-1", "us-east-1"]
            [auth]
            mode = "proxy_header"
            [auth.proxy_header]
            trusted_proxies = ["127.0.0.1"]
            secret = "{SECRET}"
            [[auth.role_bindings]]
            group = "desks"
            role = "viewer"
            [[auth.role_bindings]]
            group = "owners"
            role = "owner"
            "#,
            simulator.url()
        );
        std::fs::write(folder.path().join("deskwarden.toml"), config).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_deskwarden"));
        command.current_dir(folder.path()).env_clear().args(["serve", "--config", "deskwarden.toml"]);
        command.env("AWS_ACCESS_KEY_ID", ACCOUNT).env("AWS_SECRET_ACCESS_KEY", "any");
        command.env("DESKWARDEN_DATA", "data").kill_on_drop(true).stdin(Stdio::null()).stdout(Stdio::piped());
        command.stderr(File::create(folder.path().join("log")).unwrap());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut address = None;
        while address.is_none() {
            let line = lines.next_line().await.unwrap();
            let line = line.unwrap_or_else(|| panic!("the console did not start: {}", said(&folder)));
            address = line.strip_prefix("deskwarden ready on http://").map(str::to_owned);
        }
        let address = address.unwrap().trim_end_matches('/').to_owned();
        let console = Self { address, child, simulator, folder };
        console.swept().await;
        console
    }

    fn owner(&self) -> Person {
        Person { address: self.address.clone(), name: "starts".into(), group: "owners" }
    }

    async fn swept(&self) {
        let clock = backend::clock::Clock::wall();
        loop {
            let standing = self.owner().get("/api/frame/scopes").await.json();
            let scopes = standing["scopes"].as_array().unwrap().clone();
            if !scopes.is_empty() && scopes.iter().all(|scope| !scope["as_of"].is_null()) {
                return;
            }
            clock.sleep(std::time::Duration::from_millis(100)).await;
        }
    }

    /// Names of so many that are stopped and can be started.
    pub async fn stopped(&self, count: usize) -> Vec<String> {
        let asked = "/api/fleet/page?query=state%3DSTOPPED%26mode%3DAUTO_STOP%26size%3D100";
        let page = self.owner().get(asked).await.json();
        let rows = page["rows"].as_array().unwrap();
        let name = |row: &serde_json::Value| {
            let key = &row["key"];
            let part = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
            format!(
                "{}/{}/{}",
                part(&key["scope"]["account"]),
                part(&key["scope"]["region"]),
                part(&key["id"])
            )
        };
        assert!(rows.len() >= count, "{} are stopped", rows.len());
        rows.iter().take(count).map(name).collect()
    }

    /// KiB that it has in memory.
    pub fn resident_kib(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id().unwrap())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches("kB").trim().parse().unwrap()
    }

    /// The end of its log.
    pub fn said(&self) -> String {
        said(&self.folder)
    }

    pub async fn stop(mut self) {
        self.child.kill().await.unwrap();
        self.simulator.shutdown().await;
    }
}

fn said(folder: &Temporary) -> String {
    let log = std::fs::read_to_string(folder.path().join("log")).unwrap_or_default();
    let lines: Vec<_> = log.lines().rev().take(20).collect();
    lines.into_iter().rev().collect::<Vec<_>>().join("\n")
}
