-- Columns ending in _sealed hold AES-256-GCM bytes; columns ending in _index hold keyed hashes for equality.

create table account (
  id uuid primary key,
  openid_index bytea not null unique,
  openid_sealed bytea not null,
  created_at timestamptz not null
);

create table consent (
  account_id uuid not null references account,
  text_version text not null,
  given_at timestamptz not null,
  primary key (account_id, text_version)
);

create table eligibility_check (
  ticket_index bytea primary key,
  input_sealed bytea not null,
  filing_type text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table filing (
  id uuid primary key,
  applicant_id uuid not null references account,
  filing_type text not null,
  state text not null,
  version integer not null,
  round integer not null,
  last_verdict integer not null,
  contents_sealed bytea not null,
  certificate_index bytea not null,
  domains text[] not null,
  flagged jsonb not null,
  numbers jsonb,
  -- Set while the review desk has the word; asked_at is when status-sync last asked for it.
  waiting_since timestamptz,
  asked_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
-- FT-13: one filing at a time, whatever races.
create unique index filing_one_unfinished on filing (applicant_id) where state not in ('approved', 'abandoned', 'expired');
create index filing_by_applicant on filing (applicant_id, created_at);
create index filing_waiting on filing (coalesce(asked_at, waiting_since)) where waiting_since is not null;
create index filing_by_certificate on filing (certificate_index) where state = 'approved';
create index filing_by_domain on filing using gin (domains) where state = 'approved';

create table filing_history (
  filing_id uuid not null references filing,
  version integer not null,
  event text not null,
  state text not null,
  facts jsonb not null,
  at timestamptz not null,
  primary key (filing_id, version)
);

create table verdict (
  filing_id uuid not null references filing,
  round integer not null,
  sequence integer not null,
  kind text not null,
  flagged jsonb not null,
  numbers jsonb,
  at timestamptz not null,
  primary key (filing_id, round, sequence)
);

create table document (
  id uuid primary key,
  filing_id uuid not null references filing,
  applicant_id uuid not null references account,
  kind text not null,
  subject text not null,
  state text not null,
  content_type text not null,
  max_bytes integer not null,
  incoming_key text not null unique,
  clean_key text unique,
  findings jsonb not null,
  fields_sealed bytea,
  -- Until when somebody works on it; null when nobody does.
  claimed_until timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index document_by_filing on document (filing_id, created_at);
create index document_by_applicant on document (applicant_id, created_at);

create table liveness_check (
  id uuid primary key,
  filing_id uuid not null references filing,
  website_id uuid not null,
  person_sealed bytea not null,
  state text not null,
  challenge jsonb not null,
  photo_document_id uuid not null references document,
  video_document_id uuid not null references document,
  reasons jsonb not null,
  similarity real,
  expires_at timestamptz not null,
  created_at timestamptz not null
);
create index liveness_check_by_filing on liveness_check (filing_id, created_at);

create table outbox (
  key text primary key,
  topic text not null,
  payload jsonb not null,
  state text not null default 'waiting',
  attempts integer not null default 0,
  due_at timestamptz not null,
  failure text,
  created_at timestamptz not null
);
create index outbox_due on outbox (due_at) where state = 'waiting';

create table inbox (
  source text not null,
  message_id text not null,
  received_at timestamptz not null,
  primary key (source, message_id)
);

create table reply (
  applicant_id uuid not null,
  route text not null,
  key text not null,
  fingerprint text not null,
  holder text not null,
  locked_until timestamptz not null,
  status integer,
  body text,
  created_at timestamptz not null,
  primary key (applicant_id, route, key)
);
