//! Reads an address's query; what it does not know, it drops and says.

use super::{Field, Filter, FleetQuery, Op, Paired, SIZES, Sort};
use crate::workspace::{NEVER, UNKNOWN};

/// Longest value that is looked at, in characters: a tag's value has 255 at most.
const LONGEST: usize = 256;
/// Most filters an address may hold.
const MOST: usize = 20;
/// Parameters that belong to the page around the table.
const ELSEWHERE: &[&str] = &["tab", "draft", "panel", "selected", "view"];

impl FleetQuery {
    /// Reads an address's query, with or without `?`. The second part has a sentence for all that was dropped.
    #[must_use]
    pub fn read(query: &str) -> (Self, Vec<String>) {
        let mut read = Self::default();
        let mut dropped = Vec::new();
        let query = query.strip_prefix('?').unwrap_or(query);
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = value.trim();
            if value.chars().count() > LONGEST {
                dropped.push(format!("What “{name}” asks for is longer than {LONGEST} characters."));
                continue;
            }
            match &*name {
                "q" => read.text = (!value.is_empty()).then(|| value.to_owned()),
                "sort" => match Sort::from_slug(value) {
                    Some(sort) => read.sort = sort,
                    None => dropped.push(format!("“{value}” is not a column to sort by.")),
                },
                "size" => match value.parse().ok().filter(|size| SIZES.contains(size)) {
                    Some(size) => read.size = Some(size),
                    None => dropped.push(format!("“{value}” is not a page size: 25, 50, 100 and 200 are.")),
                },
                "after" => read.after = Some(value.to_owned()),
                "before" => read.before = Some(value.to_owned()),
                "add" if value.is_empty() => {}
                "add" => match Self::typed(value) {
                    Ok(Typed::Filter(filter)) => read.push(filter),
                    Ok(Typed::Text(text)) => read.text = Some(text),
                    Err(why) => dropped.push(why),
                },
                name if ELSEWHERE.contains(&name) => {}
                name => match Self::pair(name, value) {
                    Ok(filter) if read.filters.len() < MOST => read.push(filter),
                    Ok(_) => dropped
                        .push(format!("An address has {MOST} filters at most; “{name}” is beyond them.")),
                    Err(why) => dropped.push(why),
                },
            }
        }
        (read, dropped)
    }

    /// Reads what a person types: `state = error, unhealthy`, `last active > 30 d`, or plain text to search.
    ///
    /// # Errors
    /// One sentence, when it looks like a filter but is none.
    pub fn typed(text: &str) -> Result<Typed, String> {
        const SIGNS: &[(&str, Op)] = &[
            ("!=", Op::Not),
            ("≠", Op::Not),
            ("=", Op::Is),
            ("~", Op::Has),
            (">", Op::Over),
            ("<", Op::Under),
        ];
        let found = SIGNS.iter().filter_map(|(sign, op)| Some((text.find(sign)?, *sign, *op)));
        let Some((at, sign, op)) = found.min_by_key(|(at, ..)| *at) else {
            return Ok(Typed::Text(text.trim().to_owned()));
        };
        let (name, rest) = (text[..at].trim(), &text[at + sign.len()..]);
        let mut values = rest.split(',').map(str::trim);
        let first = values.next().unwrap_or_default();
        let mut filter = Self::pair(name, &format!("{}{first}", op.prefix()))?;
        filter
            .values
            .extend(values.filter(|value| !value.is_empty()).map(|value| filter.field.normal(value)));
        Ok(Typed::Filter(filter))
    }

    fn pair(name: &str, value: &str) -> Result<Filter, String> {
        let field = Field::from_name(name).ok_or_else(|| format!("There is no filter “{name}”."))?;
        let ops = [Op::Not, Op::Has, Op::Over, Op::Under];
        let found = ops.into_iter().find_map(|op| Some((op, value.strip_prefix(op.prefix())?)));
        let (op, value) = found.unwrap_or((Op::Is, value));
        let word = field.word();
        if !field.takes(op) {
            return Err(format!("{word} cannot be compared with “{}”.", op.sign()));
        }
        let value = field.normal(value);
        if field == Field::Standby && Paired::read(&value).is_none() {
            return Err(format!("“{value}” is nothing that {word} can be: write {}.", Paired::WORDS));
        }
        let is_span = Filter::span_ms(&value).is_some();
        let fits = match (&field, op) {
            (Field::LastActive, Op::Over | Op::Under) => is_span,
            (Field::LastActive, _) => [NEVER, UNKNOWN].contains(&&*value),
            _ => true,
        };
        if !fits {
            return Err(format!(
                "“{value}” is not a time for {word}: write > 30 d, < 12 h, = never or = unknown."
            ));
        }
        Ok(Filter { field, op, values: vec![value] })
    }
}

