-- Primaries and their standbys, so that they can be searched and counted. The next sweep fills it.

-- The other end of a pair, for each end that we know.
create table pair (
    workspace   integer not null references workspace (key) on delete cascade,
    -- What the other end is: PRIMARY or STANDBY.
    kind        text    not null,
    -- The other end.
    region      text    not null,
    id          text    not null,
    state       text    not null,
    -- PRIMARY_AS_SOURCE or NO_REPLICATION; '' while AWS has not said.
    replication text    not null,
    -- When the data of the standby were taken from the primary, in milliseconds since 1970; null: no copy is known.
    recovered   integer,
    primary key (workspace, kind, region, id)
) without rowid;

-- Holds all that is counted and filtered by.
create index pair_kind on pair (kind, region, replication, state, workspace, recovered);

-- Who could have a standby is counted from this alone.
create index workspace_resilience on workspace (account, region, directory_id, scope_id, compute, operating_system, user_name);
