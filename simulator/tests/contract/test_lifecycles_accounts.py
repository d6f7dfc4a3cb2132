"""How do two accounts link up, and what does one see of the other?"""

import unittest

from lifecycle import Lifecycle, over_each_protocol
from place import ACCOUNT, OTHER

NOT_FOUND = "ResourceNotFoundException"
DENIED = "AccessDeniedException"


class Accounts(Lifecycle):
    def setUp(self):
        self.here = self.world()
        self.other = self.here.beside(OTHER)

    def invite(self):
        link = self.here.aws.create_account_link_invitation(TargetAccountId=OTHER)["AccountLink"]
        self.assertEqual((link["SourceAccountId"], link["TargetAccountId"]), (ACCOUNT, OTHER))
        return {"LinkId": link["AccountLinkId"]}

    def status(self, aws, link):
        return aws.get_account_link(**link)["AccountLink"]["AccountLinkStatus"]

    def test_a_link_is_accepted_and_stays(self):
        link, conflict = self.invite(), "ConflictException"
        pending = "PENDING_ACCEPTANCE_BY_TARGET_ACCOUNT"
        self.assertEqual(self.status(self.other.aws, link), pending)
        again = {"TargetAccountId": OTHER}
        self.refused(conflict, "", self.here.aws.create_account_link_invitation, **again)
        self.refused(DENIED, "", self.here.aws.accept_account_link_invitation, **link)
        self.other.aws.accept_account_link_invitation(**link)
        self.assertEqual(self.status(self.here.aws, link), "LINKED")
        by_account = self.other.aws.get_account_link(LinkedAccountId=ACCOUNT)["AccountLink"]
        self.assertEqual(by_account["AccountLinkId"], link["LinkId"])
        self.assertEqual(self.here.aws.describe_account()["DedicatedTenancyAccountType"], "SOURCE_ACCOUNT")
        self.assertEqual(self.other.aws.describe_account()["DedicatedTenancyAccountType"], "TARGET_ACCOUNT")
        self.refused(conflict, "", self.here.aws.delete_account_link_invitation, **link)

    def test_an_invitation_is_rejected_or_taken_back(self):
        link = self.invite()
        self.other.aws.reject_account_link_invitation(**link)
        self.assertEqual(self.status(self.here.aws, link), "REJECTED")
        self.refused("ConflictException", "", self.other.aws.accept_account_link_invitation, **link)
        link = self.invite()
        self.refused(DENIED, "", self.other.aws.delete_account_link_invitation, **link)
        self.here.aws.delete_account_link_invitation(**link)
        self.refused(NOT_FOUND, "", self.here.aws.get_account_link, **link)
        rejected = self.here.aws.list_account_links(LinkStatusFilter=["REJECTED"])["AccountLinks"]
        self.assertEqual(len(rejected), 1)

    def test_nobody_links_to_oneself(self):
        invite = self.here.aws.create_account_link_invitation
        self.refused("ValidationException", "", invite, TargetAccountId=ACCOUNT)

    def test_what_one_account_has_the_other_does_not_see(self):
        directory = self.here.directory
        seen = self.other.aws.describe_workspace_directories(DirectoryIds=[directory])["Directories"]
        self.assertEqual(seen, [])
        leave = self.other.aws.deregister_workspace_directory
        self.refused(NOT_FOUND, "", leave, DirectoryId=directory)
        self.refused(NOT_FOUND, "", self.other.aws.describe_tags, ResourceId=self.here.ip_group)
        terminate = self.other.aws.terminate_workspaces
        failed = terminate(TerminateWorkspaceRequests=[{"WorkspaceId": self.here.workspace}])
        self.assertEqual(len(failed["FailedRequests"]), 1)
        self.assertEqual(self.here.workspace_item(self.here.workspace)["State"], "AVAILABLE")


over_each_protocol(globals(), Accounts)

if __name__ == "__main__":
    unittest.main()
