//! Which requests came in?

use std::collections::VecDeque;

use serde::Serialize;
use serde_json::Value;

/// The newest requests that are kept.
const MOST: usize = 20_000;

/// One request, and how it ended.
#[derive(Debug, Clone, Serialize)]
pub struct LoggedRequest {
    /// When it came, in milliseconds since 1970, by the simulator's clock.
    pub at: i64,
    /// Twelve digits; empty when the call was not signed.
    pub account: String,
    /// From the credential scope; empty when the call was not signed.
    pub region: String,
    /// Such as `DescribeWorkspaces`, `GetResources` or `AssumeRole`.
    pub operation: String,
    /// The input.
    pub body: Value,
    /// The HTTP status; 0 when the connection was closed without an answer.
    pub status: u16,
    /// The code of the error, or `dropped_before` and `dropped_after` for a closed connection.
    pub error_code: Option<String>,
    /// As in the header `x-amzn-requestid`.
    pub request_id: String,
    /// What the caller calls itself.
    pub user_agent: String,
}

/// The log: a ring, so that a long demo does not fill the memory.
#[derive(Default)]
pub struct Log {
    requests: VecDeque<LoggedRequest>,
}

impl Log {
    /// Adds one, and forgets the oldest when there are too many.
    pub fn push(&mut self, request: LoggedRequest) {
        if self.requests.len() == MOST {
            self.requests.pop_front();
        }
        self.requests.push_back(request);
    }

    /// All that are kept, the oldest first.
    pub fn all(&self) -> Vec<LoggedRequest> {
        self.requests.iter().cloned().collect()
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.requests.clear();
    }
}
