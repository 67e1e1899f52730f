-- A count that a crash of the server loses only begins anew. Without a log, no call waits for the disk to be counted.
alter table caller_limit set unlogged;

-- Calls that are running now, such as long polls: for each subject the times at which they have ended at the latest.
create unlogged table running_call (
  subject_index bytea primary key,
  end_times timestamptz[] not null,
  -- The last of them. Later the row means nothing.
  ends_at timestamptz not null
);
create index running_call_by_end on running_call (ends_at);
