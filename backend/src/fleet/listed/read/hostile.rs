//! A thousand lists that nobody would wish for: what was meant is what is read, or the line is refused.

use super::*;
use crate::sheet::line_ends;

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.roll(all.len())]
    }

    fn once_in(&mut self, times: usize) -> bool {
        self.roll(times) == 0
    }
}

const HEADS: [(&str, &[&str]); 6] = [
    ("workspace", &["workspace", "WorkSpace ID", "WorkspaceId", "\"id\""]),
    ("user", &["user", "User Name", "USERNAME", "\"user_name\""]),
    ("directory", &["directory", "DirectoryId"]),
    ("account", &["account", "Account ID"]),
    ("region", &["Region", "region"]),
    ("notes", &["notes", "", "Wünsche", "\"say \"\"hi\"\"\""]),
];

/// A list as it was meant, and how it is written.
struct List {
    text: String,
    /// What each line that is not blank should become.
    meant: Vec<(usize, Option<Line>)>,
    /// Whether a quote was left open, so that nobody knows what comes after this line.
    torn_at: Option<usize>,
}

/// A cell: what it holds, and how it stands in the file.
fn cell(dice: &mut Dice, column: &str, separator: char) -> (String, String) {
    let number = dice.roll(1_000_000);
    let value = match (column, dice.roll(12)) {
        (_, 0) => String::new(),
        (_, 1) => "  ".to_owned(),
        ("workspace", 2) => "no-id".to_owned(),
        ("workspace", 3 | 4) => format!("111122223333/eu-west-1/ws-{number:09}"),
        ("workspace", _) => format!("ws-{number:09}"),
        ("region", _) => dice.pick(&["eu-west-1", "us-east-1", ""]).to_owned(),
        ("account", _) => dice.pick(&["111122223333", "prod", ""]).to_owned(),
        (_, 2) => format!("=cmd|'/C calc'!A{number}"),
        (_, 3) => format!("ann{separator}{number}"),
        (_, 4) => format!("say \"hi\" {number}"),
        (_, 5) if dice.once_in(2) => {
            format!("a{}b", dice.pick(&["\0", "\u{7}", "\u{1b}[31m", "\u{fffd}", "\u{85}"]))
        }
        (_, 6) if dice.once_in(3) => format!("two{}lines", dice.pick(&["\n", "\r\n", "\r", "\n\n"])),
        (_, 7) if dice.once_in(30) => "x".repeat(100_000),
        (_, 8) => {
            format!(" {}{number}\u{a0}", dice.pick(&["Ångström", "日本", "o'brien", "@me", "-ann", "'=x"]))
        }
        ("user", 9) => UNDEFINED_USER.to_lowercase(),
        _ => format!("user{number}"),
    };
    let must = value.contains([separator, '"', '\r', '\n']);
    let written =
        if must || dice.once_in(4) { format!("\"{}\"", value.replace('"', "\"\"")) } else { value.clone() };
    (value, written)
}

/// What the reader should make of these cells, by the words of the manual and not by its code.
fn meaning(number: usize, columns: &[&str], cells: &[String]) -> Option<Line> {
    let value = |name: &str| {
        let at = columns.iter().position(|column| *column == name)?;
        let text = cells.get(at)?.trim();
        // The console's own files put an apostrophe before what would be calculated.
        let text =
            if text.trim_start_matches('\'').starts_with(['=', '+', '-', '@']) && text.starts_with('\'') {
                &text[1..]
            } else {
                text
            };
        Some(text.to_owned()).filter(|text| !text.is_empty())
    };
    let read = ["workspace", "user", "directory", "account", "region"].map(value);
    let is_plain = |text: &String| !text.chars().any(|sign| sign.is_control() || sign == '\u{fffd}');
    if cells.iter().any(|cell| cell.contains(['\r', '\n'])) || !read.iter().flatten().all(is_plain) {
        return None;
    }
    let [workspace, user, directory, account, region] = read;
    let Some(workspace) = workspace else {
        let user = user.filter(|user| user.to_uppercase() != UNDEFINED_USER)?;
        return Some(Line { number, named: Named::User(user), directory, account, region });
    };
    let parts: Vec<_> = workspace.split('/').collect();
    let (own_account, own_region, id) = match parts[..] {
        [account, region, id] => (Some(account.to_owned()), Some(region.to_owned()), id.to_owned()),
        _ => (None, None, workspace.clone()),
    };
    let agree = own_region.is_none() || region.is_none() || own_region == region;
    (id.starts_with("ws-") && agree).then(|| Line {
        number,
        named: Named::Id { id, user },
        directory,
        account: own_account.or(account),
        region: own_region.or(region),
    })
}

