-- When a record is looked at next: what of it runs out, which notice is due, whether its websites answer. Those that there are wait their
-- turn within a month, so that registries are not asked about all at once. A function of the release before writes none: it is due at once.
alter table record
  add column look_due_at timestamptz,
  add column looked_at timestamptz,
  -- What the last look found: days and states by ids and domains.
  add column outside jsonb;
update record set look_due_at = now() + random() * interval '30 days' where ended_at is null;
alter table record alter column look_due_at set default now();
create index record_look_due on record (look_due_at, id) where ended_at is null;
