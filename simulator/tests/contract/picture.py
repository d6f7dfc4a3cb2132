"""Has something changed in a world?"""

from functools import partial


def picture(world):
    """All that can be read here, so that two of them tell whether something changed."""
    read = [
        world.aws.describe_account,
        world.aws.describe_account_modifications,
        world.aws.describe_connection_aliases,
        world.aws.describe_ip_groups,
        world.aws.describe_workspace_directories,
        world.aws.describe_workspace_images,
        world.aws.describe_workspaces,
        world.aws.describe_workspaces_pools,
        world.aws.list_account_links,
        partial(world.aws.describe_workspace_bundles, Owner=world.account),
    ]
    here = vars(world)
    for directory in filter(None, [here.get("directory"), here.get("pools_directory")]):
        read += [
            partial(world.aws.describe_client_branding, ResourceId=directory),
            partial(world.aws.describe_client_properties, ResourceIds=[directory]),
            partial(world.aws.describe_connect_client_add_ins, ResourceId=directory),
        ]
    if "workspace" in here:
        read += [
            partial(world.aws.describe_tags, ResourceId=world.workspace),
            partial(
                world.aws.describe_workspace_associations,
                WorkspaceId=world.workspace,
                AssociatedResourceTypes=["APPLICATION"],
            ),
        ]
    if "image" in here:
        read.append(partial(world.aws.describe_workspace_image_permissions, ImageId=world.image))
    if "alias" in here:
        read.append(partial(world.aws.describe_connection_alias_permissions, AliasId=world.alias))
    answers = [call() for call in read]
    for answer in answers:
        del answer["ResponseMetadata"]
    return answers
