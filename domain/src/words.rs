//! What does Amazon call the things a WorkSpace has?
//!
//! Values are from the service's model (2015-04-08); a value missing here is carried as `Other`.

use crate::open_enum::open_enum;

open_enum! {
    /// The state of a WorkSpace (`WorkspaceState`).
    State {
        Pending = "PENDING", "Pending";
        Available = "AVAILABLE", "Available";
        Impaired = "IMPAIRED", "Impaired";
        Unhealthy = "UNHEALTHY", "Unhealthy";
        Rebooting = "REBOOTING", "Rebooting";
        Starting = "STARTING", "Starting";
        Rebuilding = "REBUILDING", "Rebuilding";
        Restoring = "RESTORING", "Restoring";
        Maintenance = "MAINTENANCE", "Maintenance";
        AdminMaintenance = "ADMIN_MAINTENANCE", "Admin maintenance";
        Terminating = "TERMINATING", "Terminating";
        Terminated = "TERMINATED", "Terminated";
        Suspended = "SUSPENDED", "Suspended";
        Updating = "UPDATING", "Updating";
        Stopping = "STOPPING", "Stopping";
        Stopped = "STOPPED", "Stopped";
        Error = "ERROR", "Error";
    }
}

/// How a state looks and how urgent it is: one tone, one icon, one colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Works as it should.
    Ok,
    /// Wants a look.
    Warn,
    /// Broken: a person cannot work.
    Bad,
    /// Under way; will change by itself.
    Busy,
    /// Off, by someone's wish.
    Off,
}

impl State {
    /// The tone of a state; a state unknown to this version wants a look.
    #[must_use]
    pub fn tone(&self) -> Tone {
        match self {
            Self::Available => Tone::Ok,
            Self::Stopped | Self::Suspended | Self::Terminated => Tone::Off,
            Self::Maintenance | Self::AdminMaintenance | Self::Other(_) => Tone::Warn,
            Self::Unhealthy | Self::Impaired => Tone::Warn,
            Self::Error => Tone::Bad,
            state if state.in_transition() => Tone::Busy,
            _ => Tone::Warn,
        }
    }

    /// Whether the state ends by itself, so that it is worth polling by id.
    #[must_use]
    pub fn in_transition(&self) -> bool {
        matches!(
            self,
            Self::Pending
                | Self::Rebooting
                | Self::Starting
                | Self::Rebuilding
                | Self::Restoring
                | Self::Terminating
                | Self::Terminated
                | Self::Updating
                | Self::Stopping
        )
    }
}

open_enum! {
    /// Whether a person is at the desktop (`ConnectionState`); DISCONNECTED is idle, UNKNOWN is what a stopped one has.
    Connection {
        Connected = "CONNECTED", "Connected";
        Disconnected = "DISCONNECTED", "Disconnected";
        Unknown = "UNKNOWN", "Unknown";
    }
}

open_enum! {
    /// When a desktop runs and is billed (`RunningMode`).
    RunningMode {
        AutoStop = "AUTO_STOP", "AutoStop";
        AlwaysOn = "ALWAYS_ON", "AlwaysOn";
        Manual = "MANUAL", "Manual";
    }
}

open_enum! {
    /// The streaming protocol (`Protocol`); `WSP` on the wire is what people call DCV.
    Protocol {
        Pcoip = "PCOIP", "PCoIP";
        Wsp = "WSP", "DCV";
    }
}

