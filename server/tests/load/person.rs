//! Who is at the console? People whom the proxy names, each request by a connection of its own; and some who only hold theirs.

use std::time::Duration;

use backend::clock::Clock;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::console::{NAME, SECRET};

pub struct Person {
    pub address: String,
    pub name: String,
    pub group: &'static str,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    body: String,
}

impl Answer {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{} {}", self.status, self.body))
    }
}

impl Person {
    pub async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "").await
    }

    /// As a page without scripts does.
    pub async fn post(&self, path: &str, form: &str) -> Answer {
        self.ask("POST", path, form).await
    }

    async fn ask(&self, method: &str, path: &str, form: &str) -> Answer {
        let (name, group) = (&self.name, self.group);
        let asked = format!(
            "{method} {path} HTTP/1.1\r\nhost: {NAME}\r\norigin: https://{NAME}\r\nreferer: https://{NAME}/fleet\r\n\
             accept: text/html\r\nx-remote-user: {name}\r\nx-remote-groups: {group}\r\nx-proxy-secret: {SECRET}\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{form}",
            form.len()
        );
        let mut stream = TcpStream::connect(&self.address).await.unwrap();
        stream.write_all(asked.as_bytes()).await.unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await.unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) =
            text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{method} {path} is not answered: {text}"));
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, body: if head.contains("chunked") { unchunked(body) } else { body.to_owned() } }
    }
}

fn unchunked(mut body: &str) -> String {
    let mut whole = String::new();
    while let Some((length, rest)) = body.split_once("\r\n") {
        let length = usize::from_str_radix(length, 16).unwrap_or(0);
        if length == 0 {
            break;
        }
        whole += &rest[..length];
        body = rest[length..].trim_start_matches("\r\n");
    }
    whole
}

/// Says a word every second and never comes to an end; returns when the console has had enough. Every other one is slow
/// with its body.
pub async fn crawl(address: String, number: u64) {
    let (clock, mut stream) = (Clock::wall(), TcpStream::connect(address).await.unwrap());
    let head = match number % 2 {
        0 => format!("GET / HTTP/1.1\r\nhost: {NAME}\r\n"),
        _ => format!(
            "POST /sign-out HTTP/1.1\r\nhost: {NAME}\r\norigin: https://{NAME}\r\nx-remote-user: slow\r\n\
             x-remote-groups: desks\r\nx-proxy-secret: {SECRET}\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: 100000\r\n\r\n"
        ),
    };
    let mut word = head.into_bytes();
    let mut answer = [0; 4_096];
    while stream.write_all(&word).await.is_ok() {
        word = if number.is_multiple_of(2) { b"x-slow: 1\r\n".to_vec() } else { b"a".to_vec() };
        tokio::select! {
            read = stream.read(&mut answer) => match read {
                Ok(0) | Err(_) => return,
                Ok(_) => {}
            },
            () = clock.sleep(Duration::from_secs(1)) => {}
        }
    }
}
