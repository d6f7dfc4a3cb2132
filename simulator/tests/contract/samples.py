"""What is a sensible value of each member that the model alone can't give one?

Keyed by the name of the shape, or by where it is in an input. Each is a function of the world that is asked;
what must exist is made there.
"""

from place import OTHER, new_user
from world import hexes

ABSENT = object()

BY_SHAPE = {
    # Things that exist.
    "BundleId": lambda world: world.amazons_bundle,
    "ConnectionAliasId": lambda world: world.alias,
    "DirectoryId": lambda world: world.directory,
    "IpGroupId": lambda world: world.ip_group,
    "LinkId": lambda world: world.invitation,
    "WorkSpaceApplicationId": lambda world: world.application,
    "WorkspaceId": lambda world: world.workspace,
    "WorkspaceImageId": lambda world: world.image,
    "WorkspacesPoolId": lambda world: world.pool,
    # Things elsewhere.
    "AwsAccount": lambda world: OTHER,
    "Region": lambda world: world.region,
    "ARN": lambda world: f"arn:aws:iam::{world.account}:instance-profile/desktops",
    "AlphanumericDashUnderscoreNonEmptyString": lambda world: f"vpce-{hexes(17)}",
    "CertificateAuthorityArn": lambda world: (
        f"arn:aws:acm-pca:eu-west-1:{world.account}:certificate-authority/{hexes(8)}"
    ),
    "Ec2ImageId": lambda world: f"ami-{hexes(17)}",
    "Ec2ImportTaskId": lambda world: f"import-ami-{hexes(17)}",
    "ImageBuildVersionArn": lambda world: (
        f"arn:aws:imagebuilder:eu-west-1:{world.account}:image/desktop/1.0.0/1"
    ),
    "InfrastructureConfigurationArn": lambda world: (
        f"arn:aws:imagebuilder:eu-west-1:{world.account}:infrastructure-configuration/own"
    ),
    "SecretsManagerArn": lambda world: (
        f"arn:aws:secretsmanager:eu-west-1:{world.account}:secret:join-{hexes(10)}"
    ),
    "SecurityGroupId": lambda world: f"sg-{hexes(17)}",
    "SubnetId": lambda world: f"subnet-{hexes(17)}",
    # Names, addresses and words.
    "AddInName": lambda world: "Amazon Connect",
    "AddInUrl": lambda world: "https://connect.example.com",
    "ClientEmail": lambda world: "help@example.com",
    "ClientExperiencePolicy": lambda world: "ALL_2",
    "ClientLocale": lambda world: "en_US",
    "ClientToken": lambda world: f"token-{hexes(8)}",
    "ClientUrl": lambda world: "https://help.example.com",
    "ConnectionString": lambda world: f"desk-{hexes(8)}.example.com",
    "DedicatedTenancyManagementCidrRange": lambda world: "192.168.0.0/16",
    "DefaultOu": lambda world: "OU=WorkSpaces,DC=corp,DC=example,DC=com",
    "DescribeWorkspaceDirectoriesFilterValue": lambda world: "AWS_DIRECTORY_SERVICE",
    "DescribeWorkspacesPoolsFilterValue": lambda world: "pool",
    "DomainName": lambda world: "corp.example.com",
    "IpGroupName": lambda world: f"group-{hexes(8)}",
    "IpRule": lambda world: "198.51.100.0/24",
    "IpRuleDesc": lambda world: "A site",
    "Ipv6Address": lambda world: "2001:db8:0:0:0:0:0:1",
    "ManagementCidrRangeConstraint": lambda world: "10.0.0.0/8",
    "MicrosoftEntraConfigTenantId": lambda world: hexes(32),
    "SamlUserAccessUrl": lambda world: "https://signin.example.com/saml",
    "SettingsGroup": lambda world: "desktops",
    "TagKey": lambda world: "team",
    "TagValue": lambda world: "legal",
    "UpdateDescription": lambda world: "For the courses",
    "UserName": lambda world: new_user(),
    "VolumeEncryptionKey": lambda world: "alias/aws/workspaces",
    "WorkSpaceApplicationOwner": lambda world: "AMAZON",
    "WorkspaceBundleDescription": lambda world: "A bundle",
    "WorkspaceBundleName": lambda world: f"bundle-{hexes(8)}",
    "WorkspaceDirectoryDescription": lambda world: "A directory",
    "WorkspaceDirectoryName": lambda world: f"directory-{hexes(8)}",
    "WorkspaceImageDescription": lambda world: "An image",
    "WorkspaceImageName": lambda world: f"image-{hexes(8)}",
    "WorkspaceName": lambda world: f"kiosk-{hexes(8)}",
    "WorkspacesPoolName": lambda world: f"pool-{hexes(8)}",
    "WorkspacesPoolUserId": lambda world: "agent01",
    "RootVolumeSizeGib": lambda world: 175,
    "UserVolumeSizeGib": lambda world: 100,
    "RunningModeAutoStopTimeoutInMinutes": lambda world: 60,
    "RunningMode": lambda world: "AUTO_STOP",
    "Compute": lambda world: "STANDARD",
}


