//! `deskwarden backup` and `restore`, as people run them: beside a console that runs, and not.

use std::path::Path;
use std::process::Output;

use crate::world::World;

const DESKWARDEN: &str = env!("CARGO_BIN_EXE_deskwarden");

async fn deskwarden(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = tokio::process::Command::new(DESKWARDEN);
    command.current_dir(folder).env_clear().env("DESKWARDEN_DATA", ".").args(arguments);
    command.output().await.unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[tokio::test]
async fn a_backup_is_made_beside_a_console_that_runs_and_taken_back_once_it_has_ended() {
    let world = World::demo().await;
    let folder = world.folder();
    world.sign_in("owner").await;
    let made = deskwarden(folder, &["backup", "kept.db"]).await;
    assert!(made.status.success() && said(&made).contains("kept.db is a copy of"), "{}", said(&made));
    let again = deskwarden(folder, &["backup", "kept.db"]).await;
    assert!(
        !again.status.success() && said(&again).contains("say --force to replace it"),
        "{}",
        said(&again)
    );

    let runs = deskwarden(folder, &["restore", "kept.db", "--force"]).await;
    assert!(!runs.status.success() && said(&runs).contains("another process holds it"), "{}", said(&runs));
    world.site.backend.stop().await;
    let there = deskwarden(folder, &["restore", "kept.db"]).await;
    assert!(
        !there.status.success() && said(&there).contains("say --force to replace it"),
        "{}",
        said(&there)
    );
    let restored = deskwarden(folder, &["restore", "kept.db", "--force"]).await;
    assert!(restored.status.success(), "{}", said(&restored));
    assert!(said(&restored).contains("everybody has to sign in again"), "{}", said(&restored));
    let kept =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let kept: Vec<_> = kept.filter(|name| name.contains("restoring") || name.contains("partial")).collect();
    assert_eq!(kept, Vec::<String>::new(), "nothing half stays behind");
    let usable = deskwarden(folder, &["migrate"]).await;
    assert!(usable.status.success(), "{}", said(&usable));
}
