-- When the record that an approval is in ended; null while it lives. From then on the filing is kept and erased as one that has ended.
alter table filing add column record_ended_at timestamptz;
update filing set record_ended_at = record.ended_at
  from record where record.id = filing.record_id and record.ended_at is not null;
-- Their records have been deleted.
update filing set record_ended_at = now()
  where state = 'approved' and record_id is not null and not exists (select from record where record.id = filing.record_id);
create index filing_by_record on filing (record_id) where record_id is not null;
create index filing_of_ended_record on filing (record_ended_at) where record_ended_at is not null and erased_at is null;
