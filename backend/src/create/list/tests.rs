use super::*;

fn refused(text: &str) -> String {
    read(text, 3).unwrap_err().fields.remove(0).message
}

#[test]
fn a_list_is_read_however_it_was_saved() {
    for text in [
        "user,Running Mode,tag:Team\r\nann,AUTO_STOP,\"a, b\"\r\n",
        "\u{feff}user;running_mode;tag:Team\nann;AUTO_STOP;a, b\n",
        "\n\nUserName\tRunningMode\ttag:Team\n\nann\tAUTO_STOP\ta, b\n",
    ] {
        let list = read(text, 3).unwrap();
        let heads: Vec<_> = list.columns.iter().map(Column::head).collect();
        assert_eq!(heads, ["user", "running_mode", "tag:Team"]);
        let texts: Vec<_> = list.rows[0].cells.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(texts, ["ann", "AUTO_STOP", "a, b"], "{text:?}");
    }
}

#[test]
fn what_is_wrong_with_the_list_is_told_with_line_and_column() {
    assert!(refused("user,colour\nann,red").starts_with("Line 1, column 2: “colour” is no column"));
    assert!(
        refused("\nuser,User Name\nann,bob")
            .starts_with("Line 2, column 2: “user” is there already, as column 1")
    );
    assert!(refused("bundle\nwsb-1").contains("no column is called “user” or “name”"));
    assert!(refused("user,name\nann,\n\"bob,\ncyd,\n").starts_with("Line 3: a quoted cell goes on"));
    assert!(refused("user\n1\n2\n3\n4").contains("more than 3 rows"));
    for text in ["", "\n \n", "user\n"] {
        assert!(refused(text).contains("empty"), "{text:?}");
    }
}

#[test]
fn a_row_that_cannot_be_read_is_there_with_why() {
    let list = read("user,,bundle\nann,,\nbob,x,\ncyd,,wsb,more", 3).unwrap();
    let errors: Vec<_> = list.rows.iter().map(|row| (row.line, row.errors.len())).collect();
    assert_eq!(errors, [(2, 0), (3, 1), (4, 1)]);
    let list = read("user\n\u{fffd}nn", 3).unwrap();
    assert_eq!(list.rows[0].errors[0].field, "user");
}

#[test]
fn our_own_file_of_refused_rows_can_be_given_back() {
    let list = read("line,user,why\n7,'-ann,user: No.\n", 3).unwrap();
    assert_eq!((list.columns.len(), list.rows[0].cells[0].text.as_str()), (1, "-ann"));
    assert_eq!(read("user\n'-ann\n", 3).unwrap().rows[0].cells[0].text, "'-ann");
}

#[test]
fn the_template_is_read_and_calculates_nothing() {
    let text = template();
    let list = read(&text, 3).unwrap();
    assert_eq!((list.rows.len(), list.columns.len()), (2, Column::heads().count() + 1));
    assert!(list.rows.iter().all(|row| row.errors.is_empty()));
    assert!(
        text.lines().flat_map(|line| line.split(',')).all(|cell| !cell.starts_with(['=', '+', '-', '@']))
    );
}
