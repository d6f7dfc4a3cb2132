"""Does each list of the service come in pages, with nothing skipped, nothing twice, and an end?"""

import unittest

import botocore.session
from botocore import xform_name
from botocore.exceptions import ClientError

import many
from place import OTHER, PROTOCOLS, client
from world import World

MODEL = botocore.session.get_session().get_service_model("workspaces")
PAGINATED = botocore.session.get_session().get_paginator_model("workspaces")._paginator_config


def identity(name):
    """How an item is told from others: by its id, or by all of it."""
    return lambda item: item[name] if name else str(item)


# Of each list: who has one, what else is asked, the member, the id, how many at least, and the size of a page when
# nobody asks for another.
LISTS = {
    "DescribeAccountModifications": (many.modified, {}, "AccountModifications", None, 1, 25),
    "DescribeApplicationAssociations": (
        many.installed,
        lambda world: {"ApplicationId": world.application, "AssociatedResourceTypes": ["WORKSPACE"]},
        "Associations",
        "AssociatedResourceId",
        5,
        25,
    ),
    "DescribeApplications": (many.fleet, {}, "Applications", "ApplicationId", 10, 25),
    "DescribeConnectClientAddIns": (
        many.with_add_in,
        lambda world: {"ResourceId": world.directory},
        "AddIns",
        "AddInId",
        1,
        25,
    ),
    "DescribeConnectionAliasPermissions": (
        many.shared_alias,
        lambda world: {"AliasId": world.alias},
        "ConnectionAliasPermissions",
        "SharedAccountId",
        1,
        25,
    ),
    "DescribeConnectionAliases": (many.aliases, {}, "ConnectionAliases", "AliasId", 20, 25),
    "DescribeIpGroups": (many.groups, {}, "Result", "groupId", 27, 25),
    "DescribeWorkspaceBundles": (many.fleet, {"Owner": "AMAZON"}, "Bundles", "BundleId", 26, 25),
    "DescribeWorkspaceDirectories": (many.directories, {}, "Directories", "DirectoryId", 27, 25),
    "DescribeWorkspaceImagePermissions": (
        many.shared_image,
        lambda world: {"ImageId": world.image},
        "ImagePermissions",
        "SharedAccountId",
        5,
        25,
    ),
    "DescribeWorkspaceImages": (many.images, {}, "Images", "ImageId", 27, 25),
    "DescribeWorkspaces": (many.fleet, {}, "Workspaces", "WorkspaceId", 100, 25),
    "DescribeWorkspacesConnectionStatus": (many.fleet, {}, "WorkspacesConnectionStatus", "WorkspaceId", 90, 25),
    "DescribeWorkspacesPoolSessions": (
        many.crowd,
        lambda world: {"PoolId": world.running_pool},
        "Sessions",
        "SessionId",
        25,
        20,
    ),
    "DescribeWorkspacesPools": (many.pools, {}, "WorkspacesPools", "PoolId", 5, 25),
    "ListAccountLinks": (many.links, {}, "AccountLinks", "AccountLinkId", 27, 25),
    "ListAvailableManagementCidrRanges": (
        many.fleet,
        {"ManagementCidrRangeConstraint": "10.0.0.0/8"},
        "ManagementCidrRanges",
        None,
        200,
        5,
    ),
}


class Lists(unittest.TestCase):
    def test_all_are_here(self):
        with_tokens = {
            name
            for name in MODEL.operation_names
            if "NextToken" in getattr(MODEL.operation_model(name).output_shape, "members", {})
        }
        self.assertEqual(with_tokens, set(LISTS))
        self.assertLessEqual(set(PAGINATED), set(LISTS))

    def test_all_pages_of_all_sizes(self):
        for protocol in PROTOCOLS:
            for name in LISTS:
                with self.subTest(name, protocol=protocol):
                    self.walk(name, protocol)

    def walk(self, name, protocol):
        owner, given, member, ident, least, usual = LISTS[name]
        world = owner(protocol)
        given = given(world) if callable(given) else given
        key = identity(ident)
        pages = self.pages(world.aws, name, given)
        self.assertTrue(all(len(page.get(member, [])) == usual for page in pages[:-1]))
        self.assertLessEqual(len(pages[-1].get(member, [])), usual)
        whole = [key(item) for page in pages for item in page[member]]
        self.assertGreaterEqual(len(whole), least)
        self.assertEqual(len(whole), len(set(whole)))
        members = MODEL.operation_model(name).input_shape.members
        for size in {"Limit", "MaxResults"} & set(members):
            most = members[size].metadata["max"]
            for wanted in {1 if len(whole) < 30 else 3, 2, most}:
                pages = self.pages(world.aws, name, {**given, size: wanted})
                self.assertTrue(all(len(page[member]) == wanted for page in pages[:-1]))
                self.assertEqual([key(item) for page in pages for item in page[member]], whole)
        if name in PAGINATED:
            paginator = world.aws.get_paginator(xform_name(name))
            found = [key(item) for page in paginator.paginate(**given) for item in page[member]]
            self.assertEqual(found, whole)

    def pages(self, aws, name, given):
        """All pages, by following tokens."""
        call = getattr(aws, xform_name(name))
        pages = [call(**given)]
        while "NextToken" in pages[-1]:
            self.assertLess(len(pages), 1000, "the list has no end")
            pages.append(call(**given, NextToken=pages[-1]["NextToken"]))
        return pages

    def test_a_token_is_good_for_its_own_list_alone(self):
        aws = client("workspaces")
        token = aws.describe_workspaces(Limit=1)["NextToken"]
        directory = aws.describe_workspaces(Limit=1)["Workspaces"][0]["DirectoryId"]
        aws.describe_workspaces(NextToken=token)
        for call, given in [
            (aws.describe_workspaces, {"DirectoryId": directory}),
            (aws.describe_workspace_bundles, {"Owner": "AMAZON"}),
            (client("workspaces", key=OTHER).describe_workspaces, {}),
            (client("workspaces", region="us-east-1").describe_workspaces, {}),
        ]:
            with self.subTest(str(call), given=given), self.assertRaises(ClientError) as refused:
                call(NextToken=token, **given)
            code = refused.exception.response["Error"]["Code"]
            self.assertEqual(code, "InvalidParameterValuesException")

    def test_a_list_goes_on_when_its_last_item_is_gone(self):
        world = World()
        idents = sorted(world.new_ip_group() for _ in range(4))
        first = world.aws.describe_ip_groups(MaxResults=2)
        self.assertEqual([group["groupId"] for group in first["Result"]], idents[:2])
        world.aws.delete_ip_group(GroupId=idents[1])
        rest = world.aws.describe_ip_groups(MaxResults=2, NextToken=first["NextToken"])
        self.assertEqual([group["groupId"] for group in rest["Result"]], idents[2:])


if __name__ == "__main__":
    unittest.main()
