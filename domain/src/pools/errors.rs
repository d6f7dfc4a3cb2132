//! What does each of AWS's error codes for a pool mean, and what can a person do about it?
//!
//! The codes are those of `WorkspacesPoolErrorCode` in the service's model. Amazon documents no words for them; what is
//! said here follows from their names and from the notifications that AppStream 2.0 documents for the same codes.

/// What is told of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// AWS's code.
    pub code: &'static str,
    /// What it means.
    pub means: &'static str,
    /// What to do.
    pub todo: &'static str,
}

/// What is told of this code; `None` for one that AWS has added since.
#[must_use]
pub fn told(code: &str) -> Option<&'static Told> {
    ALL.iter().find(|told| told.code == code)
}

const fn line(code: &'static str, means: &'static str, todo: &'static str) -> Told {
    Told { code, means, todo }
}

/// The role through which the service works in the account.
const ROLE: &str = "Open the IAM role workspaces_DefaultRole and attach AmazonWorkSpacesPoolServiceAccess again; then start the pool again.";
const SECRET: &str = "Correct the secret of the directory's service account in Secrets Manager, and see that the pool's directory names it.";
const ACCOUNT: &str = "Check the service account of the pool's directory: its name, its password and its rights in the organizational unit.";
const SUPPORT: &str = "Start the pool again. If it fails again, ask AWS support and give them the pool's id.";
const DNS: &str = "Check that the VPC's DNS and DHCP options lead to the domain's controllers, and that their ports are open from the subnets.";

