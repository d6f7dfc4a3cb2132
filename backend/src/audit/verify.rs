//! Is the audit as it was written? The chain is walked from its beginning, some entries at a time.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use super::link::Link;
use super::store;
use crate::OpenError;

/// Entries that are in memory at once.
const PART: i64 = 1_000;
/// Findings that are told: one change of many entries would fill the screen.
const MOST: usize = 20;

/// The last entry of a chain: kept elsewhere, it shows whether the end was cut off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Its number; 0 before there is any.
    pub seq: i64,
    /// Its hash.
    pub hash: String,
}

impl fmt::Display for Head {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{} {}", self.seq, self.hash)
    }
}

impl FromStr for Head {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = || {
            let (seq, hash) = text.trim_end().split_once(' ').unwrap_or((text.trim_end(), ""));
            let seq = seq.parse().ok().filter(|seq| *seq >= 0)?;
            let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
            (is_hash || seq == 0 && hash.is_empty()).then(|| Self { seq, hash: hash.to_owned() })
        };
        read().ok_or_else(|| "it does not hold the number and the hash of an entry".to_owned())
    }
}

/// What walking the chain has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Entries that are there.
    pub entries: i64,
    /// The last of them.
    pub head: Head,
    /// What is not as it was written, a sentence each: the first twenty.
    pub broken: Vec<String>,
    /// How many more there are.
    pub more: usize,
}

impl Verified {
    fn note(&mut self, sentence: String) {
        if self.broken.len() < MOST {
            self.broken.push(sentence);
        } else {
            self.more += 1;
        }
    }

    /// Takes the next entry of the walk.
    fn take(&mut self, seq: i64, link: Option<Link>, known: Option<&Head>) {
        let last = self.head.clone();
        let missing = (last.seq + 1, seq - 1);
        if missing.0 == missing.1 {
            self.note(format!("Entry {} was taken out.", missing.0));
        } else if missing.0 < missing.1 {
            self.note(format!("Entries {} to {} were taken out.", missing.0, missing.1));
        }
        self.entries += 1;
        let Some(link) = link else {
            self.note(format!("Entry {seq} was changed: it cannot be read any more."));
            // What it was chained to is not known either; the next one says what its hash was.
            self.head = Head { seq, hash: String::new() };
            return;
        };
        match link.expected() {
            None => self.note(format!("Entry {seq} was written by a newer version, or was changed.")),
            Some(hash) if hash != link.hash => self.note(format!("Entry {seq} was changed.")),
            Some(_) if last.seq + 1 == seq && link.previous != last.hash && !last_is_unread(&last) => {
                let before = last.seq;
                self.note(if before == 0 {
                    format!("Entry {seq} is not the first that there was: what came before was taken out.")
                } else {
                    format!("Entry {seq} does not follow entry {before}: entry {before} was put in, or changed with its hash.")
                });
            }
            Some(_) => {}
        }
        if let Some(known) = known.filter(|known| known.seq == seq && known.hash != link.hash) {
            self.note(format!(
                "Entry {} is not the one that was the last when the head was kept.",
                known.seq
            ));
        }
        self.head = Head { seq, hash: link.hash };
    }
}

/// Whether the entry before could not be read, so that nothing can be compared with it.
fn last_is_unread(last: &Head) -> bool {
    last.seq > 0 && last.hash.is_empty()
}

