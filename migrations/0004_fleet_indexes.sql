-- The ways through the fleet: one for each order, and one that holds every faceted column.
-- Each ends, unseen, with the row's key. Columns with few values go on with the user: rows of one value stand by
-- user, and a filter by one value can be read in the order of users.

-- Holds all that is searched as text, so that a search reads this and not the table.
create index workspace_user on workspace (user_folded, key, computer, id, ip, name);
create index workspace_state on workspace (state, user_folded);
create index workspace_connection on workspace (connection, user_folded);
create index workspace_mode on workspace (mode, user_folded);
create index workspace_bundle on workspace (bundle_id, user_folded);
create index workspace_compute on workspace (compute, user_folded);
create index workspace_protocol on workspace (protocol, user_folded);
create index workspace_region on workspace (region, user_folded);
create index workspace_account on workspace (account, user_folded);
create index workspace_directory on workspace (directory_id, user_folded);
create index workspace_computer on workspace (computer);
create index workspace_id on workspace (id);
create index workspace_last_active on workspace (last_active);

-- Counts are read from this alone, in groups that it is sorted by already.
create index workspace_facets on workspace (account, region, directory_id, state, connection, mode, compute, protocol,
    scope_id, bundle_id, last_active);

-- The first page tells of rows that ended badly.
create index step_ended_badly on step (state, moved_at) where state in ('failed', 'needs_person');

-- What is over is dropped whenever something new is kept.
create index draft_age on draft (at);
create index session_expires on session (expires);
