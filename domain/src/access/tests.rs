//! Does a right hold where it is given, and nowhere else?

use super::*;

fn with(bindings: Vec<Binding>) -> Person {
    Person { id: PersonId::new("demo:help-desk"), name: "Help".into(), bindings }
}

fn directory(id: &str) -> Bound {
    Bound { directory: Some(DirectoryId::new(id)), ..Bound::default() }
}

fn tagged(value: &str) -> Bound {
    Bound { tag: Some(tag(value)), ..Bound::default() }
}

fn tag(value: &str) -> Tag {
    Tag { key: "Team".into(), value: value.into() }
}

/// Whether the right is held in a directory, for a WorkSpace with these tags.
fn may(person: &Person, right: Right, directory: &str, tags: Option<&[Tag]>) -> bool {
    let (account, region, directory) = (AccountId::new("1"), Region::new("r"), DirectoryId::new(directory));
    person.may(right, Place { account: &account, region: &region, directory: &directory, tags })
}

#[test]
fn a_right_holds_at_its_place_only() {
    let helper = with(vec![Binding::gives(Role::HelpDesk, directory("d-1"))]);
    assert!(may(&helper, Right::Power, "d-1", None));
    assert!(!may(&helper, Right::Power, "d-2", None));
    let refused = helper.permit(Right::Terminate).unwrap_err();
    assert_eq!(refused.kind, FaultKind::Forbidden);
    assert!(refused.message.contains("Help desk"));
}

#[test]
fn a_tag_that_was_not_read_gives_nothing_and_takes_all() {
    let gives = with(vec![Binding::gives(Role::Operator, tagged("sales"))]);
    let takes = with(vec![
        Binding::gives(Role::Operator, Bound::default()),
        Binding::denies(Role::Viewer, tagged("sales")),
    ]);
    let (sales, other) = (vec![tag("sales")], vec![tag("Sales")]);
    for (tags, given) in [(Some(&*sales), true), (Some(&*other), false), (Some(&[][..]), false)] {
        assert_eq!(may(&gives, Right::Modify, "d-1", tags), given);
        assert_eq!(may(&takes, Right::Modify, "d-1", tags), !given);
    }
    assert!(!may(&gives, Right::Read, "d-1", None) && !may(&takes, Right::Read, "d-1", None));
}

#[test]
fn what_is_taken_away_wins_with_all_above_it() {
    let person = with(vec![
        Binding::denies(Role::Operator, directory("d-1")),
        Binding::gives(Role::Owner, Bound::default()),
        Binding::gives(Role::Admin, directory("d-1")),
    ]);
    for right in Right::ALL {
        let is_left = Role::HelpDesk.holds(*right);
        assert_eq!(may(&person, *right, "d-1", None), is_left, "{right:?}");
        assert!(may(&person, *right, "d-2", None));
        assert_eq!(person.holds_everywhere(*right), is_left);
    }
    let nobody = with(vec![
        Binding::gives(Role::Owner, Bound::default()),
        Binding::denies(Role::Viewer, Bound::default()),
    ]);
    assert!(!nobody.holds(Right::Read) && nobody.permit(Right::Read).is_err());
}

#[test]
fn bindings_of_an_older_version_give() {
    let old = r#"[{"role":"help-desk","bound":{"account":"1","region":null,"directory":null}}]"#;
    let old: Vec<Binding> = serde_json::from_str(old).unwrap();
    let account = Bound { account: Some(AccountId::new("1")), ..Bound::default() };
    assert_eq!(old, [Binding::gives(Role::HelpDesk, account)]);
}

#[test]
fn each_role_holds_all_of_the_one_before() {
    let roles = [Role::Viewer, Role::HelpDesk, Role::Operator, Role::Admin, Role::Owner];
    for pair in roles.windows(2) {
        for right in Right::ALL {
            assert!(!pair[0].holds(*right) || pair[1].holds(*right));
        }
    }
}
