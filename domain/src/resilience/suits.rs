//! May this WorkSpace have a standby? The one list of preconditions that buttons, plans and counts read.

use super::Standby;
use crate::words::{RunningMode, State};
use crate::workspace::{UNDEFINED_USER, WorkSpace};

/// What the names of operating systems begin with that may have a standby (rules.md, "Who may do what when").
pub const SYSTEMS: &str = "WINDOWS";
/// What the names of compute types begin with that may have none (rules.md, there).
pub const NO_COMPUTES: &[&str] = &["GRAPHICS", "GENERALPURPOSE"];

/// Whether AWS makes a standby of it, as far as the WorkSpace itself tells. What is not known is AWS's to decide: a
/// sentence for each.
///
/// # Errors
/// Why not, to complete "This WorkSpace …".
pub fn suits(target: &WorkSpace) -> Result<Vec<String>, String> {
    for other in &target.related {
        match other.kind.as_str() {
            "PRIMARY" => return Err("is a standby itself".to_owned()),
            "STANDBY" => return Err(format!("has a standby already, in {}", other.key.scope.region)),
            _ => {}
        }
    }
    if matches!(target.state, State::Pending | State::Terminating | State::Terminated) {
        return Err(format!("is {}", target.state.word().to_lowercase()));
    }
    if target.user == UNDEFINED_USER {
        return Err("has no user: a standby belongs to the same user in the other directory".to_owned());
    }
    let mut unknown = Vec::new();
    match &target.operating_system {
        Some(system) if !system.starts_with(SYSTEMS) => {
            return Err(format!("runs {}: AWS makes standbys of Windows alone", system_word(system)));
        }
        Some(_) => {}
        None => unknown.push("its operating system is not known: AWS decides".to_owned()),
    }
    match &target.compute {
        Some(compute) if NO_COMPUTES.iter().any(|prefix| compute.wire().starts_with(prefix)) => {
            return Err(format!("is {}: AWS makes no standby of those", compute.word()));
        }
        Some(_) => {}
        None => unknown.push("its compute type is not known: AWS decides".to_owned()),
    }
    if target.mode == Some(RunningMode::Manual) {
        let told =
            "is of WorkSpaces Core, and whether those may have a standby is not documented: AWS decides";
        unknown.push(told.to_owned());
    }
    Ok(unknown)
}

fn system_word(system: &str) -> String {
    crate::words::operating_system_word(system)
}

impl Standby {
    /// Why this WorkSpace can't have this standby, to complete "Skipped: …".
    ///
    /// # Errors
    /// The sentence; else what is not known, a sentence for each.
    pub fn suits(&self, target: &WorkSpace) -> Result<Vec<String>, String> {
        let mut unknown = suits(target)?;
        let (there, here) = (&self.directory.scope, &target.key.scope);
        if there.account != here.account {
            return Err(format!("is in another account than the directory ({})", there.account));
        }
        if there.region == here.region {
            return Err(format!("is in {} itself: a standby is in another region", here.region));
        }
        let encrypted = target.root_encrypted || target.user_encrypted;
        match (encrypted, &self.encryption_key) {
            (true, None) => {
                unknown.push(format!("is encrypted, and no key of {} is named: AWS decides", there.region));
            }
            (false, Some(_)) => {
                unknown.push("is not encrypted: what AWS makes of the key is not documented".to_owned());
            }
            _ => {}
        }
        Ok(unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Compute;
    use crate::workspace::Related;
    use crate::workspace::tests::some;

    fn windows() -> WorkSpace {
        let plain = some(State::Available, RunningMode::AutoStop, 80, 50, Compute::Standard);
        WorkSpace { operating_system: Some("WINDOWS_SERVER_2022".into()), ..plain }
    }

    fn standby(directory: &str) -> Standby {
        let directory = directory.parse().unwrap();
        Standby { directory, encryption_key: None, replicate: true, tags: Vec::new() }
    }

    #[test]
    fn what_aws_would_refuse_is_told_before_it_is_asked() {
        assert_eq!(suits(&windows()), Ok(vec![]));
        let paired = |kind: &str| Related {
            key: "111122223333/us-east-1/ws-2".parse().unwrap(),
            kind: kind.into(),
            state: State::Stopped,
            replication: None,
            recovered: None,
        };
        let wrong = [
            (WorkSpace { state: State::Pending, ..windows() }, "is pending"),
            (WorkSpace { user: UNDEFINED_USER.into(), ..windows() }, "no user"),
            (WorkSpace { operating_system: Some("AMAZON_LINUX_2".into()), ..windows() }, "Windows alone"),
            (WorkSpace { compute: Some(Compute::from_wire("GRAPHICS_G4DN")), ..windows() }, "no standby"),
            (
                WorkSpace { compute: Some(Compute::from_wire("GENERALPURPOSE_4XLARGE")), ..windows() },
                "no standby",
            ),
            (WorkSpace { related: vec![paired("STANDBY")], ..windows() }, "already, in us-east-1"),
            (WorkSpace { related: vec![paired("PRIMARY")], ..windows() }, "standby itself"),
        ];
        for (target, why) in wrong {
            let told = suits(&target).unwrap_err();
            assert!(told.contains(why), "{told}");
        }
    }

    #[test]
    fn what_is_not_known_is_said_and_left_to_aws() {
        let unknown = WorkSpace { operating_system: None, compute: None, ..windows() };
        assert_eq!(suits(&unknown).unwrap().len(), 2);
        let core = WorkSpace { mode: Some(RunningMode::Manual), ..windows() };
        assert!(suits(&core).unwrap()[0].contains("not documented"));
        let far = standby("111122223333/us-east-1/d-2");
        assert_eq!(far.suits(&windows()), Ok(vec![]));
        let locked = WorkSpace { root_encrypted: true, ..windows() };
        assert!(far.suits(&locked).unwrap()[0].contains("no key of us-east-1"));
        let key = Standby { encryption_key: Some("alias/far".into()), ..far };
        assert_eq!(key.suits(&locked), Ok(vec![]));
        assert_eq!(key.suits(&windows()).unwrap().len(), 1);
    }

    #[test]
    fn it_is_in_another_region_of_the_same_account() {
        assert!(standby("111122223333/eu-west-1/d-2").suits(&windows()).unwrap_err().contains("itself"));
        assert!(standby("999/us-east-1/d-2").suits(&windows()).unwrap_err().contains("another account"));
    }
}
