"""What does a person do with directories and all that hangs on them?"""

import unittest

from lifecycle import Lifecycle, over_each_protocol
from place import OTHER, client
from world import PNG

INVALID = "InvalidParameterValuesException"
NOT_FOUND = "ResourceNotFoundException"
ASSOCIATED = "ResourceAssociatedException"
DENIED = "AccessDeniedException"


class Directories(Lifecycle):
    def setUp(self):
        self.here = self.world()
        self.aws, self.ident = self.here.aws, self.here.directory

    def item(self):
        return self.aws.describe_workspace_directories(DirectoryIds=[self.ident])["Directories"][0]

    def test_it_comes_and_goes(self):
        self.assertEqual(self.item()["State"], "REGISTERED")
        exists = "ResourceAlreadyExistsException"
        self.refused(exists, "", self.aws.register_workspace_directory, DirectoryId=self.ident)
        desktop = self.here.workspace
        leave = {"DirectoryId": self.ident}
        self.refused(
            "OperationNotSupportedException",
            "There are WorkSpaces assigned to this directory. You must remove the WorkSpaces before you "
            "deregister the directory.",
            self.aws.deregister_workspace_directory,
            **leave,
        )
        self.aws.terminate_workspaces(TerminateWorkspaceRequests=[{"WorkspaceId": desktop}])
        self.assertIsNone(self.here.workspace_item(desktop))
        self.aws.deregister_workspace_directory(**leave)
        self.assertEqual(self.aws.describe_workspace_directories(DirectoryIds=[self.ident])["Directories"], [])
        self.refused(
            NOT_FOUND,
            "The specified directory could not be found. Confirm that the directory exists in your AWS "
            "account and that you own the directory.",
            self.aws.deregister_workspace_directory,
            **leave,
        )

    def test_settings_are_read_back(self):
        by_id = {"ResourceId": self.ident}
        signin = {"UserAccessUrl": "https://signin.example.com", "RelayStateParameterName": "To"}
        saml = {"Status": "ENABLED", **signin}
        self.aws.modify_saml_properties(SamlProperties=saml, **by_id)
        authority = "arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/one"
        certificates = {"Status": "ENABLED", "CertificateAuthorityArn": authority}
        modify = self.aws.modify_certificate_based_auth_properties
        modify(CertificateBasedAuthProperties=certificates, **by_id)
        permissions = {"RestartWorkspace": "DISABLED", "RebuildWorkspace": "ENABLED"}
        self.aws.modify_selfservice_permissions(SelfservicePermissions=permissions, **by_id)
        streaming = {"StreamingExperiencePreferredProtocol": "UDP"}
        self.aws.modify_streaming_properties(StreamingProperties=streaming, **by_id)
        access = {"DeviceTypeWeb": "ALLOW", "DeviceTypeLinux": "ALLOW"}
        self.aws.modify_workspace_access_properties(WorkspaceAccessProperties=access, **by_id)
        creation = {"DefaultOu": "OU=Desks,DC=example,DC=com", "EnableInternetAccess": True}
        self.aws.modify_workspace_creation_properties(WorkspaceCreationProperties=creation, **by_id)
        mode = {"EndpointEncryptionMode": "FIPS_VALIDATED"}
        self.aws.modify_endpoint_encryption_mode(DirectoryId=self.ident, **mode)
        item = self.item()
        for member, wanted in [
            ("SamlProperties", saml),
            ("CertificateBasedAuthProperties", certificates),
            ("SelfservicePermissions", permissions),
            ("StreamingProperties", streaming),
            ("WorkspaceAccessProperties", access),
            ("WorkspaceCreationProperties", creation),
        ]:
            with self.subTest(member):
                self.assertEqual(item[member], {**item[member], **wanted})
        self.assertEqual(item["EndpointEncryptionMode"], "FIPS_VALIDATED")

        off = {"Status": "DISABLED"}
        code = "OperationNotSupportedException"
        self.refused(code, "", self.aws.modify_saml_properties, SamlProperties=off, **by_id)
        gone = "CERTIFICATE_BASED_AUTH_PROPERTIES_CERTIFICATE_AUTHORITY_ARN"
        modify(CertificateBasedAuthProperties=off, PropertiesToDelete=[gone], **by_id)
        self.aws.modify_saml_properties(
            SamlProperties=off, PropertiesToDelete=["SAML_PROPERTIES_USER_ACCESS_URL"], **by_id
        )
        self.assertNotIn("UserAccessUrl", self.item()["SamlProperties"])
        self.assertNotIn("CertificateAuthorityArn", self.item()["CertificateBasedAuthProperties"])

    def test_clients_have_settings_branding_and_an_add_in(self):
        by_id = {"ResourceId": self.ident}
        self.aws.modify_client_properties(ClientProperties={"ReconnectEnabled": "DISABLED"}, **by_id)
        found = self.aws.describe_client_properties(ResourceIds=[self.ident])["ClientPropertiesList"]
        self.assertEqual(found[0]["ClientProperties"]["ReconnectEnabled"], "DISABLED")

        brand = {"Logo": PNG, "SupportEmail": "help@example.com", "LoginMessage": {"en_US": "<b>Hello</b>"}}
        self.aws.import_client_branding(DeviceTypeWindows=brand, DeviceTypeWeb=brand, **by_id)
        shown = self.aws.describe_client_branding(**by_id)
        self.assertEqual(shown["DeviceTypeWeb"]["LoginMessage"], brand["LoginMessage"])
        self.assertTrue(shown["DeviceTypeWindows"]["LogoUrl"].startswith("https://"))
        text = {"Logo": b"not a picture"}
        self.refused(INVALID, "PNG", self.aws.import_client_branding, DeviceTypeOsx=text, **by_id)
        self.aws.delete_client_branding(Platforms=["DeviceTypeWindows"], **by_id)
        self.assertNotIn("DeviceTypeWindows", self.aws.describe_client_branding(**by_id))

        ident = self.here.add_in
        one = {"AddInId": ident, **by_id}
        name = {"Name": "Another", "URL": "https://example.com"}
        exists = "ResourceAlreadyExistsException"
        self.refused(exists, "", self.aws.create_connect_client_add_in, **name, **by_id)
        self.aws.update_connect_client_add_in(Name="Calls", **one)
        listed = self.aws.describe_connect_client_add_ins(**by_id)["AddIns"]
        self.assertEqual([(item["AddInId"], item["Name"]) for item in listed], [(ident, "Calls")])
        self.aws.delete_connect_client_add_in(**one)
        self.assertEqual(self.aws.describe_connect_client_add_ins(**by_id)["AddIns"], [])
        self.refused(NOT_FOUND, "", self.aws.delete_connect_client_add_in, **one)

    def test_addresses_are_let_in_by_groups(self):
        group = self.here.new_ip_group("192.0.2.0/24")

        def rules():
            found = self.aws.describe_ip_groups(GroupIds=[group])["Result"][0]["userRules"]
            return sorted(rule["ipRule"] for rule in found)

        self.aws.authorize_ip_rules(GroupId=group, UserRules=[{"ipRule": "198.51.100.0/24"}])
        self.assertEqual(rules(), ["192.0.2.0/24", "198.51.100.0/24"])
        self.aws.revoke_ip_rules(GroupId=group, UserRules=["192.0.2.0/24"])
        self.assertEqual(rules(), ["198.51.100.0/24"])
        self.aws.update_rules_of_ip_group(GroupId=group, UserRules=[{"ipRule": "203.0.113.7/32"}])
        self.assertEqual(rules(), ["203.0.113.7/32"])
        many = [{"ipRule": f"10.0.{number}.0/24"} for number in range(11)]
        code = "ResourceLimitExceededException"
        self.refused(code, "", self.aws.update_rules_of_ip_group, GroupId=group, UserRules=many)
        wrong = [{"ipRule": "everybody"}]
        self.refused(INVALID, "", self.aws.authorize_ip_rules, GroupId=group, UserRules=wrong)

        both = {"DirectoryId": self.ident, "GroupIds": [group]}
        self.aws.associate_ip_groups(**both)
        self.assertEqual(self.item()["ipGroupIds"], [group])
        self.refused(ASSOCIATED, "", self.aws.delete_ip_group, GroupId=group)
        self.aws.disassociate_ip_groups(**both)
        self.assertEqual(self.item()["ipGroupIds"], [])
        self.aws.delete_ip_group(GroupId=group)
        self.assertEqual(self.aws.describe_ip_groups()["Result"], [])
        self.refused(NOT_FOUND, "", self.aws.delete_ip_group, GroupId=group)

    def test_an_alias_is_shared_with_one_other_account(self):
        alias, other = self.here.new_alias(), self.here.beside(OTHER)
        by_id = {"AliasId": alias}

        def share(allow):
            permission = {"SharedAccountId": OTHER, "AllowAssociation": allow}
            return {**by_id, "ConnectionAliasPermission": permission}

        self.refused(NOT_FOUND, "", other.aws.associate_connection_alias, ResourceId=other.directory, **by_id)
        self.aws.update_connection_alias_permission(**share(True))
        permissions = self.aws.describe_connection_alias_permissions(**by_id)
        self.assertEqual(permissions["ConnectionAliasPermissions"][0]["SharedAccountId"], OTHER)
        other.aws.associate_connection_alias(ResourceId=other.directory, **by_id)
        (found,) = self.aws.describe_connection_aliases(AliasIds=[alias])["ConnectionAliases"]
        self.assertEqual(found["State"], "CREATED")
        self.assertEqual(found["Associations"][0]["AssociatedAccountId"], OTHER)
        self.refused(ASSOCIATED, "", self.aws.update_connection_alias_permission, **share(False))
        self.refused(ASSOCIATED, "", self.aws.delete_connection_alias, **by_id)
        self.refused(DENIED, "", self.aws.disassociate_connection_alias, **by_id)
        other.aws.disassociate_connection_alias(**by_id)
        self.refused(ASSOCIATED, "", self.aws.delete_connection_alias, **by_id)
        self.aws.update_connection_alias_permission(**share(False))
        self.aws.delete_connection_alias(**by_id)
        self.assertNotIn("ConnectionAliases", self.aws.describe_connection_aliases(AliasIds=[alias]))

    def test_all_that_can_be_made_has_tags(self):
        here = self.here
        tag, other = {"Key": "team", "Value": "legal"}, {"Key": "site", "Value": "Dublin"}
        made = [here.directory, here.workspace, here.image, here.bundle, here.ip_group, here.alias, here.pool]
        for ident in made:
            with self.subTest(ident):
                by_id = {"ResourceId": ident}
                self.aws.create_tags(Tags=[tag, other], **by_id)
                self.aws.create_tags(Tags=[{**tag, "Value": "sales"}], **by_id)
                self.aws.delete_tags(TagKeys=["site"], **by_id)
                tags = self.aws.describe_tags(**by_id)["TagList"]
                self.assertEqual(tags, [{**tag, "Value": "sales"}])
        tagging = client("resourcegroupstaggingapi", region=here.region)
        filters = [{"Key": "team", "Values": ["sales"]}]
        found = tagging.get_resources(TagFilters=filters)["ResourceTagMappingList"]
        arns = {mapping["ResourceARN"].rsplit("/", 1)[-1] for mapping in found}
        self.assertEqual(arns, set(made))
        mine = {"ResourceId": here.directory}
        amazons = {"ResourceId": here.amazons_bundle}
        self.refused(NOT_FOUND, "", self.aws.create_tags, Tags=[tag], **amazons)
        reserved = [{"Key": "aws:team", "Value": "legal"}]
        self.refused(INVALID, "aws:", self.aws.create_tags, Tags=reserved, **mine)
        many = [{"Key": f"key{number}", "Value": ""} for number in range(50)]
        code = "ResourceLimitExceededException"
        self.refused(code, "50", self.aws.create_tags, Tags=many, **mine)


over_each_protocol(globals(), Directories)

if __name__ == "__main__":
    unittest.main()
