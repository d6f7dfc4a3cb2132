"""Would the checks of an answer see that it is wrong?"""

import unittest

import botocore.session

from answers import complaints

MODEL = botocore.session.get_session().get_service_model("workspaces")
SHAPE = MODEL.operation_model("DescribeWorkspaces").output_shape


class Checks(unittest.TestCase):
    def test_a_right_answer_has_no_faults(self):
        item = {"WorkspaceId": "ws-123456789", "State": "AVAILABLE", "ModificationStates": []}
        self.assertEqual(complaints(SHAPE, {"Workspaces": [item], "ResponseMetadata": {}}), [])

    def test_a_wrong_one_has(self):
        for item in [
            {"WorkspaceId": "nonsense"},
            {"WorkspaceId": 7},
            {"WorkspaceId": None},
            {"State": "NO_SUCH_WORD"},
            {"UserName": ""},
            {"UserName": "u" * 64},
            {"Member": "that there is not"},
            {"WorkspaceProperties": {"RunningMode": "SOMETIMES"}},
            {"WorkspaceProperties": {"RootVolumeSizeGib": "80"}},
            {"RelatedWorkspaces": [{"Type": "COUSIN"}]},
        ]:
            with self.subTest(item=item):
                self.assertTrue(complaints(SHAPE, {"Workspaces": [item]}))

    def test_a_missing_member_is_seen(self):
        shape = MODEL.operation_model("DescribeWorkspacesPools").output_shape
        self.assertTrue(complaints(shape, {"WorkspacesPools": [{"PoolId": "wspool-123456789"}]}))


if __name__ == "__main__":
    unittest.main()
