//! The forms of a directory, as they were typed, and what is wrong with them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::applies::{choice_why_not, why_not};
use super::endpoints;
use super::{Directory, Group, Kind, MOST_GROUPS, Order, Setting};
use crate::fault::FieldError;
use crate::resource::Diff;

/// The form of one group of settings. What is empty, or not there, stays as it is, unless AWS can take it away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Form {
    /// [`Group::slug`].
    pub group: String,
    /// By [`Setting::slug`].
    pub settings: BTreeMap<String, String>,
}

impl Form {
    /// The call that it takes, and what would change; no call, when all is so already.
    ///
    /// # Errors
    /// One sentence for each field that can't be used.
    pub fn check(&self, now: &Directory) -> Result<(Option<Order>, Vec<Diff>), Vec<FieldError>> {
        let Some(group) = Group::from_slug(&self.group) else {
            return Err(vec![FieldError::at("", "The form names no group of settings.")]);
        };
        let wished = self.wishes(group, now);
        let (mut changed, mut diff, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
        for setting in Setting::of(group) {
            let old = now.setting(setting.slug);
            let new = wished.get(setting.slug).map_or("", String::as_str);
            wrong.extend(refusal(setting, new, &wished, now).map(|why| FieldError::at(setting.slug, why)));
            if new != old {
                changed.push(setting.slug.to_owned());
                let words = |value: &str| (!value.is_empty()).then(|| setting.word(value));
                diff.extend(Diff::of(setting.label, words(old), words(new)));
            }
        }
        wrong.extend(together(group, &wished));
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let order = (!changed.is_empty()).then_some(Order::Set { group, all: wished, changed });
        Ok((order, diff))
    }

    /// Every setting of the group as it shall be; what shall not be is not there. What the form does not send, since it is
    /// off there, goes with what it hung on.
    fn wishes(&self, group: Group, now: &Directory) -> BTreeMap<String, String> {
        let wish = |setting: &Setting| {
            let wished = self.wished(setting, now.setting(setting.slug));
            (!wished.is_empty()).then(|| (setting.slug.to_owned(), wished))
        };
        let mut all: BTreeMap<_, _> = Setting::of(group).filter_map(wish).collect();
        let goes = |setting: &&Setting| {
            setting.can_go
                && !self.settings.contains_key(setting.slug)
                && why_not(&all, now, setting).is_some()
        };
        let gone: Vec<_> = Setting::of(group).filter(goes).collect();
        gone.into_iter().for_each(|setting| drop(all.remove(setting.slug)));
        all
    }

    fn wished(&self, setting: &Setting, old: &str) -> String {
        let typed = self.settings.get(setting.slug).map(|typed| typed.trim());
        match typed {
            Some("") if setting.can_go => String::new(),
            None | Some("") => old.to_owned(),
            Some(typed) if setting.slug == "vpc_endpoint" => endpoints::endpoints_text(typed),
            Some(typed) => typed.to_owned(),
        }
    }
}

/// Why AWS would not take this value beside the others. What stays as it is, it has taken before: that has to apply still.
fn refusal(
    setting: &Setting,
    value: &str,
    all: &BTreeMap<String, String>,
    directory: &Directory,
) -> Option<String> {
    let has_changed = value != directory.setting(setting.slug);
    if value.is_empty() || !(has_changed || setting.can_go) {
        return None;
    }
    let why = why_not(all, directory, setting).or_else(|| choice_why_not(directory, setting.slug, value));
    if let Some(why) = why {
        return Some(why.to_owned());
    }
    if !has_changed {
        return None;
    }
    match setting.kind {
        Kind::Choice(choices) if !choices.iter().any(|(wire, _)| *wire == value) => {
            Some(format!("“{value}” is none of the choices."))
        }
        Kind::Choice(_) => None,
        Kind::Number(_) => value.parse::<u32>().is_err().then(|| "A whole number from 0.".to_owned()),
        Kind::Text(hint) => {
            (!fits(setting.slug, value)).then(|| format!("“{value}” is not of this form: {hint}"))
        }
    }
}

fn fits(slug: &str, value: &str) -> bool {
    let length = value.chars().count();
    match slug {
        "default_ou" => is_unit(value),
        "custom_security_group" => {
            let digits = value.strip_prefix("sg-").unwrap_or_default();
            matches!(digits.len(), 8 | 17) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        }
        "instance_role" => value.starts_with("arn:aws") && value.contains(":iam:"),
        "vpc_endpoint" => endpoints::fit(value),
        "saml_url" => {
            let is_web = value.starts_with("https://") || value.starts_with("http://");
            is_web && (8..=200).contains(&length) && !value.contains(char::is_whitespace)
        }
        "certificate_authority" => value.starts_with("arn:") && (5..=200).contains(&length),
        _ => true,
    }
}

/// `OU=value,DC=value,DC=value`, with two or more DCs (constraints.md).
fn is_unit(unit: &str) -> bool {
    let unescaped = unit.replace("\\,", " ");
    let parts: Vec<_> =
        unescaped.split(',').map(|part| part.trim().split_once('=').unwrap_or_default()).collect();
    let is = |part: &(&str, &str), wanted: &str| part.0.eq_ignore_ascii_case(wanted) && !part.1.is_empty();
    let domains = parts.iter().rev().take_while(|part| is(part, "DC")).count();
    let units = &parts[..parts.len() - domains];
    domains >= 2 && !units.is_empty() && units.iter().all(|part| is(part, "OU"))
}

/// What has to be said beside something else.
fn together(group: Group, all: &BTreeMap<String, String>) -> Option<FieldError> {
    let has = |slug: &str| all.contains_key(slug);
    let of = |slug: &str| all.get(slug).map_or("", String::as_str);
    match group {
        Group::Saml if has("saml") && of("saml") != "DISABLED" && !has("saml_url") => {
            Some(FieldError::at("saml_url", "SAML 2.0 needs the address at which people sign in."))
        }
        Group::Certificates if of("certificates") == "ENABLED" && !has("certificate_authority") => {
            Some(FieldError::at(
                "certificate_authority",
                "Certificates come from a certificate authority: name it.",
            ))
        }
        _ => None,
    }
}

/// Which IP access control groups a directory shall use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GroupsForm {
    /// Their ids.
    pub groups: Vec<String>,
}