/// Walks the chain of a database, which may be in use meanwhile. `known` is a head from before, that must still be there.
///
/// # Errors
/// When the database cannot be read at all.
pub async fn verify(database: &Path, known: Option<&Head>) -> Result<Verified, OpenError> {
    let refuse = |why: &sqlx::Error| OpenError::Database {
        path: database.display().to_string(),
        why: match why.to_string() {
            text if text.contains("no such") => {
                format!(
                    "it is none of ours, or not up to date: `deskwarden migrate` brings it there ({text})"
                )
            }
            text => text,
        },
    };
    let mut connection = store::open(database).await.map_err(|why| refuse(&why))?;
    let mut found = Verified::default();
    loop {
        let part = match store::links(&mut connection, found.head.seq, PART).await {
            Ok(part) => part,
            Err(why) if found.entries == 0 => return Err(refuse(&why)),
            Err(why) => {
                found.note(format!("What comes after entry {} cannot be read: {why}.", found.head.seq));
                return Ok(found);
            }
        };
        if part.is_empty() {
            break;
        }
        for (seq, link) in part {
            found.take(seq, link, known);
        }
    }
    if let Some(known) = known.filter(|known| known.seq > found.head.seq) {
        let last = found.head.seq;
        found.note(format!(
            "The end was cut off: there was an entry {}, and the last one is {last}.",
            known.seq
        ));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(seq: i64, what: &str, previous: &str) -> Link {
        let mut link = Link {
            seq,
            form: 2,
            at: seq,
            person_id: "demo:owner".to_owned(),
            person: Some("Otto".to_owned()),
            job: None,
            row: None,
            phase: "change".to_owned(),
            what: what.to_owned(),
            target: Some("Broken".to_owned()),
            account: None,
            region: None,
            old: None,
            new: None,
            outcome: Some("done".to_owned()),
            note: None,
            request_id: None,
            previous: previous.to_owned(),
            hash: String::new(),
        };
        link.hash = link.expected().unwrap();
        link
    }

    fn chain(count: i64) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        for seq in 1..=count {
            let previous = links.last().map(|link| link.hash.clone()).unwrap_or_default();
            links.push(entry(seq, "view-save", &previous));
        }
        links
    }

    fn walked(links: Vec<Link>, known: Option<&Head>) -> Vec<String> {
        let mut found = Verified::default();
        for link in links {
            found.take(link.seq, Some(link), known);
        }
        found.broken
    }

    #[test]
    fn whatever_is_changed_is_named() {
        let changes: [fn(&mut Link); 8] = [
            |link| link.at += 1,
            |link| link.form = 1,
            |link| link.person_id.push('x'),
            |link| link.job = Some(1),
            |link| link.target = None,
            |link| link.note = Some(String::new()),
            |link| link.previous.replace_range(0..1, "x"),
            |link| link.hash.replace_range(0..1, "x"),
        ];
        assert_eq!(walked(chain(5), None), Vec::<String>::new());
        for change in changes {
            let mut links = chain(5);
            change(&mut links[2]);
            let found = walked(links, None);
            assert!(found[0].starts_with("Entry 3 was changed"), "{found:?}");
        }
    }

    #[test]
    fn what_is_taken_out_put_in_or_hashed_anew_is_named() {
        let mut links = chain(6);
        links.drain(2..4);
        let found = walked(links, None);
        assert_eq!(found[0], "Entries 3 to 4 were taken out.");
        let mut links = chain(5);
        links.remove(0);
        assert_eq!(walked(links, None), ["Entry 1 was taken out."]);
        // Somebody who knows how hashes are made, and stops there.
        let mut links = chain(5);
        links[2] = entry(3, "view-remove", &links[1].hash);
        assert_eq!(
            walked(links, None),
            ["Entry 4 does not follow entry 3: entry 3 was put in, or changed with its hash."]
        );
    }

    #[test]
    fn a_head_that_was_kept_shows_an_end_that_was_made_anew() {
        let known = Head { seq: 5, hash: chain(5)[4].hash.clone() };
        assert_eq!(known.to_string().parse(), Ok(known.clone()));
        assert_eq!("0 \n".parse(), Ok(Head::default()));
        for wrong in ["", "five", "5 abc", "-1 ", "5"] {
            assert!(wrong.parse::<Head>().is_err(), "{wrong}");
        }
        assert_eq!(walked(chain(7), Some(&known)), Vec::<String>::new());
        let mut links = chain(4);
        links.push(entry(5, "view-remove", &links[3].hash));
        let found = walked(links, Some(&known));
        assert_eq!(found, ["Entry 5 is not the one that was the last when the head was kept."]);
    }

    #[test]
    fn entries_of_the_first_form_have_the_hashes_that_they_had() {
        let mut link = Link {
            form: 1,
            at: 1_795_248_000_000,
            person: None,
            job: Some(1),
            row: Some(7),
            phase: "intent".to_owned(),
            target: None,
            outcome: None,
            ..entry(1, "stop 111122223333/eu-west-1/ws-1", "")
        };
        let was = "ec9718dcd5cb88383da01e14c0080d3101340cf0195cb9a9e97c376015f993b0";
        assert_eq!(link.expected().as_deref(), Some(was));
        link.person = Some("Somebody else".to_owned());
        assert_ne!(
            link.expected().as_deref(),
            Some(was),
            "a column that it has not is no place to write into"
        );
    }
}
