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

/// Versions of Office that can be subscribed to (`Application`), and their words; AWS takes one.
pub const OFFICES: &[(&str, &str)] =
    &[("Microsoft_Office_2019", "Office 2019"), ("Microsoft_Office_2016", "Office 2016")];

/// The form's word for an image with Windows 10; anything else is Windows 11. AWS asks for neither, and looks by itself.
pub const WINDOWS_10: &str = "10";

/// Why this Office cannot be subscribed to with what the form says so far (the service's model,
/// `ImportWorkspaceImageRequest.Applications`: it knows these rules for Windows 11 alone).
#[must_use]
pub fn office_why_not(form: &ImportForm, office: &str) -> Option<&'static str> {
    if form.windows == WINDOWS_10 {
        return None;
    }
    match form.process.as_str() {
        "BYOL_GRAPHICS_G4DN_WSP" => Some("Windows 11 with a GPU and DCV takes no Office."),
        "BYOL_REGULAR_WSP" if office != "Microsoft_Office_2019" => {
            Some("Windows 11 with DCV takes only Office 2019.")
        }
        _ => None,
    }
}

/// Why a field cannot apply to what the form says so far; `None` where it can.
#[must_use]
pub fn import_why_not(form: &ImportForm, field: &str) -> Option<&'static str> {
    let mut refusals = OFFICES.iter().map(|(office, _)| office_why_not(form, office));
    if field == "application" && refusals.all(|why| why.is_some()) { office_why_not(form, "") } else { None }
}

/// What to know of Office with this process.
#[must_use]
pub fn office_note(process: &str) -> &'static str {
    match process {
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
    /// [`WINDOWS_10`], or Windows 11.
    pub windows: String,
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
        if let Some(office) = &application {
            let is_known = OFFICES.iter().any(|(known, _)| known == office);
            let unknown = (!is_known).then_some("Microsoft_Office_2016 or Microsoft_Office_2019.");
            unknown
                .or_else(|| office_why_not(self, office))
                .into_iter()
                .for_each(|why| wrong.at("application", why));
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

    #[test]
    fn an_office_that_windows_11_does_not_take_is_refused_as_the_form_says() {
        let form = |process: &str, application: &str| ImportForm {
            name: "a".into(),
            description: "b".into(),
            ami: "ami-01234567".into(),
            process: process.into(),
            application: application.into(),
            ..ImportForm::default()
        };
        for (process, office, of_control) in [
            ("BYOL_GRAPHICS_G4DN_WSP", "Microsoft_Office_2019", true),
            ("BYOL_REGULAR_WSP", "Microsoft_Office_2016", false),
        ] {
            let form = form(process, office);
            let said = form.check().unwrap_err().remove(0);
            assert_eq!(
                (said.field.as_str(), Some(&*said.message)),
                ("application", office_why_not(&form, office))
            );
            assert_eq!(import_why_not(&form, "application").is_some(), of_control, "{process}");
            assert!(ImportForm { application: String::new(), ..form.clone() }.check().is_ok());
            let older = ImportForm { windows: WINDOWS_10.into(), ..form };
            assert!(older.check().is_ok() && import_why_not(&older, "application").is_none());
        }
        assert!(form("BYOL_REGULAR", "Microsoft_Office_2016").check().is_ok());
    }
}
