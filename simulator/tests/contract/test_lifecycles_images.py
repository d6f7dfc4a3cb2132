"""What does a person do with images, bundles and pools, and in which order must it be undone?"""

import unittest

from lifecycle import Lifecycle, over_each_protocol
from place import OTHER, control
from world import hexes

NOT_FOUND = "ResourceNotFoundException"


class Images(Lifecycle):
    def setUp(self):
        self.here = self.world()
        self.aws = self.here.aws

    def image(self, ident):
        return self.aws.describe_workspace_images(ImageIds=[ident])["Images"][0]

    def test_from_a_workspace_to_a_bundle_to_a_workspace_and_back(self):
        image = self.here.image
        self.assertEqual(self.image(image)["State"], "AVAILABLE")
        self.assertEqual(self.here.workspace_item(self.here.workspace)["State"], "AVAILABLE")
        bundle = self.here.bundle
        found = self.aws.describe_workspace_bundles(BundleIds=[bundle])["Bundles"][0]
        self.assertEqual((found["ImageId"], found["State"]), (image, "AVAILABLE"))
        self.assertEqual(found["Owner"], self.here.account)
        self.assertEqual(found["UserStorage"], {"Capacity": "50"})
        ident = self.here.new_workspace(bundle)
        self.assertEqual(self.here.workspace_item(ident)["BundleId"], bundle)

        associated = "ResourceAssociatedException"
        words = "One or more bundles are associated with the Image. Delete bundles associated with Image"
        self.refused(associated, words, self.aws.delete_workspace_image, ImageId=image)
        self.refused(associated, "", self.aws.delete_workspace_bundle, BundleId=bundle)
        self.aws.terminate_workspaces(TerminateWorkspaceRequests=[{"WorkspaceId": ident}])
        self.assertIsNone(self.here.workspace_item(ident))
        self.aws.delete_workspace_bundle(BundleId=bundle)
        self.assertEqual(self.aws.describe_workspace_bundles(BundleIds=[bundle])["Bundles"], [])
        self.aws.delete_workspace_image(ImageId=image)
        self.assertEqual(self.aws.describe_workspace_images(ImageIds=[image])["Images"], [])
        self.refused(NOT_FOUND, "", self.aws.delete_workspace_bundle, BundleId=bundle)

    def test_a_bundle_gets_another_image(self):
        other = self.here.new_image()
        self.aws.update_workspace_bundle(BundleId=self.here.bundle, ImageId=other)
        found = self.aws.describe_workspace_bundles(BundleIds=[self.here.bundle])["Bundles"][0]
        self.assertEqual(found["ImageId"], other)
        amazons = {"BundleId": self.here.amazons_bundle}
        denied = "AccessDeniedException"
        self.refused(denied, "", self.aws.update_workspace_bundle, ImageId=other, **amazons)
        self.refused(denied, "", self.aws.delete_workspace_bundle, **amazons)

    def test_an_encrypted_workspace_gives_no_image(self):
        ident = self.here.new_workspace(
            VolumeEncryptionKey="alias/aws/workspaces", UserVolumeEncryptionEnabled=True
        )
        given = {"Name": "image", "Description": "An image", "WorkspaceId": ident}
        code = "OperationNotSupportedException"
        self.refused(code, "encrypted", self.aws.create_workspace_image, **given)

    def test_an_image_is_shared_copied_and_taken_back(self):
        image, other = self.here.image, self.here.beside(OTHER)
        copy = {"Name": "copy", "SourceImageId": image, "SourceRegion": self.here.region}
        self.refused(NOT_FOUND, "", other.aws.copy_workspace_image, **copy)
        share = {"ImageId": image, "SharedAccountId": OTHER}
        self.aws.update_workspace_image_permission(AllowCopyImage=True, **share)
        permissions = self.aws.describe_workspace_image_permissions(ImageId=image)
        self.assertEqual(permissions["ImagePermissions"], [{"SharedAccountId": OTHER}])
        shared = other.aws.describe_workspace_images(ImageType="SHARED")["Images"]
        self.assertEqual([item["ImageId"] for item in shared], [image])
        copied = other.aws.copy_workspace_image(**copy)["ImageId"]
        own = other.aws.describe_workspace_images(ImageType="OWNED")["Images"]
        self.assertEqual([(item["ImageId"], item["State"]) for item in own], [(copied, "AVAILABLE")])
        associated = "ResourceAssociatedException"
        self.refused(associated, "shared", self.aws.delete_workspace_image, ImageId=image)
        self.aws.update_workspace_image_permission(AllowCopyImage=False, **share)
        self.assertEqual(other.aws.describe_workspace_images(ImageType="SHARED")["Images"], [])
        self.aws.delete_workspace_image(ImageId=image)
        elsewhere = self.here.beside()
        copy = {**copy, "SourceImageId": copied}
        self.refused(NOT_FOUND, "", elsewhere.aws.copy_workspace_image, **copy)

    def test_an_image_is_updated(self):
        source = self.here.windows_10_image
        given = {"Name": "newer", "Description": "Newer", "SourceImageId": source}
        newer = self.aws.create_updated_workspace_image(**given)["ImageId"]
        self.assertEqual(self.image(newer)["State"], "AVAILABLE")
        self.refused("ResourceAlreadyExistsException", "", self.aws.create_updated_workspace_image, **given)

    def test_own_licences_from_the_account_to_the_workspace(self):
        dedicated = {"Tenancy": "DEDICATED"}
        code = "InvalidParameterValuesException"
        ident = f"d-9{hexes(9)}"
        self.refused(code, "BYOL", self.aws.register_workspace_directory, DirectoryId=ident, **dedicated)
        ranges = self.aws.list_available_management_cidr_ranges(ManagementCidrRangeConstraint="192.168.0.0/16")
        (cidr,) = ranges["ManagementCidrRanges"]
        tenancy = {"DedicatedTenancySupport": "ENABLED", "DedicatedTenancyManagementCidrRange": cidr}
        self.aws.modify_account(**tenancy)
        changes = self.aws.describe_account_modifications()["AccountModifications"]
        self.assertEqual([change["ModificationState"] for change in changes], ["COMPLETED"])
        self.assertEqual(self.aws.describe_account()["DedicatedTenancyManagementCidrRange"], cidr)
        state = "InvalidResourceStateException"
        self.refused(state, "already", self.aws.modify_account, **tenancy)

        image = self.here.custom_image
        progress = self.aws.describe_custom_workspace_image_import(ImageId=image)
        self.assertEqual((progress["State"], progress["ProgressPercentage"]), ("COMPLETED", 100))
        self.assertEqual(self.image(image)["State"], "AVAILABLE")
        self.assertEqual(self.image(image)["RequiredTenancy"], "DEDICATED")
        bundle = self.here.new_bundle(image)
        directory = self.here.new_directory(**dedicated)
        desktop = self.here.workspace_item(self.here.new_workspace(bundle, directory))
        self.assertEqual((desktop["State"], desktop["BundleId"]), ("AVAILABLE", bundle))

    def test_an_import_that_fails_says_why(self):
        given = {
            "Ec2ImageId": f"ami-{hexes(17)}",
            "IngestionProcess": "BYOL_REGULAR",
            "ImageName": "windows-11-pcoip",
            "ImageDescription": "Own licences",
        }
        image = self.image(self.aws.import_workspace_image(**given)["ImageId"])
        self.assertEqual(image["State"], "ERROR")
        self.assertTrue(image["ErrorMessage"] and image["ErrorDetails"])
        nowhere = {**given, "ImageName": "other", "Ec2ImageId": "ami-00000000"}
        self.refused(NOT_FOUND, "", self.aws.import_workspace_image, **nowhere)


