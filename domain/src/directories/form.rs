//! The forms of a directory, as they were typed, and what is wrong with them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

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
        let (mut all, mut changed, mut diff, mut wrong) =
            (BTreeMap::new(), Vec::new(), Vec::new(), Vec::new());
        for setting in Setting::of(group) {
            let old = now.setting(setting.slug);
            let new = self.wished(setting, old);
            if new != old {
                wrong.extend(refusal(setting, &new, now).map(|why| FieldError::at(setting.slug, why)));
                changed.push(setting.slug.to_owned());
                let words = |value: &str| (!value.is_empty()).then(|| setting.word(value));
                diff.extend(Diff::of(setting.label, words(old), words(&new)));
            }
            if !new.is_empty() {
                all.insert(setting.slug.to_owned(), new);
            }
        }
        wrong.extend(together(group, &all, now));
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let order = (!changed.is_empty()).then_some(Order::Set { group, all, changed });
        Ok((order, diff))
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

/// Why AWS would not take this value.
fn refusal(setting: &Setting, value: &str, directory: &Directory) -> Option<String> {
    if let Some(why) = setting.why_not(directory) {
        return Some(why.to_owned());
    }
    if value.is_empty() {
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

/// What AWS takes only together.
fn together(group: Group, all: &BTreeMap<String, String>, now: &Directory) -> Vec<FieldError> {
    let of = |slug: &str| all.get(slug).map_or("", String::as_str);
    let has = |slug: &str| all.contains_key(slug);
    let mut wrong = Vec::new();
    let mut refuse = |is_wrong: bool, field: &str, why: &str| {
        if is_wrong {
            wrong.push(FieldError::at(field, why));
        }
    };
    match group {
        Group::Access => refuse(
            has("internet_fallback") && !has("vpc_endpoint"),
            "internet_fallback",
            "Only where a VPC endpoint is set: otherwise all goes over the internet.",
        ),
        Group::Streaming => {
            for (length, permission) in
                [("clipboard_in_length", "clipboard_in"), ("clipboard_out_length", "clipboard_out")]
            {
                let why = "Only where this clipboard is enabled.";
                refuse(has(length) && of(permission) != "ENABLED", length, why);
            }
            let why = "Only where Global Accelerator is enabled.";
            refuse(
                has("accelerator_protocol") && of("accelerator") != "ENABLED_AUTO",
                "accelerator_protocol",
                why,
            );
        }
        Group::Saml => {
            let is_on = has("saml") && of("saml") != "DISABLED";
            refuse(
                is_on && !has("saml_url"),
                "saml_url",
                "SAML 2.0 needs the address at which people sign in.",
            );
            refuse(
                !is_on && now.setting("certificates") == "ENABLED",
                "saml",
                "Certificate-based authentication needs it: disable that first.",
            );
        }
        Group::Certificates => {
            let is_on = of("certificates") == "ENABLED";
            let why = "Certificates come from a certificate authority: name it.";
            refuse(is_on && !has("certificate_authority"), "certificate_authority", why);
            let saml = now.setting("saml");
            let why = "It needs SAML 2.0: enable that first.";
            refuse(is_on && matches!(saml, "" | "DISABLED"), "certificates", why);
        }
        Group::Creation | Group::SelfService | Group::Encryption => {}
    }
    wrong
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
            ["certificate_authority", "certificates"]
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
    fn groups_come_and_go() {
        let now = Directory { ip_groups: vec!["a".into(), "b".into()], ..Directory::default() };
        let orders = GroupsForm { groups: vec!["b".into(), "c".into()] }.check(&now).unwrap();
        assert_eq!(orders, [Order::DropGroups(vec!["a".into()]), Order::AddGroups(vec!["c".into()])]);
    }
}
