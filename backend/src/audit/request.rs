//! Which request is being answered? Entries name it, and so does the log.

use std::future::Future;

tokio::task_local! {
    static REQUEST: String;
}

/// Does some work for a request: entries that it writes carry the request's id, where AWS gave none.
pub async fn during<W: Future>(request_id: String, work: W) -> W::Output {
    REQUEST.scope(request_id, work).await
}

/// The request that is being answered; none in the background.
pub(super) fn id() -> Option<String> {
    REQUEST.try_with(Clone::clone).ok()
}
