//! Which columns may a list of new WorkSpaces have, and what is each called?

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::tags;

/// What a column says of each WorkSpace. Written as its head in the list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// One of [`PLAIN`], by its head.
    Plain(&'static str),
    /// The value of the tag with this key.
    Tag(String),
}

/// What the head of a column says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heading {
    /// It is read.
    Read(Column),
    /// It is ours, of the file of refused rows, and nothing that anybody wishes for.
    Ours,
}

/// A head, the field of the form that it stands for, and what it is called besides, without case, spaces and signs:
/// Amazon's own names are among them.
type Plain = (&'static str, &'static str, &'static [&'static str]);

const PLAIN: &[Plain] = &[
    ("user", "people", &["user", "username"]),
    ("name", "name", &["name", "workspacename"]),
    ("directory", "directory", &["directory", "directoryid", "directoryname"]),
    ("bundle", "bundle", &["bundle", "bundleid", "bundlename"]),
    ("running_mode", "mode", &["runningmode", "mode"]),
    (
        "auto_stop_minutes",
        "auto_stop",
        &["autostopminutes", "autostop", "autostoptime", "runningmodeautostoptimeoutinminutes"],
    ),
    ("compute", "compute", &["compute", "computetype", "computetypename"]),
    ("protocol", "protocol", &["protocol", "protocols"]),
    ("operating_system", "operating_system", &["operatingsystem", "operatingsystemname", "os"]),
    ("root_gib", "root_gib", &["rootgib", "rootvolume", "rootvolumegib", "rootvolumesizegib"]),
    ("user_gib", "user_gib", &["usergib", "uservolume", "uservolumegib", "uservolumesizegib"]),
    ("encrypt_root", "encrypt_root", &["encryptroot", "rootvolumeencryptionenabled"]),
    ("encrypt_user", "encrypt_user", &["encryptuser", "uservolumeencryptionenabled"]),
    ("kms_key", "encryption_key", &["kmskey", "encryptionkey", "volumeencryptionkey"]),
    ("accelerator", "accelerator", &["accelerator", "globalaccelerator", "globalacceleratormode"]),
    ("accelerator_protocol", "accelerator_protocol", &["acceleratorprotocol", "preferredprotocol"]),
    (
        "nested_virtualization",
        "nested_virtualization",
        &["nestedvirtualization", "nestedvirtualizationenabled"],
    ),
    ("ipv6", "ipv6", &["ipv6", "ipv6address"]),
];

/// How the head of a tag's column begins.
const TAG: &str = "tag:";
/// Heads of our own file of refused rows, so that it can be mended and given back.
const OURS: &[&str] = &["line", "why"];

impl Column {
    /// Reads a head.
    ///
    /// # Errors
    /// One sentence: no such column, or no such tag.
    pub fn read(head: &str) -> Result<Heading, String> {
        let head = head.trim();
        let start = head.get(..TAG.len()).filter(|start| start.eq_ignore_ascii_case(TAG));
        if let Some(start) = start {
            let key = head[start.len()..].trim();
            if key.is_empty() {
                return Err("“tag:” has no key: write tag:KEY.".to_owned());
            }
            return match tags::key_refusal(key, false) {
                Some(why) => Err(why),
                None => Ok(Heading::Read(Self::Tag(key.to_owned()))),
            };
        }
        let plain: String = head.chars().filter(|sign| sign.is_alphanumeric()).collect();
        let plain = plain.to_lowercase();
        if OURS.contains(&plain.as_str()) {
            return Ok(Heading::Ours);
        }
        let found = PLAIN.iter().find(|(_, _, names)| names.contains(&plain.as_str()));
        found.map(|(name, ..)| Heading::Read(Self::Plain(name))).ok_or_else(|| {
            let start: String = head.chars().take(60).collect();
            format!("“{start}” is no column that is known: there are {}, and tag:KEY.", Self::names())
        })
    }

    /// Every head but those of tags, in the order of the template.
    pub fn heads() -> impl Iterator<Item = &'static str> {
        PLAIN.iter().map(|(name, ..)| *name)
    }

    fn names() -> String {
        Self::heads().collect::<Vec<_>>().join(", ")
    }

    /// The column of a form's field; that of tags has none.
    #[must_use]
    pub fn of_field(field: &str) -> Option<Self> {
        PLAIN.iter().find(|(_, of, _)| *of == field).map(|(name, ..)| Self::Plain(name))
    }

    /// The column with this very head.
    #[must_use]
    pub fn head_of(head: &str) -> Option<Self> {
        match Self::read(head) {
            Ok(Heading::Read(column)) => Some(column),
            _ => None,
        }
    }

    /// Its head.
    #[must_use]
    pub fn head(&self) -> String {
        match self {
            Self::Plain(name) => (*name).to_owned(),
            Self::Tag(key) => format!("{TAG}{key}"),
        }
    }
}

impl Serialize for Column {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.head())
    }
}

impl<'de> Deserialize<'de> for Column {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        match Self::read(&String::deserialize(from)?).map_err(D::Error::custom)? {
            Heading::Read(column) => Ok(column),
            Heading::Ours => Err(D::Error::custom("no column of a wish")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_read_as_people_and_amazon_write_them() {
        for (head, name) in [
            (" User ", "user"),
            ("UserName", "user"),
            ("Running Mode", "running_mode"),
            ("ROOT_GIB", "root_gib"),
            ("RootVolumeSizeGib", "root_gib"),
            ("tag:Team", "tag:Team"),
            ("TAG: Team", "tag:Team"),
        ] {
            let Ok(Heading::Read(column)) = Column::read(head) else { panic!("{head}") };
            assert_eq!(column.head(), name);
        }
        assert_eq!(Column::read("Why"), Ok(Heading::Ours));
        assert!(Column::read("colour").unwrap_err().contains("“colour” is no column"));
        assert!(Column::read("tag:aws:x").unwrap_err().contains("Amazon's own"));
        assert!(Column::read("tag:").is_err() && Column::read("").is_err() && Column::read("täg").is_err());
    }

    #[test]
    fn every_head_is_read_back() {
        for (name, field, names) in PLAIN {
            assert_eq!(Column::read(name), Ok(Heading::Read(Column::Plain(name))));
            assert_eq!(Column::of_field(field), Some(Column::Plain(name)));
            assert!(!names.is_empty());
        }
    }
}
