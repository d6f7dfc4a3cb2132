//! Which option fills which field of a form? An error at the field is told at the option.

use domain::fault::FieldError;

/// Fields of the forms for changes and for the pace, and the options that fill them.
const OPTIONS: &[(&str, &str)] = &[
    ("what", "--action"),
    ("mode", "--mode"),
    ("auto_stop", "--auto-stop-minutes"),
    ("compute", "--compute"),
    ("root_gib", "--root-gib"),
    ("user_gib", "--user-gib"),
    ("protocol", "--protocol"),
    ("replication", "--replication"),
    ("accelerator", "--accelerator"),
    ("accelerator_protocol", "--accelerator-protocol"),
    ("nested_virtualization", "--nested-virtualization"),
    ("bundle", "--bundle"),
    ("put", "--tag"),
    ("drop", "--untag"),
    ("image_name", "--image-name"),
    ("image_description", "--image-description"),
    ("image_tags", "--tag"),
    ("first", "--first"),
    ("stop_percent", "--stop-above"),
    ("begin", "--not-before"),
    ("from", "--window"),
    ("to", "--window"),
    ("zone", "--zone"),
    ("share", "--share"),
    ("typed", "--confirm"),
];

/// The error behind the name of its option; as it is, where no option fills the field.
#[must_use]
pub fn named(error: &FieldError) -> String {
    let option = OPTIONS.iter().find(|(field, _)| *field == error.field);
    option.map_or_else(|| error.message.clone(), |(_, option)| format!("{option}: {}", error.message))
}

/// One line for each error.
pub(super) fn all_named(errors: &[FieldError]) -> String {
    errors.iter().map(named).collect::<Vec<_>>().join("\n  ")
}
