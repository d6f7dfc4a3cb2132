-- How the KMS keys are that volumes are encrypted with: with a key that is disabled a WorkSpace cannot be used.
create table kms_key (
    scope_id integer not null references scope (id),
    -- As WorkSpaces names it: an ARN, an id or an alias.
    key      text    not null,
    -- AWS's word, such as 'Enabled'; '': not known.
    state    text    not null default '',
    -- AWS's code for why it is not known.
    why      text    not null default '',
    as_of    integer not null,
    primary key (scope_id, key)
) without rowid;
