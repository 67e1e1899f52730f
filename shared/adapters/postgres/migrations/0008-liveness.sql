-- Tries are counted by person; a try keeps what its site owner agreed to, what its answer is worth, and its reasons with their numbers.
alter table liveness_check
  add column person_index bytea not null default '\x',
  add column consent_text_version text not null default '',
  add column photo_accepted boolean not null default false,
  add column assurance text,
  alter column video_document_id drop not null;
update liveness_check
  set reasons = (select jsonb_agg(jsonb_build_object('code', reason)) from jsonb_array_elements(reasons) as reason)
  where jsonb_array_length(reasons) > 0;

-- What liveness checks have used. Outlives them, since a file of a deleted filing must not be used again; nobody can be told by it.
create table seen_media (
  check_id uuid not null,
  filing_id uuid not null,
  kind text not null,
  digest bytea,
  look bytea,
  bands integer[] not null
);
create index seen_media_by_check on seen_media (check_id);
create index seen_media_by_digest on seen_media (digest);
create index seen_media_by_bands on seen_media using gin (bands);
