//! What do `modify`, `migrate`, `tag` and `create-image` take besides their names?

use clap::Args;
use clap::builder::PossibleValuesParser;
use clap::error::ErrorKind;
use domain::change::{Among, Form};
use domain::create::{ACCELERATOR_PROTOCOLS, ACCELERATORS};
use domain::fleet::Action;
use domain::words::{Compute, Protocol, RunningMode};

use super::options::all_named;

/// The form of a change, option by option; each value is checked as the form checks it.
#[derive(Debug, Args)]
#[command(next_help_heading = "What modify, migrate, tag and create-image take")]
pub struct WishOptions {
    /// modify: the running mode
    #[arg(long, ignore_case = true, value_parser = PossibleValuesParser::new(RunningMode::KNOWN.iter().map(RunningMode::wire)))]
    pub mode: Option<String>,
    /// modify: minutes until an AutoStop WorkSpace stops, in whole hours
    #[arg(long, value_name = "N")]
    pub auto_stop_minutes: Option<String>,
    /// modify: the compute type
    #[arg(long, ignore_case = true, value_parser = PossibleValuesParser::new(Compute::KNOWN.iter().map(Compute::wire)))]
    pub compute: Option<String>,
    /// modify: the root volume in GiB; volumes only grow
    #[arg(long, value_name = "GIB")]
    pub root_gib: Option<String>,
    /// modify: the user volume in GiB
    #[arg(long, value_name = "GIB")]
    pub user_gib: Option<String>,
    /// modify: the streaming protocol; WSP is DCV
    #[arg(long, ignore_case = true, value_parser = PossibleValuesParser::new(Protocol::KNOWN.iter().map(Protocol::wire)))]
    pub protocol: Option<String>,
    /// modify: data replication to the standby
    #[arg(long, value_parser = ["on", "off"])]
    pub replication: Option<String>,
    /// modify: Global Accelerator
    #[arg(long, ignore_case = true, value_parser = PossibleValuesParser::new(ACCELERATORS))]
    pub accelerator: Option<String>,
    /// modify: the preferred protocol of an enabled accelerator
    #[arg(long, ignore_case = true, value_parser = PossibleValuesParser::new(ACCELERATOR_PROTOCOLS))]
    pub accelerator_protocol: Option<String>,
    /// modify: virtual machines inside the WorkSpace
    #[arg(long, value_parser = ["on", "off"])]
    pub nested_virtualization: Option<String>,
    /// migrate: the bundle that they shall run on
    #[arg(long, value_name = "WSB")]
    pub bundle: Option<String>,
    /// tag: a tag to set; create-image: a tag of the image; may be repeated
    #[arg(long = "tag", value_name = "KEY=VALUE")]
    pub tags: Vec<String>,
    /// tag: the key of a tag to remove; may be repeated
    #[arg(long = "untag", value_name = "KEY")]
    pub untags: Vec<String>,
    /// create-image: the image's name
    #[arg(long, value_name = "NAME")]
    pub image_name: Option<String>,
    /// create-image: what the image is for
    #[arg(long, value_name = "WORDS")]
    pub image_description: Option<String>,
}

impl WishOptions {
    /// The form, as if it had been filled in.
    #[must_use]
    pub fn form(&self, action: Action) -> Form {
        let text = |option: &Option<String>| option.clone().unwrap_or_default();
        let wire = |option: &Option<String>| text(option).to_ascii_uppercase();
        let tags = |of: Action| if action == of { self.tags.join("\n") } else { String::new() };
        Form {
            what: action.slug().to_owned(),
            mode: wire(&self.mode),
            auto_stop: text(&self.auto_stop_minutes),
            compute: wire(&self.compute),
            root_gib: text(&self.root_gib),
            user_gib: text(&self.user_gib),
            protocol: wire(&self.protocol),
            replication: text(&self.replication),
            accelerator: wire(&self.accelerator),
            accelerator_protocol: wire(&self.accelerator_protocol),
            nested_virtualization: text(&self.nested_virtualization),
            bundle: text(&self.bundle),
            put: tags(Action::Tag),
            drop: self.untags.join("\n"),
            image_name: text(&self.image_name),
            image_description: text(&self.image_description),
            image_tags: tags(Action::CreateImage),
        }
    }

    /// Whether the form can be used, as far as this machine knows; the console checks it again, with the person's rights.
    pub(super) fn check(&self, action: Action) -> Result<(), (ErrorKind, String)> {
        if let Some((option, of)) = self.given().into_iter().find(|(_, of)| !of.contains(&action)) {
            let of: Vec<_> = of.iter().map(|action| action.slug()).collect();
            let words = format!("{option} is for --action {}", of.join(" and "));
            return Err((ErrorKind::ArgumentConflict, words));
        }
        if Action::PLAIN.contains(&action) {
            return Ok(());
        }
        let checked = self.form(action).check(true, &Among::ANYTHING);
        checked.map(drop).map_err(|errors| (ErrorKind::ValueValidation, all_named(&errors)))
    }

    /// The options that were given, each with the actions that take it.
    fn given(&self) -> Vec<(&'static str, &'static [Action])> {
        let modify: &[Action] = &[Action::Modify];
        let image: &[Action] = &[Action::CreateImage];
        let all = [
            ("--mode", self.mode.is_some(), modify),
            ("--auto-stop-minutes", self.auto_stop_minutes.is_some(), modify),
            ("--compute", self.compute.is_some(), modify),
            ("--root-gib", self.root_gib.is_some(), modify),
            ("--user-gib", self.user_gib.is_some(), modify),
            ("--protocol", self.protocol.is_some(), modify),
            ("--replication", self.replication.is_some(), modify),
            ("--accelerator", self.accelerator.is_some(), modify),
            ("--accelerator-protocol", self.accelerator_protocol.is_some(), modify),
            ("--nested-virtualization", self.nested_virtualization.is_some(), modify),
            ("--bundle", self.bundle.is_some(), &[Action::Migrate]),
            ("--tag", !self.tags.is_empty(), &[Action::Tag, Action::CreateImage]),
            ("--untag", !self.untags.is_empty(), &[Action::Tag]),
            ("--image-name", self.image_name.is_some(), image),
            ("--image-description", self.image_description.is_some(), image),
        ];
        all.into_iter().filter(|(_, given, _)| *given).map(|(option, _, of)| (option, of)).collect()
    }
}
