-- What is handed in to the authority, and what it answers.

create table desk.submission (
  id uuid primary key,
  case_id uuid not null references desk.review_case,
  filing_id uuid not null references desk.filing,
  -- A round is handed in once more after an SMS verification that timed out.
  attempt integer not null check (attempt > 0),
  -- Given when it leaves, so that no number is ever missing.
  number integer unique check (number > 0),
  state text not null default 'waiting' check (state in ('waiting', 'parked', 'sent', 'taken-back')),
  stage text not null default 'handed-in' check (stage in ('handed-in', 'sms', 'reviewing', 'approved', 'over')),
  is_taken_back boolean not null default false,
  queued_at timestamptz not null,
  due_at timestamptz not null,
  sent_at timestamptz,
  attempts integer not null default 0,
  failure text,
  unique (case_id, attempt),
  check (number is not null or state in ('waiting', 'taken-back'))
);
create index submission_to_send on desk.submission (queued_at, id) where state in ('waiting', 'parked');
create index submission_by_filing on desk.submission (filing_id);
create index submission_sent on desk.submission (sent_at desc) where state = 'sent';

-- What was accepted and has not come back since.
insert into desk.submission (id, case_id, filing_id, attempt, queued_at, due_at)
  select gen_random_uuid(), c.id, c.filing_id, 1, d.decided_at, d.decided_at
  from desk.review_case c join desk.decision d on d.case_id = c.id join desk.filing f on f.id = c.filing_id
  where c.state = 'sent' and d.state = 'sent' and d.kind = 'accepted' and c.round = f.round
    and f.withdrawn_round < c.round and f.erased_at is null;

-- Answers about one submission, numbered by the authority from 1 without a gap.
create table desk.authority_answer (
  number integer not null,
  sequence integer not null check (sequence > 0),
  kind text not null,
  at timestamptz not null,
  received_at timestamptz not null,
  -- Words and numbers; null once it was erased.
  content_sealed bytea,
  state text not null default 'waiting' check (state in ('waiting', 'to-match', 'applied', 'parked', 'dropped')),
  matched_by text,
  primary key (number, sequence)
);
create index authority_answer_open on desk.authority_answer (received_at) where state in ('waiting', 'to-match', 'parked');
create index authority_answer_newest on desk.authority_answer (received_at desc);

-- What staff have understood the authority's words to mean. Nothing in it is about a person.
create table desk.authority_phrase (
  phrase text not null,
  reason_id text not null,
  times integer not null default 1,
  learnt_at timestamptz not null,
  promoted_by text,
  promoted_at timestamptz,
  primary key (phrase, reason_id),
  check ((promoted_by is null) = (promoted_at is null))
);

create table desk.authority_setting (
  version integer primary key check (version > 0),
  settings jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null
);

alter table desk.returned_item
  drop constraint returned_item_found_by_check,
  add constraint returned_item_found_by_check check (found_by in ('machine', 'reviewer', 'authority'));
