//! Many names, pasted: one a line, or separated by commas, semicolons or tabs.

use crate::ids::fold;

use super::MOST;

/// Longest user name that the service takes, in characters (model, `UserName`).
const LONGEST: usize = 63;

/// Reads the names.
///
/// # Errors
/// One sentence for each that is too long, there twice, or beyond the 25 of one call.
pub fn parse(pasted: &str) -> Result<Vec<String>, Vec<String>> {
    let mut people: Vec<String> = Vec::new();
    let mut errors = Vec::new();
    let split = pasted.split(['\n', ',', ';', '\t']).map(str::trim);
    for name in split.filter(|name| !name.is_empty()) {
        let length = name.chars().count();
        if length > LONGEST {
            let start: String = name.chars().take(20).collect();
            errors.push(format!("“{start}…” has {length} characters; {LONGEST} are allowed."));
        } else if name.chars().any(char::is_control) {
            errors.push("A name holds a character that cannot be printed.".to_owned());
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

#[cfg(test)]
mod tests {
    use super::*;

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
