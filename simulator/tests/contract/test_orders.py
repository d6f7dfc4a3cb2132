"""Does the AWS CLI take what the console shows for all that is no WorkSpace, and is it so afterwards?

Each test has a region of its own, whose ids and name take the places of those in commands.txt.
"""

import unittest

from lifecycle import Lifecycle
from place import OTHER
from test_commands import HOSTILE, Shell

TAGS = {"o'brien's $HOME": HOSTILE}


class Orders(Shell, Lifecycle):
    def setUp(self):
        self.here = self.world()
        self.aws = self.here.aws

    def ran(self, name, **places):
        """Runs a command of commands.txt, with ids of here in the places of its own."""
        known = {
            "eu-west-1": self.here.region,
            "wsb-aaaaaaaa1": places.get("bundle"),
            "d-aaaaaaaaaa": places.get("directory"),
            "d-aaaaaaaaa2": places.get("far_directory"),
            "wsd-aaaaaaaa1": places.get("directory"),
            "wsi-aaaaaaaa1": places.get("image"),
            "wsi-aaaaaaaa2": places.get("other"),
            "wsipg-aaaaaaaa1": places.get("group"),
            "wsca-aaaaaaaa1": places.get("alias"),
            "wspool-aaaaaaaa1": places.get("pool"),
            "0b4c1f5e-0000-4000-8000-000000000000": places.get("session"),
            "ws-aaaaaaaa1": places.get("workspace"),
            "us-east-1": places.get("far"),
        }
        return self.shell(name, known)

    def tags(self, ident):
        found = self.aws.describe_tags(ResourceId=ident)["TagList"]
        return {tag["Key"]: tag["Value"] for tag in found}

    def item(self):
        return self.aws.describe_workspace_directories(DirectoryIds=[self.here.directory])["Directories"][0]

    def test_settings_of_a_directory(self):
        authority = "arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/a"
        endpoint = {"AccessEndpointType": "STREAMING_WSP", "VpcEndpointId": "vpce-0a1b2c3d"}
        for name, member, wished in [
            (
                "set-creation",
                "WorkspaceCreationProperties",
                {"EnableInternetAccess": True, "DefaultOu": 'OU=Desks and "more",DC=corp,DC=example'},
            ),
            (
                "set-access",
                "WorkspaceAccessProperties",
                {
                    "DeviceTypeWeb": "DENY",
                    "AccessEndpointConfig": {
                        "AccessEndpoints": [endpoint],
                        "InternetFallbackProtocols": ["PCOIP"],
                    },
                },
            ),
            ("set-self-service", "SelfservicePermissions", {"RestartWorkspace": "DISABLED"}),
            (
                "set-streaming",
                "StreamingProperties",
                {
                    "StreamingExperiencePreferredProtocol": "UDP",
                    "UserSettings": [
                        {
                            "Action": "CLIPBOARD_COPY_FROM_LOCAL_DEVICE",
                            "Permission": "ENABLED",
                            "MaximumLength": 7,
                        },
                        {"Action": "PRINTING_TO_LOCAL_DEVICE", "Permission": "DISABLED"},
                    ],
                    "GlobalAccelerator": {"Mode": "ENABLED_AUTO", "PreferredProtocol": "TCP"},
                },
            ),
            (
                "set-saml",
                "SamlProperties",
                {"Status": "ENABLED", "UserAccessUrl": "https://sso.example.com/x?a=b&c='d'"},
            ),
            (
                "set-certificates",
                "CertificateBasedAuthProperties",
                {
                    "Status": "ENABLED",
                    "CertificateAuthorityArn": authority.replace("eu-west-1", self.here.region),
                },
            ),
        ]:
            with self.subTest(name):
                self.ran(name, directory=self.here.directory)
                self.assertEqual(self.item()[member], {**self.item()[member], **wished})
        self.ran("drop-certificates", directory=self.here.directory)
        self.assertEqual(self.item()["CertificateBasedAuthProperties"], {"Status": "DISABLED"})
        self.ran("set-encryption", directory=self.here.directory)
        self.assertEqual(self.item()["EndpointEncryptionMode"], "FIPS_VALIDATED")

    def test_groups_of_addresses(self):
        group = self.ran("create-ip-group")["GroupId"]

        def found():
            return self.aws.describe_ip_groups(GroupIds=[group])["Result"][0]

        rules = found()["userRules"]
        self.assertEqual((found()["groupName"], found()["groupDesc"]), ("o'brien's $HOME", "-- the office's"))
        self.assertEqual(rules[0], {"ipRule": "192.0.2.0/24", "ruleDesc": "o'brien's $HOME"})
        self.assertEqual(self.tags(group), TAGS)
        self.ran("empty-ip-rules", group=group)
        self.assertEqual(found()["userRules"], [])
        self.ran("change-ip-rules", group=group)
        self.assertEqual(found()["userRules"], rules)
        self.ran("add-groups", group=group, directory=self.here.directory)
        self.assertEqual(self.item()["ipGroupIds"], [group])
        self.ran("drop-groups", group=group, directory=self.here.directory)
        self.assertEqual(self.item()["ipGroupIds"], [])
        self.ran("delete-ip-group", group=group)
        self.assertEqual(self.aws.describe_ip_groups()["Result"], [])

    def test_an_alias(self):
        alias = self.ran("create-alias")["AliasId"]

        def found():
            return self.aws.describe_connection_aliases(AliasIds=[alias])["ConnectionAliases"][0]

        def shared_with():
            answer = self.aws.describe_connection_alias_permissions(AliasId=alias)
            return [one["SharedAccountId"] for one in answer.get("ConnectionAliasPermissions", [])]

        self.assertEqual(found()["ConnectionString"], "desktops.example.com")
        self.assertEqual(self.tags(alias), TAGS)
        self.ran("associate-alias", alias=alias, directory=self.here.directory)
        self.assertEqual(found()["Associations"][0]["ResourceId"], self.here.directory)
        self.ran("disassociate-alias", alias=alias)
        self.assertEqual(found()["Associations"], [{"AssociationStatus": "NOT_ASSOCIATED"}])
        self.ran("share-alias", alias=alias)
        self.assertEqual(shared_with(), [OTHER])
        self.ran("unshare-alias", alias=alias)
        self.assertEqual(shared_with(), [])
        self.ran("delete-alias", alias=alias)
        self.assertEqual(self.aws.describe_connection_aliases().get("ConnectionAliases", []), [])

    def test_images(self):
        source = self.here.windows_10_image
        description = "-- Windows 11 (November)"
        for name, wished in [
            ("import-image", "imported"),
            ("import-custom-image", "custom"),
            ("copy-image", "copied"),
            ("update-image", "updated"),
        ]:
            with self.subTest(name):
                made = self.ran(name, image=source)["ImageId"]
                found = self.aws.describe_workspace_images(ImageIds=[made])["Images"][0]
                self.assertEqual((found["Name"], found["Description"]), (wished, description))
                self.assertEqual((found["State"], self.tags(made)), ("AVAILABLE", TAGS))
        for name, shared_with in [("share-image", [{"SharedAccountId": OTHER}]), ("unshare-image", [])]:
            self.ran(name, image=source)
            found = self.aws.describe_workspace_image_permissions(ImageId=source)
            self.assertEqual(found["ImagePermissions"], shared_with)
        self.ran("delete-image", image=source)
        self.assertEqual(self.aws.describe_workspace_images(ImageIds=[source])["Images"], [])

    def test_bundles(self):
        made = self.ran("create-bundle", image=self.here.image)["WorkspaceBundle"]
        self.assertEqual((made["Name"], made["Description"]), ("office", "-- for the office"))
        sizes = made["ComputeType"]["Name"], made["RootStorage"]["Capacity"], made["UserStorage"]["Capacity"]
        self.assertEqual(sizes, ("POWER", "175", "100"))
        bundle = made["BundleId"]
        self.assertEqual(self.tags(bundle), TAGS)
        other = self.here.new_image()
        self.ran("change-bundle-image", bundle=bundle, other=other)
        found = self.aws.describe_workspace_bundles(BundleIds=[bundle])["Bundles"][0]
        self.assertEqual(found["ImageId"], other)
        self.ran("delete-bundle", bundle=bundle)
        self.assertEqual(self.aws.describe_workspace_bundles(BundleIds=[bundle])["Bundles"], [])

    def test_pools(self):
        places = {"bundle": self.here.amazons_bundle, "directory": self.here.pools_directory}
        made = self.ran("create-pool", **places)["WorkspacesPool"]["PoolId"]
        updated = self.here.new_pool()

        def pool(ident):
            return self.aws.describe_workspaces_pools(PoolIds=[ident])["WorkspacesPools"][0]

        self.ran("update-pool", pool=updated)
        for ident in (made, updated):
            found = pool(ident)
            self.assertEqual(
                (found["Description"], found["RunningMode"]), ("-- for (the) courses", "ALWAYS_ON")
            )
            self.assertEqual(found["CapacityStatus"]["DesiredUserSessions"], 7)
            kept = found["ApplicationSettings"]
            self.assertEqual((kept["Status"], kept["SettingsGroup"]), ("ENABLED", "shared/sales"))
            self.assertEqual(
                found["TimeoutSettings"],
                {
                    "DisconnectTimeoutInSeconds": 120,
                    "IdleDisconnectTimeoutInSeconds": 0,
                    "MaxUserDurationInSeconds": 7200,
                },
            )
        self.assertEqual((pool(made)["PoolName"], self.tags(made)), ("courses", TAGS))
        # Only one of AutoStop is started and stopped.
        one = self.here.new_pool()
        self.ran("start-pool", pool=one)
        self.assertEqual(pool(one)["State"], "RUNNING")
        session = self.here.new_session(one)
        self.ran("end-pool-session", session=session)
        self.assertEqual(self.aws.describe_workspaces_pool_sessions(PoolId=one)["Sessions"], [])
        self.ran("stop-pool", pool=one)
        self.assertEqual(pool(one)["State"], "STOPPED")
        self.ran("terminate-pool", pool=one)
        left = self.aws.describe_workspaces_pools()["WorkspacesPools"]
        self.assertEqual({one["PoolId"] for one in left}, {made, updated})

    def test_a_standby(self):
        far = self.here.beside()
        made = self.ran(
            "standby", workspace=self.here.workspace, far=far.region, far_directory=far.new_directory()
        )
        self.assertEqual(made["FailedStandbyRequests"], [])
        standby = made["PendingStandbyRequests"][0]["WorkspaceId"]
        found = far.workspace_item(standby)
        self.assertEqual(found["VolumeEncryptionKey"], "alias/far")
        self.assertEqual(found["DataReplicationSettings"]["DataReplication"], "PRIMARY_AS_SOURCE")
        tags = far.aws.describe_tags(ResourceId=standby)["TagList"]
        self.assertEqual({tag["Key"]: tag["Value"] for tag in tags}, TAGS)
        primary = self.here.workspace_item(self.here.workspace)
        self.assertEqual(primary["RelatedWorkspaces"][0]["WorkspaceId"], standby)


if __name__ == "__main__":
    unittest.main()
