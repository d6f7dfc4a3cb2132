//! Lists as people bring them, good and bad.

use super::*;

fn good(text: &str) -> Vec<Line> {
    let read = read(text, 100).unwrap();
    assert!(read.wrong.is_empty(), "{text:?}: {:?}", read.wrong);
    read.lines
}

fn bad(text: &str) -> Vec<(usize, String)> {
    read(text, 100).unwrap().wrong.into_iter().map(|line| (line.line, line.why)).collect()
}

fn refused(text: &str) -> String {
    read(text, 100).unwrap_err().fields.remove(0).message
}

fn users(text: &str) -> Vec<(usize, String)> {
    let user = |line: Line| match line.named {
        Named::User(user) => (line.number, user),
        Named::Id { id, .. } => (line.number, id),
    };
    good(text).into_iter().map(user).collect()
}

fn told(lines: &[(usize, &str)]) -> Vec<(usize, String)> {
    lines.iter().map(|(number, user)| (*number, (*user).to_owned())).collect()
}

#[test]
fn lists_are_read_however_they_were_saved() {
    let same = told(&[(2, "ann"), (3, "bob")]);
    for text in [
        "user\nann\nbob",
        "\u{feff}user\r\nann\r\nbob\r\n",
        "user\rann\rbob\r",
        "user;directory\nann;d-1\nbob;",
        "User\tNotes\nann\tx\nbob\ty",
        "\"user\",\"notes\"\n\"ann\",\"a, b\"\n\"bob\",\"say \"\"hi\"\"\"\n",
        "  user , notes,\n ann ,,\nbob,,\n",
    ] {
        assert_eq!(users(text), same, "{text:?}");
    }
}

#[test]
fn lines_are_counted_as_an_editor_counts() {
    assert_eq!(users("\n\nuser\n\nann\n,\n  \nbob\n\n"), told(&[(5, "ann"), (8, "bob")]));
    assert_eq!(users("user\r\n\r\nann\r\n\r\n\r\nbob"), told(&[(3, "ann"), (6, "bob")]));
}

#[test]
fn a_list_without_a_head_begins_at_once() {
    assert_eq!(
        users("ann\nws-8d1k2f9qz\nWS-8D1K2F9QZ"),
        told(&[(1, "ann"), (2, "ws-8d1k2f9qz"), (3, "ws-8d1k2f9qz")])
    );
}

#[test]
fn an_id_may_say_its_account_and_region() {
    let lines =
        good("workspace,user,region\n111122223333/eu-west-1/ws-8d1k2f9qz,ann,\nws-8d1k2f9qz,,us-east-1");
    assert_eq!(lines[0].account.as_deref(), Some("111122223333"));
    assert_eq!(lines[0].named, Named::Id { id: "ws-8d1k2f9qz".into(), user: Some("ann".into()) });
    assert_eq!((lines[1].region.as_deref(), &lines[1].account), (Some("us-east-1"), &None));
}

#[test]
fn nothing_is_refused_and_never_means_all() {
    for text in ["", "\u{feff}", "\n\r\n", " \n,,\n,", "user", "user\n\n", "workspace,user\n,\n"] {
        assert!(refused(text).contains("empty"), "{text:?}");
    }
}

#[test]
fn too_many_lines_are_refused_and_blank_ones_do_not_count() {
    let many = |count: usize| (0..count).map(|n| format!("p{n}\n\n")).collect::<String>();
    assert_eq!(good(&many(100)).len(), 100);
    assert_eq!(good(&format!("user\n{}", many(100))).len(), 100);
    assert!(refused(&many(101)).contains("more than 100 lines"));
    assert!(refused(&format!("user\n{}", many(101))).contains("more than 100 lines"));
}

#[test]
fn a_line_that_cannot_be_read_says_why() {
    for (text, line, words) in [
        ("user\nann\nb\u{fffd}b", 3, "UTF-8"),
        ("user\na\u{7}nn", 2, "cannot be printed"),
        ("user\nDoe, Ann", 2, "more cells"),
        ("ann\nbob,", 2, ""),
        ("workspace\nann", 2, "is no WorkSpace"),
        ("workspace\nws-1", 2, "is no WorkSpace"),
        ("workspace,notes\n,hello", 2, "neither"),
        ("user\n[undefined]", 2, "by its id"),
        ("workspace,region\n1/eu-west-1/ws-8d1k2f9qz,us-east-1", 2, "two regions"),
    ] {
        let found = if words.is_empty() { Vec::new() } else { vec![line] };
        let wrong = bad(text);
        assert_eq!(wrong.iter().map(|(line, _)| *line).collect::<Vec<_>>(), found, "{text:?}: {wrong:?}");
        assert!(wrong.iter().all(|(_, why)| why.contains(words)), "{text:?}: {wrong:?}");
    }
}

#[test]
fn an_open_quote_swallows_no_line_unseen() {
    let wrong = bad("user\nann\n\"bob\ncyd\ndan");
    assert_eq!(wrong.len(), 1);
    assert!(wrong[0].0 == 3 && wrong[0].1.contains("Close the quote"), "{wrong:?}");
    // In a column that nobody reads it would cost lines all the same.
    assert_eq!(bad("user,notes\nann,\"x\nbob,y\ncyd,z\"\n")[0].0, 2);
    assert!(refused("\"user\nann").contains("Line 1"));
}

#[test]
fn columns_that_cannot_be_understood_are_refused() {
    assert!(refused("directory\nd-1").contains("“workspace” or “user”"));
    assert!(refused("ann,corp\nbob,corp").contains("should name the columns"));
}

#[test]
fn whatever_comes_in_is_answered() {
    let signs = ["a", "\"", ",", ";", "\n", "\r", "\t", "ws-8d1k2f9qz", "user", "ä", "\u{feff}", " ", "/"];
    // Every text of three of these: lines are numbered in order and never past the end.
    for number in 0..signs.len().pow(3) {
        let text: String = (0..3).map(|at| signs[number / signs.len().pow(at) % signs.len()]).collect();
        let Ok(read) = read(&text, 3) else { continue };
        let mut numbers: Vec<_> = read.lines.iter().map(|line| line.number).collect();
        numbers.extend(read.wrong.iter().map(|line| line.line));
        numbers.sort_unstable();
        assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]), "{text:?}: {numbers:?}");
        assert!(
            !numbers.is_empty() && numbers.iter().all(|line| *line <= 1 + sheet::line_ends(&text)),
            "{text:?}: {numbers:?}"
        );
    }
}
