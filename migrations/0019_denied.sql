-- What AWS says the console may not do, one line an operation: the last time, and whether it went through since.
create table denied (
    scope_id   integer not null references scope (id),
    -- As IAM spells it: 'workspaces:StartWorkspaces'.
    operation  text    not null,
    at         integer not null,
    code       text    not null,
    message    text    not null,
    request_id text,
    passed_at  integer,
    primary key (scope_id, operation)
) without rowid;
