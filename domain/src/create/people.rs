//! Many names, pasted: one a line, or separated by commas, semicolons or tabs.

use crate::ids::fold;

use super::MOST;

/// Longest user name that the service takes, in characters (model, `UserName`).
const LONGEST: usize = 63;

/// Reads the names.
///
/// # Errors
/// One sentence for each that is too long, there twice, holds a character that nobody sees, or is beyond the 25 of one
/// call.
pub fn parse(pasted: &str) -> Result<Vec<String>, Vec<String>> {
    let mut people: Vec<String> = Vec::new();
    let mut errors = Vec::new();
    let split = pasted.split(['\n', ',', ';', '\t']).map(str::trim);
    for name in split.filter(|name| !name.is_empty()) {
        let length = name.chars().count();
        if length > LONGEST {
            let start: String = name.chars().take(20).collect();
            errors.push(format!("“{start}…” has {length} characters; {LONGEST} are allowed."));
        } else if let Some(unseen) = name.chars().find(|letter| is_unseen(*letter)) {
            // Named without it: shown as it is, it would turn the sentence around.
            let seen: String = name.chars().filter(|letter| !is_unseen(*letter)).collect();
            errors.push(format!(
                "“{seen}” holds the character U+{:04X}, which nobody can see: type the name anew.",
                u32::from(unseen)
            ));
        } else if let Some(first) = people.iter().find(|other| fold(other) == fold(name)) {
            errors.push(format!(
                "“{name}” is there twice (as “{first}”): a directory does not tell cases apart."
            ));
        } else {
            people.push(name.to_owned());
        }
    }
    if people.len() > MOST {
        errors.push(format!("These are {} people; one form creates for {MOST} at most.", people.len()));
    }
    if errors.is_empty() { Ok(people) } else { Err(errors) }
}

/// Controls, and what Unicode gives no room of its own: marks that turn the direction of text, joiners, spaces without
/// width, fillers, tags and variation selectors (its property `Default_Ignorable_Code_Point`), and line ends.
pub(crate) fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{00AD}'
                | '\u{034F}'
                | '\u{061C}'
                | '\u{115F}'..='\u{1160}'
                | '\u{17B4}'..='\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{3164}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{FFA0}'
                | '\u{FFF0}'..='\u{FFFB}'
                | '\u{1BCA0}'..='\u{1BCA3}'
                | '\u{1D173}'..='\u{1D17A}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_named_by_its_number() {
        for (name, said) in [
            ("ann\u{202E}nasus", "“annnasus” holds the character U+202E"),
            ("\u{200B}bob", "“bob” holds the character U+200B"),
            ("cy\u{0007}d", "“cyd” holds the character U+0007"),
            ("da\u{2066}n\u{2069}", "“dan” holds the character U+2066"),
            ("eve\u{E0041}", "“eve” holds the character U+E0041"),
            ("\u{FEFF}fay", "“fay” holds the character U+FEFF"),
        ] {
            let errors = parse(&format!("good\n{name}")).unwrap_err();
            assert!(errors.len() == 1 && errors[0].starts_with(said), "{errors:?}");
        }
        assert_eq!(parse("josé\nзоя\n山田").unwrap().len(), 3);
    }

    #[test]
    fn names_are_read_however_they_are_pasted() {
        assert_eq!(parse(" ann\r\nbob, cyd;dan\teve\n\n").unwrap(), ["ann", "bob", "cyd", "dan", "eve"]);
    }

    #[test]
    fn doubles_in_any_case_long_names_and_too_many_are_refused() {
        assert_eq!(parse("ann\nAnn").unwrap_err().len(), 1);
        assert_eq!(parse(&"x".repeat(64)).unwrap_err().len(), 1);
        let many: Vec<_> = (0..26).map(|n| format!("p{n}")).collect();
        assert_eq!(parse(&many.join("\n")).unwrap_err().len(), 1);
    }
}
