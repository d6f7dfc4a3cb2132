"""Where is there more of something than a page holds, or all that there can be?"""

from place import ACCOUNT, OTHER, REGION
from world import World


def fleet(protocol):
    """The estate's first region, which has more WorkSpaces than a page."""
    return World(ACCOUNT, REGION, protocol)


def directories(protocol):
    world = World(protocol=protocol)
    for _ in range(27):
        world.new_directory()
    return world


def groups(protocol):
    world = World(protocol=protocol)
    for _ in range(27):
        world.new_ip_group()
    return world


def images(protocol):
    world = World(protocol=protocol)
    for _ in range(27):
        world.new_image()
    return world


def links(protocol):
    """An account that has rejected many invitations."""
    world = World(protocol=protocol)
    other = world.beside(OTHER)
    for _ in range(27):
        invited = other.aws.create_account_link_invitation(TargetAccountId=ACCOUNT)
        world.aws.reject_account_link_invitation(LinkId=invited["AccountLink"]["AccountLinkId"])
    return world


def modified(protocol):
    """An account can be modified once, so that there is one page."""
    world = World(protocol=protocol)
    tenancy = {"DedicatedTenancySupport": "ENABLED"}
    world.aws.modify_account(DedicatedTenancyManagementCidrRange="192.168.0.0/16", **tenancy)
    return world


def installed(protocol):
    world = World(protocol=protocol)
    for _ in range(5):
        both = {"WorkspaceId": world.new_workspace(), "ApplicationId": world.application}
        world.aws.associate_workspace_application(**both)
    return world


def aliases(protocol):
    world = World(protocol=protocol)
    for _ in range(20):
        world.new_alias()
    return world


def shared_image(protocol):
    world = World(protocol=protocol)
    for number in range(5):
        account = {"SharedAccountId": f"22223333444{number}", "AllowCopyImage": True}
        world.aws.update_workspace_image_permission(ImageId=world.image, **account)
    return world


def pools(protocol):
    world = World(protocol=protocol)
    for _ in range(5):
        world.new_pool()
    return world


def crowd(protocol):
    """A running pool with many at it."""
    world = World(protocol=protocol)
    pool = world.running_pool
    world.aws.update_workspaces_pool(PoolId=pool, Capacity={"DesiredUserSessions": 25})
    world.aws.describe_workspaces_pools()
    for _ in range(25):
        world.new_session(pool)
    return world


def shared_alias(protocol):
    """An alias is shared with one account at most, so that there is one page."""
    world = World(protocol=protocol)
    permission = {"SharedAccountId": OTHER, "AllowAssociation": True}
    world.aws.update_connection_alias_permission(AliasId=world.alias, ConnectionAliasPermission=permission)
    return world


def with_add_in(protocol):
    """A directory has one add-in at most, so that there is one page."""
    world = World(protocol=protocol)
    assert world.add_in
    return world
