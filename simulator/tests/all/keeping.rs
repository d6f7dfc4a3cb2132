//! The estate: the same for the same seed, and kept over a restart.

use std::path::PathBuf;

use crate::common::World;
use serde_json::{Value, json};
use simulator::{ClockMode, Settings, StartError};
use tokio::net::TcpListener;

/// A directory of its own, removed at the end.
pub struct Scratch(PathBuf);

impl Scratch {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("simulator-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        Self(path)
    }

    pub async fn world(&self) -> World {
        let path = self.0.clone();
        World::with(|settings| {
            settings.fleet = 60;
            settings.data = Some(path);
        })
        .await
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn first_page(world: &World) -> Value {
    world.ok("DescribeWorkspaces", json!({})).await
}

#[tokio::test]
async fn the_same_seed_gives_the_same_estate() {
    let (one, two) = (World::of(200).await, World::of(200).await);
    assert_eq!(first_page(&one).await, first_page(&two).await);
    let other = World::with(|settings| settings.seed = 2).await;
    assert_ne!(first_page(&one).await, first_page(&other).await);
}

#[tokio::test]
async fn a_restart_finds_what_was_left_and_goes_on() {
    let scratch = Scratch::new("restart");
    let world = scratch.world().await;
    let new = world.created("keeper", json!({})).await;
    let gone = world.find(|item| item["State"] == "STOPPED").await;
    let input = json!({ "TerminateWorkspaceRequests": [{ "WorkspaceId": gone }] });
    world.ok("TerminateWorkspaces", input).await;
    world.minutes(8);
    assert!(world.describe(&gone).await.is_none());
    let before = first_page(&world).await;
    let now = world.sim().now_ms();
    world.stop().await;
    // A killed process may leave half a line.
    let file = scratch.0.join("simulator.jsonl");
    let mut text = std::fs::read_to_string(&file).unwrap();
    text.push_str("{\"put\":{\"account\":\"1111");
    std::fs::write(&file, text).unwrap();
    for _ in 0..2 {
        let world = scratch.world().await;
        assert_eq!(world.sim().now_ms(), now);
        assert_eq!(first_page(&world).await, before);
        assert!(world.describe(&gone).await.is_none());
        assert_eq!(world.describe(&new).await.unwrap()["State"], "PENDING");
        world.stop().await;
    }
    let world = scratch.world().await;
    world.minutes(20);
    assert_eq!(world.describe(&new).await.unwrap()["State"], "AVAILABLE");
    world.stop().await;
}

#[tokio::test]
async fn another_estate_in_the_same_place_is_refused_in_one_sentence() {
    let scratch = Scratch::new("other");
    scratch.world().await.stop().await;
    let settings = Settings {
        fleet: 61,
        clock: ClockMode::Explicit,
        data: Some(scratch.0.clone()),
        ..Settings::default()
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let error = simulator::start(settings, listener).await.err().unwrap();
    assert!(matches!(error, StartError::OtherEstate { .. }));
    assert!(error.to_string().contains("--fleet 60 --seed 1"), "{error}");
}

#[tokio::test]
async fn a_large_estate_is_fine() {
    let world = World::of(100_000).await;
    assert_eq!(first_page(&world).await["Workspaces"].as_array().unwrap().len(), 25);
    world.stop().await;
}