fn list(seed: u64) -> List {
    let mut dice = Dice(seed);
    let mut columns: Vec<usize> = (0..HEADS.len()).filter(|_| !dice.once_in(3)).collect();
    if !columns.iter().any(|column| *column < 2) {
        columns.push(1);
    }
    for at in 0..columns.len() {
        let other = dice.roll(columns.len());
        columns.swap(at, other);
    }
    // One column has no separator that could be recognised.
    let separator = if columns.len() == 1 { ',' } else { [',', ';', '\t'][dice.roll(3)] };
    let end = dice.pick(&["\n", "\r\n", "\r"]);
    let names: Vec<_> = columns.iter().map(|column| HEADS[*column].0).collect();
    let heads: Vec<_> = columns.iter().map(|column| dice.pick(HEADS[*column].1)).collect();
    let mut text = if dice.once_in(2) { "\u{feff}".to_owned() } else { String::new() };
    let (mut line, mut meant, mut torn_at) = (1, Vec::new(), None);
    for _ in 0..dice.roll(3) {
        text.push_str(end);
        line += 1;
    }
    text.push_str(&heads.join(&separator.to_string()));
    for _ in 0..dice.roll(12) {
        text.push_str(end);
        line += 1;
        if dice.once_in(8) {
            // A line of nothing but separators and blanks is blank too.
            text.push_str(&vec![" "; dice.roll(columns.len() + 1)].join(&separator.to_string()));
            continue;
        }
        let (mut cells, mut written): (Vec<_>, Vec<_>) =
            names.iter().map(|name| cell(&mut dice, name, separator)).unzip();
        let mut more = 0;
        if dice.once_in(15) {
            more = 1;
            cells.push("more".to_owned());
            written.push("more".to_owned());
        }
        if torn_at.is_none() && dice.once_in(40) {
            torn_at = Some(line);
            let at = dice.roll(written.len());
            written[at] = dice.pick(&["\"half", "ha\"lf"]).to_owned();
            cells[at] = "half".to_owned();
        }
        let row = written.join(&separator.to_string());
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            let is_refused = more > 0 || torn_at == Some(line);
            meant.push((line, meaning(line, &names, &cells).filter(|_| !is_refused)));
        }
        line += line_ends(&row);
        text.push_str(&row);
    }
    if dice.once_in(2) {
        text.push_str(end);
    }
    List { text, meant, torn_at }
}

#[test]
fn what_is_read_is_what_was_meant() {
    let (mut lines, mut refused) = (0, 0);
    for seed in 0..1_000 {
        let List { text, meant, torn_at } = list(seed);
        let shown = || text.chars().take(2_000).collect::<String>();
        let read = match read(&text, 100) {
            Ok(read) => read,
            Err(fault) => {
                assert!(meant.is_empty(), "{seed}: {fault} {:?}", shown());
                continue;
            }
        };
        if let Some(torn) = torn_at {
            // What comes before is as it was meant; the tear is told at its line, and keeps the list from being used.
            let before = |line: &&Line| line.number < torn;
            let expected: Vec<_> =
                meant.iter().filter_map(|(_, line)| line.as_ref()).filter(before).collect();
            assert_eq!(
                read.lines.iter().filter(before).collect::<Vec<_>>(),
                expected,
                "{seed}: {:?}",
                shown()
            );
            let told = read.wrong.iter().find(|wrong| wrong.line == torn);
            assert!(told.is_some_and(|wrong| !wrong.names_nothing), "{seed}: {:?} {:?}", read.wrong, shown());
            continue;
        }
        let expected: Vec<_> = meant.iter().filter_map(|(_, line)| line.clone()).collect();
        assert_eq!(read.lines, expected, "{seed}: {:?}", shown());
        let expected: Vec<_> = meant.iter().filter(|(_, line)| line.is_none()).map(|(at, _)| *at).collect();
        let wrong: Vec<_> = read.wrong.iter().map(|wrong| wrong.line).collect();
        assert_eq!(wrong, expected, "{seed}: {:?} {:?}", read.wrong, shown());
        lines += read.lines.len();
        refused += wrong.len();
    }
    assert!(lines > 1_000 && refused > 500, "the dice have lost their bite: {lines} read, {refused} refused");
}

#[test]
fn a_cell_that_cannot_be_read_is_told_by_its_place() {
    for (text, told) in [
        ("notes,user\nx,a\0b", "cell 2 has a sign that cannot be printed."),
        ("user,directory\nann,d-\u{fffd}", "cell 2 has signs that are not UTF-8."),
        ("user\nann\n\"bob", "a quote is not closed."),
        ("user\nan\"n", "a quote is not closed."),
    ] {
        let wrong = read(text, 100).unwrap().wrong;
        assert!(wrong.len() == 1 && wrong[0].why.starts_with(told), "{text:?}: {wrong:?}");
    }
}