impl GroupsForm {
    /// The calls that it takes.
    ///
    /// # Errors
    /// When they are more than a directory can have.
    pub fn check(&self, now: &Directory) -> Result<Vec<Order>, Vec<FieldError>> {
        if self.groups.len() > MOST_GROUPS {
            let message = format!("A directory takes {MOST_GROUPS} groups; these are {}.", self.groups.len());
            return Err(vec![FieldError::at("groups", message)]);
        }
        let missing = |these: &[String], others: &[String]| -> Vec<String> {
            these.iter().filter(|id| !others.contains(id)).cloned().collect()
        };
        let (add, drop) = (missing(&self.groups, &now.ip_groups), missing(&now.ip_groups, &self.groups));
        let drop = (!drop.is_empty()).then_some(Order::DropGroups(drop));
        let add = (!add.is_empty()).then_some(Order::AddGroups(add));
        // What goes makes room for what comes.
        Ok(drop.into_iter().chain(add).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(group: &str, settings: &[(&str, &str)]) -> Form {
        let settings = settings.iter().map(|(slug, value)| ((*slug).to_owned(), (*value).to_owned()));
        Form { group: group.into(), settings: settings.collect() }
    }

    fn fields(form: &Form, now: &Directory) -> Vec<String> {
        form.check(now).unwrap_err().into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn only_what_changes_is_asked_for_and_shown() {
        let mut now = Directory::default();
        now.settings.insert("windows".into(), "ALLOW".into());
        now.settings.insert("web".into(), "DENY".into());
        let (order, diff) = form("access", &[("windows", "ALLOW"), ("web", "ALLOW")]).check(&now).unwrap();
        let Some(Order::Set { changed, all, .. }) = order else { panic!("nothing is asked for") };
        assert_eq!((changed, all.len(), diff.len()), (vec!["web".to_owned()], 2, 1));
        assert_eq!((diff[0].before.as_deref(), diff[0].after.as_deref()), (Some("Deny"), Some("Allow")));
        assert_eq!(form("access", &[("windows", "ALLOW")]).check(&now).unwrap(), (None, Vec::new()));
    }

    #[test]
    fn endpoints_in_another_order_are_the_same() {
        let mut now = Directory::default();
        now.settings.insert("vpc_endpoint".into(), "vpce-a, vpce-b".into());
        assert_eq!(form("access", &[("vpc_endpoint", "vpce-b vpce-a")]).check(&now).unwrap().0, None);
    }

    #[test]
    fn what_the_service_refuses_is_said_at_its_field() {
        let now = Directory::default();
        assert_eq!(fields(&form("saml", &[("saml", "ENABLED")]), &now), ["saml_url"]);
        assert_eq!(
            fields(&form("certificates", &[("certificates", "ENABLED")]), &now),
            ["certificates", "certificate_authority"]
        );
        assert_eq!(
            fields(&form("creation", &[("default_ou", "OU=x"), ("custom_security_group", "sg-1")]), &now),
            ["default_ou", "custom_security_group"]
        );
        assert_eq!(
            fields(&form("streaming", &[("clipboard_in_length", "7")]), &now),
            ["clipboard_in_length"]
        );
        assert_eq!(fields(&form("access", &[("vpc_endpoint", "vpce-a, eni-b")]), &now), ["vpc_endpoint"]);
        let pools = Directory { workspace_type: "POOLS".into(), ..Directory::default() };
        assert_eq!(fields(&form("self-service", &[("restart", "ENABLED")]), &pools), ["restart"]);
    }

    #[test]
    fn what_is_off_in_the_form_goes_with_what_it_hung_on() {
        let now = [("accelerator", "ENABLED_AUTO"), ("accelerator_protocol", "TCP")];
        let settings = now.map(|(slug, value)| (slug.to_owned(), value.to_owned())).into();
        let now = Directory { settings, ..Directory::default() };
        let (order, diff) = form("streaming", &[("accelerator", "DISABLED")]).check(&now).unwrap();
        let Some(Order::Set { all, changed, .. }) = order else { panic!("nothing is asked for") };
        assert_eq!((changed.len(), diff.len()), (2, 2));
        assert!(!all.contains_key("accelerator_protocol"));
        // Without scripts it is sent all the same, and refused as the form would have said.
        let both = form("streaming", &[("accelerator", "DISABLED"), ("accelerator_protocol", "TCP")]);
        assert_eq!(fields(&both, &now), ["accelerator_protocol"]);
    }

    #[test]
    fn what_certificates_stand_on_stays() {
        let settings =
            [("saml", "ENABLED"), ("saml_url", "https://sso.example.com"), ("certificates", "ENABLED")];
        let settings = settings.map(|(slug, value)| (slug.to_owned(), value.to_owned())).into();
        let now = Directory { settings, ..Directory::default() };
        assert_eq!(fields(&form("saml", &[("saml", "DISABLED")]), &now), ["saml"]);
    }

    #[test]
    fn groups_come_and_go() {
        let now = Directory { ip_groups: vec!["a".into(), "b".into()], ..Directory::default() };
        let orders = GroupsForm { groups: vec!["b".into(), "c".into()] }.check(&now).unwrap();
        assert_eq!(orders, [Order::DropGroups(vec!["a".into()]), Order::AddGroups(vec!["c".into()])]);
    }
}