/// What a person typed into the filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A filter.
    Filter(Filter),
    /// Text to search for.
    Text(String),
}

#[cfg(test)]
mod tests {
    use super::super::Column;
    use super::*;

    #[test]
    fn an_address_reads_back_as_written() {
        let address = "state=ERROR&state=UNHEALTHY&mode=not%3AMANUAL&last_active=over%3A30d&tag%3Ateam=sales&q=ann&sort=-state&size=50";
        let (query, dropped) = FleetQuery::read(address);
        assert!(dropped.is_empty(), "{dropped:?}");
        assert_eq!(query.filters.len(), 4);
        assert_eq!(query.sort, Sort { column: Column::State, descending: true });
        assert_eq!(query.to_query(), address);
    }

    #[test]
    fn what_is_unknown_is_dropped_and_said() {
        let (query, dropped) = FleetQuery::read(
            "?colour=red&sort=colour&size=7&last_active=over:soon&state=over:3&state=error&tab=tags",
        );
        assert_eq!(dropped.len(), 5, "{dropped:?}");
        assert_eq!(query.to_query(), "state=ERROR");
        let (_, dropped) = FleetQuery::read(&format!("q={}", "x".repeat(300)));
        assert_eq!(dropped.len(), 1);
    }

    #[test]
    fn a_person_types_filters() {
        let typed = |text: &str| match FleetQuery::typed(text) {
            Ok(Typed::Filter(filter)) => FleetQuery::default().with(filter).to_query(),
            Ok(Typed::Text(text)) => format!("text {text}"),
            Err(why) => why,
        };
        assert_eq!(typed("State = error, Unhealthy"), "state=ERROR&state=UNHEALTHY");
        assert_eq!(typed("running mode != manual"), "mode=not%3AMANUAL");
        assert_eq!(typed("last active > 30 d"), "last_active=over%3A30+d");
        assert_eq!(typed("tag:team = sales"), "tag%3Ateam=sales");
        assert_eq!(typed("user ~ ann"), "user=has%3Aann");
        assert_eq!(typed("ann"), "text ann");
        assert!(typed("colour = red").contains("no filter"));
    }

    #[test]
    fn a_facet_is_chosen_and_let_go() {
        let query = FleetQuery::default().toggled(&Field::State, "ERROR").toggled(&Field::State, "STOPPED");
        assert_eq!(query.to_query(), "state=ERROR&state=STOPPED");
        let query = query.toggled(&Field::State, "ERROR").toggled(&Field::State, "STOPPED");
        assert_eq!(query, FleetQuery::default());
    }

    #[test]
    fn of_times_one_is_chosen() {
        let mut query = FleetQuery::default();
        for (value, _) in super::super::ACTIVITY {
            query = query.toggled(&Field::LastActive, value);
            assert!(query.has(&Field::LastActive, value) && query.filters.len() == 1, "{value}");
            assert!(FleetQuery::read(&query.to_query()).1.is_empty(), "{value}");
        }
        assert_eq!(query.to_query(), "last_active=over%3A90d");
        assert_eq!(query.toggled(&Field::LastActive, "over:90d"), FleetQuery::default());
    }
}
