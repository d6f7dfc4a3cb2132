//! The import of a custom image by way of EC2 Image Builder (ImportCustomWorkspaceImage), and its form.

use serde::{Deserialize, Serialize};

use super::check::Wrong;
use super::import::is_ami;
use crate::fault::FieldError;
use crate::tags::Tag;

/// For which machines (`ImageComputeType`).
const COMPUTES: &[(&str, &str)] = &[
    ("BASE", "Without a GPU"),
    ("GRAPHICS_G4DN", "Graphics.g4dn"),
    ("GRAPHICS_G6", "Graphics.g6"),
    ("GRAPHICS_G7", "Graphics.g7"),
];
/// The streaming protocol (`CustomImageProtocol`).
const PROTOCOLS: &[(&str, &str)] =
    &[("DCV", "DCV"), ("PCOIP", "PCoIP"), ("BYOP", "Your own (WorkSpaces Core)")];
/// The version of Windows (`OSVersion`); there is no other platform.
const SYSTEMS: &[(&str, &str)] = &[("Windows_11", "Windows 11"), ("Windows_10", "Windows 10")];
/// Who checks the image (`ImageValidationMode`); empty: as the service decides.
const VALIDATIONS: &[(&str, &str)] = &[
    ("", "As the service decides"),
    ("SERVICE_MANAGED", "Amazon checks it"),
    ("CUSTOMER_MANAGED", "You have checked it"),
];

/// What an image is imported from: the service takes one of three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// An EC2 image.
    Ec2Image,
    /// A VM import task of EC2.
    ImportTask,
    /// A build version of EC2 Image Builder.
    BuildVersion,
}

const SOURCES: &[(&str, &str)] = &[
    ("ec2-image", "EC2 image: ami-…"),
    ("import-task", "VM import task: import-ami-…"),
    ("build-version", "Image Builder build version: arn:aws:imagebuilder:…"),
];

/// What an image is imported from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Of which kind.
    pub kind: SourceKind,
    /// Its id or ARN.
    pub value: String,
}

/// An import that is wished for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomImport {
    /// Its name, which no other image of the account and region has.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// For which machines.
    pub compute: String,
    /// The streaming protocol.
    pub protocol: String,
    /// From what.
    pub source: Source,
    /// The ARN of Image Builder's infrastructure configuration.
    pub infrastructure: String,
    /// The version of Windows.
    pub os: String,
    /// Who checks it; `None`: as the service decides.
    pub validation: Option<String>,
    /// Its tags.
    pub tags: Vec<Tag>,
}

/// The form: everything is text, so that nothing typed is ever lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CustomForm {
    /// `account/region`.
    pub scope: String,
    /// The image's name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// The version of Windows.
    pub os: String,
    /// The streaming protocol.
    pub protocol: String,
    /// For which machines.
    pub compute: String,
    /// Of which kind the source is.
    pub source_kind: String,
    /// The source.
    pub source: String,
    /// The infrastructure configuration.
    pub infrastructure: String,
    /// Who checks it.
    pub validation: String,
    /// One a line: `key = value`.
    pub tags: String,
}

impl CustomForm {
    /// The choices of a field, each with its words.
    #[must_use]
    pub fn choices(field: &str) -> &'static [(&'static str, &'static str)] {
        match field {
            "os" => SYSTEMS,
            "protocol" => PROTOCOLS,
            "compute" => COMPUTES,
            "source_kind" => SOURCES,
            _ => VALIDATIONS,
        }
    }

    /// Why this protocol can't go with this version of Windows (the service's model, `Protocol`).
    #[must_use]
    pub fn protocol_refusal(protocol: &str, os: &str) -> Option<&'static str> {
        (protocol == "PCOIP" && os == "Windows_11")
            .then_some("Windows 11 does not support PCoIP: choose DCV.")
    }

    /// What is wished for.
    ///
    /// # Errors
    /// One sentence for each field that can't be used.
    pub fn check(&self) -> Result<CustomImport, Vec<FieldError>> {
        let mut wrong = Wrong::default();
        let name = wrong.name("name", &self.name);
        let description = wrong.description("description", &self.description, 256);
        let os = wrong.one_of("os", &self.os, SYSTEMS, "Choose the version of Windows.");
        let protocol = wrong.one_of("protocol", &self.protocol, PROTOCOLS, "Choose the protocol.");
        if let Some(why) = Self::protocol_refusal(&protocol, &os) {
            wrong.at("protocol", why);
        }
        let compute = wrong.one_of("compute", &self.compute, COMPUTES, "Choose for which machines.");
        let source = self.source(&mut wrong);
        let infrastructure = self.infrastructure.trim().to_owned();
        if !is_infrastructure(&infrastructure) {
            let words = "arn:aws:imagebuilder:REGION:ACCOUNT:infrastructure-configuration/NAME.";
            wrong.at("infrastructure", words);
        }
        let validation = wrong.one_of("validation", &self.validation, VALIDATIONS, "Choose who checks it.");
        let validation = Some(validation).filter(|word| !word.is_empty());
        let tags = wrong.tags(&self.tags);
        wrong.end(CustomImport {
            name,
            description,
            compute,
            protocol,
            source,
            infrastructure,
            os,
            validation,
            tags,
        })
    }

    fn source(&self, wrong: &mut Wrong) -> Source {
        let value = self.source.trim().to_owned();
        let (kind, fits, words) = match self.source_kind.trim() {
            "ec2-image" => (SourceKind::Ec2Image, is_ami(&value), "ami- and 8 or 17 hexadecimal digits."),
            "import-task" => {
                let words = "import-ami- and 8 or 17 letters and digits.";
                (SourceKind::ImportTask, is_task(&value), words)
            }
            "build-version" => {
                let words = "arn:aws:imagebuilder:REGION:ACCOUNT:image/NAME/1.0.0/1.";
                (SourceKind::BuildVersion, is_build(&value), words)
            }
            _ => {
                wrong.at("source_kind", "Choose what the image is imported from.");
                (SourceKind::Ec2Image, true, "")
            }
        };
        if !fits {
            wrong.at("source", words);
        }
        Source { kind, value }
    }
}

