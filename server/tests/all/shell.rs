//! What does the shell hear when it does not start? One sentence and a non-zero exit.

use std::io::{BufRead as _, BufReader, Read as _};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

use server::temporary::Temporary;

fn deskwarden(folder: &Temporary) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_deskwarden"));
    command.current_dir(folder.path()).env_clear().stdin(Stdio::null());
    command
}

/// What it says on stderr when it refuses.
fn refused(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success(), "it did not refuse: {said}");
    assert!(!said.contains("panicked") && !said.contains("backtrace"), "{said}");
    said
}

#[test]
fn a_port_in_use_is_one_sentence() {
    let folder = Temporary::make().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let said = refused(deskwarden(&folder).args(["demo", "--simulator-port", "0", "--port", &port]));
    assert!(said.contains("another program listens on") && said.lines().count() == 1, "{said}");
}

#[test]
fn a_config_that_cannot_be_used_says_all_that_is_wrong() {
    let folder = Temporary::make().unwrap();
    let path = folder.path().join("deskwarden.toml");
    let said = refused(deskwarden(&folder).args(["serve", "--config", "none.toml"]));
    assert!(said.contains("cannot read the config none.toml") && said.lines().count() == 1, "{said}");
    std::fs::write(&path, "lissen = 1\njob_rows = \"many\"").unwrap();
    let said = refused(deskwarden(&folder).arg("serve"));
    assert!(said.contains("lissen") && said.contains("job_rows"), "{said}");
    std::fs::write(&path, "listen = [").unwrap();
    assert!(refused(deskwarden(&folder).arg("serve")).contains("deskwarden.toml"));
}

#[test]
fn local_is_refused_where_others_could_reach_it() {
    let folder = Temporary::make().unwrap();
    let said = refused(
        deskwarden(&folder).arg("serve").env("DESKWARDEN_LISTEN", "0.0.0.0:0").env("AWS_REGION", "r"),
    );
    assert!(said.contains("one person at this machine") && said.lines().count() == 1, "{said}");
    let said =
        refused(deskwarden(&folder).arg("serve").env("DESKWARDEN_AUTH__MODE", "demo").env("AWS_REGION", "r"));
    assert!(said.contains("`deskwarden demo` only"), "{said}");
}

#[test]
fn time_runs_quicker_for_a_simulator_only() {
    let folder = Temporary::make().unwrap();
    let mut serve = deskwarden(&folder);
    let said = refused(serve.args(["serve", "--hasten", "60@0"]).env("AWS_REGION", "eu-west-1"));
    assert!(said.contains("for a simulator"), "{said}");
}

#[test]
fn the_environment_and_files_of_secrets_are_read() {
    let folder = Temporary::make().unwrap();
    std::fs::write(folder.path().join("secret"), "0.0.0.0:1\n").unwrap();
    let said = refused(
        deskwarden(&folder).arg("serve").env("DESKWARDEN_LISTEN_FILE", "secret").env("AWS_REGION", "r"),
    );
    assert!(said.contains("0.0.0.0:1"), "{said}");
    let said = refused(deskwarden(&folder).arg("serve").env("DESKWARDEN_LISTEN_FILE", "none"));
    assert!(said.contains("DESKWARDEN_LISTEN_FILE"), "{said}");
    let said = refused(
        deskwarden(&folder)
            .arg("check")
            .env("DESKWARDEN_LOG__FILTER", "debgu")
            .env("AWS_REGION", "r")
            .env("AWS_EC2_METADATA_DISABLED", "true"),
    );
    assert!(said.contains("“debgu” is no level"), "{said}");
    let said = refused(deskwarden(&folder).arg("serve").env("DESKWARDEN_RATE__BURTS", "2"));
    assert!(said.contains("rate.burts"), "{said}");
}

#[test]
fn a_demo_says_when_it_can_be_used_and_stops_in_order() {
    let folder = Temporary::make().unwrap();
    let arguments = ["demo", "--port", "0", "--simulator-port", "0", "--fleet", "20", "--data", "kept"];
    let mut child =
        deskwarden(&folder).args(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut ready = lines.filter_map(|line| Some(line.split_once(" ready on http://")?.1.to_owned()));
    let (_simulator, console) = (ready.next().unwrap(), ready.next().unwrap());
    let by_name = console.replace("127.0.0.1", "localhost");
    for address in [&console, &by_name] {
        let well = deskwarden(&folder).args(["healthcheck", "--address", address]).status().unwrap();
        assert!(well.success(), "{address}");
    }
    let told = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(told.success());
    assert!(child.wait().unwrap().success());
    assert!(folder.path().join("kept/deskwarden.db").exists());
    assert!(
        refused(deskwarden(&folder).args(["healthcheck", "--address", &console]))
            .contains("no console answers")
    );
}

#[test]
fn an_estate_that_is_being_made_does_not_keep_a_process_from_stopping() {
    let folder = Temporary::make().unwrap();
    let large = ["--fleet", "100000"];
    for verb in [&["simulate", "--port", "0"][..], &["demo", "--port", "0", "--simulator-port", "0"]] {
        let mut command = deskwarden(&folder);
        command
            .args(verb)
            .args(large)
            .env("RUST_BACKTRACE", "0")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        listens(&mut child);
        let told = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
        assert!(told.success());
        assert!(child.wait().unwrap().success(), "{verb:?}");
        let mut said = String::new();
        child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
        assert!(!said.contains("ready"), "{verb:?} was quicker than the test: {said}");
    }
}

/// Waits until a process listens for SIGTERM.
fn listens(child: &mut Child) {
    let status = format!("/proc/{}/status", child.id());
    let caught = || {
        let text = std::fs::read_to_string(&status).unwrap();
        let mask = text.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap_or("0");
        u64::from_str_radix(mask.trim(), 16).unwrap()
    };
    while caught() & (1 << 14) == 0 {
        assert_eq!(child.try_wait().unwrap(), None, "it has ended");
        std::thread::yield_now();
    }
}