def far(world):
    """A WorkSpace in another region, which has none in this one; the same one for each call."""
    if not hasattr(world, "far"):
        world.far = world.beside()
    return world.far


BY_PATH = {
    "AssociateConnectionAlias.ResourceId": lambda world: world.directory,
    "AuthorizeIpRules.UserRules[].ipRule": lambda world: "203.0.113.0/24",
    "CreateStandbyWorkspaces.PrimaryRegion": lambda world: far(world).region,
    "CreateStandbyWorkspaces.StandbyWorkspaces[].PrimaryWorkspaceId": lambda world: far(world).workspace,
    "CreateTags.ResourceId": lambda world: world.workspace,
    "CreateUpdatedWorkspaceImage.SourceImageId": lambda world: world.windows_10_image,
    "CreateWorkspaceBundle.ComputeType": lambda world: {"Name": "STANDARD"},
    "CreateWorkspaceBundle.RootStorage.Capacity": lambda world: "80",
    "CreateWorkspaceBundle.UserStorage.Capacity": lambda world: "50",
    "CreateWorkspacesPool.Capacity.DesiredUserSessions": lambda world: 2,
    "CreateWorkspacesPool.DirectoryId": lambda world: world.pools_directory,
    "DeleteAccountLinkInvitation.LinkId": lambda world: world.own_invitation,
    "DeleteConnectClientAddIn.AddInId": lambda world: world.add_in,
    "DeleteTags.ResourceId": lambda world: world.workspace,
    "DeleteTags.TagKeys[]": lambda world: "team",
    "DeleteWorkspaceBundle.BundleId": lambda world: world.bundle,
    "DescribeBundleAssociations.BundleId": lambda world: world.bundle,
    "DescribeClientProperties.ResourceIds[]": lambda world: world.directory,
    "DescribeConnectionAliases.ResourceId": lambda world: world.directory,
    "DescribeCustomWorkspaceImageImport.ImageId": lambda world: world.custom_image,
    "DescribeTags.ResourceId": lambda world: world.workspace,
    "DescribeWorkspaceBundles.Owner": lambda world: "AMAZON",
    "DescribeWorkspaceDirectories.Filters[].Name": lambda world: "USER_IDENTITY_TYPE",
    "DisassociateConnectionAlias.AliasId": lambda world: world.associated_alias,
    "DisassociateWorkspaceApplication.WorkspaceId": lambda world: world.workspace_with_application,
    "GetAccountLink.LinkedAccountId": lambda world: world.invitation and OTHER,
    "ImportCustomWorkspaceImage.ImageSource": lambda world: {"Ec2ImageId": f"ami-{hexes(17)}"},
    "MigrateWorkspace.BundleId": lambda world: world.amazons("Performance with Windows"),
    "ModifyClientProperties.ResourceId": lambda world: world.directory,
    "ModifySamlProperties.SamlProperties.RelayStateParameterName": lambda world: "RelayState",
    # A nine first, because ids that begin with `d-bad0` mean something to the simulator.
    "RegisterWorkspaceDirectory.DirectoryId": lambda world: f"d-9{hexes(9)}",
    "RegisterWorkspaceDirectory.IdcInstanceArn": lambda world: f"arn:aws:sso:::instance/ssoins-{hexes(16)}",
    "RegisterWorkspaceDirectory.SubnetIds": lambda world: [f"subnet-{hexes(17)}", f"subnet-{hexes(17)}"],
    "RegisterWorkspaceDirectory.Tenancy": lambda world: "SHARED",
    "RegisterWorkspaceDirectory.UserIdentityType": lambda world: "AWS_DIRECTORY_SERVICE",
    "StartWorkspaces.StartWorkspaceRequests[].WorkspaceId": lambda world: world.stopped,
    "StopWorkspacesPool.PoolId": lambda world: world.running_pool,
    "TerminateWorkspacesPoolSession.SessionId": lambda world: world.session,
    "UpdateConnectClientAddIn.AddInId": lambda world: world.add_in,
    "UpdateWorkspaceBundle.BundleId": lambda world: world.bundle,
    "UpdateWorkspacesPool.Capacity.DesiredUserSessions": lambda world: 2,
    "UpdateWorkspacesPool.DirectoryId": lambda world: world.pools_directory,
}

# Of an address and a link a client shows one.
for platform in ("Windows", "Osx", "Android", "Ios", "Linux", "Web"):
    BY_PATH[f"ImportClientBranding.DeviceType{platform}.SupportLink"] = lambda world: ABSENT
