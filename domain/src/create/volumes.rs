//! Which sizes may the two volumes have?

use crate::words::Compute;

/// Why the service would refuse these volumes (GiB), or `None` (rules.md, "Properties").
#[must_use]
pub fn refusal(root: i32, user: i32, compute: Option<&Compute>) -> Option<String> {
    let small = root == 80 && matches!(user, 10 | 50 | 100);
    let large = (175..=2000).contains(&root) && (100..=2000).contains(&user);
    let least_of_gpu =
        compute.is_some_and(Compute::has_gpu) && root >= 100 && user >= 100 && root <= 2000 && user <= 2000;
    if !(small || large || least_of_gpu) {
        return Some(format!(
            "{root} GiB root with {user} GiB user is not offered: take 80 with 10, 50 or 100, or 175–2000 with 100–2000."
        ));
    }
    let compute = compute?;
    if compute.has_gpu() && (root < 100 || user < 100) {
        return Some("A machine with a GPU needs at least 100 GiB root and 100 GiB user.".to_owned());
    }
    if compute.is_general_purpose() && (root < 175 || user < 100) {
        return Some("GeneralPurpose needs at least 175 GiB root and 100 GiB user.".to_owned());
    }
    None
}

/// The sizes of the machine that the service refuses with these volumes (GiB), each with why. Where it refuses them with
/// every size, it is the volumes that are wrong, and none of the sizes.
#[must_use]
pub fn unfit_computes(root: i32, user: i32) -> Vec<(&'static Compute, String)> {
    let why = |compute: &'static Compute| Some((compute, refusal(root, user, Some(compute))?));
    let unfit: Vec<_> = Compute::KNOWN.iter().filter_map(why).collect();
    if unfit.len() < Compute::KNOWN.len() { unfit } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_offered_pairs_pass() {
        for (root, user) in [(80, 10), (80, 50), (80, 100), (175, 100), (2000, 2000)] {
            assert_eq!(refusal(root, user, None), None, "{root} {user}");
        }
        for (root, user) in [(80, 20), (100, 100), (175, 50), (2001, 100), (0, 0), (-80, 10)] {
            assert!(refusal(root, user, None).is_some(), "{root} {user}");
        }
        let gpu = Compute::GraphicsG4dn;
        assert!(refusal(80, 100, Some(&gpu)).is_some());
        assert_eq!(refusal(100, 100, Some(&gpu)), None);
        assert!(refusal(80, 100, Some(&Compute::GeneralPurpose4xlarge)).is_some());
    }

    #[test]
    fn small_volumes_suit_small_machines_only() {
        let names = |root, user| -> Vec<&str> {
            unfit_computes(root, user).into_iter().map(|(compute, _)| compute.wire()).collect()
        };
        let small = names(80, 50);
        assert!(small.contains(&"GRAPHICS_G4DN") && small.contains(&"GENERALPURPOSE_4XLARGE"));
        assert!(!small.contains(&"STANDARD"));
        assert!(names(100, 100).contains(&"STANDARD") && !names(100, 100).contains(&"GRAPHICS_G4DN"));
        assert!(names(175, 100).is_empty());
        // Half a number is no reason to turn everything off.
        assert!(names(1, 50).is_empty());
    }
}
