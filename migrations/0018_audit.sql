-- The audit holds every change, not the rows of jobs alone. SQLite lets no column forget that it must not be null, so the
-- table is made anew; entries keep their numbers, their words and their hashes. `form` says what a hash covers: 1 is what
-- it was until now (previous, at, person_id, job, row, phase, what), 2 is every column.
create table audit_of_all (
    seq        integer primary key autoincrement,
    form       integer not null,
    at         integer not null,
    person_id  text    not null,
    -- Their name then.
    person     text,
    job        integer,
    row        integer,
    -- `change`: written in the transaction of the change itself.
    phase      text    not null check (phase in ('intent', 'outcome', 'change')),
    what       text    not null,
    target     text,
    account    text,
    region     text,
    old        text,
    new        text,
    outcome    text,
    note       text,
    request_id text,
    previous   text    not null,
    hash       text    not null
);

insert into audit_of_all (seq, form, at, person_id, job, row, phase, what, previous, hash)
    select seq, 1, at, person_id, job, row, phase, what, previous, hash from audit order by seq;

drop table audit;

alter table audit_of_all rename to audit;

create index audit_row on audit (row, phase);

-- The page goes back in time, alone or for a person or for what was done; the number that follows is SQLite's own.
create index audit_at on audit (at);
create index audit_person on audit (person_id, at);
create index audit_what on audit (what, at);

create trigger audit_is_append_only_update before update on audit
begin
    select raise(abort, 'the audit is append-only');
end;

create trigger audit_is_append_only_delete before delete on audit
begin
    select raise(abort, 'the audit is append-only');
end;

-- How far the audit has been copied to stdout.
create table audit_copied (
    one integer primary key check (one = 1),
    seq integer not null
);

-- Whose a session is, and how old: read from what it holds, so that neither can say something else.
alter table session add column person_id text generated always as (iif(json_valid(data), json_extract(data, '$.holder.person'), null)) virtual;
alter table session add column begun integer generated always as (iif(json_valid(data), json_extract(data, '$.holder.opened'), null)) virtual;
alter table session add column seen integer generated always as (iif(json_valid(data), json_extract(data, '$.holder.noted'), null)) virtual;
alter table session add column browser text generated always as (iif(json_valid(data), json_extract(data, '$.holder.browser'), null)) virtual;

create index session_person on session (person_id);
