//! Which column of a list is what? Its first line says so, or it is guessed where no guess can be wrong.

use super::name::quoted;
use super::read::key;

/// Where the columns are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) workspace: Option<usize>,
    pub(super) user: Option<usize>,
    pub(super) directory: Option<usize>,
    pub(super) account: Option<usize>,
    pub(super) region: Option<usize>,
    /// The only column of a list that does not say what it is: an id where it looks like one, else a user.
    pub(super) either: Option<usize>,
    /// Cells that a line may have.
    pub(super) width: usize,
    /// Whether the first line is the head, and names nothing.
    pub(super) is_head: bool,
}

/// The names of each column, without case, spaces and signs. Amazon's console and CLI write `WorkSpace ID`,
/// `WorkspaceId`, `UserName`.
const NAMES: [&[&str]; 5] = [
    &["workspace", "workspaceid", "id", "key"],
    &["user", "username"],
    &["directory", "directoryid", "directoryname"],
    &["account", "accountid", "accountname"],
    &["region"],
];

impl Columns {
    /// Reads the first line.
    ///
    /// # Errors
    /// One sentence: what it should say.
    pub(super) fn of(first: &[String]) -> Result<Self, String> {
        let names: Vec<Option<usize>> = first.iter().map(|cell| column(cell)).collect();
        if names.iter().all(Option::is_none) {
            return guess(first);
        }
        let mut at = [None; NAMES.len()];
        for (place, name) in names.iter().enumerate() {
            let Some(name) = *name else { continue };
            if let Some(before) = at[name].replace(place) {
                return Err(format!(
                    "The columns {} and {} say the same: keep one of them.",
                    quoted(&first[before]),
                    quoted(&first[place])
                ));
            }
        }
        let [workspace, user, directory, account, region] = at;
        if workspace.is_none() && user.is_none() {
            return Err("No column is called “workspace” or “user”: one of the two must be there.".to_owned());
        }
        let width = first.len();
        Ok(Self { workspace, user, directory, account, region, either: None, width, is_head: true })
    }
}

fn column(cell: &str) -> Option<usize> {
    let plain: String = cell.chars().filter(|sign| sign.is_alphanumeric()).collect();
    let plain = plain.to_lowercase();
    NAMES.iter().position(|names| names.contains(&plain.as_str()))
}

/// An id is known by its look, so the one column that has ids is meant; a single column of anything else has users.
fn guess(first: &[String]) -> Result<Columns, String> {
    let ids: Vec<_> = (0..first.len()).filter(|at| key(&first[*at]).is_some()).collect();
    let columns = Columns { width: first.len(), ..Columns::default() };
    match (&ids[..], first.len()) {
        (_, 1) => Ok(Columns { either: Some(0), ..columns }),
        ([at], _) => Ok(Columns { workspace: Some(*at), ..columns }),
        _ => {
            Err("It should name the columns: “workspace” or “user”, and where they are needed “directory”, \
                  “account” and “region”."
                .to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(cells: &[&str]) -> Result<Columns, String> {
        Columns::of(&cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn names_are_read_as_people_and_amazon_write_them() {
        for (cells, workspace, user) in [
            (vec!["workspace"], Some(0), None),
            (vec!["Notes", "WorkSpace ID", "User Name"], Some(1), Some(2)),
            (vec!["WorkspaceId", "UserName", "Region"], Some(0), Some(1)),
            (vec!["user_name", "directory-id"], None, Some(0)),
        ] {
            let columns = of(&cells).unwrap();
            assert_eq!(
                (columns.workspace, columns.user, columns.is_head),
                (workspace, user, true),
                "{cells:?}"
            );
        }
    }

    #[test]
    fn a_head_that_names_nobody_or_twice_is_refused() {
        assert!(of(&["directory", "region"]).unwrap_err().contains("“workspace” or “user”"));
        assert!(of(&["user", "UserName"]).unwrap_err().contains("say the same"));
    }

    #[test]
    fn without_a_head_only_what_is_sure_is_guessed() {
        assert_eq!(of(&["ann"]).unwrap().either, Some(0));
        assert_eq!(of(&["ws-8d1k2f9qz"]).unwrap().either, Some(0));
        assert_eq!(of(&["Ann Smith", "ws-8d1k2f9qz"]).unwrap().workspace, Some(1));
        assert!(!of(&["ann"]).unwrap().is_head);
        of(&["ann", "corp.example.com"]).unwrap_err();
        of(&["ws-8d1k2f9qz", "ws-8d1k2f9qy"]).unwrap_err();
    }
}
