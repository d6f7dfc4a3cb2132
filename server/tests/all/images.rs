//! Do the pages of images and bundles work without scripts: lists, forms that come back as typed, plans?

use std::sync::Arc;

use axum::http::{StatusCode, header};
use backend::clock::Clock;
use backend::config::{Credentials, Scope};
use backend::sync;
use domain::at::At;
use domain::ids::ScopeKey;
use simulator::{ClockMode, Settings};

use crate::world::{World, get_as, post_as};

const SCOPE: &str = "111122223333/eu-west-1";

async fn console() -> World {
    let settings = Settings { fleet: 60, clock: ClockMode::Explicit, ..Settings::default() };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let simulator = Arc::new(simulator::start(settings, listener).await.unwrap());
    let told = Arc::clone(&simulator);
    let clock = Clock::leaping(At(simulator.now_ms()), move |span| told.advance(span));
    let key: ScopeKey = SCOPE.parse().unwrap();
    let watched = Scope {
        key: key.clone(),
        account_name: "production".into(),
        credentials: Credentials::Keys { id: key.account.to_string(), secret: "any".to_owned().into() },
        endpoint: Some(simulator.url()),
    };
    let world = World::watching(vec![watched], clock).await;
    sync::sweep(&world.site.backend, &key).await.unwrap();
    world
}

async fn page(world: &World, cookie: &str, path: &str) -> String {
    let answer = world.ask(get_as(cookie, path)).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
    answer.text
}

/// Posts a form as a page without scripts does, and says where it leads.
async fn posted(world: &World, cookie: &str, path: &str, form: &str) -> String {
    let mut request = post_as(cookie, path, form);
    request.headers_mut().insert(header::ACCEPT, "text/html".parse().unwrap());
    request.headers_mut().insert(header::REFERER, "http://127.0.0.1:3000/images".parse().unwrap());
    let answer = world.ask(request).await;
    assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.text);
    answer.headers[header::LOCATION].to_str().unwrap().to_owned()
}

/// The first address of a page that begins so and names one resource.
fn link(page: &str, begins: &str) -> String {
    let at =
        page.find(&format!("href=\"{begins}/{SCOPE}/")).unwrap_or_else(|| panic!("no {begins} on {page}"));
    let rest = &page[at + 6..];
    rest[..rest.find('"').unwrap()].to_owned()
}

#[tokio::test]
async fn images_and_bundles_lead_to_each_other_and_to_the_fleet() {
    let world = console().await;
    let owner = world.sign_in("owner").await;
    let images = page(&world, &owner, "/images").await;
    assert!(images.contains("href=\"/bundles\"") && images.contains("href=\"/images/import\""));
    assert!(images.contains("1 bundle, "), "{images}");
    let one = link(&images, "/images");
    let overview = page(&world, &owner, &one).await;
    assert!(
        overview.contains("Bundles of this image")
            && overview.contains("Delete them or give them another image")
    );
    let bundle = page(&world, &owner, &link(&overview, "/bundles")).await;
    assert!(bundle.contains("WorkSpaces on it") && bundle.contains(&one), "{bundle}");
    let list = page(&world, &owner, "/bundles").await;
    assert!(list.contains("/fleet?bundle=wsb-"), "{list}");
    let amazons = page(&world, &owner, "/bundles?owner=AMAZON").await;
    assert!(amazons.contains("Standard with Windows"), "{amazons}");
    for tab in ["bundle", "copy", "update", "permissions", "tags", "history"] {
        page(&world, &owner, &format!("{one}?tab={tab}")).await;
    }
    let copy = page(&world, &owner, &format!("{one}?tab=copy")).await;
    assert!(copy.contains("name=\"to[]\"") && copy.contains("production eu-west-1"), "{copy}");
    let viewer = world.sign_in("viewer").await;
    let form = page(&world, &viewer, &format!("{one}?tab=bundle")).await;
    assert!(form.contains("aria-disabled=\"true\"") && form.contains("You may not"), "{form}");
}

#[tokio::test]
async fn a_refused_import_comes_back_as_typed_and_a_good_one_leads_to_its_plan() {
    let world = console().await;
    let owner = world.sign_in("owner").await;
    let bad = format!("scope={SCOPE}&name=a b&description=x&ami=ami-1&process=&application=&tags=");
    let back = posted(&world, &owner, "/api/plan/image-import", &bad).await;
    assert_eq!(back, "/images/import?draft=1");
    let form = page(&world, &owner, &back).await;
    assert!(form.contains("value=\"a b\"") && form.contains("8 or 17 hexadecimal digits"), "{form}");
    let good = format!(
        "scope={SCOPE}&name=win11&description=x&ami=ami-0123456789abcdef0&process=BYOL_REGULAR_BYOP&application=&tags=a=1"
    );
    let plan = posted(&world, &owner, "/api/plan/image-import", &good).await;
    let plan = page(&world, &owner, &plan).await;
    assert!(plan.contains("Import 1 image") && plan.contains("BYOL_REGULAR_BYOP"), "{plan}");

    let back = posted(&world, &owner, "/api/plan/image-import-custom", "os=Windows_11&protocol=PCOIP").await;
    let form = page(&world, &owner, &back).await;
    assert!(form.contains("Windows 11 does not support PCoIP"), "{form}");
    assert!(form.contains("value=\"PCOIP\" selected disabled") || form.contains("PCoIP: Windows 10 only"));
}

#[tokio::test]
async fn what_is_made_of_an_image_is_planned_from_its_page() {
    let world = console().await;
    let owner = world.sign_in("owner").await;
    let one = link(&page(&world, &owner, "/images").await, "/images");
    let key = one.trim_start_matches("/images/").replacen("eu-west-1/", "eu-west-1/image/", 1);
    for (door, form, says) in [
        ("image-copy", format!("to[]={SCOPE}&name=again&description=&tags="), "Copy 1 image"),
        ("image-update", "name=newer&description=newer&tags=".to_owned(), "Make with updates 1 image"),
        ("image-share", "account=9999-8888-7777&share=on".to_owned(), "Share 1 image"),
        (
            "bundle",
            "name=b&description=b&compute=POWER&root_gib=175&user_gib=100&tags=".to_owned(),
            "Create 1 bundle",
        ),
    ] {
        let plan = posted(&world, &owner, &format!("/api/plan/{door}"), &format!("key={key}&{form}")).await;
        let plan = page(&world, &owner, &plan).await;
        assert!(plan.contains(says), "{door}: {plan}");
    }
    let nowhere =
        posted(&world, &owner, "/api/plan/image-copy", &format!("key={key}&name=x&description=&tags=")).await;
    let form = page(&world, &owner, &nowhere).await;
    assert!(form.contains("Choose at least one region."), "{form}");
}
