//! What speaks against the ways to tell people? No sentence repeats an address of a webhook: it is a secret.

use std::net::IpAddr;

use secrecy::{ExposeSecret as _, SecretString};

use super::tell::{Smtp, Tell, Tls, Way};
use super::{Config, Faulty};

/// Letters that a secret for signatures has at least.
const SECRET: usize = 16;

/// Everything that is wrong with the ways, one sentence each.
pub(super) fn faults(config: &Config) -> Faulty {
    let mut faults = Faulty::new();
    if config.console_url.as_ref().is_some_and(|url| !backend::tell::is_url(url)) {
        faults.push("console_url must begin with http:// or https://".to_owned());
    }
    for (number, tell) in config.tell.iter().enumerate() {
        let label = tell.label();
        faults.extend(way_faults(tell, config.smtp.is_some()).map(|fault| format!("{label}: {fault}")));
        if config.tell[..number].iter().any(|other| other.label() == label) {
            faults.push(format!("two [[tell]] are called {label}: give each a name of its own"));
        }
    }
    faults.extend(config.smtp.iter().flat_map(smtp_faults).map(|fault| format!("smtp: {fault}")));
    faults
}

fn way_faults(tell: &Tell, has_smtp: bool) -> impl Iterator<Item = String> {
    let secret = tell.secret.as_ref().map(length);
    let (is_posted, is_mail) =
        (matches!(tell.way, Some(Way::Webhook | Way::Slack)), tell.way == Some(Way::Mail));
    let url = tell.url.as_ref().map(|url| backend::tell::is_url(url.expose_secret()));
    let found = [
        (tell.way.is_none(), "way must be \"webhook\", \"slack\" or \"mail\""),
        (tell.name.as_ref().is_some_and(|name| name.trim().is_empty()), "name is empty"),
        (
            tell.events.as_ref().is_some_and(Vec::is_empty),
            "events names none; leave it out, or the whole [[tell]]",
        ),
        (is_posted && url.is_none(), "url (or url_file) is missing"),
        (is_posted && url == Some(false), "url must be an address that begins with http:// or https://"),
        (is_mail && url.is_some(), "url is for webhook and slack; mail has to"),
        (
            tell.way == Some(Way::Webhook) && secret.is_none(),
            "secret (or secret_file) is missing: messages are signed with it",
        ),
        (
            tell.way == Some(Way::Webhook) && secret.is_some_and(|length| length < SECRET),
            "secret must have 16 letters or more",
        ),
        (!matches!(tell.way, Some(Way::Webhook) | None) && secret.is_some(), "secret is for webhook alone"),
        (is_mail && tell.to.is_empty(), "to names nobody"),
        (is_posted && !tell.to.is_empty(), "to is for mail alone"),
        (is_mail && !has_smtp, "mail needs a table [smtp]"),
    ];
    let found = found.into_iter().filter(|(wrong, _)| *wrong).map(|(_, fault)| fault.to_owned());
    let strange = tell.to.iter().filter(|to| !backend::tell::is_address(to));
    found.chain(strange.map(|to| format!("to: {to} is no mail address")))
}

fn smtp_faults(smtp: &Smtp) -> impl Iterator<Item = String> {
    let is_near = smtp.host == "localhost" || smtp.host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback());
    let found = [
        (smtp.host.is_empty(), "host is missing"),
        (!backend::tell::is_address(&smtp.from), "from must be a mail address"),
        (
            smtp.username.is_some() != smtp.password.is_some(),
            "username and password go together, and one is missing",
        ),
        (
            smtp.password.is_some() && smtp.tls == Tls::None && !is_near,
            "with tls = \"none\" the password would be sent in the clear",
        ),
    ];
    found.into_iter().filter(|(wrong, _)| *wrong).map(|(_, fault)| fault.to_owned())
}

fn length(secret: &SecretString) -> usize {
    secret.expose_secret().chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faulty(tell: Vec<Tell>, smtp: Option<Smtp>) -> String {
        faults(&Config { tell, smtp, ..Config::default() }).join("\n")
    }

    #[test]
    fn each_way_says_all_that_it_lacks() {
        let way = |way| Tell { way: Some(way), ..Tell::default() };
        assert!(faulty(vec![Tell::default()], None).contains("way must be"));
        let webhook = faulty(vec![way(Way::Webhook)], None);
        assert!(
            webhook.contains("url (or url_file)") && webhook.contains("secret (or secret_file)"),
            "{webhook}"
        );
        let mail = faulty(vec![way(Way::Mail)], None);
        assert!(mail.contains("to names nobody") && mail.contains("[smtp]"), "{mail}");
        let twice = Tell { url: Some("https://x.example".into()), ..way(Way::Slack) };
        assert_eq!(
            faulty(vec![twice.clone(), twice.clone()], None),
            "two [[tell]] are called Slack: give each a name of its own"
        );
        let named = Tell { name: Some("#desks".into()), ..twice.clone() };
        assert_eq!(faulty(vec![twice, named], None), "");
    }

    #[test]
    fn no_sentence_repeats_an_address_or_a_secret() {
        let tell = Tell {
            way: Some(Way::Webhook),
            url: Some("ftp://hidden.example/T0".into()),
            secret: Some("hidden".into()),
            ..Tell::default()
        };
        let found = faulty(vec![tell.clone()], None);
        assert_eq!(found.lines().count(), 2, "{found}");
        assert!(!found.contains("hidden") && !format!("{tell:?}").contains("hidden"), "{found}");
    }

    #[test]
    fn a_password_is_not_sent_in_the_clear() {
        let smtp = |host: &str, tls| Smtp {
            host: host.into(),
            tls,
            username: Some("ann".into()),
            password: Some("hidden".into()),
            from: "Deskwarden <desk@example.org>".into(),
            ..Smtp::default()
        };
        assert!(faulty(Vec::new(), Some(smtp("mail.example.org", Tls::None))).contains("in the clear"));
        assert_eq!(faulty(Vec::new(), Some(smtp("127.0.0.1", Tls::None))), "");
        assert_eq!(faulty(Vec::new(), Some(smtp("mail.example.org", Tls::StartTls))), "");
        let empty = faulty(Vec::new(), Some(Smtp { password: Some("hidden".into()), ..Smtp::default() }));
        assert_eq!(empty.lines().count(), 3, "{empty}");
    }
}
