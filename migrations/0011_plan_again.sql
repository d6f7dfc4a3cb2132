-- The job whose rows a plan tries again: the plan, its own job and that job lead to each other.
alter table plan add column again integer references job (id);
create index plan_again on plan (again) where again is not null;
