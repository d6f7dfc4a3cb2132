//! What does `deskwarden audit verify` say of a database, and with which code does it end?

use std::path::Path;
use std::process::{Command, Stdio};

use server::temporary::Temporary;

use crate::world::{World, post};

/// What it says on stdout, what on stderr, and its code.
fn verified(folder: &Path, arguments: &[&str]) -> (String, String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_deskwarden"));
    command.current_dir(folder).env_clear().env("DESKWARDEN_DATA", folder).stdin(Stdio::null());
    let output = command.args(["audit", "verify"]).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code())
}

#[tokio::test]
async fn one_byte_of_the_database_is_enough_and_a_head_shows_what_was_cut_off() {
    let world = World::demo().await;
    let mut requests = Vec::new();
    for identity in ["viewer", "owner", "operator"] {
        let answer = world.ask(post("/sign-in", &format!("identity={identity}&back=/"))).await;
        requests.push(answer.headers["x-request-id"].to_str().unwrap().to_owned());
    }
    let folder = Temporary::make().unwrap();
    let database = folder.path().join("deskwarden.db");
    let fresh = verified(folder.path(), &[]);
    assert!(
        fresh.2 == Some(1) && fresh.1.contains("deskwarden.db") && fresh.1.lines().count() == 1,
        "{fresh:?}"
    );
    // It may be in use meanwhile; here it is closed, so that one file holds all.
    world.site.backend.stop().await;
    std::fs::copy(world.database(), &database).unwrap();
    let whole = verified(folder.path(), &["--head", "head"]);
    assert!(whole.2 == Some(0) && whole.0.contains("is whole: 3 entries, the last one is 3 "), "{whole:?}");
    let head = std::fs::read_to_string(folder.path().join("head")).unwrap();
    assert!(head.starts_with("3 ") && head.ends_with('\n') && head.len() == 2 + 64 + 1, "{head}");
    assert_eq!(verified(folder.path(), &["--head", "head"]), whole);

    // The id of the request stands nowhere but in its entry.
    let mut bytes = std::fs::read(&database).unwrap();
    let needle = requests[1].as_bytes();
    let place = bytes.windows(needle.len()).position(|part| part == needle).unwrap();
    bytes[place] ^= 0x01;
    std::fs::write(&database, &bytes).unwrap();
    let (said, _, code) = verified(folder.path(), &[]);
    assert!(code == Some(4) && said.starts_with("Entry 2 was changed.\n"), "{said}");
    bytes[place] ^= 0x01;
    std::fs::write(&database, &bytes).unwrap();

    // A head of what came after: the end of this one is missing. The head stays as it is, for whoever looks into it.
    let later = format!("9 {}\n", "a".repeat(64));
    std::fs::write(folder.path().join("head"), &later).unwrap();
    let (said, _, code) = verified(folder.path(), &["--head", "head"]);
    assert!(code == Some(4) && said.contains("there was an entry 9, and the last one is 3."), "{said}");
    assert_eq!(std::fs::read_to_string(folder.path().join("head")).unwrap(), later);
    std::fs::write(folder.path().join("head"), "nonsense").unwrap();
    let (_, said, code) = verified(folder.path(), &["--head", "head"]);
    assert!(code == Some(1) && said.contains("does not hold the number and the hash"), "{said}");
}
