-- What the desk tells of records without a filing, and the feed of what has happened to them.
create table record_event (
  record_id uuid not null references record on delete cascade,
  -- Counts the events of a record from 1 without a gap, by the desk.
  sequence integer not null check (sequence > 0),
  kind text not null,
  at timestamptz not null,
  -- What else it says, as in docs/api/review-desk.yaml; nothing about a person.
  facts jsonb not null,
  received_at timestamptz not null,
  -- Why it waits for the operator, and for the desk to correct it.
  parked text,
  primary key (record_id, sequence)
);
create index record_event_parked on record_event (received_at) where parked is not null;

alter table record add column last_event integer not null default 0;

-- A version that no filing has made has none.
alter table record_version alter column filing_id drop not null;
-- The sequence number of the event that made it, if one did.
alter table record_version add column event integer;
-- Its place in the feed, given once it is committed: so no reader can miss a place that another transaction still holds.
alter table record_version add column position bigint;
create unique index record_version_position on record_version (position);
create index record_version_without_position on record_version (at, record_id, version) where position is null;

-- The last place that was given. Its lock lets one reader after the other give places.
create table record_feed (
  id smallint primary key default 1 check (id = 1),
  last bigint not null
);
insert into record_feed (last) values (0);