/// `Ec2ImportTaskId`.
fn is_task(id: &str) -> bool {
    let letters = id.strip_prefix("import-ami-").unwrap_or_default();
    matches!(letters.len(), 8 | 17) && letters.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// What an ARN of Image Builder names: what stands after the account.
fn of_builder(arn: &str) -> Option<&str> {
    let mut parts = arn.splitn(6, ':');
    let (arn, partition, service) = (parts.next()?, parts.next()?, parts.next()?);
    let (region, account, named) = (parts.next()?, parts.next()?, parts.next()?);
    let is_account = (account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit()))
        || account.starts_with("aws");
    let fits =
        arn == "arn" && partition.starts_with("aws") && service == "imagebuilder" && !region.is_empty();
    (fits && is_account).then_some(named)
}

fn is_slug(name: &str) -> bool {
    let takes = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
    !name.is_empty() && name.bytes().all(takes)
}

/// `InfrastructureConfigurationArn`.
fn is_infrastructure(arn: &str) -> bool {
    let named = of_builder(arn).and_then(|named| named.strip_prefix("infrastructure-configuration/"));
    arn.len() <= 2048 && named.is_some_and(is_slug)
}

/// `ImageBuildVersionArn`.
fn is_build(arn: &str) -> bool {
    let Some(named) = of_builder(arn).and_then(|named| named.strip_prefix("image/")) else { return false };
    let mut parts = named.split('/');
    let (name, version, build, end) = (parts.next(), parts.next(), parts.next(), parts.next());
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let numbers: Vec<_> = version.unwrap_or_default().split('.').collect();
    // Only a version without a build may have an x.
    let fits = |part: &&str| is_number(part) || (build.is_none() && *part == "x");
    arn.len() <= 2048
        && end.is_none()
        && name.is_some_and(is_slug)
        && numbers.len() == 3
        && numbers.iter().all(fits)
        && build.is_none_or(is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    const INFRASTRUCTURE: &str =
        "arn:aws:imagebuilder:eu-west-1:111122223333:infrastructure-configuration/plain";

    #[test]
    fn each_source_has_its_own_spelling() {
        let build = "arn:aws:imagebuilder:eu-west-1:111122223333:image/win11/1.2.3/4";
        for (kind, value) in [
            ("ec2-image", "ami-0123456789abcdef0"),
            ("import-task", "import-ami-0123456789abcdEFG"),
            ("build-version", build),
            ("build-version", "arn:aws:imagebuilder:eu-west-1:aws:image/win11/1.x.x"),
        ] {
            let form = CustomForm {
                name: "win11".into(),
                description: "Windows 11".into(),
                os: "Windows_11".into(),
                protocol: "DCV".into(),
                compute: "BASE".into(),
                source_kind: kind.into(),
                source: value.into(),
                infrastructure: INFRASTRUCTURE.into(),
                ..CustomForm::default()
            };
            assert_eq!(form.check().unwrap().source.value, value);
            let other = CustomForm { source: "x".into(), ..form };
            assert_eq!(other.check().unwrap_err()[0].field, "source");
        }
        assert!(!is_build("arn:aws:imagebuilder:eu-west-1:111122223333:image/win11/1.x.3/4"));
    }

    #[test]
    fn what_the_service_refuses_is_said_at_its_field() {
        let form = CustomForm { os: "Windows_11".into(), protocol: "PCOIP".into(), ..CustomForm::default() };
        let fields: Vec<_> = form.check().unwrap_err().into_iter().map(|error| error.field).collect();
        assert_eq!(fields, ["name", "description", "protocol", "compute", "source_kind", "infrastructure"]);
    }
}
