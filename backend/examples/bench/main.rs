//! How long does reading take, by the size of the fleet, and sending? Prints a table; `make bench` runs it in release.
//!
//! Arguments: a folder for the databases, and the sizes; or the folder and `sending`.

#![expect(clippy::print_stdout, reason = "the table is what it is for")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot run has nothing to say")]

#[path = "../../tests/read/estate.rs"]
mod estate;
mod fleet;
mod measure;
mod sending;

use std::path::PathBuf;

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "target/bench".to_owned()));
    let mut arguments = arguments.peekable();
    if arguments.next_if(|argument| argument == "sending").is_some() {
        sending::table(&folder).await;
        return;
    }
    let sizes: Vec<usize> = arguments.map(|size| size.parse().unwrap()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000, 100_000] } else { sizes };
    fleet::table(&folder, &sizes).await;
}
