//! Which load balancer signs, and where are its keys?
//!
//! Source: Elastic Load Balancing, "Authenticate users using an Application Load Balancer", on `signer` and the
//! addresses of public keys.

/// The ARN of an Application Load Balancer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// The whole ARN.
    pub arn: String,
    partition: String,
    region: String,
}

impl Signer {
    /// Reads an ARN; nothing, when it is of anything else.
    #[must_use]
    pub fn read(arn: &str) -> Option<Self> {
        let parts: Vec<_> = arn.split(':').collect();
        let ["arn", partition, "elasticloadbalancing", region, account, name] = parts[..] else {
            return None;
        };
        let is_word = |word: &str| {
            !word.is_empty()
                && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        };
        let is_account = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
        let is_ours = is_word(partition) && is_word(region) && is_account;
        (is_ours && name.starts_with("loadbalancer/app/")).then(|| Self {
            arn: arn.to_owned(),
            partition: partition.to_owned(),
            region: region.to_owned(),
        })
    }

    /// The address under which each of its region's keys is found by its id.
    #[must_use]
    pub fn key_url(&self) -> String {
        let region = &self.region;
        match self.partition.as_str() {
            "aws-us-gov" => {
                format!("https://s3-{region}.amazonaws.com/aws-elb-public-keys-prod-{region}")
            }
            _ => format!("https://public-keys.auth.elb.{region}.amazonaws.com"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Signer;

    #[test]
    fn keys_are_where_the_region_has_them() {
        let of = |partition: &str, region: &str| {
            let arn = format!(
                "arn:{partition}:elasticloadbalancing:{region}:111122223333:loadbalancer/app/desks/50d"
            );
            Signer::read(&arn).unwrap().key_url()
        };
        assert_eq!(of("aws", "eu-west-1"), "https://public-keys.auth.elb.eu-west-1.amazonaws.com");
        let gov = "https://s3-us-gov-west-1.amazonaws.com/aws-elb-public-keys-prod-us-gov-west-1";
        assert_eq!(of("aws-us-gov", "us-gov-west-1"), gov);
    }
}
