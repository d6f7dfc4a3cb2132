-- Trying the failed rows of a job again begins with the plan that the job was. Plans are large, and without this each of
-- them would be read for it.
create index plan_job on plan (job) where job is not null;
