"""What does a person do with WorkSpaces from the first day to the last, and does it come out as it should?"""

import unittest

from lifecycle import Lifecycle, over_each_protocol
from place import new_user


class Desktops(Lifecycle):
    def setUp(self):
        self.here = self.world()
        self.aws = self.here.aws

    def state(self, ident):
        return self.here.workspace_item(ident)["State"]

    def properties(self, ident):
        return self.here.workspace_item(ident)["WorkspaceProperties"]

    def failed(self, answer):
        """The codes of the refused items, by WorkSpace."""
        return {item["WorkspaceId"]: item["ErrorCode"] for item in answer["FailedRequests"]}

    def change(self, ident, **properties):
        self.aws.modify_workspace_properties(WorkspaceId=ident, WorkspaceProperties=properties)

    def test_a_launch_is_refused_item_by_item(self):
        directory, bundle, user = self.here.directory, self.here.amazons_bundle, new_user()
        good = {"DirectoryId": directory, "BundleId": bundle, "UserName": user}
        always_on = {"RunningMode": "ALWAYS_ON", "RunningModeAutoStopTimeoutInMinutes": 60}
        items = [
            good,
            good,
            {**good, "DirectoryId": "d-9999999999"},
            {**good, "BundleId": "wsb-999999999", "UserName": new_user()},
            {**good, "UserName": "missing.person"},
            {**good, "UserName": new_user(), "WorkspaceProperties": always_on},
        ]
        answer = self.aws.create_workspaces(Workspaces=items)
        self.assertEqual([item["UserName"] for item in answer["PendingRequests"]], [user])
        refused = [(item["ErrorCode"], item["ErrorMessage"]) for item in answer["FailedRequests"]]
        self.assertEqual(
            refused[:2],
            [
                ("ResourceExists.WorkSpace", "A WorkSpace already exists for the specified user."),
                (
                    "ResourceNotFound.Directory",
                    "The specified directory could not be found in the specified region.",
                ),
            ],
        )
        self.assertEqual(
            [code for code, _ in refused[2:4]], ["ResourceNotFound.Bundle", "ResourceNotFound.User"]
        )
        self.assertIn("not applicable for WorkSpace with running mode set to ALWAYS_ON", refused[4][1])
        self.assertEqual([item["WorkspaceRequest"] for item in answer["FailedRequests"]], items[1:])

    def test_power_goes_with_state_and_running_mode(self):
        ident = self.here.workspace
        always_on = self.here.new_workspace(WorkspaceProperties={"RunningMode": "ALWAYS_ON"})
        both = [{"WorkspaceId": ident}, {"WorkspaceId": always_on}]
        self.assertEqual(self.state(ident), "AVAILABLE")
        self.assertIn(ident, self.failed(self.aws.start_workspaces(StartWorkspaceRequests=both)))
        self.assertEqual([*self.failed(self.aws.stop_workspaces(StopWorkspaceRequests=both))], [always_on])
        self.assertEqual(self.state(ident), "STOPPED")
        self.assertEqual([*self.failed(self.aws.reboot_workspaces(RebootWorkspaceRequests=both))], [ident])
        self.assertEqual([*self.failed(self.aws.start_workspaces(StartWorkspaceRequests=both))], [always_on])
        self.assertEqual(self.state(ident), "AVAILABLE")
        self.assertEqual(self.aws.reboot_workspaces(RebootWorkspaceRequests=both)["FailedRequests"], [])
        self.assertEqual(self.state(ident), "AVAILABLE")

    def test_a_stopped_one_has_an_unknown_connection(self):
        ident = self.here.stopped
        self.assertEqual(self.state(ident), "STOPPED")
        status = self.aws.describe_workspaces_connection_status(WorkspaceIds=[ident])
        (entry,) = status["WorkspacesConnectionStatus"]
        self.assertEqual(entry["ConnectionState"], "UNKNOWN")
        self.assertIn("ConnectionStateCheckTimestamp", entry)
        self.assertNotIn("LastKnownUserConnectionTimestamp", entry)

    def test_properties_change_one_at_a_time(self):
        ident = self.here.workspace
        self.change(ident, RunningModeAutoStopTimeoutInMinutes=120)
        self.assertEqual(self.properties(ident)["RunningModeAutoStopTimeoutInMinutes"], 120)
        self.change(ident, RunningMode="ALWAYS_ON")
        self.assertNotIn("RunningModeAutoStopTimeoutInMinutes", self.properties(ident))
        self.change(ident, UserVolumeSizeGib=100)
        self.change(ident, RootVolumeSizeGib=175)
        self.change(ident, ComputeTypeName="PERFORMANCE")
        now = self.properties(ident)
        self.assertEqual((now["RootVolumeSizeGib"], now["UserVolumeSizeGib"]), (175, 100))
        self.assertEqual((now["ComputeTypeName"], now["RunningMode"]), ("PERFORMANCE", "ALWAYS_ON"))
        self.assertEqual(self.here.workspace_item(ident)["ModificationStates"], [])

    def test_properties_are_refused_that_do_not_fit(self):
        modify, ident = self.aws.modify_workspace_properties, self.here.workspace
        for words, wanted in [
            ("larger", {"UserVolumeSizeGib": 10}),
            ("one property", {"UserVolumeSizeGib": 100, "ComputeTypeName": "POWER"}),
            ("ALWAYS_ON", {"RunningMode": "ALWAYS_ON", "RunningModeAutoStopTimeoutInMinutes": 60}),
            ("", {"RunningModeAutoStopTimeoutInMinutes": 45}),
            ("", {"RootVolumeSizeGib": 100}),
        ]:
            with self.subTest(wanted=wanted):
                code = "InvalidParameterValuesException"
                self.refused(code, words, modify, WorkspaceId=ident, WorkspaceProperties=wanted)
        code = "ResourceNotFoundException"
        nobody = {"RunningMode": "ALWAYS_ON"}
        self.refused(code, "", modify, WorkspaceId="ws-999999999", WorkspaceProperties=nobody)

    def test_it_is_rebuilt_and_restored_from_snapshots(self):
        ident = self.here.workspace
        snapshots = self.aws.describe_workspace_snapshots(WorkspaceId=ident)
        self.assertTrue(snapshots["RebuildSnapshots"] and snapshots["RestoreSnapshots"])
        rebuilt = self.aws.rebuild_workspaces(RebuildWorkspaceRequests=[{"WorkspaceId": ident}])
        self.assertEqual(rebuilt["FailedRequests"], [])
        self.assertEqual(self.state(ident), "AVAILABLE")
        two = [{"WorkspaceId": ident}] * 2
        self.refused(
            "ValidationException", "", self.aws.rebuild_workspaces, RebuildWorkspaceRequests=two
        )
        self.aws.restore_workspace(WorkspaceId=ident)
        self.assertEqual(self.state(ident), "AVAILABLE")

    def test_out_of_service_it_refuses_all_but_the_way_back(self):
        ident = self.here.workspace
        self.aws.modify_workspace_state(WorkspaceId=ident, WorkspaceState="ADMIN_MAINTENANCE")
        self.assertEqual(self.state(ident), "ADMIN_MAINTENANCE")
        one = [{"WorkspaceId": ident}]
        self.assertEqual([*self.failed(self.aws.reboot_workspaces(RebootWorkspaceRequests=one))], [ident])
        self.assertEqual([*self.failed(self.aws.stop_workspaces(StopWorkspaceRequests=one))], [ident])
        self.assertEqual([*self.failed(self.aws.rebuild_workspaces(RebuildWorkspaceRequests=one))], [ident])
        code = "OperationNotSupportedException"
        self.refused(code, "ADMIN_MAINTENANCE", self.aws.restore_workspace, WorkspaceId=ident)
        self.aws.modify_workspace_state(WorkspaceId=ident, WorkspaceState="AVAILABLE")
        self.assertEqual(self.state(ident), "AVAILABLE")

    def test_a_migration_has_a_new_id_and_ends_the_old_one(self):
        ident = self.here.workspace
        self.aws.create_tags(ResourceId=ident, Tags=[{"Key": "team", "Value": "legal"}])
        before = self.here.workspace_item(ident)
        bundle = self.here.amazons("Performance with Windows")
        moved = self.aws.migrate_workspace(SourceWorkspaceId=ident, BundleId=bundle)
        self.assertEqual(moved["SourceWorkspaceId"], ident)
        after = self.here.workspace_item(moved["TargetWorkspaceId"])
        self.assertEqual(after["State"], "AVAILABLE")
        self.assertEqual((after["UserName"], after["BundleId"]), (before["UserName"], bundle))
        self.assertEqual(
            after["WorkspaceProperties"]["RunningMode"], before["WorkspaceProperties"]["RunningMode"]
        )
        tags = self.aws.describe_tags(ResourceId=moved["TargetWorkspaceId"])["TagList"]
        self.assertEqual(tags, [{"Key": "team", "Value": "legal"}])
        self.assertIsNone(self.here.workspace_item(ident))
        code = "InvalidParameterValuesException"
        again = {"SourceWorkspaceId": moved["TargetWorkspaceId"], "BundleId": bundle}
        self.refused(code, "different", self.aws.migrate_workspace, **again)

    def test_a_standby_belongs_to_one_in_another_region(self):
        far = self.here.beside()
        wanted = {"PrimaryWorkspaceId": far.workspace, "DirectoryId": self.here.directory}
        create = self.aws.create_standby_workspaces
        answer = create(PrimaryRegion=far.region, StandbyWorkspaces=[wanted])
        self.assertEqual(answer["FailedStandbyRequests"], [])
        standby = answer["PendingStandbyRequests"][0]["WorkspaceId"]
        item, primary = self.here.workspace_item(standby), far.workspace_item(far.workspace)
        self.assertEqual(item["UserName"], primary["UserName"])
        self.assertEqual(item["RelatedWorkspaces"][0]["WorkspaceId"], far.workspace)
        self.assertEqual(item["RelatedWorkspaces"][0]["Type"], "PRIMARY")
        self.assertEqual(primary["RelatedWorkspaces"][0]["WorkspaceId"], standby)
        again = create(PrimaryRegion=far.region, StandbyWorkspaces=[wanted])
        self.assertEqual(len(again["FailedStandbyRequests"]), 1)
        self.assertEqual(again["FailedStandbyRequests"][0]["StandbyWorkspaceRequest"], wanted)
        code = "InvalidParameterValuesException"
        self.refused(code, "another region", create, PrimaryRegion=self.here.region, StandbyWorkspaces=[wanted])

    def test_applications_are_installed_and_removed(self):
        ident, office = self.here.workspace, self.here.application
        one = {"WorkspaceId": ident, "ApplicationId": office}
        there = {"WorkspaceId": ident, "AssociatedResourceTypes": ["APPLICATION"]}

        def states():
            found = self.aws.describe_workspace_associations(**there)["Associations"]
            return [item["State"] for item in found]

        made = self.aws.associate_workspace_application(**one)["Association"]
        self.assertEqual(made["State"], "PENDING_INSTALL")
        code = "ResourceAlreadyExistsException"
        self.refused(code, "", self.aws.associate_workspace_application, **one)
        self.aws.deploy_workspace_applications(WorkspaceId=ident)
        self.assertEqual(states(), ["COMPLETED"])
        by_application = self.aws.describe_application_associations(
            ApplicationId=office, AssociatedResourceTypes=["WORKSPACE"]
        )
        self.assertEqual([item["AssociatedResourceId"] for item in by_application["Associations"]], [ident])
        self.aws.disassociate_workspace_application(**one)
        self.assertEqual(states(), ["PENDING_UNINSTALL"])
        self.aws.deploy_workspace_applications(WorkspaceId=ident)
        self.assertEqual([state for state in states() if state != "REMOVED"], [])

    def test_what_is_terminated_is_gone(self):
        ident = self.here.workspace
        unknown = "ws-999999999"
        requests = [{"WorkspaceId": ident}, {"WorkspaceId": unknown}]
        ended = self.aws.terminate_workspaces(TerminateWorkspaceRequests=requests)
        self.assertEqual([*self.failed(ended)], [unknown])
        self.assertIsNone(self.here.workspace_item(ident))
        code = "ResourceNotFoundException"
        self.refused(code, "", self.aws.describe_tags, ResourceId=ident)
        self.refused(code, "", self.aws.describe_workspace_snapshots, WorkspaceId=ident)


over_each_protocol(globals(), Desktops)

if __name__ == "__main__":
    unittest.main()
