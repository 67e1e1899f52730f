-- What the desk has read of the filing service's records, and what it tells of them.
create table desk.record (
  id uuid primary key,
  number text not null,
  version integer not null,
  -- `RecordChange` as in docs/api/review-desk.yaml: numbers, domains and notices, nothing about a person.
  change jsonb not null
);
create index record_by_number on desk.record (number);

-- Behind which the next changes are asked for.
create table desk.record_feed (
  id smallint primary key default 1 check (id = 1),
  next bigint not null
);
insert into desk.record_feed (next) values (0);

-- What has left the desk about a record, numbered from 1 without a gap.
create table desk.record_event (
  record_id uuid not null,
  sequence integer not null check (sequence > 0),
  kind text not null,
  at timestamptz not null,
  facts jsonb not null,
  told_by text not null,
  message_id text not null unique,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'parked')),
  attempts integer not null default 0,
  due_at timestamptz not null,
  failure text,
  primary key (record_id, sequence)
);
create index record_event_due on desk.record_event (due_at) where state = 'waiting';
