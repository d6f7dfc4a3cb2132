//! The import of an EC2 image of one's own licences (ImportWorkspaceImage), and its form.

use serde::{Deserialize, Serialize};

use super::check::Wrong;
use crate::fault::FieldError;
use crate::tags::Tag;

/// How an image is taken in (`WorkspaceImageIngestionProcess`), and what that means.
pub const PROCESSES: &[(&str, &str)] = &[
    ("BYOL_REGULAR_WSP", "Without a GPU, DCV"),
    ("BYOL_REGULAR", "Without a GPU, PCoIP"),
    ("BYOL_REGULAR_BYOP", "Without a GPU, your own protocol (WorkSpaces Core)"),
    ("BYOL_GRAPHICS_G4DN_WSP", "Graphics.g4dn, DCV"),
    ("BYOL_GRAPHICS_G4DN", "Graphics.g4dn, PCoIP"),
    ("BYOL_GRAPHICS_G4DN_BYOP", "Graphics.g4dn, your own protocol (WorkSpaces Core)"),
    ("BYOL_GRAPHICS", "Graphics, PCoIP"),
    ("BYOL_GRAPHICSPRO", "GraphicsPro, PCoIP"),
];

/// Versions of Office that can be subscribed to (`Application`); AWS takes one.
const OFFICES: &[&str] = &["Microsoft_Office_2016", "Microsoft_Office_2019"];

/// What to know of Office with this process (the service's model, `ImportWorkspaceImageRequest.Applications`).
#[must_use]
pub fn office_note(process: &str) -> &'static str {
    match process {
        "BYOL_GRAPHICS_G4DN_WSP" => "Windows 11 with a GPU and DCV takes no Office.",
        "BYOL_REGULAR_WSP" => "Windows 11 with DCV takes only Office 2019.",
        "BYOL_REGULAR_BYOP" | "BYOL_GRAPHICS_G4DN_BYOP" => {
            "AWS takes this process of accounts that are allow-listed for WorkSpaces Core."
        }
        _ => "The subscription is Amazon's; for Windows 10 and 11.",
    }
}

/// An import that is wished for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// The EC2 image: `ami-…`.
    pub ami: String,
    /// How it is taken in.
    pub process: String,
    /// Its name, which no other image of the account and region has.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// The Office to subscribe to.
    pub application: Option<String>,
    /// Its tags.
    pub tags: Vec<Tag>,
}

/// The form: everything is text, so that nothing typed is ever lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportForm {
    /// `account/region`.
    pub scope: String,
    /// The image's name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// The EC2 image.
    pub ami: String,
    /// How it is taken in.
    pub process: String,
    /// The Office to subscribe to; empty: none.
    pub application: String,
    /// One a line: `key = value`.
    pub tags: String,
}

impl ImportForm {
    /// What is wished for.
    ///
    /// # Errors
    /// One sentence for each field that can't be used.
    pub fn check(&self) -> Result<Import, Vec<FieldError>> {
        let mut wrong = Wrong::default();
        let name = wrong.name("name", &self.name);
        let description = wrong.description("description", &self.description, 256);
        let ami = self.ami.trim().to_owned();
        if !is_ami(&ami) {
            wrong.at("ami", "The id of an EC2 image: ami- and 8 or 17 hexadecimal digits.");
        }
        let process = wrong.one_of("process", &self.process, PROCESSES, "Choose how the image is taken in.");
        let application = Some(self.application.trim().to_owned()).filter(|word| !word.is_empty());
        if application.as_ref().is_some_and(|word| !OFFICES.contains(&word.as_str())) {
            wrong.at("application", "Microsoft_Office_2016 or Microsoft_Office_2019.");
        }
        let tags = wrong.tags(&self.tags);
        wrong.end(Import { ami, process, name, description, application, tags })
    }
}

/// Whether it is an EC2 image's id (`Ec2ImageId`).
pub(super) fn is_ami(id: &str) -> bool {
    let digits = id.strip_prefix("ami-").unwrap_or_default();
    let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    matches!(digits.len(), 8 | 17) && digits.bytes().all(is_hex)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_service_refuses_is_said_at_its_field() {
        let good = ImportForm {
            name: "win11_2026.11".into(),
            description: "Windows 11 (November)".into(),
            ami: "ami-0123456789abcdef0".into(),
            process: "BYOL_REGULAR_WSP".into(),
            application: "Microsoft_Office_2019".into(),
            tags: "team = it".into(),
            ..ImportForm::default()
        };
        assert_eq!(good.check().unwrap().application.as_deref(), Some("Microsoft_Office_2019"));
        let bad = ImportForm {
            name: "a b".into(),
            description: "one, two".into(),
            ami: "ami-0123".into(),
            process: "BYOL".into(),
            application: "Office".into(),
            tags: "aws:x = 1".into(),
            ..ImportForm::default()
        };
        let fields: Vec<_> = bad.check().unwrap_err().into_iter().map(|error| error.field).collect();
        assert_eq!(fields, ["name", "description", "ami", "process", "application", "tags"]);
    }
}
