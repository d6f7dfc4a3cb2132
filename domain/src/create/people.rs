//! Many names, pasted: one a line, or separated by commas, semicolons or tabs.

use std::collections::HashMap;

use crate::ids::fold;
use crate::workspace::UNDEFINED_USER;

/// Longest user name that the service takes, in characters (model, `UserName`).
const LONGEST: usize = 63;

/// Reads the names.
///
/// # Errors
/// One sentence for each that is too long, there twice, or holds a character that nobody sees.
pub fn parse(pasted: &str) -> Result<Vec<String>, Vec<String>> {
    let mut people: Vec<String> = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut errors = Vec::new();
    let split = pasted.split(['\n', ',', ';', '\t']).map(str::trim);
    for name in split.filter(|name| !name.is_empty()) {
        if let Some(why) = refusal(name) {
            errors.push(why);
        } else if let Some(first) = seen.get(&fold(name)) {
            errors.push(format!(
                "“{name}” is there twice (as “{}”): a directory does not tell cases apart.",
                people[*first]
            ));
        } else {
            seen.insert(fold(name), people.len());
            people.push(name.to_owned());
        }
    }
    if errors.is_empty() { Ok(people) } else { Err(errors) }
}

/// Why this is no user's name.
pub(super) fn refusal(name: &str) -> Option<String> {
    let length = name.chars().count();
    if length > LONGEST {
        let start: String = name.chars().take(20).collect();
        return Some(format!("“{start}…” has {length} characters; {LONGEST} are allowed."));
    }
    if let Some(unseen) = name.chars().find(|letter| is_unseen(*letter)) {
        // Named without it: shown as it is, it would turn the sentence around.
        let seen: String = name.chars().filter(|letter| !is_unseen(*letter)).collect();
        return Some(format!(
            "“{seen}” holds the character U+{:04X}, which nobody can see: type the name anew.",
            u32::from(unseen)
        ));
    }
    // The service's own word for a WorkSpace without a user; such a one has a name.
    name.eq_ignore_ascii_case(UNDEFINED_USER)
        .then(|| format!("{UNDEFINED_USER} is no user: give a WorkSpace without a user a name instead."))
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
    fn doubles_in_any_case_and_long_names_are_refused() {
        assert_eq!(parse("ann\nAnn").unwrap_err().len(), 1);
        assert_eq!(parse(&"x".repeat(64)).unwrap_err().len(), 1);
        assert_eq!(parse("[undefined]").unwrap_err().len(), 1);
        let many: Vec<_> = (0..10_000).map(|n| format!("p{n}")).collect();
        assert_eq!(parse(&many.join("\n")).unwrap(), many);
    }
}
