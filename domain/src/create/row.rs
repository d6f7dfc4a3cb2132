//! One line of a list: the form as it is for this line.

use serde::{Deserialize, Serialize};

use super::{Column, Form};
use crate::fault::FieldError;
use crate::tags::Tag;
use crate::words::{Compute, Protocol, RunningMode};

/// One cell that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its column.
    pub column: Column,
    /// What stands in it; empty: as the form says.
    #[serde(default)]
    pub text: String,
}

/// One line of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number, from 1, as an editor counts.
    pub line: usize,
    /// Its cells, in the order of the columns.
    pub cells: Vec<Cell>,
    /// Why it is refused, each at the head of its column; a row that could not be read as a line says so without one.
    #[serde(default)]
    pub errors: Vec<FieldError>,
}

/// A form for one row, the tags that the row sets, and what in the row could not be read.
pub(super) struct Over {
    pub(super) form: Form,
    pub(super) tags: Vec<Tag>,
    pub(super) errors: Vec<FieldError>,
}

/// The rows of a plan's list that are refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusals {
    /// How many there are.
    pub total: i64,
    /// Some of them, in the order of the list.
    pub rows: Vec<Row>,
    /// The line after which the next are, when there are more.
    pub next: Option<usize>,
}

impl Row {
    /// Why it is refused, in one text: `running_mode: “x” is not offered here.`
    #[must_use]
    pub fn why(&self) -> String {
        let words = self.errors.iter().map(|error| match error.field.as_str() {
            "" => error.message.clone(),
            field => format!("{field}: {}", error.message),
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// What it is called in sentences: its user or its name, where it has one.
    #[must_use]
    pub fn label(&self) -> &str {
        self.text("user").or_else(|| self.text("name")).unwrap_or("Nobody")
    }

    /// What stands in a column, unless nothing does.
    #[must_use]
    pub fn text(&self, head: &str) -> Option<&str> {
        let cell =
            self.cells.iter().find(|cell| matches!(cell.column, Column::Plain(name) if name == head))?;
        Some(cell.text.trim()).filter(|text| !text.is_empty())
    }

    /// The row put over the form. What the form chose and cannot apply beside the row's own choice is let go: a stop time
    /// beside another running mode, a key where nothing is encrypted.
    pub(super) fn over(&self, base: &Form) -> Over {
        let mut over = Over { form: base.clone(), tags: Vec::new(), errors: self.errors.clone() };
        let form = &mut over.form;
        for Cell { column, text } in &self.cells {
            let text = text.trim();
            if text.is_empty() {
                continue;
            }
            let name = match column {
                Column::Tag(key) => {
                    over.tags.push(Tag { key: key.clone(), value: text.to_owned() });
                    continue;
                }
                Column::Plain(name) => *name,
            };
            match name {
                "user" => text.clone_into(&mut form.people),
                "name" => text.clone_into(&mut form.name),
                "directory" => text.clone_into(&mut form.directory),
                "bundle" => text.clone_into(&mut form.bundle),
                "running_mode" => {
                    form.mode = wire(text, RunningMode::KNOWN, RunningMode::wire, RunningMode::word);
                }
                "auto_stop_minutes" => text.clone_into(&mut form.auto_stop),
                "compute" => form.compute = wire(text, Compute::KNOWN, Compute::wire, Compute::word),
                "protocol" => form.protocol = wire(text, Protocol::KNOWN, Protocol::wire, Protocol::word),
                "operating_system" => form.operating_system = shouted(text),
                "root_gib" => text.clone_into(&mut form.root_gib),
                "user_gib" => text.clone_into(&mut form.user_gib),
                "kms_key" => text.clone_into(&mut form.encryption_key),
                "accelerator" => form.accelerator = shouted(text),
                "accelerator_protocol" => form.accelerator_protocol = shouted(text),
                "ipv6" => text.clone_into(&mut form.ipv6),
                _ => match (on(text), name) {
                    (Some(on), "encrypt_root") => form.encrypt_root = on,
                    (Some(on), "encrypt_user") => form.encrypt_user = on,
                    (Some(on), _) => form.nested_virtualization = on,
                    (None, _) => over.errors.push(FieldError {
                        field: name.to_owned(),
                        message: format!("“{}” is neither yes nor no.", start(text)),
                    }),
                },
            }
        }
        self.let_go(base, &mut over.form);
        over
    }

    fn let_go(&self, base: &Form, form: &mut Form) {
        let own = |head| self.text(head).is_some();
        if own("running_mode") && form.mode != base.mode && !own("auto_stop_minutes") {
            form.auto_stop.clear();
        }
        if own("accelerator") && form.accelerator != base.accelerator && !own("accelerator_protocol") {
            form.accelerator_protocol.clear();
        }
        if form.encrypt_root.is_empty() && form.encrypt_user.is_empty() && !own("kms_key") {
            form.encryption_key.clear();
        }
    }
}

/// Amazon's spelling of what a person wrote: `AutoStop`, `auto stop` and `AUTO_STOP` are one. What is none of the known
/// stays as it is, for the check to refuse.
fn wire<T>(text: &str, known: &[T], wire: impl Fn(&T) -> &str, word: impl Fn(&T) -> &str) -> String {
    let wanted = letters(text);
    let found = known.iter().find(|one| letters(wire(one)) == wanted || letters(word(one)) == wanted);
    found.map_or_else(|| text.to_owned(), |one| wire(one).to_owned())
}

fn letters(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// `Windows Server 2022` as Amazon writes it.
fn shouted(text: &str) -> String {
    text.to_uppercase().replace([' ', '-', '.'], "_")
}

/// Yes and no, as the form has them.
fn on(text: &str) -> Option<String> {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "true" | "on" | "1" | "y" => Some("on".to_owned()),
        "no" | "false" | "off" | "0" | "n" => Some(String::new()),
        _ => None,
    }
}

fn start(text: &str) -> String {
    text.chars().take(60).collect()
}
