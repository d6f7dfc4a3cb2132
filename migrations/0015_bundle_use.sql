-- Counting WorkSpaces by bundle reads this index alone: the list of bundles says how many use each.
create index workspace_use on workspace (scope_id, bundle_id, account, region, directory_id);
