//! How is a list written so that a spreadsheet shows it, and calculates nothing of it?

/// With these a spreadsheet begins to calculate (OWASP, "CSV Injection").
const SIGNS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Adds a line of RFC 4180.
pub fn write_line<Cell: AsRef<str>>(to: &mut String, cells: impl IntoIterator<Item = Cell>) {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            to.push(',');
        }
        let cell = guarded(cell.as_ref());
        if cell.contains(['"', ',', '\r', '\n']) {
            to.push('"');
            to.push_str(&cell.replace('"', "\"\""));
            to.push('"');
        } else {
            to.push_str(&cell);
        }
    }
    to.push_str("\r\n");
}

/// A cell that would be calculated, behind an apostrophe: then it is text. A cell that looks as if that had been done
/// to it gets one more, so that [`unguarded`] gives back what it was.
#[must_use]
pub fn guarded(cell: &str) -> String {
    if begins_to_calculate(cell.trim_start_matches('\'')) { format!("'{cell}") } else { cell.to_owned() }
}

/// The cell as it was before [`guarded`].
#[must_use]
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if begins_to_calculate(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

fn begins_to_calculate(cell: &str) -> bool {
    cell.starts_with(SIGNS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_calculated_and_everything_reads_back() {
        for sign in SIGNS {
            for cell in [format!("{sign}1+1"), format!("'{sign}1"), format!("''{sign}"), sign.to_string()] {
                let safe = guarded(&cell);
                assert!(safe.starts_with('\'') && safe.len() == cell.len() + 1, "{cell:?}: {safe:?}");
                assert_eq!(unguarded(&safe), cell);
            }
        }
        for cell in ["", "ann-marie=x", "o'brien", "'tis", "'", " =1"] {
            assert_eq!((guarded(cell).as_str(), unguarded(cell)), (cell, cell));
        }
    }

    #[test]
    fn a_line_is_quoted_where_it_must_be() {
        let mut line = String::new();
        write_line(&mut line, ["a", "b,c", "say \"hi\"", "two\nlines", "", "=1,2"]);
        assert_eq!(line, "a,\"b,c\",\"say \"\"hi\"\"\",\"two\nlines\",,\"'=1,2\"\r\n");
    }
}
