//! Filters and the text that is searched for, as conditions on a row `w` of `workspace`.

use domain::at::At;
use domain::ids::fold;
use domain::query::{Field, Filter, Op, Paired};
use domain::workspace::{NEVER, UNKNOWN};
use sqlx::{QueryBuilder, Sqlite};

use crate::resilience::push_suits;

/// Adds the condition that the filter holds.
pub(in crate::fleet) fn push_filter(to: &mut QueryBuilder<Sqlite>, filter: &Filter, now: At) {
    if filter.op == Op::Not {
        to.push("not ");
    }
    to.push("(");
    match (&filter.field, filter.op) {
        (Field::LastActive, op) => push_last_active(to, op, &filter.values, now),
        (Field::Tag(key), op) => push_tag(to, key, op, &filter.values),
        (Field::Standby, _) => push_paired(to, &filter.values),
        (field, Op::Has) => push_has(to, field, &filter.values),
        (field, _) => push_is(to, field, &filter.values),
    }
    to.push(")");
}

/// Adds a query for the numbers of all rows that the filter lets through, for a search that begins there.
pub(in crate::fleet) fn push_keys(to: &mut QueryBuilder<Sqlite>, filter: &Filter, now: At) {
    match &filter.field {
        // From the tags to the rows: the other way, each row would be asked for its tag.
        Field::Tag(key) if filter.op != Op::Not && !asks_for_none(filter.op, &filter.values) => {
            to.push("select t.workspace from tag t where t.key = ").push_bind(key.clone()).push(" and (");
            push_tag_value(to, filter.op, &filter.values);
            to.push(")");
        }
        _ => {
            to.push("select w.key from workspace w where ");
            push_filter(to, filter, now);
        }
    }
}

/// Adds the condition that the text is part of a name, the id or the address.
pub(in crate::fleet) fn push_text(to: &mut QueryBuilder<Sqlite>, text: &str) {
    push_like(to, &["w.user_folded", "w.computer", "w.id", "w.ip", "w.name"], &[fold(text)]);
}

fn push_is(to: &mut QueryBuilder<Sqlite>, field: &Field, values: &[String]) {
    match field {
        Field::State => push_in(to, "w.state", values),
        Field::Connection => push_in(to, "w.connection", values),
        Field::Mode => push_in(to, "w.mode", values),
        Field::Protocol => push_in(to, "w.protocol", values),
        Field::Compute => push_in(to, "w.compute", values),
        Field::Region => push_in(to, "w.region", values),
        Field::Id => push_in(to, "w.id", values),
        Field::Ip => push_in(to, "coalesce(w.ip, '')", values),
        // A person knows these by name, the address by id.
        Field::Account => push_named(to, "w.account", "select account from scope where account_name", values),
        Field::Directory => push_named(to, "w.directory_id", "select id from directory where name", values),
        Field::Bundle => push_named(to, "w.bundle_id", "select id from bundle where name", values),
        // Computers' names are in capitals, unless someone renamed them.
        Field::Computer => {
            let capitals = values.iter().map(|value| value.to_uppercase());
            push_in(to, "w.computer", values.iter().cloned().chain(capitals));
        }
        Field::User => {
            push_in(to, "w.user_folded", values.iter().map(|value| fold(value)));
            // Most have no name of their own: null is no answer, and `not` needs one.
            to.push(" or ifnull(");
            push_in(to, "w.name", values);
            to.push(", 0)");
        }
        Field::LastActive | Field::Standby | Field::Tag(_) => {}
    }
}

fn push_has(to: &mut QueryBuilder<Sqlite>, field: &Field, values: &[String]) {
    let folded: Vec<_> = values.iter().map(|value| fold(value)).collect();
    match field {
        Field::User => push_like(to, &["w.user_folded", "w.name"], &folded),
        Field::Computer => push_like(to, &["w.computer"], &folded),
        Field::Id => push_like(to, &["w.id"], &folded),
        Field::Ip => push_like(to, &["w.ip"], &folded),
        Field::Bundle => {
            push_like(to, &["w.bundle_id"], &folded);
            to.push(" or w.bundle_id in (select id from bundle where ");
            push_like(to, &["name"], &folded);
            to.push(")");
        }
        // No other field takes it; what slips through finds nothing.
        _ => {
            to.push("0");
        }
    }
}