#[rustfmt::skip]
const ALL: &[Told] = &[
    line("IAM_SERVICE_ROLE_IS_MISSING", "The IAM role that the service works with is not there.", "Create the role workspaces_DefaultRole again, with the policy AmazonWorkSpacesPoolServiceAccess; then start the pool again."),
    line("IAM_SERVICE_ROLE_MISSING_ENI_DESCRIBE_ACTION", "The service's role may not look at network interfaces (ec2:DescribeNetworkInterfaces).", ROLE),
    line("IAM_SERVICE_ROLE_MISSING_ENI_CREATE_ACTION", "The service's role may not create network interfaces (ec2:CreateNetworkInterface).", ROLE),
    line("IAM_SERVICE_ROLE_MISSING_ENI_DELETE_ACTION", "The service's role may not delete network interfaces (ec2:DeleteNetworkInterface).", ROLE),
    line("NETWORK_INTERFACE_LIMIT_EXCEEDED", "The account has used up its quota of network interfaces in this region.", "Ask AWS to raise the EC2 quota for network interfaces, or delete those that nobody uses, or want fewer sessions."),
    line("INTERNAL_SERVICE_ERROR", "Something failed inside of AWS.", SUPPORT),
    line("MACHINE_ROLE_IS_MISSING", "The IAM role of the pool's machines is not there.", "Create that role again, or take it away from the pool's directory; then start the pool again."),
    line("STS_DISABLED_IN_REGION", "The Security Token Service is switched off in this region.", "Switch STS on for this region in the account settings of IAM; then start the pool again."),
    line("SUBNET_HAS_INSUFFICIENT_IP_ADDRESSES", "A subnet of the pool's directory has no addresses left for its machines.", "Free addresses in the subnet, use larger subnets in the directory, or want fewer sessions."),
    line("IAM_SERVICE_ROLE_MISSING_DESCRIBE_SUBNET_ACTION", "The service's role may not look at subnets (ec2:DescribeSubnets).", ROLE),
    line("SUBNET_NOT_FOUND", "A subnet of the pool's directory is not there any more.", "Give the pool's directory subnets that exist; then start the pool again."),
    line("IMAGE_NOT_FOUND", "The image of the pool's bundle is not there any more.", "Give the bundle another image, or give the pool another bundle."),
    line("INVALID_SUBNET_CONFIGURATION", "The subnets of the pool's directory cannot be used as they are.", "See that the subnets are in the same VPC and in availability zones that support WorkSpaces; then start the pool again."),
    line("SECURITY_GROUPS_NOT_FOUND", "A security group of the pool's directory is not there any more.", "Give the pool's directory a security group that exists; then start the pool again."),
    line("IGW_NOT_ATTACHED", "The pool's machines are to reach the internet, but the VPC has no internet gateway.", "Attach an internet gateway to the VPC, or switch off internet access in the pool's directory."),
    line("IAM_SERVICE_ROLE_MISSING_DESCRIBE_SECURITY_GROUPS_ACTION", "The service's role may not look at security groups (ec2:DescribeSecurityGroups).", ROLE),
    line("WORKSPACES_POOL_STOPPED", "The pool is stopped, so nobody can begin a session.", "Start the pool if people need it; otherwise nothing is to be done."),
    line("WORKSPACES_POOL_INSTANCE_PROVISIONING_FAILURE", "A machine for the pool could not be made ready.", "See that the image of the bundle starts, and look at the other errors here. If it goes on, ask AWS support and give them the pool's id."),
    line("DOMAIN_JOIN_ERROR_FILE_NOT_FOUND", "A machine could not join the domain: the organizational unit or a file was not found.", "Check the distinguished name of the organizational unit in the pool's directory."),
    line("DOMAIN_JOIN_ERROR_ACCESS_DENIED", "A machine could not join the domain: the service account is not allowed to.", "Let the service account create and reset computer objects in the organizational unit."),
    line("DOMAIN_JOIN_ERROR_LOGON_FAILURE", "A machine could not join the domain: the service account's name or password is wrong.", ACCOUNT),
    line("DOMAIN_JOIN_ERROR_INVALID_PARAMETER", "A machine could not join the domain: a parameter of the join is wrong.", "Check the domain name and the distinguished name of the organizational unit in the pool's directory."),
    line("DOMAIN_JOIN_ERROR_MORE_DATA", "A machine could not join the domain: Windows had more to answer than it could.", SUPPORT),
    line("DOMAIN_JOIN_ERROR_NO_SUCH_DOMAIN", "A machine could not join the domain: the domain was not found.", DNS),
    line("DOMAIN_JOIN_ERROR_NOT_SUPPORTED", "A machine could not join the domain: what was asked for is not supported.", "Check that the domain's functional level and the image's Windows support each other."),
    line("DOMAIN_JOIN_NERR_INVALID_WORKGROUP_NAME", "A machine could not join the domain: its name is not valid.", "Check the domain name in the pool's directory."),
    line("DOMAIN_JOIN_NERR_WORKSTATION_NOT_STARTED", "A machine could not join the domain: Windows' Workstation service is not running on it.", "Let the Workstation service start by itself in the image, make a new bundle from it, and give that to the pool."),
    line("DOMAIN_JOIN_ERROR_DS_MACHINE_ACCOUNT_QUOTA_EXCEEDED", "A machine could not join the domain: the service account has joined as many as it may.", "Raise ms-DS-MachineAccountQuota of the domain, or let the service account create computer objects in the organizational unit."),
    line("DOMAIN_JOIN_NERR_PASSWORD_EXPIRED", "A machine could not join the domain: the password of the service account has expired.", "Give the service account a new password that does not expire, and write it into its secret."),
    line("DOMAIN_JOIN_INTERNAL_SERVICE_ERROR", "A machine could not join the domain: something failed inside of AWS.", SUPPORT),
    line("DOMAIN_JOIN_ERROR_SECRET_ACTION_PERMISSION_IS_MISSING", "A machine could not join the domain: the service may not read the secret of the service account.", "Let WorkSpaces read the secret in its resource policy (secretsmanager:GetSecretValue)."),
    line("DOMAIN_JOIN_ERROR_SECRET_DECRYPTION_FAILURE", "A machine could not join the domain: the secret of the service account cannot be decrypted.", "Enable the secret's KMS key, and let WorkSpaces decrypt with it in the key's policy."),
    line("DOMAIN_JOIN_ERROR_SECRET_STATE_INVALID", "A machine could not join the domain: the secret of the service account is about to be deleted, or cannot be read as it stands.", "Restore the secret in Secrets Manager, or name another one in the pool's directory."),
    line("DOMAIN_JOIN_ERROR_SECRET_NOT_FOUND", "A machine could not join the domain: the secret of the service account is not there.", "Create the secret in this region, or name another one in the pool's directory."),
    line("DOMAIN_JOIN_ERROR_SECRET_VALUE_KEY_NOT_FOUND", "A machine could not join the domain: the secret lacks the key for the account's name or its password.", SECRET),
    line("DOMAIN_JOIN_ERROR_SECRET_INVALID", "A machine could not join the domain: the secret of the service account cannot be used.", SECRET),
    line("BUNDLE_NOT_FOUND", "The pool's bundle is not there any more.", "Give the pool another bundle, on its tab Settings."),
    line("DIRECTORY_NOT_FOUND", "The pool's directory is not there any more, or not registered.", "Register the directory again, or give the pool another one, on its tab Settings."),
    line("INSUFFICIENT_PERMISSIONS_ERROR", "The service lacks a permission that it needs for the pool.", "AWS's words say which. Give it to the role workspaces_DefaultRole; then start the pool again."),
    line("DEFAULT_OU_IS_MISSING", "The organizational unit for the pool's machines is not there.", "Create the organizational unit again, or name another one in the pool's directory."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_the_codes_of_the_model_and_no_others() {
        let model = concat!(env!("CARGO_MANIFEST_DIR"), "/../simulator/model/workspaces.json");
        let model: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(model).unwrap()).unwrap();
        let codes = model["shapes"]["WorkspacesPoolErrorCode"]["enum"].as_array().unwrap();
        let mut modelled: Vec<_> = codes.iter().map(|code| code.as_str().unwrap().to_owned()).collect();
        let mut ours: Vec<_> = ALL.iter().map(|told| told.code.to_owned()).collect();
        modelled.sort();
        ours.sort();
        assert_eq!((ours.len(), ours), (40, modelled));
        assert!(ALL.iter().all(|told| told.means.ends_with('.') && told.todo.ends_with('.')));
        assert_eq!(told("A_NEW_CODE"), None);
    }
}
