-- What the service knows besides WorkSpaces: directories, bundles, images, pools, IP access control groups, aliases.

create table resource (
    key          integer primary key,
    scope_id     integer not null references scope (id),
    kind         text    not null,
    id           text    not null,
    -- The directory that it is, or belongs to; '' for what belongs to the account and region as a whole.
    directory_id text    not null,
    name         text    not null,
    state        text    not null,
    -- What is its kind's own, as JSON.
    item         text    not null,
    -- As JSON; null: never read.
    tags         text,
    tags_read    integer not null default 0,
    as_of        integer not null,
    unique (scope_id, kind, id)
);

create index resource_name on resource (kind, name collate nocase);
create index resource_id on resource (kind, id);

-- Why the resources of a kind could not be read; no row: they could.
create table unread (
    scope_id integer not null references scope (id),
    kind     text    not null,
    code     text    not null,
    message  text    not null,
    primary key (scope_id, kind)
) without rowid;

-- The fleet goes on naming directories and bundles as it did.
insert into resource (scope_id, kind, id, directory_id, name, state, item, as_of)
select scope_id, 'directory', id, id, name, state, json_object('kind', kind), as_of from directory;
insert into resource (scope_id, kind, id, directory_id, name, state, item, as_of)
select scope_id, 'bundle', id, '', name, state, json_object('owner', owner, 'compute', compute, 'root_gib', root_gib,
    'user_gib', user_gib, 'kind', kind), as_of from bundle;
drop table directory;
drop table bundle;

-- Those of people: directories of pools have no WorkSpaces of theirs.
create view directory as
select scope_id, id, name, state, coalesce(item ->> 'kind', '') as kind, as_of
from resource where kind = 'directory' and coalesce(item ->> 'workspace_type', '') <> 'POOLS';

create view bundle as
select scope_id, id, name, coalesce(item ->> 'owner', '') as owner, coalesce(item ->> 'compute', '') as compute,
    item ->> 'root_gib' as root_gib, item ->> 'user_gib' as user_gib, item ->> 'kind' as kind, state, as_of
from resource where kind = 'bundle';

-- The kind of resource that a row is about, whose id then stands in `workspace_id`; null: a WorkSpace.
alter table job_row add column kind text;
