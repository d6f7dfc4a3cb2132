//! The same for people: which permission is for what, and what is lacking without it.

use std::fmt::Write as _;

use super::besides::all;
use super::calls::{READS, TO_BECOME_A_ROLE, WITHOUT_PERMISSION};
use super::{Policy, lines};
use crate::access::Right;

/// What each policy allows and why, as a page of Markdown (`docs/iam/README.md`).
#[must_use]
pub fn markdown() -> String {
    let mut page = String::from(
        "# What AWS must allow\n\n\
         `deskwarden policy table` prints this page, and `deskwarden policy read-only`, `help-desk`, `operator` or `full` \
         the policy for IAM, which the file of that name beside this one holds. They are made of the operations that the \
         console calls; a test compares both with its sources.\n\n\
         A role of one policy is enough for people of its role in the console: what the console may not do at AWS, nobody \
         can do with it. What AWS denies is listed on the overview by account and region.\n\n\
         ## Looking\n\nIn every policy.\n\n| permission | without it |\n|---|---|\n",
    );
    for (action, lacking) in READS {
        line(&mut page, &[action, lacking]);
    }
    page.push_str("\n## Acting\n\n| permission | from which policy on |\n|---|---|\n");
    for one in lines().iter().filter(|line| line.right != Right::Read) {
        let least = Policy::ALL.iter().find(|policy| policy.serves(one.right));
        line(&mut page, &[one.action, least.map_or("", |policy| policy.slug())]);
    }
    page.push_str(
        "\n## What those need besides\n\nThey are in the policies already.\n\n| operation | needs | why |\n|---|---|---|\n",
    );
    for one in all() {
        line(&mut page, &[one.of, one.action, one.why]);
    }
    let becomes = format!(
        "\n## Beyond the roles\n\n- `{TO_BECOME_A_ROLE}` is for the identity that the console itself runs as: on each role that \
         `role_arn` names. The role's trust policy must name that identity, and ask for the `external_id` of the config.\n\
         - `{}` needs no permission.\n",
        WITHOUT_PERMISSION.join("`, `")
    );
    page.push_str(&becomes);
    page
}

fn line(page: &mut String, cells: &[&str]) {
    for cell in cells {
        let is_permission = cell.contains(':') && !cell.contains(' ');
        let shown = if is_permission { format!("`{cell}`") } else { (*cell).to_owned() };
        // Writing to a text cannot fail.
        let _ = write!(page, "| {shown} ");
    }
    page.push_str("|\n");
}
