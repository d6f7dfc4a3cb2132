-- Who has signed in, their sessions, and what they typed but could not submit.

create table person (
    id       text    primary key,
    name     text    not null,
    bindings text    not null,
    seen_at  integer not null
);

-- `id` is a hash of the cookie's value: a stolen copy of this table lets no one in.
create table session (
    id      text    primary key,
    data    text    not null,
    expires integer not null
);

create table draft (
    id        integer primary key autoincrement,
    person_id text    not null,
    at        integer not null,
    content   text    not null
);
