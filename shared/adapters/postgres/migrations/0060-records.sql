-- What the authority holds: organizer, websites, domains and accesses, in versions. Approved filings from before become records by
-- `process-timer`, which can open what is sealed.
create table record (
  id uuid primary key,
  account_id uuid not null references account,
  number text not null,
  version integer not null,
  contents_sealed bytea not null,
  certificate_index bytea not null,
  person_numbers bytea[] not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  ended_at timestamptz,
  constraint record_number_key unique (number, account_id)
);
create index record_by_account on record (account_id, created_at);
create index record_by_certificate on record (certificate_index) where ended_at is null;
create index record_by_person_number on record using gin (person_numbers) where ended_at is null;
create index record_by_end on record (ended_at) where ended_at is not null;
create trigger not_for_the_erased before insert on record for each row execute function refuse_erased_account('account_id');

create table record_version (
  record_id uuid not null references record on delete cascade,
  version integer not null,
  cause text not null,
  filing_id uuid not null references filing,
  contents_sealed bytea not null,
  at timestamptz not null,
  primary key (record_id, version)
);
create index record_version_by_filing on record_version (filing_id);

-- How the newest version is found; written anew with each version.
create table record_website (
  id uuid primary key,
  record_id uuid not null references record on delete cascade,
  number text not null,
  ended_at timestamptz,
  -- A number is never given twice.
  constraint record_website_number_key unique (number)
);
create index record_website_by_record on record_website (record_id);

create table record_domain (
  website_id uuid not null references record_website on delete cascade,
  domain text not null,
  ended_at timestamptz,
  primary key (website_id, domain)
);
-- One website to a domain.
create unique index record_domain_one_website on record_domain (domain) where ended_at is null;

create table record_access (
  id uuid primary key,
  website_id uuid not null references record_website on delete cascade,
  -- `product region resource`; null behind an authorization code.
  server text,
  ended_at timestamptz
);
create index record_access_by_website on record_access (website_id);
create index record_access_by_server on record_access (server) where ended_at is null;

-- The record that an approval is in; null before the approval. No foreign key: the record may be deleted before the filing.
alter table filing add column record_id uuid;
create index filing_without_record on filing (state_since, id) where state = 'approved' and record_id is null;
