-- What else ModifyWorkspaceProperties takes, so that a change of it can be read back. The next sweep fills it.

-- Amazon's words for Global Accelerator's mode and preferred protocol; null: AWS has not said, it is the directory's.
alter table workspace add column accelerator text;
alter table workspace add column accelerator_protocol text;
-- Whether virtual machines can run inside; null: AWS has not said.
alter table workspace add column nested_virtualization integer;
