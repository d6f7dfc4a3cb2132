-- Of a cell's WorkSpaces, a text looks at each one's names: they are read where they are counted, instead of first gathering all
-- that match.
drop index workspace_cell;
create index workspace_cell on workspace (cell, last_active, connection, bundle_id, user_folded, computer, id, ip, name);

-- In the order of last active, the state is asked for most: it is read in the order's own index.
drop index workspace_last_active;
create index workspace_last_active on workspace (last_active, key, state, scope_id);
