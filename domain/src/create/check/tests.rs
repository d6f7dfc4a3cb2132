use super::*;
use crate::estate::Directory;
use crate::ids::{BundleId, ScopeKey};

fn scope(region: &str) -> ScopeKey {
    format!("111122223333/{region}").parse().unwrap()
}

pub fn catalog() -> Catalog {
    let directory = Directory {
        key: "111122223333/eu-west-1/d-1111111111".parse().unwrap(),
        account_name: "production".into(),
        name: "corp.example.com".into(),
        state: "REGISTERED".into(),
        kind: "SIMPLE_AD".into(),
        workspaces: 0,
        settings: Default::default(),
    };
    let bundle = |id: &str, region: &str| Bundle {
        scope: scope(region),
        id: BundleId::new(id),
        name: "Standard".into(),
        owner: "AMAZON".into(),
        compute: Some(Compute::Standard),
        root_gib: Some(80),
        user_gib: Some(50),
        kind: None,
    };
    Catalog {
        directories: vec![directory],
        bundles: vec![bundle("wsb-here00000", "eu-west-1"), bundle("wsb-there0000", "us-east-1")],
    }
}

pub fn form() -> Form {
    Form {
        directory: "111122223333/eu-west-1/d-1111111111".into(),
        bundle: "wsb-here00000".into(),
        people: "ann\nbob".into(),
        mode: "AUTO_STOP".into(),
        auto_stop: "120".into(),
        tags: "team = sales".into(),
        ..Form::default()
    }
}

#[track_caller]
fn refused(form: &Form, fields: &[&str]) {
    let errors = form.check(&catalog(), 100).unwrap_err();
    let at: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(at, fields, "{errors:?}");
}

#[test]
fn a_good_form_becomes_one_wish_a_person() {
    let specs = form().check(&catalog(), 100).unwrap();
    assert_eq!(specs.len(), 2);
    assert_eq!((specs[1].user.as_str(), specs[1].auto_stop_minutes), ("bob", Some(120)));
}

#[test]
fn a_bundle_may_say_where_it_was_found() {
    let there = Form { bundle: "444455556666/eu-west-1/wsb-here00000".into(), ..form() };
    assert_eq!(there.check(&catalog(), 100).unwrap()[0].bundle.as_str(), "wsb-here00000");
}

#[test]
fn each_bad_field_is_named() {
    refused(&Form { directory: String::new(), ..form() }, &["directory"]);
    refused(&Form { directory: "111122223333/eu-west-1/d-2".into(), ..form() }, &["directory"]);
    refused(&Form { bundle: "wsb-there0000".into(), ..form() }, &["bundle"]);
    refused(&Form { people: " ".into(), ..form() }, &["people"]);
    refused(&Form { people: "x".repeat(64), ..form() }, &["people"]);
    let many: Vec<_> = (0..101).map(|n| format!("p{n}")).collect();
    refused(&Form { people: many.join("\n"), ..form() }, &["people"]);
    refused(&Form { operating_system: "BEOS".into(), ..form() }, &["operating_system"]);
    refused(
        &Form { compute: "GRAPHICS_G4DN".into(), protocol: "WSP".into(), ..form() },
        &["protocol", "user_gib"],
    );
    refused(&Form { people: "ann\nANN".into(), ..form() }, &["people"]);
    refused(&Form { auto_stop: "90".into(), ..form() }, &["auto_stop"]);
    refused(&Form { mode: "ALWAYS_ON".into(), ..form() }, &["auto_stop"]);
    refused(&Form { root_gib: "100".into(), ..form() }, &["root_gib"]);
    refused(&Form { user_gib: "many".into(), ..form() }, &["user_gib"]);
    refused(&Form { tags: "aws:x=1".into(), ..form() }, &["tags"]);
    refused(&Form { ipv6: "::1".into(), ..form() }, &["ipv6"]);
    refused(&Form { encryption_key: "alias/k".into(), ..form() }, &["encryption_key"]);
    refused(&Form { name: "lab-1".into(), ..form() }, &["name"]);
    refused(&Form { accelerator_protocol: "TCP".into(), ..form() }, &["accelerator_protocol"]);
}

#[test]
fn all_faults_are_told_at_once() {
    refused(
        &Form { auto_stop: "90".into(), tags: "=".into(), bundle: String::new(), ..form() },
        &["bundle", "auto_stop", "tags"],
    );
}

#[test]
fn a_workspace_without_a_user_has_a_name() {
    let specs =
        Form { people: String::new(), name: "lab-1".into(), ..form() }.check(&catalog(), 100).unwrap();
    assert!(specs[0].is_decoupled());
    assert_eq!(specs[0].label(), "lab-1");
    refused(&Form { people: String::new(), name: "-".into(), ..form() }, &["name"]);
}

#[test]
fn an_address_has_all_its_groups() {
    let one = Form { people: "ann".into(), ipv6: "2001:DB8::1:2".into(), ..form() };
    let specs = one.check(&catalog(), 100).unwrap();
    assert_eq!(specs[0].ipv6.as_deref(), Some("2001:db8:0:0:0:0:1:2"));
    refused(&Form { ipv6: "10.0.0.1".into(), ..one }, &["ipv6"]);
}
