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
        return Some(format!("{} needs at least 100 GiB root and 100 GiB user.", compute.word()));
    }
    if compute.is_general_purpose() && (root < 175 || user < 100) {
        return Some(format!("{} needs at least 175 GiB root and 100 GiB user.", compute.word()));
    }
    None
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
}