fn push_last_active(to: &mut QueryBuilder<Sqlite>, op: Op, values: &[String], now: At) {
    // One choice alone is a range of the index, which an "or" before it would hide.
    let mut or = "";
    for value in values {
        match (op, Filter::span_ms(value)) {
            (Op::Over, Some(span)) => {
                to.push(or).push("(w.last_active > 0 and w.last_active < ").push_bind(now.0 - span).push(")");
            }
            (Op::Under, Some(span)) => {
                to.push(or).push("w.last_active >= ").push_bind((now.0 - span).max(1));
            }
            // Where AWS has no entry, nobody knows whether anybody ever was.
            (Op::Is | Op::Not, _) if value == NEVER => {
                to.push(or).push("(w.last_active = 0 and w.connection <> '')");
            }
            (Op::Is | Op::Not, _) if value == UNKNOWN => {
                to.push(or).push("(w.last_active = 0 and w.connection = '')");
            }
            _ => continue,
        }
        or = " or ";
    }
    if or.is_empty() {
        to.push("0");
    }
}

/// The other end of a pair tells what this one is.
fn push_paired(to: &mut QueryBuilder<Sqlite>, values: &[String]) {
    to.push("0");
    for paired in values.iter().filter_map(|value| Paired::read(value)) {
        to.push(" or ");
        let (and, region) = match &paired {
            Paired::None | Paired::Unfit => {
                to.push("(w.key not in (select p.workspace from pair p) and ");
                to.push(if paired == Paired::None { "" } else { "not " });
                push_suits(to);
                to.push(")");
                continue;
            }
            Paired::Standby => ("p.kind = 'PRIMARY'", &None),
            Paired::Primary(region) => ("p.kind = 'STANDBY'", region),
            Paired::Off(region) => ("p.kind = 'STANDBY' and p.replication = 'NO_REPLICATION'", region),
            Paired::Uncopied(region) => {
                ("p.kind = 'STANDBY' and p.replication <> 'NO_REPLICATION' and p.recovered is null", region)
            }
            Paired::Failed(region) => ("p.kind = 'STANDBY' and p.state = 'ERROR'", region),
        };
        to.push("w.key in (select p.workspace from pair p where ").push(and);
        if let Some(region) = region {
            to.push(" and p.region = ").push_bind(region.as_str().to_owned());
        }
        to.push(")");
    }
}

fn push_tag(to: &mut QueryBuilder<Sqlite>, key: &str, op: Op, values: &[String]) {
    to.push("exists (select 1 from tag t where t.workspace = w.key and t.key = ");
    to.push_bind(key.to_owned()).push(" and (");
    push_tag_value(to, op, values);
    to.push("))");
    if asks_for_none(op, values) {
        to.push(" or (w.tags_read is not null and not exists (select 1 from tag t where t.workspace = w.key and t.key = ");
        to.push_bind(key.to_owned()).push("))");
    }
}

fn push_tag_value(to: &mut QueryBuilder<Sqlite>, op: Op, values: &[String]) {
    if op == Op::Has {
        push_like(to, &["t.value"], &values.iter().map(|value| fold(value)).collect::<Vec<_>>());
    } else {
        push_in(to, "t.value", values);
    }
}

/// Whether one has none is known only once its tags were read.
fn asks_for_none(op: Op, values: &[String]) -> bool {
    op != Op::Has && values.iter().any(String::is_empty)
}

fn push_in(to: &mut QueryBuilder<Sqlite>, column: &str, values: impl IntoIterator<Item = impl Into<String>>) {
    to.push(column).push(" in (");
    let mut all = to.separated(", ");
    for value in values {
        all.push_bind(value.into());
    }
    to.push(")");
}

fn push_named(to: &mut QueryBuilder<Sqlite>, column: &str, names: &str, values: &[String]) {
    push_in(to, column, values);
    to.push(format!(" or {column} in ("));
    push_in(to, &format!("{names} collate nocase"), values);
    to.push(")");
}

/// `like` tells ASCII cases not apart; what is compared with folded names is folded before.
fn push_like(to: &mut QueryBuilder<Sqlite>, columns: &[&str], values: &[String]) {
    to.push("0");
    for value in values {
        let literal = value.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        for column in columns {
            to.push(format!(" or {column} like ")).push_bind(format!("%{literal}%")).push(" escape '\\'");
        }
    }
}
