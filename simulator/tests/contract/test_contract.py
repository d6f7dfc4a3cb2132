"""Does boto3 work against the simulator, unchanged: with other accounts, other services and faults too?"""

import unittest

from botocore.exceptions import ClientError, ConnectionClosedError, HTTPClientError

from place import ACCOUNT, OTHER, REGION, client, control, new_user


class Boto3(unittest.TestCase):
    def setUp(self):
        self.workspaces = client("workspaces")
        self.addCleanup(control, "faults/clear")

    def place(self):
        directory = self.workspaces.describe_workspace_directories()["Directories"][0]
        bundle = self.workspaces.describe_workspace_bundles()["Bundles"][0]
        return directory["DirectoryId"], bundle["BundleId"]

    def create(self, *users, **more):
        directory, bundle = self.place()
        items = [
            {"DirectoryId": directory, "BundleId": bundle, "UserName": user, **more}
            for user in users
        ]
        return self.workspaces.create_workspaces(Workspaces=items)

    def test_lists_and_pages(self):
        pages = list(self.workspaces.get_paginator("describe_workspaces").paginate())
        ids = [item["WorkspaceId"] for page in pages for item in page["Workspaces"]]
        self.assertGreaterEqual(len(ids), 100)
        self.assertEqual(len(ids), len(set(ids)))
        self.assertTrue(all(len(page["Workspaces"]) <= 25 for page in pages))
        status = self.workspaces.get_paginator("describe_workspaces_connection_status")
        statuses = [s for page in status.paginate() for s in page["WorkspacesConnectionStatus"]]
        self.assertIn("CONNECTED", {s["ConnectionState"] for s in statuses})
        self.assertTrue(all(s["ConnectionStateCheckTimestamp"].year > 2020 for s in statuses))
        bundles = self.workspaces.get_paginator("describe_workspace_bundles")
        amazons = [b for page in bundles.paginate(Owner="AMAZON") for b in page["Bundles"]]
        self.assertGreater(len(amazons), 25)

    def test_finds_one_by_directory_and_user(self):
        item = self.workspaces.describe_workspaces(Limit=1)["Workspaces"][0]
        found = self.workspaces.describe_workspaces(
            DirectoryId=item["DirectoryId"], UserName=item["UserName"]
        )["Workspaces"]
        self.assertEqual([item["WorkspaceId"]], [f["WorkspaceId"] for f in found])
        with self.assertRaises(ClientError) as refused:
            self.workspaces.describe_workspaces(
                DirectoryId=item["DirectoryId"], BundleId=item["BundleId"]
            )
        self.assertEqual(
            refused.exception.response["Error"]["Code"], "InvalidParameterValuesException"
        )

    def test_creates_tags_and_terminates(self):
        user = new_user()
        answer = self.create(user, Tags=[{"Key": "team", "Value": "legal"}])
        self.assertEqual(answer["FailedRequests"], [])
        pending = answer["PendingRequests"][0]
        self.assertEqual(pending["State"], "PENDING")
        ident = pending["WorkspaceId"]
        item = self.workspaces.describe_workspaces(WorkspaceIds=[ident])["Workspaces"][0]
        self.assertEqual((item["State"], item["UserName"]), ("AVAILABLE", user))
        again = self.create(user)["FailedRequests"][0]
        self.assertEqual(again["ErrorCode"], "ResourceExists.WorkSpace")
        self.assertEqual(
            again["ErrorMessage"], "A WorkSpace already exists for the specified user."
        )
        self.workspaces.create_tags(ResourceId=ident, Tags=[{"Key": "env", "Value": "test"}])
        self.workspaces.delete_tags(ResourceId=ident, TagKeys=["team"])
        tags = self.workspaces.describe_tags(ResourceId=ident)["TagList"]
        self.assertEqual(tags, [{"Key": "env", "Value": "test"}])
        requests = [{"WorkspaceId": ident}, {"WorkspaceId": "ws-unknown00"}]
        ended = self.workspaces.terminate_workspaces(TerminateWorkspaceRequests=requests)
        self.assertEqual([f["WorkspaceId"] for f in ended["FailedRequests"]], ["ws-unknown00"])
        gone = self.workspaces.describe_workspaces(WorkspaceIds=[ident])
        self.assertEqual(gone["Workspaces"], [])

    def test_reads_all_tags_at_once(self):
        tagging = client("resourcegroupstaggingapi")
        pages = tagging.get_paginator("get_resources").paginate(
            ResourceTypeFilters=["workspaces:workspace"], ResourcesPerPage=50
        )
        found = [m["ResourceARN"] for page in pages for m in page["ResourceTagMappingList"]]
        self.assertGreater(len(found), 50)
        self.assertEqual(len(found), len(set(found)))
        self.assertTrue(found[0].startswith(f"arn:aws:workspaces:{REGION}:{ACCOUNT}:workspace/ws-"))

    def test_becomes_another_account(self):
        role = f"arn:aws:iam::{OTHER}:role/reader"
        keys = client("sts").assume_role(RoleArn=role, RoleSessionName="contract")["Credentials"]
        there = client("sts", key=keys["AccessKeyId"], token=keys["SessionToken"])
        self.assertEqual(there.get_caller_identity()["Account"], OTHER)
        here = {d["DirectoryId"] for d in self.workspaces.describe_workspace_directories()["Directories"]}
        far = client("workspaces", key=keys["AccessKeyId"], token=keys["SessionToken"])
        names = {d["DirectoryId"] for d in far.describe_workspace_directories()["Directories"]}
        self.assertTrue(names and not names & here)

    def test_meets_the_faults_that_are_set(self):
        control("faults", {"operation": "DescribeTags", "kind": "throttle", "times": 1})
        item = self.workspaces.describe_workspaces(Limit=1)["Workspaces"][0]["WorkspaceId"]
        with self.assertRaises(ClientError) as refused:
            self.workspaces.describe_tags(ResourceId=item)
        self.assertEqual(refused.exception.response["Error"]["Code"], "ThrottlingException")
        control("faults", {"operation": "DescribeTags", "kind": "drop_after", "times": 1})
        with self.assertRaises((ConnectionClosedError, HTTPClientError)):
            self.workspaces.describe_tags(ResourceId=item)
        self.workspaces.describe_tags(ResourceId=item)

if __name__ == "__main__":
    unittest.main()
