-- Rows of a list that were refused when it was planned, and the form they stood under: they are mended on the plan's page,
-- one by one, while the others can be confirmed.
alter table plan add column form text;

create table plan_refused (
    plan integer not null references plan (id),
    -- The line of the list, from 1.
    line integer not null,
    -- Its cells and why it is refused, as JSON.
    row  text    not null,
    primary key (plan, line)
) without rowid;

-- A form for new WorkSpaces is offered again until it has become a job: `kind` says what form it was, and the plan which
-- draft it came from.
alter table draft add column kind text not null default '';
alter table plan add column draft integer;

create index draft_of on draft (person_id, kind, id);
