-- When upload-sweep last looked for the file of a document that is still to be worked on.
alter table document add column swept_at timestamptz;
create index document_unfinished on document (greatest(swept_at, updated_at)) where state in ('waiting', 'checking', 'reading');
