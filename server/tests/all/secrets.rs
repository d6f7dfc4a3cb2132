//! Is any secret logged, even when all is logged that can be? A canary in each of them, and the real process.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use server::temporary::Temporary;
use simulator::{ClockMode, Settings};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

/// One in each secret of the config and of AWS's own variables, and in what strangers send. An external id is none, as AWS
/// says itself: whoever may look at the role reads it.
const CANARIES: [&str; 8] = [
    "canary-url-of-a-webhook",
    "canary-secret-that-signs",
    "canary-url-of-slack",
    "canary-password-of-mail",
    "canary-aws-secret",
    "canary-aws-session",
    "canary-guessed-token",
    "canary-cookie",
];

fn config(folder: &Path, simulator: &str) -> String {
    let file = folder.join("slack");
    fs::write(&file, format!("http://127.0.0.1:9/{}", CANARIES[2])).unwrap();
    format!(
        "listen = \"127.0.0.1:0\"\nendpoint = \"{simulator}\"\n[log]\nfilter = \"trace\"\n\
         [[account]]\nid = \"111122223333\"\nregions = [\"eu-west-1\"]\n\
         [[account]]\nid = \"222233334444\"\nregions = [\"eu-west-1\"]\nrole_arn = \"arn:aws:iam::222233334444:role/desk\"\n\
         external_id = \"no-secret\"\n\
         [[tell]]\nway = \"webhook\"\nurl = \"http://127.0.0.1:9/{}\"\nsecret = \"{}\"\n\
         [[tell]]\nway = \"slack\"\nurl_file = {file:?}\n\
         [[tell]]\nway = \"mail\"\nto = [\"a@example.org\"]\n\
         [smtp]\nhost = \"127.0.0.1\"\ntls = \"none\"\nfrom = \"d@example.org\"\nusername = \"d\"\npassword = \"{}\"\n",
        CANARIES[0], CANARIES[1], CANARIES[3]
    )
}

fn serve(folder: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_deskwarden"));
    command.current_dir(folder).env_clear().args(["serve", "--config", "deskwarden.toml"]);
    command.env("AWS_ACCESS_KEY_ID", "111122223333").env("AWS_SECRET_ACCESS_KEY", CANARIES[4]);
    command.env("AWS_SESSION_TOKEN", CANARIES[5]).kill_on_drop(true).stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

async fn ask(host: &str, head: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(host).await.unwrap();
    let form = "content-type: application/x-www-form-urlencoded";
    let length = body.len();
    let asked = format!(
        "{head}host: {host}\r\norigin: http://{host}\r\n{form}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    );
    stream.write_all(asked.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn no_secret_is_logged_even_at_trace() {
    let settings = Settings { fleet: 40, clock: ClockMode::Explicit, rate: None, ..Settings::default() };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let simulator = simulator::start(settings, listener).await.unwrap();
    let folder = Temporary::make().unwrap();
    fs::write(folder.path().join("deskwarden.toml"), config(folder.path(), &simulator.url())).unwrap();
    let mut console = serve(folder.path());
    let mut lines = BufReader::new(console.stdout.take().unwrap()).lines();
    let mut log = BufReader::new(console.stderr.take().unwrap()).lines();
    let mut logged = String::new();
    let link = loop {
        tokio::select! {
            line = lines.next_line() => match line.unwrap() {
                Some(line) if line.contains("token=") => break line,
                Some(_) => {}
                None => panic!("it did not start: {logged}"),
            },
            line = log.next_line() => logged.push_str(&format!("{}\n", line.unwrap().unwrap_or_default())),
        }
    };
    let (_, link) = link.split_once("http://").unwrap();
    let (host, token) = (link.split('/').next().unwrap(), link.split("token=").nth(1).unwrap());
    let guess = format!("token={}", CANARIES[6]);
    let used = async {
        ask(host, "POST /sign-in/once HTTP/1.1\r\n", &guess).await;
        ask(host, &format!("GET /fleet HTTP/1.1\r\ncookie: deskwarden={}\r\n", CANARIES[7]), "").await;
        let signed_in = ask(host, "POST /sign-in/once HTTP/1.1\r\n", &format!("token={token}")).await;
        let cookie = signed_in.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a session");
        let cookie = cookie.split(';').next().unwrap().to_owned();
        ask(host, &format!("GET /api/overview HTTP/1.1\r\ncookie: {cookie}\r\n"), "").await;
        cookie.split_once('=').unwrap().1.to_owned()
    };
    tokio::pin!(used);
    let mut cookie = None;
    // All of it is read, and as long as both the browser and AWS have been asked.
    while cookie.is_none() || simulator.requests().len() < 4 {
        tokio::select! {
            value = &mut used, if cookie.is_none() => cookie = Some(value),
            line = log.next_line() => logged.push_str(&format!("{}\n", line.unwrap().expect("it ended"))),
        }
    }
    console.start_kill().unwrap();
    while let Some(line) = log.next_line().await.unwrap() {
        logged.push_str(&format!("{line}\n"));
    }
    assert!(logged.contains("TRACE"), "all is logged: {logged}");
    let cookie = cookie.unwrap();
    for secret in CANARIES.into_iter().chain([token, cookie.as_str()]) {
        let line = logged.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret} is logged");
    }
    simulator.shutdown().await;
}
