//! Does what was found fit the rest of its line, and what is said when it does not?

use domain::ids::fold;

use super::read::{Line, Named};
use super::store::Found;

/// Places that are named when there are several; more would hide the advice at the end.
const MOST_NAMED: usize = 5;

impl Line {
    /// Whether the directory, account and region of the line, where it says them, are those of the WorkSpace.
    pub(super) fn holds(&self, found: &Found) -> bool {
        let scope = &found.key.scope;
        let is = |wanted: &Option<String>, names: [&str; 2]| {
            wanted.as_ref().is_none_or(|wanted| names.iter().any(|name| fold(name) == fold(wanted)))
        };
        is(&self.directory, [found.directory.as_str(), &found.directory_name])
            && is(&self.account, [scope.account.as_str(), &found.account_name])
            && is(&self.region, [scope.region.as_str(); 2])
    }

    /// A line that names a WorkSpace and a user must not mean somebody else's.
    pub(super) fn contradiction(&self, found: &Found) -> Option<String> {
        let Named::Id { id, user: Some(user) } = &self.named else { return None };
        let is_theirs = fold(user) == fold(&found.user);
        (!is_theirs).then(|| {
            format!("{id} belongs to {}, not to {}: mend one of the two.", quoted(&found.user), quoted(user))
        })
    }

    /// Why nothing was found. What may not be seen reads the same.
    pub(super) fn nothing(&self) -> String {
        let what = match &self.named {
            Named::Id { id, .. } => id.clone(),
            Named::User(user) => format!("of {}", quoted(user)),
        };
        let within = [("directory", &self.directory), ("account", &self.account), ("region", &self.region)];
        let within: Vec<_> = within
            .into_iter()
            .filter_map(|(word, value)| Some(format!("{word} {}", quoted(value.as_ref()?))))
            .collect();
        let within = if within.is_empty() { String::new() } else { format!(" in {}", within.join(", ")) };
        format!("There is no WorkSpace {what}{within} that you may see.")
    }

    /// Which ones were found, and the column that would tell them apart.
    pub(super) fn several(&self, found: &[Found]) -> String {
        let what = match &self.named {
            Named::Id { id, .. } => id.clone(),
            Named::User(user) => quoted(user),
        };
        let mut places: Vec<_> = found.iter().take(MOST_NAMED).map(place).collect();
        if found.len() > MOST_NAMED {
            places.push(format!("{} more", found.len() - MOST_NAMED));
        }
        format!("{what} names {} WorkSpaces: {}. {}", found.len(), places.join("; "), advice(found))
    }
}

fn place(found: &Found) -> String {
    let Found { key, account_name, directory, directory_name, .. } = found;
    let directory = if directory_name == directory.as_str() {
        directory_name.clone()
    } else {
        format!("{directory_name} ({directory})")
    };
    format!("{} in {directory}, {account_name} {}", key.id, key.scope.region)
}

/// The first column whose values differ: a directory may be in several regions.
fn advice(found: &[Found]) -> &'static str {
    let differs = |of: &dyn Fn(&Found) -> String| {
        let values: std::collections::BTreeSet<_> = found.iter().map(of).collect();
        values.len() == found.len()
    };
    if differs(&|found| found.directory.to_string()) {
        "Say which in a column “directory”."
    } else if differs(&|found| found.key.scope.region.to_string()) {
        "Say which in a column “region”."
    } else {
        "Name each by its id in a column “workspace”."
    }
}

/// What stood in the file, short enough for a sentence.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        return format!("“{text}”");
    }
    let start: String = text.chars().take(LONGEST).collect();
    format!("“{start}…”")
}
