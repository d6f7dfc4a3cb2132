//! How does an answer break off?

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use hyper::body::Frame;

/// A body of which the first half comes; then the connection ends.
struct Half {
    first: Option<Bytes>,
    sent: bool,
}

impl hyper::body::Body for Half {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(first) = self.first.take() {
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        if !self.sent {
            // What came so far is flushed before the server asks again: it shall arrive.
            self.sent = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(io::Error::other("broken off, as asked"))))
    }
}

/// The same answer, whose headers promise a body of which only half comes.
pub fn halve(response: Response, body: &Bytes) -> Response {
    let (mut parts, _) = response.into_parts();
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    let half = Half { first: Some(body.slice(..body.len() / 2)), sent: false };
    Response::from_parts(parts, Body::new(half))
}
