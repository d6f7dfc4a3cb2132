"""Does the AWS CLI work against the simulator, unchanged?"""

import json
import os
import subprocess
import sys
import time
import unittest

from place import ACCOUNT, REGION, URL, new_user


class AwsCli(unittest.TestCase):
    def aws(self, *arguments):
        """What a command of the CLI answers; none may fail."""
        done = self.run_aws(*arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout) if done.stdout.strip() else None

    def run_aws(self, *arguments, shell=None):
        """Runs the CLI, by itself or as a line of a shell."""
        environment = {
            **os.environ,
            "AWS_ACCESS_KEY_ID": ACCOUNT,
            "AWS_SECRET_ACCESS_KEY": "any",
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ENDPOINT_URL": URL,
            "AWS_PAGER": "",
            "AWS_MAX_ATTEMPTS": "1",
        }
        for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL_WORKSPACES"):
            environment.pop(name, None)
        # The CLI of the same Python comes before any other that is installed.
        beside = os.path.join(os.path.dirname(sys.executable), "aws")
        program = beside if os.path.exists(beside) else "aws"
        if shell:
            environment.update(PATH=f"{os.path.dirname(program)}:{os.environ['PATH']}", AWS_DEFAULT_OUTPUT="json")
        return subprocess.run(
            ["sh", "-c", shell] if shell else [program, *arguments, "--output", "json"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def test_lists_and_pages(self):
        first = self.aws("workspaces", "describe-workspaces", "--max-items", "30")
        self.assertEqual(len(first["Workspaces"]), 30)
        token = first["NextToken"]
        second = self.aws(
            "workspaces", "describe-workspaces", "--max-items", "30", "--starting-token", token
        )
        ids = {item["WorkspaceId"] for page in (first, second) for item in page["Workspaces"]}
        self.assertEqual(len(ids), 60)

    def test_creates_tags_and_terminates(self):
        directory = self.aws("workspaces", "describe-workspace-directories")["Directories"][0]
        bundle = self.aws("workspaces", "describe-workspace-bundles")["Bundles"][0]
        item = {
            "DirectoryId": directory["DirectoryId"],
            "BundleId": bundle["BundleId"],
            "UserName": new_user(),
        }
        created = self.aws(
            "workspaces", "create-workspaces", "--workspaces", json.dumps([item])
        )
        ident = created["PendingRequests"][0]["WorkspaceId"]
        self.aws(
            "workspaces", "create-tags", "--resource-id", ident, "--tags", "Key=env,Value=test"
        )
        tags = self.aws("workspaces", "describe-tags", "--resource-id", ident)
        self.assertEqual(tags["TagList"], [{"Key": "env", "Value": "test"}])
        ended = self.aws(
            "workspaces", "terminate-workspaces", "--terminate-workspace-requests", ident
        )
        self.assertEqual(ended["FailedRequests"], [])
        gone = self.aws("workspaces", "describe-workspaces", "--workspace-ids", ident)
        self.assertEqual(gone["Workspaces"], [])

    def create(self, **more):
        """The id of a new WorkSpace."""
        directory = self.aws("workspaces", "describe-workspace-directories")["Directories"][0]
        bundles = self.aws("workspaces", "describe-workspace-bundles", "--owner", "AMAZON")["Bundles"]
        bundle = next(one for one in bundles if "Standard with Windows" in one["Name"])
        item = {
            "DirectoryId": directory["DirectoryId"],
            "BundleId": bundle["BundleId"],
            "UserName": new_user(),
            **more,
        }
        created = self.aws("workspaces", "create-workspaces", "--workspaces", json.dumps([item]))
        self.assertEqual(created["FailedRequests"], [])
        return created["PendingRequests"][0]["WorkspaceId"]

    def awaited(self, ident, state):
        """Polls, as a script does: the service has no waiters. With an instant clock it is so at once."""
        for _ in range(5):
            query = ("--workspace-ids", ident, "--query", "Workspaces[0]")
            item = self.aws("workspaces", "describe-workspaces", *query)
            if item and item["State"] == state:
                return item
            time.sleep(0.2)
        self.fail(f"{ident} did not become {state}: {item}")

    def test_rebuilds_and_modifies(self):
        ident = self.create(WorkspaceProperties={"RunningMode": "AUTO_STOP"})
        self.awaited(ident, "AVAILABLE")
        done = self.aws("workspaces", "rebuild-workspaces", "--rebuild-workspace-requests", ident)
        self.assertEqual(done["FailedRequests"], [])
        self.awaited(ident, "AVAILABLE")
        by_id = ("--workspace-id", ident)
        properties = ("--workspace-properties", "ComputeTypeName=PERFORMANCE")
        self.assertFalse(self.aws("workspaces", "modify-workspace-properties", *by_id, *properties))
        item = self.awaited(ident, "AVAILABLE")
        self.assertEqual(item["WorkspaceProperties"]["ComputeTypeName"], "PERFORMANCE")
        stopped = self.aws("workspaces", "stop-workspaces", "--stop-workspace-requests", f"WorkspaceId={ident}")
        self.assertEqual(stopped["FailedRequests"], [])
        self.awaited(ident, "STOPPED")

    def test_makes_a_standby(self):
        ident = self.create()
        self.awaited(ident, "AVAILABLE")
        far = ("--region", "us-west-2")
        directories = self.aws("workspaces", "describe-workspace-directories", *far)["Directories"]
        wanted = {"PrimaryWorkspaceId": ident, "DirectoryId": directories[0]["DirectoryId"]}
        made = self.aws(
            "workspaces",
            "create-standby-workspaces",
            *far,
            "--primary-region",
            REGION,
            "--standby-workspaces",
            json.dumps([wanted]),
        )
        self.assertEqual(made["FailedStandbyRequests"], [])
        standby = made["PendingStandbyRequests"][0]["WorkspaceId"]
        self.assertEqual(self.awaited(ident, "AVAILABLE")["RelatedWorkspaces"][0]["WorkspaceId"], standby)
        one = ("terminate-workspaces", "--terminate-workspace-requests", standby)
        self.assertEqual(self.aws("workspaces", *one, *far)["FailedRequests"], [])

    def test_says_why_it_was_refused(self):
        for arguments, code in [
            (("describe-tags", "--resource-id", "ws-999999999"), "ResourceNotFoundException"),
            (("describe-workspaces", "--workspace-ids", "nonsense"), "ValidationException"),
        ]:
            with self.subTest(code):
                done = self.run_aws("workspaces", *arguments)
                self.assertNotEqual(done.returncode, 0)
                self.assertIn(f"({code})", done.stderr)

    def test_knows_who_it_is(self):
        self.assertEqual(self.aws("sts", "get-caller-identity")["Account"], ACCOUNT)


if __name__ == "__main__":
    unittest.main()
