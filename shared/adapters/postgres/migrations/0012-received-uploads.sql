-- A document whose file has arrived is `received` before it is checked.
drop index document_unfinished;
create index document_unfinished on document (greatest(swept_at, updated_at))
  where state in ('waiting', 'received', 'checking', 'reading');
