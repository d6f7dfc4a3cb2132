//! What a person may see, as a condition in SQL: written once, used by every query.

use domain::access::{Bound, Reach};
use domain::tags::Tag;
use sqlx::{QueryBuilder, Sqlite};

/// What the rows are that are held against a reach: whose tags decide, where a bound names one.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Rows {
    /// Of the table `workspace`.
    Workspaces,
    /// Of the table `cell`, each with a row `w` of `workspace` that stands in it.
    WorkspacesOfCells,
    /// They name a WorkSpace by `scope_id` and `workspace_id`. One that is not known has no tags, and none that were read.
    AboutWorkspaces,
    /// Something else, which no tag of a WorkSpace gives or takes.
    Others,
}

/// Adds the condition that a row's `account`, `region` and `directory_id`, and the tags of its WorkSpace, lie within reach.
pub(crate) fn push_reach(to: &mut QueryBuilder<Sqlite>, reach: &Reach<'_>, alias: &str, rows: Rows) {
    let key = match rows {
        Rows::Workspaces => format!("{alias}.key"),
        Rows::WorkspacesOfCells => "w.key".to_owned(),
        Rows::AboutWorkspaces => format!(
            "(select x.key from workspace x where x.scope_id = {alias}.scope_id and x.id = {alias}.workspace_id)"
        ),
        Rows::Others => String::new(),
    };
    let push_tagged = |to: &mut QueryBuilder<Sqlite>, tag: &Tag| {
        if key.is_empty() {
            to.push("0");
            return;
        }
        // The index of tags by value holds the few that have it: a search may begin there.
        to.push(format!("{key} in (select t.workspace from tag t where t.key = "));
        to.push_bind(tag.key.clone()).push(" and t.value = ").push_bind(tag.value.clone()).push(")");
    };
    push_bounds(to, &reach.within, alias, |to, part| match part {
        Part::Directory(directory) => push_directory(to, alias, directory),
        Part::Tag(tag) => push_tagged(to, tag),
    });
    if reach.without.is_empty() {
        return;
    }
    // Of a row that is in no directory, SQLite does not know whether it is in one that was taken away: it is not.
    to.push(" and not coalesce(");
    push_bounds(to, &reach.without, alias, |to, part| match part {
        Part::Directory(directory) => push_directory(to, alias, directory),
        Part::Tag(tag) => {
            to.push("(");
            push_tagged(to, tag);
            match rows {
                Rows::Workspaces => {
                    to.push(format!(" or {alias}.tags_read is null"));
                }
                Rows::WorkspacesOfCells => {
                    to.push(" or w.tags_read is null");
                }
                // One that has gone, or has not come yet, has no tags to be told by; what has no id of a WorkSpace needs none.
                Rows::AboutWorkspaces => {
                    to.push(format!(
                        " or substr({alias}.workspace_id, 1, 3) = 'ws-'
                          and not exists (select 1 from workspace y where y.key = {key} and y.tags_read is not null)"
                    ));
                }
                Rows::Others => {}
            }
            to.push(")");
        }
    });
    to.push(", 0)");
}

fn push_directory(to: &mut QueryBuilder<Sqlite>, alias: &str, directory: &str) {
    to.push(format!("{alias}.directory_id = "));
    to.push_bind(directory.to_owned());
}

/// Adds the condition that the reach touches the account × region of a `scope` row, if only one of its directories or one
/// WorkSpace with a tag.
pub(crate) fn push_scope_reach(to: &mut QueryBuilder<Sqlite>, reach: &Reach<'_>, alias: &str) {
    push_bounds(to, &reach.within, alias, |to, part| match part {
        Part::Directory(directory) => {
            to.push(format!("exists (select 1 from directory d where d.scope_id = {alias}.id and d.id = "));
            to.push_bind(directory.to_owned()).push(")");
        }
        Part::Tag(tag) => {
            to.push("exists (select 1 from tag t join workspace x on x.key = t.workspace where t.key = ");
            to.push_bind(tag.key.clone()).push(" and t.value = ").push_bind(tag.value.clone());
            to.push(format!(" and x.scope_id = {alias}.id)"));
        }
    });
    // What was taken away of a part leaves the rest.
    let whole = reach.without.iter().filter(|bound| bound.directory.is_none() && bound.tag.is_none());
    let whole: Vec<_> = whole.copied().collect();
    if !whole.is_empty() {
        to.push(" and not ");
        push_bounds(to, &whole, alias, |_, _| {});
    }
}

/// What a bound may name besides account and region.
enum Part<'a> {
    Directory(&'a str),
    Tag(&'a Tag),
}

fn push_bounds(
    to: &mut QueryBuilder<Sqlite>,
    bounds: &[&Bound],
    alias: &str,
    push_part: impl Fn(&mut QueryBuilder<Sqlite>, Part<'_>),
) {
    if bounds.iter().any(|bound| bound.is_everything()) {
        to.push("1");
        return;
    }
    if bounds.is_empty() {
        to.push("0");
        return;
    }
    // Nothing but comparisons between the brackets: then the planner finds the index of each.
    for (at, bound) in bounds.iter().enumerate() {
        to.push(if at == 0 { "((" } else { ") or (" });
        let mut and = "";
        if let Some(account) = &bound.account {
            to.push(format!("{alias}.account = ")).push_bind(account.as_str().to_owned());
            and = " and ";
        }
        if let Some(region) = &bound.region {
            to.push(format!("{and}{alias}.region = ")).push_bind(region.as_str().to_owned());
            and = " and ";
        }
        if let Some(directory) = &bound.directory {
            to.push(and);
            push_part(to, Part::Directory(directory.as_str()));
            and = " and ";
        }
        if let Some(tag) = &bound.tag {
            to.push(and);
            push_part(to, Part::Tag(tag));
        }
    }
    to.push("))");
}
