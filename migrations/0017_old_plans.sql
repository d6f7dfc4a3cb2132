-- A plan that was never confirmed is of no use after a week, and a large one is megabytes: those go, found by this index.
create index plan_unconfirmed on plan (at) where job is null;
