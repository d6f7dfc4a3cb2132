//! What speaks against a config that could be read?

use super::{Account, Config, Mode};
use crate::telemetry;

/// Everything that is wrong, one sentence each; nothing when the config can be used. `region` is the one
/// that AWS's own variables name.
#[must_use]
pub fn faults(config: &Config, region: Option<&str>) -> Vec<String> {
    let mut faults = Vec::new();
    let (mode, whom) = match config.auth.mode {
        Mode::Demo => {
            faults.push(
                "auth.mode “demo” lets anybody in: it works by `deskwarden demo` only, with the built-in simulator".to_owned(),
            );
            ("demo", Some("for trying it out at this machine"))
        }
        Mode::Local => ("local", Some("for one person at this machine")),
        shared => (shared.word(), None),
    };
    if let Some(whom) = whom
        && !config.listen.ip().is_loopback()
    {
        faults.push(format!(
            "auth.mode “{mode}” is {whom}: it listens on 127.0.0.1 or [::1] only, not on {}, where others could reach it",
            config.listen
        ));
    }
    if config.account.is_empty() && region.is_none() {
        faults.push(
            "no account is named and AWS_REGION is not set: name accounts in the config, or set AWS_REGION"
                .to_owned(),
        );
    }
    for (number, account) in config.account.iter().enumerate() {
        let at = account
            .name
            .as_ref()
            .or(account.id.as_ref())
            .map_or_else(|| format!("account {}", number + 1), Clone::clone);
        faults.extend(account_faults(account).into_iter().map(|fault| format!("{at}: {fault}")));
    }
    let rate = config.rate;
    if !(rate.per_second.is_finite() && rate.per_second > 0.0) {
        faults.push(format!("rate.per_second must be above 0, not {}", rate.per_second));
    }
    if rate.burst == 0 {
        faults.push("rate.burst must be at least 1".to_owned());
    }
    if !(rate.share > 0.0 && rate.share <= 1.0) {
        faults.push(format!("rate.share must be above 0 and at most 1, not {}", rate.share));
    }
    if config.job_rows == 0 {
        faults.push("job_rows must be at least 1".to_owned());
    }
    if config.person_rows == 0 {
        faults.push("person_rows must be at least 1".to_owned());
    }
    if config
        .endpoint
        .as_ref()
        .is_some_and(|endpoint| !endpoint.starts_with("http://") && !endpoint.starts_with("https://"))
    {
        faults.push("endpoint must begin with http:// or https://".to_owned());
    }
    faults.extend(config.shell.faults());
    faults.extend(telemetry::filter(&config.log.filter).err());
    faults.extend(super::check_tell::faults(config));
    faults.extend(super::auth::faults(config));
    faults
}

fn account_faults(account: &Account) -> Vec<String> {
    let mut faults = Vec::new();
    if account.id.as_ref().is_some_and(|id| id.len() != 12 || !id.bytes().all(|byte| byte.is_ascii_digit())) {
        faults.push("id must be twelve digits, in quotes".to_owned());
    }
    if account.regions.is_empty() {
        faults.push("regions names none; say for example regions = [\"eu-west-1\"]".to_owned());
    }
    for region in &account.regions {
        if account.regions.iter().filter(|other| *other == region).count() > 1 {
            faults.push(format!("regions names {region} twice"));
            break;
        }
    }
    if account.profile.is_some() && account.role_arn.is_some() {
        faults.push(
            "profile and role_arn are two ways in; choose one (a profile may itself assume a role)"
                .to_owned(),
        );
    }
    if account.external_id.is_some() && account.role_arn.is_none() {
        faults.push("external_id belongs to a role_arn, and there is none".to_owned());
    }
    let arn_account = account.role_arn.as_deref().map(super::scopes::account_of);
    match (arn_account, &account.id) {
        (Some(None), _) => {
            faults.push("role_arn should look like arn:aws:iam::111122223333:role/NAME".to_owned());
        }
        (Some(Some(of_arn)), Some(id)) if of_arn != *id => {
            faults.push(format!("role_arn is of the account {of_arn}, id is {id}"));
        }
        _ => {}
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_is_refused_on_other_addresses_and_demo_at_all() {
        let mut config = Config { listen: "0.0.0.0:3000".parse().unwrap(), ..Config::default() };
        assert!(faults(&config, Some("eu-west-1"))[0].contains("0.0.0.0:3000"));
        for loopback in ["127.0.0.1:0", "[::1]:80"] {
            config.listen = loopback.parse().unwrap();
            assert_eq!(faults(&config, Some("eu-west-1")), Vec::<String>::new());
        }
        config.auth.mode = Mode::Demo;
        assert!(faults(&config, Some("eu-west-1"))[0].contains("deskwarden demo"));
        config.listen = "0.0.0.0:3000".parse().unwrap();
        let both = faults(&config, Some("eu-west-1"));
        assert!(both.len() == 2 && both[1].contains("0.0.0.0:3000"), "{both:#?}");
    }

    #[test]
    fn every_fault_of_every_account_is_told() {
        let account = Account {
            id: Some("1".into()),
            profile: Some("p".into()),
            role_arn: Some("arn:aws:iam::111122223333:role/x".into()),
            ..Account::default()
        };
        let config = Config { account: vec![account, Account::default()], ..Config::default() };
        assert_eq!(faults(&config, None).len(), 5, "{:#?}", faults(&config, None));
    }
}