open_enum! {
    /// The size of the machine (`Compute`).
    Compute {
        Value = "VALUE", "Value";
        Standard = "STANDARD", "Standard";
        Performance = "PERFORMANCE", "Performance";
        Power = "POWER", "Power";
        PowerPro = "POWERPRO", "PowerPro";
        GeneralPurpose4xlarge = "GENERALPURPOSE_4XLARGE", "GeneralPurpose.4xlarge";
        GeneralPurpose8xlarge = "GENERALPURPOSE_8XLARGE", "GeneralPurpose.8xlarge";
        Graphics = "GRAPHICS", "Graphics";
        GraphicsPro = "GRAPHICSPRO", "GraphicsPro";
        GraphicsG4dn = "GRAPHICS_G4DN", "Graphics.g4dn";
        GraphicsProG4dn = "GRAPHICSPRO_G4DN", "GraphicsPro.g4dn";
        GraphicsG6Xlarge = "GRAPHICS_G6_XLARGE", "Graphics.g6.xlarge";
        GraphicsG6Xlarge2 = "GRAPHICS_G6_2XLARGE", "Graphics.g6.2xlarge";
        GraphicsG6Xlarge4 = "GRAPHICS_G6_4XLARGE", "Graphics.g6.4xlarge";
        GraphicsG6Xlarge8 = "GRAPHICS_G6_8XLARGE", "Graphics.g6.8xlarge";
        GraphicsG6Xlarge16 = "GRAPHICS_G6_16XLARGE", "Graphics.g6.16xlarge";
        GraphicsGr6Xlarge4 = "GRAPHICS_GR6_4XLARGE", "Graphics.gr6.4xlarge";
        GraphicsGr6Xlarge8 = "GRAPHICS_GR6_8XLARGE", "Graphics.gr6.8xlarge";
        GraphicsG6fLarge = "GRAPHICS_G6F_LARGE", "Graphics.g6f.large";
        GraphicsG6fXlarge = "GRAPHICS_G6F_XLARGE", "Graphics.g6f.xlarge";
        GraphicsG6fXlarge2 = "GRAPHICS_G6F_2XLARGE", "Graphics.g6f.2xlarge";
        GraphicsG6fXlarge4 = "GRAPHICS_G6F_4XLARGE", "Graphics.g6f.4xlarge";
        GraphicsGr6fXlarge4 = "GRAPHICS_GR6F_4XLARGE", "Graphics.gr6f.4xlarge";
        GraphicsG7Xlarge2 = "GRAPHICS_G7_2XLARGE", "Graphics.g7.2xlarge";
        GraphicsG7Xlarge4 = "GRAPHICS_G7_4XLARGE", "Graphics.g7.4xlarge";
        GraphicsG7Xlarge8 = "GRAPHICS_G7_8XLARGE", "Graphics.g7.8xlarge";
        GraphicsG7Xlarge12 = "GRAPHICS_G7_12XLARGE", "Graphics.g7.12xlarge";
    }
}

/// What the names of machines with a GPU begin with.
pub const GPU: &str = "GRAPHICS";

impl Compute {
    /// Whether the machine has a GPU: such desktops have larger smallest volumes.
    #[must_use]
    pub fn has_gpu(&self) -> bool {
        self.wire().starts_with(GPU)
    }

    /// Whether the other is larger, where one can be changed into the other; `None` where it can't ("Modify a WorkSpace").
    #[must_use]
    pub fn is_smaller_than(&self, other: &Self) -> Option<bool> {
        const FAMILIES: &[&[Compute]] = &[
            &[
                Compute::Value,
                Compute::Standard,
                Compute::Performance,
                Compute::Power,
                Compute::PowerPro,
                Compute::GeneralPurpose4xlarge,
                Compute::GeneralPurpose8xlarge,
            ],
            &[Compute::GraphicsG4dn, Compute::GraphicsProG4dn],
        ];
        let rank = |family: &[Self], one: &Self| family.iter().position(|known| known == one);
        FAMILIES.iter().find_map(|family| Some(rank(family, self)? < rank(family, other)?))
    }

    /// Whether it is one of the GeneralPurpose sizes, which need a root volume of 175 GiB.
    #[must_use]
    pub fn is_general_purpose(&self) -> bool {
        self.wire().starts_with("GENERALPURPOSE")
    }
}

/// AWS's word as a person reads it: `ADMIN_MAINTENANCE` is "Admin maintenance".
#[must_use]
pub fn sentence(wire: &str) -> String {
    let lower = wire.replace(['_', '-'], " ").to_lowercase();
    let mut letters = lower.chars();
    letters.next().map(|first| first.to_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}

/// `OperatingSystemName` is shown only, so its words are derived: `WINDOWS_SERVER_2022` reads "Windows Server 2022".
#[must_use]
pub fn operating_system_word(wire: &str) -> String {
    let mut words = Vec::new();
    for (at, part) in wire.split('_').enumerate() {
        let lower = part.to_ascii_lowercase();
        words.push(match (at, lower.as_str()) {
            (_, "rhel") => "RHEL".to_owned(),
            _ => {
                let mut letters = lower.chars();
                letters
                    .next()
                    .map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
                    .unwrap_or_default()
            }
        });
    }
    words.join(" ")
}

/// A mode of Global Accelerator within a sentence.
#[must_use]
pub fn accelerator_word(wire: &str) -> &str {
    match wire {
        "ENABLED_AUTO" => "enabled",
        "DISABLED" => "disabled",
        "INHERITED" => "as the directory",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_value_is_carried_through_and_shown_as_it_is() {
        let state: State = serde_json::from_str("\"HIBERNATING\"").unwrap();
        assert_eq!(state.word(), "HIBERNATING");
        assert_eq!(serde_json::to_string(&state).unwrap(), "\"HIBERNATING\"");
        assert_eq!(state.tone(), Tone::Warn);
    }

    #[test]
    fn operating_systems_read_as_words() {
        assert_eq!(operating_system_word("WINDOWS_SERVER_2022"), "Windows Server 2022");
        assert_eq!(operating_system_word("RHEL_9"), "RHEL 9");
    }
}
