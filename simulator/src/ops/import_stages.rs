//! How far is the import of a custom image?
//!
//! The states are the model's, in its order; how long each lasts is invented. Nothing of it is kept: it follows from
//! when the import began and when it ends.

use serde_json::{Value, json};

use super::moment;
use crate::seeded::{Dice, HEX};
use crate::world::resource::Resource;

/// From which percentage on, the state, and what it says.
static STAGES: &[(i64, &str, &str)] = &[
    (0, "PENDING", "The import is waiting to start."),
    (2, "IN_PROGRESS", "The import has started."),
    (5, "PROCESSING_SOURCE_IMAGE", "The source image is being processed."),
    (20, "IMAGE_TESTING_START", "The tests of the image are starting."),
    (30, "UPDATING_OPERATING_SYSTEM", "The operating system is being updated."),
    (45, "IMAGE_COMPATIBILITY_CHECKING", "The compatibility of the image is being checked."),
    (55, "IMAGE_TESTING_GENERALIZATION", "The generalization of the image is being tested."),
    (65, "CREATING_TEST_INSTANCE", "A test instance is being created."),
    (70, "INSTALLING_COMPONENTS", "WorkSpaces components are being installed."),
    (80, "GENERALIZING", "The image is being generalized."),
    (88, "VALIDATING", "The image is being validated."),
    (95, "PUBLISHING", "The image is being published."),
];

/// Where an import that fails does so: while its compatibility is checked.
const FAILS_AT: i64 = 50;

/// The answer of DescribeCustomWorkspaceImageImport.
pub fn progress_of(image: &Resource, now: i64, seed: u64) -> Value {
    let goal = if image.hidden["Failure"].is_null() { 100 } else { FAILS_AT };
    let lasts = (image.hidden["Ends"].as_i64().unwrap_or(now) - image.created).max(1);
    let percent = ((now - image.created) * goal / lasts).clamp(0, goal);
    let stage = STAGES.iter().rev().find(|(from, ..)| *from <= percent).unwrap_or(&STAGES[0]);
    let (state, message, updated) = match image.state() {
        "AVAILABLE" => ("COMPLETED", "The import is complete.", image.since),
        "ERROR" => ("ERROR", "The import failed. See the error details.", image.since),
        _ => (stage.1, stage.2, image.created + lasts * stage.0 / goal),
    };
    let done = image.state() != "PENDING";
    let mut answer = json!({
        "ImageId": image.id,
        "InfrastructureConfigurationArn": image.hidden["Import"]["InfrastructureConfigurationArn"],
        "ImageSource": image.hidden["Import"]["ImageSource"],
        "State": state,
        "StateMessage": message,
        // An end that is near is not yet the end.
        "ProgressPercentage": if done { goal } else { percent.min(99) },
        "Created": moment(image.created),
        "LastUpdatedTime": moment(updated),
    });
    if percent >= STAGES[3].0 {
        let digits = Dice::new(seed, &[&image.id, "builder"]).letters(HEX, 17);
        answer["ImageBuilderInstanceId"] = json!(format!("i-{digits}"));
    }
    if image.state() == "ERROR" {
        answer["ErrorDetails"] = image.item["ErrorDetails"].clone();
    }
    answer
}
