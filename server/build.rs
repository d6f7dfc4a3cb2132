//! Builds the server again whenever a file of the site that it embeds changes.

use std::io::Write as _;

fn main() -> std::io::Result<()> {
    // A folder that is missing counts as changed each time, so an empty one is made.
    std::fs::create_dir_all("../target/site")?;
    writeln!(std::io::stdout(), "cargo::rerun-if-changed=../target/site")
}
