-- Rows of several steps, waves that wait for each other, and jobs that keep to a time.

-- What AWS says of a change that is under way, such as "ROOT_VOLUME UPDATE_IN_PROGRESS"; '' for none.
alter table workspace add column modifying text not null default '';
-- PRIMARY_AS_SOURCE or NO_REPLICATION; '' while AWS has not said.
alter table workspace add column replication text not null default '';

-- The step that the row is at: what a person is shown.
alter table job_row add column at integer not null default 1;

-- What the step asks for, as JSON; null: what the job's kind says.
alter table step add column what text;
-- The id of what came about: the new WorkSpace of a migration, an image.
alter table step add column made text;
-- Milliseconds to wait after the step before has ended,
alter table step add column rest integer not null default 0;
-- and since the step with this number was sent: AWS takes the next of its sort only then.
alter table step add column since_n integer;
alter table step add column since_ms integer;

-- Not before: what was asked for, or when the window next opens.
alter table job add column opens_at integer;
-- The hours in which it may send, as JSON; null: any.
alter table job add column window text;
-- The share of the rate that it may take, above 0 and up to 1.
alter table job add column share real not null default 1;
-- Stops by itself when more than so many of a hundred rows ended badly; null: never.
alter table job add column stop_percent integer;
-- Whether a person has to let the next wave go.
alter table job add column approve integer not null default 0;
-- The wave that may be sent.
alter table job add column wave integer not null default 1;
-- Why it is paused, when it paused itself: 'approval' or 'failures'.
alter table job add column held text;
-- Who else has to agree before anything is sent: 'wanted', then who did.
alter table job add column second text;
