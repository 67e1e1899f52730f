-- A liveness check that was handed over to the site owner's own phone. The token of the link and the secret of the phone
-- are keyed hashes; the consent that the site owner gave there stays with the filing.
create table hand_over (
  id uuid primary key,
  filing_id uuid not null references filing,
  website_id uuid not null,
  token_index bytea not null unique,
  device_index bytea,
  check_ids uuid[] not null default '{}',
  consent_name_sealed bytea,
  consent_text_version text,
  consented_at timestamptz,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  opened_at timestamptz,
  declined_at timestamptz,
  cancelled_at timestamptz
);
create index hand_over_by_filing on hand_over (filing_id, created_at);
