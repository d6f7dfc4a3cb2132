"""Does the AWS CLI take the commands that the console shows, out of a shell, and do they do what they say?

commands.txt holds one command for each kind of step; a test of the crate `domain` keeps it up to date.
"""

import json
import re
import unittest
from pathlib import Path

from place import REGION, client, new_user
import test_cli

COMMANDS = dict(
    re.findall(r"^## (\S+)\n(.*?)\n(?=## |\Z)", Path(__file__).with_name("commands.txt").read_text("utf-8"), re.M | re.S)
)
HOSTILE = "o'brien \"$HOME\" `id` $(id)\n\\ & ; | * ? ~ # ! é 日本 🖥 -- %s"


class Shell:
    """What tests of commands share: how one is run."""

    run_aws = test_cli.AwsCli.run_aws

    def shell(self, name, places):
        """Runs a command as a shell does, with ids of here in the places of its own, and says what the CLI printed."""
        line = COMMANDS[name]
        for place, here in places.items():
            line = line.replace(place, here or place)
        done = self.run_aws(shell=line)
        self.assertEqual(done.returncode, 0, f"{line}\n{done.stderr}")
        answer = json.loads(done.stdout) if done.stdout.strip() else {}
        self.assertEqual(answer.get("FailedRequests", []), [], line)
        return answer


class Commands(Shell, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.api = client("workspaces")
        directories = cls.api.describe_workspace_directories()["Directories"]
        cls.directory = next(one["DirectoryId"] for one in directories if one.get("WorkspaceType") != "POOLS")
        pages = cls.api.get_paginator("describe_workspace_bundles").paginate(Owner="AMAZON")
        bundles = [bundle for page in pages for bundle in page["Bundles"]]
        named = lambda name: next(one["BundleId"] for one in bundles if name in one["Name"])
        # Such as a WorkSpace can be migrated between.
        cls.bundle, cls.other = named("Standard with Windows"), named("Performance with Windows")

    def new(self, **properties):
        properties = {"RunningMode": "AUTO_STOP", **properties}
        item = {
            "DirectoryId": self.directory,
            "BundleId": self.bundle,
            "UserName": new_user(),
            "WorkspaceProperties": properties,
        }
        answer = self.api.create_workspaces(Workspaces=[item])
        self.assertEqual(answer["FailedRequests"], [])
        return answer["PendingRequests"][0]["WorkspaceId"]

    def described(self, ident):
        found = self.api.describe_workspaces(WorkspaceIds=[ident])["Workspaces"]
        return found[0] if found else None

    def ran(self, name, first="", second="", user=""):
        places = {
            "ws-aaaaaaaa1": first,
            "ws-aaaaaaaa2": second,
            "d-aaaaaaaaaa": self.directory,
            "wsb-aaaaaaaa1": self.bundle,
            "wsb-aaaaaaaa2": self.other,
            "user-aaa": user,
        }
        return self.shell(name, places)

    def tags(self, ident):
        found = self.api.describe_tags(ResourceId=ident)["TagList"]
        return {tag["Key"]: tag["Value"] for tag in found}

    def test_all_are_tried(self):
        tests = Path(__file__), Path(__file__).with_name("test_orders.py")
        tried = "".join(test.read_text("utf-8") for test in tests)
        for name in COMMANDS:
            self.assertIn(f'"{name}"', tried)

    def test_power(self):
        both = self.new(), self.new()
        for name, state in [("stop", "STOPPED"), ("start", "AVAILABLE"), ("reboot", "AVAILABLE")]:
            self.ran(name, *both)
            self.assertEqual([self.described(one)["State"] for one in both], [state, state], name)
        self.ran("terminate", *both)
        self.assertEqual([self.described(one) for one in both], [None, None])

    def test_states(self):
        one = self.new()
        self.ran("begin-maintenance", one)
        self.assertEqual(self.described(one)["State"], "ADMIN_MAINTENANCE")
        for name in ("end-maintenance", "rebuild", "restore"):
            self.ran(name, one)
            self.assertEqual(self.described(one)["State"], "AVAILABLE", name)

    def test_properties(self):
        for name, member, wished in [
            ("mode", "RunningModeAutoStopTimeoutInMinutes", 120),
            ("always-on", "RunningMode", "ALWAYS_ON"),
            ("compute", "ComputeTypeName", "POWER"),
            ("root", "RootVolumeSizeGib", 200),
            ("user", "UserVolumeSizeGib", 200),
        ]:
            with self.subTest(name):
                one = self.new(RootVolumeSizeGib=175, UserVolumeSizeGib=100)
                self.ran(name, one)
                self.assertEqual(self.described(one)["WorkspaceProperties"][member], wished)

    def test_accelerator_and_nested_virtualization(self):
        one = self.new()
        self.ran("accelerator", one)
        found = self.described(one)["WorkspaceProperties"]["GlobalAccelerator"]
        self.assertEqual(found, {"Mode": "ENABLED_AUTO", "PreferredProtocol": "TCP"})
        # AWS CLI 1.46 has a model without this member: that must be all that it has to say against the command.
        done = self.run_aws(shell=COMMANDS["nested"].replace("ws-aaaaaaaa1", one))
        if done.returncode:
            self.assertIn('Unknown parameter in WorkspaceProperties: "NestedVirtualizationEnabled"', done.stderr)

    def test_protocol(self):
        # Which desktops may change it is the service's to say; that it was understood is what counts.
        line = COMMANDS["protocol"].replace("ws-aaaaaaaa1", self.new())
        done = self.run_aws(shell=line)
        self.assertNotRegex(done.stderr, "(?i)parse|parameter validation|unknown options|usage:")

    def test_replication(self):
        one = self.new()
        far = client("workspaces", region="us-west-2")
        directory = far.describe_workspace_directories()["Directories"][0]["DirectoryId"]
        wanted = {"PrimaryWorkspaceId": one, "DirectoryId": directory}
        far.create_standby_workspaces(PrimaryRegion=REGION, StandbyWorkspaces=[wanted])
        self.ran("replication", one)

    def test_migrates(self):
        made = self.ran("migrate", self.new())["TargetWorkspaceId"]
        self.assertEqual(self.described(made)["BundleId"], self.other)

    def test_tags(self):
        one = self.new()
        self.ran("put", one)
        self.assertEqual(self.tags(one), {"o'brien's $HOME": HOSTILE, "file:///etc/hostname": HOSTILE})
        self.ran("drop", one)
        self.assertEqual(self.tags(one), {"file:///etc/hostname": HOSTILE})
        self.ran("drop-file", one)
        self.assertEqual(self.tags(one), {})

    def test_makes_an_image(self):
        made = self.ran("image", self.new())
        self.assertEqual((made["Name"], made["Description"]), ("Gold_1-(a)", "-- before (the) update"))
        self.assertEqual(self.tags(made["ImageId"]), {"o'brien's $HOME": HOSTILE})

    def test_creates(self):
        user = new_user()
        made = self.ran("create", user=user)["PendingRequests"]
        self.assertEqual([one["UserName"] for one in made], [f"{user}a", f"{user}b o'brien $HOME é"])
        self.assertEqual(self.tags(made[0]["WorkspaceId"]), {"note": HOSTILE})
        found = self.described(made[1]["WorkspaceId"])
        self.assertTrue(found["UserVolumeEncryptionEnabled"])
        self.assertEqual(found["WorkspaceProperties"]["RunningModeAutoStopTimeoutInMinutes"], 120)


if __name__ == "__main__":
    unittest.main()
