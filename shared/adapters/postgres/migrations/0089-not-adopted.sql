-- When it was found that an approval from before there were records can't become one: nobody tries it again.
alter table filing add column not_adopted_at timestamptz;
create index filing_to_adopt on filing (state_since, id)
  where state = 'approved' and record_id is null and not_adopted_at is null;
