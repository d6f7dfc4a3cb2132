//! A browser of few words: it signs in by the link that is printed, looks at pages and sends forms.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Somebody at a console.
pub struct Browser {
    host: String,
    cookie: Option<String>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub text: String,
}

impl Browser {
    /// `line` is what the console prints last: `sign in, once, with http://127.0.0.1:3000/sign-in/once?token=…`.
    pub async fn signed_in(line: &str) -> Self {
        let (_, link) = line.split_once("http://").unwrap();
        let (host, rest) = link.split_once('/').unwrap();
        let (path, token) = rest.split_once('?').unwrap();
        let mut browser = Self { host: host.to_owned(), cookie: None };
        let answer = browser.post(&format!("/{path}"), token).await;
        let cookie = answer.text.lines().find_map(|line| line.strip_prefix("set-cookie: "));
        browser.cookie = Some(cookie.unwrap().split(';').next().unwrap().to_owned());
        browser
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\n"), "").await
    }

    pub async fn post(&self, path: &str, form: &str) -> Answer {
        let kind = "content-type: application/x-www-form-urlencoded";
        let head = format!("POST {path} HTTP/1.1\r\norigin: http://{}\r\n{kind}\r\n", self.host);
        self.ask(&format!("{head}content-length: {}\r\n", form.len()), form).await
    }

    /// The head of the answer is part of its text.
    async fn ask(&self, head: &str, body: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.host).await.unwrap();
        let cookie = self.cookie.as_ref().map(|cookie| format!("cookie: {cookie}\r\n")).unwrap_or_default();
        let asked = format!("{head}host: {}\r\n{cookie}connection: close\r\n\r\n{body}", self.host);
        stream.write_all(asked.as_bytes()).await.unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: text.split(' ').nth(1).unwrap().parse().unwrap(), text }
    }
}