class Pools(Lifecycle):
    def setUp(self):
        self.here = self.world()
        self.aws = self.here.aws

    def pool(self, ident):
        return self.aws.describe_workspaces_pools(PoolIds=[ident])["WorkspacesPools"][0]

    def sessions(self, ident):
        found = self.aws.describe_workspaces_pool_sessions(PoolId=ident)["Sessions"]
        return [session["SessionId"] for session in found]

    def test_a_new_customer_gets_none(self):
        other = self.world(OTHER)
        words = (
            "Amazon WorkSpaces Pools is no longer available to new customers as of 7/30/2026. Refer to "
            "https://docs.aws.amazon.com/workspaces/latest/adminguide/wsp-pools-end-of-support.html"
        )
        self.refused("AccessDeniedException", words, other.new_pool)

    def test_from_the_first_session_to_the_last(self):
        ident, state = self.here.new_pool(), "InvalidResourceStateException"
        self.assertEqual(self.pool(ident)["State"], "STOPPED")
        self.refused(state, "RUNNING", self.aws.stop_workspaces_pool, PoolId=ident)
        self.aws.start_workspaces_pool(PoolId=ident)
        self.assertEqual(self.pool(ident)["State"], "RUNNING")
        self.refused(state, "STOPPED", self.aws.start_workspaces_pool, PoolId=ident)

        one, two = self.here.new_session(ident), self.here.new_session(ident)
        self.assertEqual(set(self.sessions(ident)), {one, two})
        capacity = self.pool(ident)["CapacityStatus"]
        self.assertEqual((capacity["ActiveUserSessions"], capacity["AvailableUserSessions"]), (2, 0))
        self.aws.terminate_workspaces_pool_session(SessionId=one)
        self.assertEqual(self.sessions(ident), [two])
        place = {"account": self.here.account, "region": self.here.region}
        control("pool_session", {**place, "does": "leave", "session_id": two})

        self.refused(state, "RunningMode", self.aws.update_workspaces_pool, PoolId=ident, RunningMode="ALWAYS_ON")
        self.aws.stop_workspaces_pool(PoolId=ident)
        self.assertEqual(self.pool(ident)["State"], "STOPPED")
        changed = {"Description": "For the courses", "Capacity": {"DesiredUserSessions": 5}}
        self.aws.update_workspaces_pool(PoolId=ident, RunningMode="ALWAYS_ON", **changed)
        pool = self.pool(ident)
        self.assertEqual((pool["Description"], pool["RunningMode"]), ("For the courses", "ALWAYS_ON"))
        self.assertEqual(pool["CapacityStatus"]["DesiredUserSessions"], 5)
        self.aws.terminate_workspaces_pool(PoolId=ident)
        self.refused(NOT_FOUND, "", self.aws.describe_workspaces_pools, PoolIds=[ident])

    def test_its_directory_can_not_go_before_it(self):
        ident, directory = self.here.new_pool(), self.here.pools_directory
        code = "OperationNotSupportedException"
        self.refused(code, "Pools", self.aws.deregister_workspace_directory, DirectoryId=directory)
        self.aws.terminate_workspaces_pool(PoolId=ident)
        self.aws.describe_workspaces_pools()
        self.aws.deregister_workspace_directory(DirectoryId=directory)
        self.assertEqual(self.aws.describe_workspace_directories()["Directories"], [])


over_each_protocol(globals(), Images, Pools)

if __name__ == "__main__":
    unittest.main()
