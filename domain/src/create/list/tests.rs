use super::*;
use crate::create::Cell;
use crate::create::check::tests::{catalog, form};
use crate::words::RunningMode;

fn base() -> Form {
    Form { people: String::new(), ..form() }
}

fn list(heads: &[&str], rows: &[&[&str]]) -> List {
    let column = |head: &&str| match Column::read(head).unwrap() {
        crate::create::Heading::Read(column) => column,
        crate::create::Heading::Ours => panic!("{head}"),
    };
    let columns: Vec<_> = heads.iter().map(column).collect();
    let row = |(line, texts): (usize, &&[&str])| {
        let pairs = columns.iter().zip(*texts);
        let cells = pairs.map(|(column, text)| Cell { column: column.clone(), text: (*text).to_owned() });
        Row { line, cells: cells.collect(), errors: Vec::new() }
    };
    List { rows: (2..).zip(rows).map(row).collect(), columns }
}

/// The fields of each refused row.
fn refused(checked: &Checked) -> Vec<(usize, Vec<&str>)> {
    checked
        .refused
        .iter()
        .map(|row| (row.line, row.errors.iter().map(|error| error.field.as_str()).collect()))
        .collect()
}

#[test]
fn a_cell_goes_before_the_form_and_an_empty_one_does_not() {
    let heads = ["user", "running_mode", "root_gib", "user_gib", "encrypt_root", "tag:team", "compute"];
    let rows: [&[&str]; 3] = [
        &["ann", "", "", "", "", "", ""],
        &["bob", "Always On", "175", "100", "yes", "it", "power pro"],
        &["cyd", "auto-stop", "", "", "no", "", ""],
    ];
    let checked = list(&heads, &rows).check(&base(), &catalog()).unwrap();
    assert_eq!(checked.refused, []);
    let [ann, bob, cyd] = &checked.specs[..] else { panic!("{checked:?}") };
    assert_eq!((ann.mode.clone(), ann.auto_stop_minutes), (Some(RunningMode::AutoStop), Some(120)));
    assert_eq!(ann.tags[0].value, "sales");
    // The stop time of the form does not go with the mode of the row.
    assert_eq!((bob.mode.clone(), bob.auto_stop_minutes), (Some(RunningMode::AlwaysOn), None));
    assert_eq!((bob.root_gib, bob.user_gib, bob.encrypt_root), (Some(175), Some(100), true));
    assert_eq!((bob.tags.len(), bob.tags[0].value.as_str()), (1, "it"));
    assert_eq!(bob.compute.as_ref().unwrap().wire(), "POWERPRO");
    assert_eq!(cyd.auto_stop_minutes, Some(120));
}

#[test]
fn a_bad_row_says_why_at_its_column_and_the_rest_is_wished_for() {
    let heads = ["user", "name", "running_mode", "auto_stop_minutes", "bundle", "encrypt_user", "ipv6"];
    let rows: [&[&str]; 10] = [
        &["ann", "", "", "", "", "", "::1"],
        &["ANN", "", "", "", "", "", ""],
        &["bob", "", "sometimes", "", "", "", ""],
        &["cyd", "", "", "90", "", "maybe", ""],
        &["dan", "", "", "", "wsb-there0000", "", ""],
        &["", "", "", "", "", "", ""],
        &["eve", "lab-1", "", "", "", "", ""],
        &["", "lab-1", "", "", "", "", ""],
        &["", "LAB-1", "", "", "", "", ""],
        &["fay, gil", "", "", "", "", "", "0:0:0:0:0:0:0:1"],
    ];
    let checked = list(&heads, &rows).check(&base(), &catalog()).unwrap();
    let named: Vec<_> = checked.specs.iter().map(Spec::label).collect();
    assert_eq!(named, ["ann", "lab-1"]);
    assert_eq!(
        refused(&checked),
        [
            (3, vec!["user"]),
            (4, vec!["running_mode"]),
            (5, vec!["encrypt_user", "auto_stop_minutes"]),
            (6, vec!["bundle"]),
            (7, vec!["user"]),
            (8, vec!["name"]),
            (10, vec!["name"]),
            (11, vec!["ipv6"]),
        ]
    );
    assert!(checked.refused[0].errors[0].message.contains("line 2"), "{:?}", checked.refused[0]);
}

#[test]
fn what_every_row_would_inherit_is_said_at_the_form() {
    let at = |heads: &[&str], rows: &[&[&str]], form: &Form| -> Vec<String> {
        let errors = list(heads, rows).check(form, &catalog()).err().unwrap_or_default();
        errors.into_iter().map(|error| error.field).collect()
    };
    let blank = Form::default();
    assert_eq!(at(&["user"], &[&["ann"]], &blank), ["directory", "bundle"]);
    assert_eq!(
        at(&["user", "directory", "bundle"], &[&["ann", "d-1111111111", "Standard"]], &blank),
        [""; 0]
    );
    assert_eq!(at(&["user"], &[&["ann"]], &Form { tags: "=".into(), ..base() }), ["tags"]);
    assert_eq!(at(&["user"], &[&["ann"]], &Form { people: "bob".into(), ..base() }), ["people"]);
    assert_eq!(at(&["user"], &[&["ann"], &["bob"]], &Form { ipv6: "::1".into(), ..base() }), ["ipv6"]);
    let always = Form { mode: "ALWAYS_ON".into(), ..base() };
    assert_eq!(at(&["user"], &[&["ann"]], &always), ["auto_stop"]);
    assert_eq!(at(&["user", "mode"], &[&["ann", "AutoStop"]], &always), [""; 0]);
}

#[test]
fn directories_and_bundles_are_known_by_their_names_where_those_are_clear() {
    let mut catalog = catalog();
    let heads = ["user", "directory"];
    let rows: [&[&str]; 2] = [&["ann", "Corp.Example.com"], &["bob", "nowhere"]];
    let checked = list(&heads, &rows).check(&base(), &catalog).unwrap();
    assert_eq!((checked.specs.len(), refused(&checked)), (1, vec![(3, vec!["directory",])]));
    let mut twin = catalog.directories[0].clone();
    twin.key = "111122223333/us-east-1/d-1111111111".parse().unwrap();
    catalog.directories.push(twin);
    let checked = list(&heads, &rows).check(&base(), &catalog).unwrap();
    assert!(checked.refused[0].errors[0].message.contains("several directories"), "{checked:?}");
}

#[test]
fn a_mended_row_is_checked_beside_those_that_are_there() {
    let checked =
        list(&["user", "root_gib"], &[&["ann", ""], &["bob", "1"]]).check(&base(), &catalog()).unwrap();
    let bad = &checked.refused[0];
    let mended = |user: &str, root: &str| {
        let mut row = bad.clone();
        row.cells[0].text = user.to_owned();
        row.cells[1].text = root.to_owned();
        Row { errors: Vec::new(), ..row }.check(&base(), &catalog(), &mut Taken::by(&checked.specs))
    };
    assert_eq!(mended("bob", "80").unwrap().user, "bob");
    assert_eq!(mended("bob", "1").unwrap_err()[0].field, "root_gib");
    assert!(mended("Ann", "").unwrap_err()[0].message.contains("another row of this plan"));
}

#[test]
fn a_value_of_a_tag_is_judged_at_its_column() {
    let long = "x".repeat(256);
    let checked = list(&["user", "tag:team"], &[&["ann", &long]]).check(&base(), &catalog()).unwrap();
    assert_eq!(refused(&checked), [(2, vec!["tag:team"])]);
}
