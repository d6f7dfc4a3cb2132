//! Receivers of messages on this machine: an HTTP server and a mail server that keep what they are told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::task::TaskTracker;

/// What was received, and what is answered next.
#[derive(Clone, Default)]
pub struct Receiver {
    pub port: u16,
    taken: Arc<Mutex<Vec<String>>>,
    answers: Arc<Mutex<VecDeque<String>>>,
    logins: Arc<Mutex<usize>>,
}

impl Receiver {
    /// Answers 200, unless told otherwise.
    pub async fn http() -> Self {
        let (receiver, listener) = Self::bind().await;
        let kept = receiver.clone();
        TaskTracker::new().spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                kept.request(stream).await;
            }
        });
        receiver
    }

    /// Takes every mail, unless told otherwise: an answer stands for the greeting of a login.
    pub async fn mail() -> Self {
        let (receiver, listener) = Self::bind().await;
        let kept = receiver.clone();
        TaskTracker::new().spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                kept.mails(stream).await;
            }
        });
        receiver
    }

    /// Nobody listens there.
    pub fn nobody() -> Self {
        Self { port: 1, ..Self::default() }
    }

    async fn bind() -> (Self, TcpListener) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        (Self { port, ..Self::default() }, listener)
    }

    /// An address here.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Answers so the next time: the status line and all that follows, or a mail server's line.
    pub fn answer(&self, text: &str) {
        self.answers.lock().unwrap().push_back(text.to_owned());
    }

    /// What was received, whole: requests, or dialogues with mails.
    pub fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }

    /// How often a password was sent here.
    pub fn logins(&self) -> usize {
        *self.logins.lock().unwrap()
    }

    /// The bodies of requests.
    pub fn documents(&self) -> Vec<serde_json::Value> {
        let body = |text: &String| serde_json::from_str(text.split_once("\r\n\r\n").unwrap().1).unwrap();
        self.taken().iter().map(body).collect()
    }

    fn next(&self) -> Option<String> {
        self.answers.lock().unwrap().pop_front()
    }

    async fn request(&self, stream: TcpStream) {
        let mut stream = BufReader::new(stream);
        let mut text = String::new();
        while !text.ends_with("\r\n\r\n") {
            // What is not text is TLS, which is not spoken here.
            if stream.read_line(&mut text).await.unwrap_or(0) == 0 {
                return;
            }
        }
        let length =
            text.to_lowercase().lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
        let mut body = vec![0; length.unwrap_or(0)];
        stream.read_exact(&mut body).await.unwrap();
        text.push_str(std::str::from_utf8(&body).unwrap());
        self.taken.lock().unwrap().push(text);
        let answer = self.next().unwrap_or_else(|| "200 OK\r\n\r\nok".to_owned());
        // Whoever asked may have gone away already.
        let _ = stream.write_all(format!("HTTP/1.1 {answer}").as_bytes()).await;
    }

    async fn mails(&self, stream: TcpStream) {
        let mut stream = BufReader::new(stream);
        let (mut said, mut is_mail) = (String::new(), false);
        let mut answer = "220 here\r\n".to_owned();
        loop {
            stream.write_all(answer.as_bytes()).await.unwrap();
            let mut line = String::new();
            // Inside of a mail nothing is answered until its end.
            while line.is_empty() || is_mail && !line.ends_with("\r\n.\r\n") {
                if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
                    return;
                }
            }
            said.push_str(&line);
            let word = line.split([' ', '\r']).next().unwrap_or_default();
            answer = match (is_mail, word) {
                (true, _) => {
                    self.taken.lock().unwrap().push(std::mem::take(&mut said));
                    is_mail = false;
                    "250 taken\r\n".to_owned()
                }
                (_, "EHLO") => "250-here\r\n250 AUTH PLAIN\r\n".to_owned(),
                (_, "AUTH") => {
                    *self.logins.lock().unwrap() += 1;
                    self.next().unwrap_or_else(|| "235 welcome\r\n".to_owned())
                }
                (_, "DATA") => {
                    is_mail = true;
                    "354 go on\r\n".to_owned()
                }
                (_, "QUIT") => return,
                _ => "250 well\r\n".to_owned(),
            };
        }
    }
}
