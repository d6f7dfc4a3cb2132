//! Which accounts and regions does the config lead to?

use backend::config::{Credentials, Scope};
use domain::fault::Fault;
use domain::ids::{AccountId, Region, ScopeKey};

use super::{Account, Config};

/// One way in: credentials, the regions they are for, and the account, where the config says it.
#[derive(Clone, Debug)]
pub struct Reach {
    /// The account, unless AWS must be asked.
    pub account: Option<AccountId>,
    /// The name that people read; without it, the account's number.
    pub name: Option<String>,
    /// How to be let in.
    pub credentials: Credentials,
    /// Never empty in a config without faults.
    pub regions: Vec<Region>,
    /// Where AWS answers, if not at its own addresses.
    pub endpoint: Option<String>,
}

/// The ways in that the config names; AWS's default chain when it names none.
#[must_use]
pub fn reaches(config: &Config, region: Option<&str>) -> Vec<Reach> {
    if config.account.is_empty() {
        let regions = region.into_iter().map(Region::new).collect();
        let endpoint = config.endpoint.clone();
        return vec![Reach {
            account: None,
            name: None,
            credentials: Credentials::Default,
            regions,
            endpoint,
        }];
    }
    config.account.iter().map(|account| reach(account, config.endpoint.clone())).collect()
}

fn reach(account: &Account, endpoint: Option<String>) -> Reach {
    let credentials = match (&account.role_arn, &account.profile) {
        (Some(arn), _) => Credentials::Role { arn: arn.clone(), external_id: account.external_id.clone() },
        (None, Some(profile)) => Credentials::Profile(profile.clone()),
        (None, None) => Credentials::Default,
    };
    let of_arn = account.role_arn.as_deref().and_then(account_of);
    Reach {
        account: account.id.as_deref().or(of_arn).map(AccountId::new),
        name: account.name.clone(),
        credentials,
        regions: account.regions.iter().map(Region::new).collect(),
        endpoint,
    }
}

/// The account in a role's ARN.
pub(super) fn account_of(arn: &str) -> Option<&str> {
    let mut parts = arn.split(':');
    let iam = parts.next() == Some("arn") && parts.next().is_some() && parts.next() == Some("iam");
    let account = parts.nth(1).filter(|id| id.len() == 12 && id.bytes().all(|byte| byte.is_ascii_digit()));
    account.filter(|_| iam && parts.next().is_some_and(|role| role.starts_with("role/")))
}

impl Reach {
    /// How this way in is called in a message.
    #[must_use]
    pub fn label(&self) -> String {
        match (&self.name, &self.account, &self.credentials) {
            (Some(name), ..) => name.clone(),
            (None, Some(account), _) => format!("account {account}"),
            (None, None, Credentials::Profile(profile)) => format!("the account of the profile {profile}"),
            (None, None, _) => "the account of the default credentials".to_owned(),
        }
    }

    /// The scopes of this way in. Asks AWS whose credentials these are, unless the config says it.
    ///
    /// # Errors
    /// When AWS must be asked and does not answer.
    pub async fn scopes(self) -> Result<Vec<Scope>, Fault> {
        let account = match (&self.account, self.regions.first()) {
            (Some(account), _) => account.clone(),
            (None, Some(region)) => {
                backend::reach::whoami(&self.credentials, region, self.endpoint.as_deref()).await?
            }
            (None, None) => return Ok(Vec::new()),
        };
        let account_name = self.name.clone().unwrap_or_else(|| account.to_string());
        let scopes = self.regions.into_iter().map(|region| Scope {
            key: ScopeKey { account: account.clone(), region },
            account_name: account_name.clone(),
            credentials: self.credentials.clone(),
            endpoint: self.endpoint.clone(),
        });
        Ok(scopes.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::account_of;

    #[test]
    fn the_account_is_read_from_a_roles_arn() {
        assert_eq!(account_of("arn:aws:iam::111122223333:role/desk"), Some("111122223333"));
        assert_eq!(account_of("arn:aws-cn:iam::111122223333:role/a/b"), Some("111122223333"));
        for wrong in [
            "",
            "x",
            "arn:aws:iam::1:role/x",
            "arn:aws:iam::111122223333:user/x",
            "arn:aws:sts::111122223333:role/x",
        ] {
            assert_eq!(account_of(wrong), None, "{wrong}");
        }
    }
}
