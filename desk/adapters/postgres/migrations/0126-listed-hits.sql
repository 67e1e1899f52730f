-- Whether an entry of the black list may hit a record or a case: it is set when one of them or the list comes, and only entries that
-- have it are opened and looked at. Of lists from before nobody knows.
alter table desk.listed_entry add column may_hit boolean not null default true;
alter table desk.listed_entry alter column may_hit set default false;
drop index desk.listed_entry_by_date;
create index listed_entry_to_handle on desk.listed_entry (due_at, id)
  where result is null and (list = 'unfiled' or may_hit);
