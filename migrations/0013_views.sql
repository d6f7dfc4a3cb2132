-- Choices of the fleet that somebody gave a name, and the ways by which the search finds what begins with a text.

create table view (
    id          integer primary key autoincrement,
    person_id   text    not null,
    -- Their name when it was kept: shown beside a view that is shared.
    person_name text    not null,
    name        text    not null,
    -- The name without cases: nobody has two views that read alike.
    folded      text    not null,
    -- The address's query, as the fleet writes it; never the place of a page.
    query       text    not null,
    shared      integer not null default 0,
    at          integer not null,
    unique (person_id, folded)
);

create index view_shared on view (folded) where shared = 1;

-- The view that a person's fleet begins with.
create table view_start (
    person_id text    primary key,
    view      integer not null references view (id) on delete cascade
) without rowid;

create index view_start_view on view_start (view);

-- Users, computers and ids have theirs already.
create index workspace_ip on workspace (ip) where ip is not null;
create index workspace_name on workspace (name collate nocase) where name is not null;
