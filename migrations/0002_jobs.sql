-- Changes on their way. A job has waves, a wave has rows (one wish for one resource), a row has steps (what AWS
-- takes singly), and a step is carried by a call (one request for 1 to 25 steps).

-- What a person was shown before confirming. `shown` holds what was eligible then, so that additions ask again.
create table plan (
    id        integer primary key autoincrement,
    person_id text    not null,
    kind      text    not null,
    at        integer not null,
    -- A selection (for actions) or wishes (for creates), as JSON.
    wanted    text    not null,
    digest    text    not null,
    shown     text    not null,
    job       integer references job (id)
);

create table job (
    id          integer primary key autoincrement,
    kind        text    not null,
    person_id   text    not null,
    person_name text    not null,
    at          integer not null,
    paused      integer not null default 0,
    ended       integer
);

create index job_open on job (ended) where ended is null;

create table wave (
    id  integer primary key,
    job integer not null references job (id),
    n   integer not null,
    unique (job, n)
);

create table job_row (
    id           integer primary key,
    job          integer not null references job (id),
    wave         integer not null references wave (id),
    n            integer not null,
    scope_id     integer not null references scope (id),
    directory_id text    not null,
    label        text    not null,
    -- For a create: null until AWS has named it.
    workspace_id text,
    wish         text    not null,
    -- The folded user of a create that is still under way; null for all else, and once it has ended.
    -- Two admins cannot create the same desktop at the same time (jobs.md 2).
    creating     text,
    unique (job, n)
);

create unique index job_row_creating on job_row (scope_id, directory_id, creating) where creating is not null;
create index job_row_workspace on job_row (scope_id, workspace_id);

create table step (
    id          integer primary key,
    row         integer not null references job_row (id),
    n           integer not null,
    state       text    not null,
    -- Not before: backoff after a throttle, quarantine after an unknown answer.
    earliest    integer not null,
    attempts    integer not null default 0,
    -- Whoever writes the outcome must hold the lease: a late answer of a dead attempt changes nothing.
    lease       text,
    lease_until integer,
    call        integer references call (id),
    sent_at     integer,
    -- When it counts as late: the documented time, doubled.
    late_at     integer,
    late        integer not null default 0,
    -- Whether to send it alone: after an unknown answer.
    alone       integer not null default 0,
    outcome     text,
    code        text,
    message     text,
    request_id  text,
    moved_at    integer not null,
    unique (row, n)
);

create index step_open on step (state, earliest) where state in ('planned', 'ready', 'sending', 'sent', 'settling', 'unknown');

create table call (
    id         integer primary key,
    scope_id   integer not null references scope (id),
    operation  text    not null,
    attempt    text    not null unique,
    started    integer not null,
    ended      integer,
    result     text,
    request_id text
);

-- Two entries a row: what was intended, committed before any call, and how it ended. Chained by hash.
create table audit (
    seq       integer primary key autoincrement,
    at        integer not null,
    person_id text    not null,
    job       integer not null,
    row       integer not null,
    phase     text    not null check (phase in ('intent', 'outcome')),
    what      text    not null,
    previous  text    not null,
    hash      text    not null
);

create index audit_row on audit (row, phase);

create trigger audit_is_append_only_update before update on audit
begin
    select raise(abort, 'the audit is append-only');
end;

create trigger audit_is_append_only_delete before delete on audit
begin
    select raise(abort, 'the audit is append-only');
end;
