create table caller_limit (
  subject_index bytea primary key,
  calls integer not null,
  ends_at timestamptz not null
);
create index caller_limit_by_end on caller_limit (ends_at);
