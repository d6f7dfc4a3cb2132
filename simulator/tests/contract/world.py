"""What is there to ask about: a region of an account, with one of everything that can be made?

Each world is a region of its own that was empty before, so that no test meets what another left. Things are made
when they are first asked for.
"""

import functools
import secrets

from place import ACCOUNT, OTHER, client, control, empty_region, new_user

PNG = b"\x89PNG\r\n\x1a\n" + bytes(24)


def hexes(length):
    """So many digits of sixteen."""
    return secrets.token_hex(length)[:length]


class World:
    """A region of an account. The account of production may have pools and own licences."""

    def __init__(self, account=ACCOUNT, region=None, protocol="json"):
        self.account, self.protocol = account, protocol
        self.region = region or empty_region()
        self.aws = client("workspaces", key=account, region=self.region, protocol=protocol)

    def beside(self, account=None):
        """Another account in this region, or this account in another region."""
        region = self.region if account else None
        return World(account or self.account, region, self.protocol)

    def new_directory(self, **more):
        """The id of a registered directory of Directory Service."""
        # A nine first, because ids that begin with `d-bad0` mean something to the simulator.
        given = {"DirectoryId": f"d-9{hexes(9)}", **more}
        return self.aws.register_workspace_directory(**given)["DirectoryId"]

    @functools.cached_property
    def directory(self):
        return self.new_directory()

    @functools.cached_property
    def pools_directory(self):
        return self.aws.register_workspace_directory(
            WorkspaceDirectoryName="pools",
            WorkspaceDirectoryDescription="For the pools",
            WorkspaceType="POOLS",
            UserIdentityType="CUSTOMER_MANAGED",
            SubnetIds=[f"subnet-{hexes(17)}", f"subnet-{hexes(17)}"],
        )["DirectoryId"]

    def amazons(self, name):
        """The id of one of Amazon's bundles that has these words in its name."""
        pages = self.aws.get_paginator("describe_workspace_bundles").paginate(Owner="AMAZON")
        return next(b["BundleId"] for page in pages for b in page["Bundles"] if name in b["Name"])

    @functools.cached_property
    def amazons_bundle(self):
        return self.amazons("Standard with Windows")

    def new_workspace(self, bundle=None, directory=None, **more):
        """The id of an AVAILABLE WorkSpace, of AUTO_STOP unless other properties are given."""
        item = {
            "DirectoryId": directory or self.directory,
            "BundleId": bundle or self.amazons_bundle,
            "UserName": new_user(),
            "WorkspaceProperties": {"RunningMode": "AUTO_STOP"},
            **more,
        }
        answer = self.aws.create_workspaces(Workspaces=[item])
        if answer["FailedRequests"]:
            raise AssertionError(answer["FailedRequests"])
        return answer["PendingRequests"][0]["WorkspaceId"]

    @functools.cached_property
    def workspace(self):
        return self.new_workspace()

    def workspace_item(self, ident):
        """A WorkSpace as it is described, or nothing."""
        found = self.aws.describe_workspaces(WorkspaceIds=[ident])["Workspaces"]
        return found[0] if found else None

    @functools.cached_property
    def stopped(self):
        ident = self.new_workspace()
        self.aws.stop_workspaces(StopWorkspaceRequests=[{"WorkspaceId": ident}])
        return ident

    def new_image(self, name="image"):
        """The id of an image that was made from a WorkSpace."""
        given = {"Name": f"{name}-{hexes(6)}", "Description": "An image", "WorkspaceId": self.workspace}
        return self.aws.create_workspace_image(**given)["ImageId"]

    @functools.cached_property
    def image(self):
        return self.new_image()

    @functools.cached_property
    def custom_image(self):
        """One that was imported by EC2 Image Builder."""
        return self.aws.import_custom_workspace_image(
            ImageName=f"custom-{hexes(6)}",
            ImageDescription="Own licences",
            ComputeType="BASE",
            Protocol="DCV",
            ImageSource={"Ec2ImageId": f"ami-{hexes(17)}"},
            InfrastructureConfigurationArn=(
                f"arn:aws:imagebuilder:eu-west-1:{self.account}:infrastructure-configuration/own"
            ),
            Platform="WINDOWS",
            OsVersion="Windows_11",
        )["ImageId"]

    def new_bundle(self, image=None):
        """The id of a bundle of the account's own."""
        return self.aws.create_workspace_bundle(
            BundleName=f"bundle-{hexes(6)}",
            BundleDescription="A bundle",
            ImageId=image or self.image,
            ComputeType={"Name": "STANDARD"},
            UserStorage={"Capacity": "50"},
            RootStorage={"Capacity": "80"},
        )["WorkspaceBundle"]["BundleId"]

    @functools.cached_property
    def bundle(self):
        return self.new_bundle()

    @functools.cached_property
    def windows_10_image(self):
        """One of those that CreateUpdatedWorkspaceImage takes: an import's system is read from its name."""
        return self.aws.import_workspace_image(
            Ec2ImageId=f"ami-{hexes(17)}",
            IngestionProcess="BYOL_REGULAR_WSP",
            ImageName=f"windows-10-{hexes(6)}",
            ImageDescription="Own licences",
        )["ImageId"]

    def new_ip_group(self, *rules):
        """The id of an IP access control group."""
        rules = [{"ipRule": rule, "ruleDesc": "A site"} for rule in rules]
        return self.aws.create_ip_group(GroupName=f"group-{hexes(6)}", UserRules=rules)["GroupId"]

    @functools.cached_property
    def ip_group(self):
        return self.new_ip_group("192.0.2.0/24")

    def new_alias(self):
        """The id of a connection alias."""
        name = f"desk-{hexes(8)}.example.com"
        return self.aws.create_connection_alias(ConnectionString=name)["AliasId"]

    @functools.cached_property
    def alias(self):
        return self.new_alias()

    @functools.cached_property
    def associated_alias(self):
        ident = self.new_alias()
        self.aws.associate_connection_alias(AliasId=ident, ResourceId=self.directory)
        return ident

    def new_pool(self, **more):
        """The id of a pool, STOPPED."""
        return self.aws.create_workspaces_pool(
            PoolName=f"pool-{hexes(6)}",
            Description="A pool",
            BundleId=self.amazons_bundle,
            DirectoryId=self.pools_directory,
            Capacity={"DesiredUserSessions": 2},
            **more,
        )["WorkspacesPool"]["PoolId"]

    @functools.cached_property
    def pool(self):
        return self.new_pool()

    @functools.cached_property
    def running_pool(self):
        ident = self.new_pool()
        self.aws.start_workspaces_pool(PoolId=ident)
        return ident

    def new_session(self, pool):
        """The id of somebody's session at a running pool."""
        place = {"account": self.account, "region": self.region}
        join = {**place, "does": "join", "pool_id": pool, "user_id": new_user()}
        return control("pool_session", join)["session_id"]

    @functools.cached_property
    def session(self):
        return self.new_session(self.running_pool)

    @functools.cached_property
    def application(self):
        found = self.aws.describe_applications(Owner="AMAZON")["Applications"]
        return next(
            one["ApplicationId"]
            for one in found
            if one["State"] == "AVAILABLE" and "Office" in one["Name"]
        )

    @functools.cached_property
    def workspace_with_application(self):
        self.aws.associate_workspace_application(
            WorkspaceId=self.workspace, ApplicationId=self.application
        )
        return self.workspace

    @functools.cached_property
    def add_in(self):
        return self.aws.create_connect_client_add_in(
            ResourceId=self.directory, Name="Amazon Connect", URL="https://connect.example.com"
        )["AddInId"]

    @functools.cached_property
    def invitation(self):
        """The id of an invitation that the other account has not answered."""
        other = OTHER if self.account == ACCOUNT else ACCOUNT
        aws = client("workspaces", key=other, region=self.region, protocol=self.protocol)
        return aws.create_account_link_invitation(TargetAccountId=self.account)["AccountLink"]["AccountLinkId"]

    @functools.cached_property
    def own_invitation(self):
        """The id of an invitation to the other account."""
        other = OTHER if self.account == ACCOUNT else ACCOUNT
        return self.aws.create_account_link_invitation(TargetAccountId=other)["AccountLink"]["AccountLinkId"]
