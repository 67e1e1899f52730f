-- What the authority wants to have mended or verified of a record, and what is reported back.
create table desk.authority_notice (
  id uuid primary key,
  -- The authority's own number of it.
  notice_id text not null unique,
  kind text not null check (kind in ('notice', 'inspection')),
  is_typed boolean not null,
  filing_number text not null,
  -- 主体备案号, by which its record is found.
  organizer_number text not null,
  websites text[],
  -- The authority's own words; null once they were erased.
  words_sealed bytea,
  at timestamptz not null,
  received_at timestamptz not null,
  due_at timestamptz,
  -- Of the event by which the organizer was told.
  record_id uuid,
  event integer,
  -- What was reported of it last, and when nothing more comes of it.
  reported text check (reported in ('rectified', 'not-rectified', 'not-ours')),
  closed_at timestamptz,
  check ((record_id is null) = (event is null))
);
create index authority_notice_open on desk.authority_notice (due_at, id) where closed_at is null;
create index authority_notice_by_number on desk.authority_notice (organizer_number);
create index authority_notice_by_time on desk.authority_notice (closed_at) where closed_at is not null;

create table desk.authority_report (
  id uuid primary key,
  notice uuid references desk.authority_notice on delete set null,
  -- Given when it leaves, so that no number is ever missing.
  number integer unique check (number > 0),
  is_by_hand boolean not null,
  -- What it is about, the result and the words; null once they were erased.
  content_sealed bytea,
  reported_by text not null,
  state text not null default 'waiting' check (state in ('waiting', 'parked', 'sent')),
  queued_at timestamptz not null,
  due_at timestamptz not null,
  sent_at timestamptz,
  attempts integer not null default 0,
  failure text,
  check (number is null or not is_by_hand)
);
create index authority_report_to_send on desk.authority_report (queued_at, id) where state in ('waiting', 'parked');
create index authority_report_in_order on desk.authority_report
  ((state in ('waiting', 'parked')) desc, (coalesce(sent_at, queued_at)) desc, id) where content_sealed is not null;
create index authority_report_by_time on desk.authority_report (sent_at) where sent_at is not null;
create index authority_report_of_notice on desk.authority_report (notice);

-- The number of the last report: it outlives the reports, which are deleted after years.
create table desk.report_counter (
  id smallint primary key default 1 check (id = 1),
  last integer not null
);
insert into desk.report_counter (last) values (0);
