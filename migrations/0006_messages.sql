-- Messages to people about jobs: written in the transaction of what they tell, and sent afterwards.

-- The ways that the config names, written anew at each start, so that a message can be written for each of them where
-- only the database is at hand. No address and no secret is kept here.
create table way (
    n      integer primary key,
    name   text    not null unique,
    -- The events that it wants to hear of, as a JSON list.
    events text    not null
);

-- One message to one way.
create table message (
    id        integer primary key autoincrement,
    -- What receivers tell doubles by: the same at each try, and like no other of any database.
    uid       text    not null unique,
    job       integer not null references job (id),
    event     text    not null,
    at        integer not null,
    way       text    not null,
    -- The job as it stood then, as JSON: what is told late is still what happened.
    facts     text    not null,
    tries     integer not null default 0,
    -- Not before; null: it was delivered, or given up.
    next_try  integer,
    delivered integer,
    error     text
);

create index message_due on message (way, next_try) where next_try is not null;
create index message_job on message (job);
