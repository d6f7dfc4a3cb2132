-- What is known of the estate: scopes, directories, bundles, WorkSpaces, tags, and the log of what changed.
-- Times are milliseconds since 1970 UTC. Columns that are sorted by are never null: '' and 0 stand for "none".

-- One account in one region.
create table scope (
    id            integer primary key,
    account       text    not null,
    region        text    not null,
    account_name  text    not null,
    -- Whether the configuration still names it; what is no longer watched is kept but not shown.
    watched       integer not null default 1,
    health        text    not null default 'waiting',
    swept_at      integer,
    -- WorkSpaces read so far by the sweep that is running.
    sweeping      integer,
    -- The number of the sweep that last began: rows that it did not see are checked and then removed.
    sweep         integer not null default 0,
    error_code    text,
    error_message text,
    error_request text,
    unique (account, region)
);

create table directory (
    scope_id integer not null references scope (id),
    id       text    not null,
    name     text    not null,
    state    text    not null,
    kind     text    not null,
    as_of    integer not null,
    primary key (scope_id, id)
) without rowid;

create table bundle (
    scope_id integer not null references scope (id),
    id       text    not null,
    name     text    not null,
    owner    text    not null,
    compute  text    not null default '',
    root_gib integer,
    user_gib integer,
    kind     text,
    state    text    not null default '',
    as_of    integer not null,
    primary key (scope_id, id)
) without rowid;

create table workspace (
    key                integer primary key,
    scope_id           integer not null references scope (id),
    id                 text    not null,
    -- Repeated from the scope: the fleet is sorted and filtered by them.
    account            text    not null,
    region             text    not null,
    directory_id       text    not null,
    user_name          text    not null,
    user_folded        text    not null,
    name               text,
    computer           text    not null default '',
    state              text    not null,
    state_since        integer,
    connection         text    not null default '',
    connection_checked integer,
    last_active        integer not null default 0,
    mode               text    not null default '',
    auto_stop          integer,
    bundle_id          text    not null,
    compute            text    not null default '',
    protocol           text    not null default '',
    operating_system   text,
    root_gib           integer,
    user_gib           integer,
    root_encrypted     integer not null default 0,
    user_encrypted     integer not null default 0,
    encryption_key     text,
    ip                 text,
    subnet             text,
    error_code         text,
    error_message      text,
    -- The other ends of standby pairs, as JSON: shown, never searched.
    related            text    not null default '[]',
    -- When its tags were last read; null: never, so it counts as protected and out of any tag's scope.
    tags_read          integer,
    first_seen         integer not null,
    as_of              integer not null,
    sweep              integer not null default 0,
    unique (scope_id, id)
);

create index workspace_directory_user on workspace (scope_id, directory_id, user_folded);
create index workspace_sweep on workspace (scope_id, sweep);

create table tag (
    workspace integer not null references workspace (key) on delete cascade,
    key       text    not null,
    value     text    not null,
    primary key (workspace, key)
) without rowid;

create index tag_value on tag (key, value, workspace);

-- One row per field that changed. It is the hint stream of live pages, the history of each resource,
-- and the resume point of a stream that was cut.
create table change (
    seq          integer primary key autoincrement,
    at           integer not null,
    -- 'workspace', 'job' or 'scope'.
    kind         text    not null,
    scope_id     integer references scope (id),
    -- The directory, so that a hint reaches only those who may see it; null: not bound to one.
    directory_id text,
    -- The id of the WorkSpace, or the number of the job.
    subject      text    not null,
    field        text    not null,
    old          text,
    new          text,
    -- The job of ours that was changing it then.
    job          integer
);

create index change_subject on change (kind, scope_id, subject, seq);

-- What will change by itself: few at any time, looked at every few seconds.
create index workspace_moving on workspace (scope_id, state)
    where state in ('PENDING', 'REBOOTING', 'STARTING', 'REBUILDING', 'RESTORING', 'TERMINATING', 'TERMINATED',
        'UPDATING', 'STOPPING');
