-- Fingerprints of faces are sensitive personal data: they are keyed now, and end by their age. Those from before can't be keyed here, because
-- the database does not know the key; without one they must not stay.
drop table seen_media;
create table seen_media (
  id uuid primary key,
  check_id uuid not null,
  filing_id uuid not null,
  kind text not null,
  digest_index bytea,
  look_sealed bytea,
  band_indexes bytea[] not null,
  seen_at timestamptz not null
);
create index seen_media_by_check on seen_media (check_id);
create index seen_media_by_filing on seen_media (filing_id);
create index seen_media_by_digest on seen_media (digest_index);
create index seen_media_by_bands on seen_media using gin (band_indexes);
create index seen_media_by_age on seen_media (seen_at);
