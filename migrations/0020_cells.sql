-- WorkSpaces that are alike in every column that the fleet is counted by stand in one cell: there are hundreds of cells where there
-- are tens of thousands of WorkSpaces, so counts, facets and the first page read these. Triggers keep them, so that nothing
-- that writes a WorkSpace can forget to.

create table cell (
    id           integer primary key,
    scope_id     integer not null references scope (id),
    account      text    not null,
    region       text    not null,
    directory_id text    not null,
    state        text    not null,
    connection   text    not null,
    mode         text    not null,
    compute      text    not null,
    protocol     text    not null,
    -- How many WorkSpaces stand in it; a cell that nobody is left in is gone.
    count        integer not null,
    unique (scope_id, directory_id, state, connection, mode, compute, protocol)
);

alter table workspace add column cell integer references cell (id);

insert into cell (scope_id, account, region, directory_id, state, connection, mode, compute, protocol, count)
select scope_id, account, region, directory_id, state, connection, mode, compute, protocol, count(*) from workspace
group by scope_id, account, region, directory_id, state, connection, mode, compute, protocol;

update workspace set cell = (
    select c.id from cell c
    where c.scope_id = workspace.scope_id and c.directory_id = workspace.directory_id and c.state = workspace.state
      and c.connection = workspace.connection and c.mode = workspace.mode and c.compute = workspace.compute
      and c.protocol = workspace.protocol
);

-- Of a cell's WorkSpaces, this alone is read: when somebody was last connected, and what is asked for besides cells.
create index workspace_cell on workspace (cell, last_active, connection, bundle_id);

-- It held every faceted column, and nothing reads it any more.
drop index workspace_facets;

create trigger workspace_comes after insert on workspace begin
    insert into cell (scope_id, account, region, directory_id, state, connection, mode, compute, protocol, count)
    values (new.scope_id, new.account, new.region, new.directory_id, new.state, new.connection, new.mode, new.compute,
        new.protocol, 1)
    on conflict do update set count = count + 1;
    update workspace set cell = (
        select c.id from cell c
        where c.scope_id = new.scope_id and c.directory_id = new.directory_id and c.state = new.state
          and c.connection = new.connection and c.mode = new.mode and c.compute = new.compute and c.protocol = new.protocol
    ) where key = new.key;
end;

create trigger workspace_moves
after update of scope_id, account, region, directory_id, state, connection, mode, compute, protocol on workspace
when (old.scope_id, old.directory_id, old.state, old.connection, old.mode, old.compute, old.protocol)
  is not (new.scope_id, new.directory_id, new.state, new.connection, new.mode, new.compute, new.protocol)
begin
    insert into cell (scope_id, account, region, directory_id, state, connection, mode, compute, protocol, count)
    values (new.scope_id, new.account, new.region, new.directory_id, new.state, new.connection, new.mode, new.compute,
        new.protocol, 1)
    on conflict do update set count = count + 1;
    update workspace set cell = (
        select c.id from cell c
        where c.scope_id = new.scope_id and c.directory_id = new.directory_id and c.state = new.state
          and c.connection = new.connection and c.mode = new.mode and c.compute = new.compute and c.protocol = new.protocol
    ) where key = new.key;
    update cell set count = count - 1 where id = old.cell;
    delete from cell where id = old.cell and count = 0;
end;

create trigger workspace_goes after delete on workspace begin
    update cell set count = count - 1 where id = old.cell;
    delete from cell where id = old.cell and count = 0;
end;
