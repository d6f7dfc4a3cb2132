-- How old the snapshots are that a plan would go back to: looked up one by one while somebody looks at the plan.
create table plan_snapshot (
    plan    integer not null references plan (id),
    -- account/region/ws-…
    key     text    not null,
    -- The newest snapshot, in milliseconds since 1970; null: there is none.
    taken   integer,
    -- Why it could not be looked up.
    error   text,
    primary key (plan, key)
) without rowid;
