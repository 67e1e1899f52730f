-- How often a vendor that bills each call was called, for each budget that pays for it.
create table paid_call (
  service text not null,
  -- `all`, `account/<id>` or `filing/<id>`.
  payer text not null,
  -- The day in Beijing, or `always` for a filing.
  period text not null,
  calls integer not null,
  last_call_at timestamptz not null,
  -- When a call was refused for the first time, which raised an alarm.
  used_up_at timestamptz,
  primary key (service, payer, period)
);
create index paid_call_by_last_call on paid_call (last_call_at);

-- Pictures of licences for which the commercial register was asked before the submission: once for each.
create table company_check_picture (
  document_id uuid primary key references document on delete cascade,
  asked_at timestamptz not null
);

-- What registries said of domains, and cloud accounts of servers, for minutes. Nobody misses what a crash loses.
create unlogged table kept_fact (
  question_index bytea primary key,
  answer_sealed bytea not null,
  expires_at timestamptz not null
);
create index kept_fact_by_end on kept_fact (expires_at);
