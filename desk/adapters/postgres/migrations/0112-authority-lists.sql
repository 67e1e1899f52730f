-- Lists of the authority, each replaced as a whole: what may not be filed, and what is reached without a filing.
create table desk.authority_list (
  name text primary key check (name in ('black', 'unfiled')),
  -- 0 until the first one has come.
  version integer not null default 0,
  -- The authority's own number of it; 0 for one that staff have typed.
  issue integer not null default 0,
  -- When the authority was asked last.
  asked_at timestamptz,
  due_at timestamptz,
  -- Id of a member of staff, or `authority`.
  imported_by text,
  imported_at timestamptz
);
insert into desk.authority_list (name) values ('black'), ('unfiled');

create table desk.listed_entry (
  id uuid primary key,
  list text not null references desk.authority_list,
  kind text not null check (kind in ('organizer', 'person', 'domain')),
  -- As `desk.case_key` has it, with the key of the day of the import.
  hash bytea not null,
  value_sealed bytea not null,
  due_at timestamptz not null,
  confirmed_at timestamptz not null,
  result text check (result in ('access-stopped', 'not-ours', 'filed', 'mistaken')),
  handled_by text,
  handled_at timestamptz,
  check ((result is null) = (handled_by is null) and (result is null) = (handled_at is null))
);
create index listed_entry_of_list on desk.listed_entry (list);
create index listed_entry_by_hash on desk.listed_entry (hash, kind);
create index listed_entry_by_date on desk.listed_entry (due_at, id) where result is null;
create index listed_entry_by_time on desk.listed_entry (confirmed_at);

-- Records by the domains of their live websites.
create index record_by_domain on desk.record
  using gin (jsonb_path_query_array(change, '$.websites[*] ? (@.state == "live").domains[*]'));
