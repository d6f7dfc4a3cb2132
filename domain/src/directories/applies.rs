//! What cannot apply to the settings chosen beside it, and why? The form shows it disabled; the check refuses the same.

use std::collections::BTreeMap;

use super::{Directory, Setting};

/// A setting that goes with another one.
struct Beside {
    slug: &'static str,
    other: &'static str,
    /// Whether the other one is such that this one applies.
    fits: fn(&str) -> bool,
    why: &'static str,
    /// Whether AWS keeps it while it does not apply; else it goes with what it hung on.
    stays: bool,
}

const CLIPBOARD: &str = "Only where this clipboard is enabled.";
const SAML: &str = "Only where SAML 2.0 is enabled.";

fn enabled(value: &str) -> bool {
    value == "ENABLED"
}

fn signs_in(value: &str) -> bool {
    !matches!(value, "" | "DISABLED")
}

#[rustfmt::skip]
const BESIDE: &[Beside] = &[
    Beside { slug: "internet_fallback", other: "vpc_endpoint", fits: |id| !id.is_empty(), stays: false,
        why: "Only where a VPC endpoint is set: otherwise all goes over the internet." },
    Beside { slug: "clipboard_in_length", other: "clipboard_in", fits: enabled, stays: false, why: CLIPBOARD },
    Beside { slug: "clipboard_out_length", other: "clipboard_out", fits: enabled, stays: false, why: CLIPBOARD },
    Beside { slug: "accelerator_protocol", other: "accelerator", fits: |mode| mode == "ENABLED_AUTO", stays: false,
        why: "Only where Global Accelerator is enabled." },
    Beside { slug: "saml_url", other: "saml", fits: signs_in, stays: true, why: SAML },
    Beside { slug: "saml_relay", other: "saml", fits: signs_in, stays: true, why: SAML },
    Beside { slug: "certificate_authority", other: "certificates", fits: enabled, stays: true,
        why: "Only where certificate-based authentication is enabled." },
];

/// Why a setting cannot apply to the others, by their slugs; `None` where it can. What AWS keeps can still be taken away.
#[must_use]
pub fn why_not(
    settings: &BTreeMap<String, String>,
    now: &Directory,
    setting: &Setting,
) -> Option<&'static str> {
    setting.why_not(now).or_else(|| {
        let beside = BESIDE.iter().find(|one| one.slug == setting.slug)?;
        let other = settings.get(beside.other).map_or("", |value| value.trim());
        let is_kept = beside.stays && !now.setting(setting.slug).is_empty();
        (!(beside.fits)(other) && !is_kept).then_some(beside.why)
    })
}

/// Why a value cannot be chosen for this directory, whatever else is.
#[must_use]
pub fn choice_why_not(now: &Directory, slug: &str, value: &str) -> Option<&'static str> {
    let ends_saml = slug == "saml" && signs_in(now.setting("saml")) && !signs_in(value);
    (ends_saml && enabled(now.setting("certificates")))
        .then_some("Certificate-based authentication needs it: disable that first.")
}

/// Why certificates cannot be: they stand on the sign-in.
pub(super) fn certificates_why_not(now: &Directory) -> Option<&'static str> {
    let can = signs_in(now.setting("saml")) || enabled(now.setting("certificates"));
    (!can).then_some("It needs SAML 2.0: enable that first.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(slug: &str, settings: &[(&str, &str)], now: &[(&str, &str)]) -> Option<&'static str> {
        let map =
            |all: &[(&str, &str)]| all.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect();
        let now = Directory { settings: map(now), ..Directory::default() };
        why_not(&map(settings), &now, Setting::named(slug).unwrap())
    }

    #[test]
    fn a_setting_applies_or_says_why_not() {
        for (slug, other, fitting, unfit) in [
            ("internet_fallback", "vpc_endpoint", "vpce-1", " "),
            ("clipboard_in_length", "clipboard_in", "ENABLED", "DISABLED"),
            ("clipboard_out_length", "clipboard_out", "ENABLED", "DISABLED"),
            ("accelerator_protocol", "accelerator", "ENABLED_AUTO", "DISABLED"),
            ("saml_url", "saml", "ENABLED", "DISABLED"),
            ("saml_relay", "saml", "ENABLED_WITH_DIRECTORY_LOGIN_FALLBACK", "DISABLED"),
            ("certificate_authority", "certificates", "ENABLED", "DISABLED"),
        ] {
            assert_eq!(why(slug, &[(other, fitting)], &[]), None, "{slug}");
            assert!(why(slug, &[(other, unfit)], &[]).is_some(), "{slug}");
            assert!(why(slug, &[], &[]).is_some(), "{slug}");
        }
    }

    #[test]
    fn what_aws_keeps_can_be_taken_away_and_what_goes_with_another_cannot_stay() {
        let url = ("saml_url", "https://sso.example.com");
        assert_eq!(why("saml_url", &[("saml", "DISABLED"), url], &[url]), None);
        let protocol = ("accelerator_protocol", "TCP");
        assert!(why("accelerator_protocol", &[("accelerator", "DISABLED"), protocol], &[protocol]).is_some());
    }

    #[test]
    fn certificates_stand_on_saml_and_keep_it() {
        assert!(why("certificates", &[], &[]).is_some());
        assert_eq!(why("certificates", &[], &[("saml", "ENABLED")]), None);
        // What is on can be ended, however it came about.
        assert_eq!(why("certificates", &[], &[("certificates", "ENABLED")]), None);
        let now = |state: &str| {
            let settings = [("certificates", state), ("saml", "ENABLED")];
            let settings = settings.map(|(slug, value)| (slug.to_owned(), value.to_owned())).into();
            Directory { settings, ..Directory::default() }
        };
        assert!(choice_why_not(&now("ENABLED"), "saml", "DISABLED").is_some());
        assert_eq!(choice_why_not(&now("ENABLED"), "saml", "ENABLED"), None);
        assert_eq!(choice_why_not(&now("DISABLED"), "saml", "DISABLED"), None);
    }
}
