"""Which inputs does the service refuse though its model allows them, and with which error?

Of the inputs that `generate.py` makes; each has this one error, and all others are taken.
"""

INVALID = "InvalidParameterValuesException"
UNSUPPORTED = "UnsupportedWorkspaceConfigurationException"

# By operation and kind of input, with the reason.
REFUSED = {
    # A rule without an address.
    ("AuthorizeIpRules", "required"): INVALID,
    ("UpdateRulesOfIpGroup", "required"): INVALID,
    # The model requires nothing, the service does.
    ("DeleteWorkspaceBundle", "required"): INVALID,
    ("GetAccountLink", "required"): "ValidationException",
    ("ImportClientBranding", "required"): INVALID,
    ("ModifyAccount", "required"): INVALID,
    ("ModifyCertificateBasedAuthProperties", "required"): INVALID,
    ("ModifySamlProperties", "required"): INVALID,
    ("ModifyStreamingProperties", "required"): INVALID,
    ("ModifyWorkspaceProperties", "required"): INVALID,
    ("RegisterWorkspaceDirectory", "required"): INVALID,
    ("UpdateConnectClientAddIn", "required"): INVALID,
    ("UpdateWorkspaceBundle", "required"): INVALID,
    # One of several, not all.
    ("DescribeWorkspaceBundles", "everything"): INVALID,
    ("DescribeWorkspaces", "everything"): INVALID,
    ("GetAccountLink", "everything"): "ValidationException",
    ("ModifyWorkspaceProperties", "everything"): INVALID,
    ("ModifyWorkspaceProperties", "with WorkspaceProperties"): INVALID,
    ("RegisterWorkspaceDirectory", "everything"): INVALID,
    # Not without something else.
    ("DescribeWorkspaces", "with UserName"): INVALID,
    ("ModifyWorkspaceProperties", "with DataReplication"): UNSUPPORTED,
    ("RegisterWorkspaceDirectory", "with ActiveDirectoryConfig"): INVALID,
    ("RegisterWorkspaceDirectory", "with IdcInstanceArn"): INVALID,
    ("RegisterWorkspaceDirectory", "with MicrosoftEntraConfig"): INVALID,
}

# What the service wants besides what the model requires, for `generate.py` to add.
WANTED = {
    "DeleteWorkspaceBundle": ["BundleId"],
    "ModifyAccount": ["DedicatedTenancySupport", "DedicatedTenancyManagementCidrRange"],
    "RegisterWorkspaceDirectory": ["DirectoryId"],
    "UpdateWorkspaceBundle": ["BundleId", "ImageId"],
}

# Operations that have a token and model no error for a wrong one: what all operations can answer is sent.
TOKEN_NOT_MODELLED = {"DescribeAccountModifications", "DescribeWorkspaceImages"}


def expected(operation, kind):
    """The code of the error that such an input gets, or nothing. A token that nobody gave is refused."""
    if kind == "with NextToken":
        general = {"ListAccountLinks", *TOKEN_NOT_MODELLED}
        return "ValidationException" if operation in general else INVALID
    return REFUSED.get((operation, kind))
