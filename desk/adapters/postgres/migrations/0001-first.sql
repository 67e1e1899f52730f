-- Columns ending in _sealed hold AES-256-GCM bytes. Times are UTC.

-- What has arrived of a filing. An erased one keeps its row, so that nothing of it is taken again.
create table desk.filing (
  id uuid primary key,
  round integer not null default 0,
  withdrawn_round integer not null default 0,
  erased_at timestamptz
);

-- One round of a filing to review.
create table desk.review_case (
  id uuid primary key,
  filing_id uuid not null references desk.filing,
  round integer not null,
  state text not null check (state in ('open', 'decided', 'sent', 'withdrawn', 'replaced')),
  version integer not null default 1,
  content_hash text not null,
  filing_type text not null,
  province text not null,
  risk smallint not null,
  summary_sealed bytea,
  -- The package without its links; null once it was erased.
  package_sealed bytea,
  received_at timestamptz not null,
  -- The clock (case-clock.ts). due_at is null while it stands.
  limit_ms bigint not null,
  used_ms bigint not null default 0,
  running_since timestamptz,
  paused_for text,
  due_at timestamptz,
  check ((running_since is null) = (paused_for is not null)),
  check ((running_since is null) = (due_at is null)),
  unique (filing_id, round)
);

-- Where a document of a round is kept, noted before it is written there, so that an erasure finds it.
create table desk.stored_document (
  object_key text primary key,
  filing_id uuid not null references desk.filing,
  round integer not null,
  document_id text not null,
  content_hash text not null,
  content_type text not null,
  noted_at timestamptz not null,
  stored_at timestamptz
);
create index stored_document_by_filing on desk.stored_document (filing_id);

-- A decision that can still be taken back.
create table desk.decision (
  id uuid primary key,
  case_id uuid not null references desk.review_case,
  kind text not null,
  flagged_sealed bytea not null,
  decided_by text not null,
  decided_at timestamptz not null,
  sends_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'taken-back', 'sent', 'dropped'))
);
create unique index decision_one_waiting on desk.decision (case_id) where state = 'waiting';
create index decision_due on desk.decision (sends_at) where state = 'waiting';

-- What has left the desk, numbered in each round from 1 without a gap.
create table desk.verdict (
  filing_id uuid not null references desk.filing,
  round integer not null,
  sequence integer not null check (sequence > 0),
  kind text not null,
  decided_at timestamptz not null,
  -- `flagged` and `numbers` as in docs/api/review-desk.yaml.
  content_sealed bytea not null,
  message_id text not null unique,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'parked')),
  attempts integer not null default 0,
  due_at timestamptz not null,
  failure text,
  primary key (filing_id, round, sequence)
);
create index verdict_due on desk.verdict (due_at) where state = 'waiting';

-- The chain of each case (audit-chain.ts): ids, actions, times and keyed hashes, no values.
create table desk.audit (
  case_id uuid not null,
  sequence integer not null,
  at timestamptz not null,
  actor text not null,
  action text not null,
  facts jsonb not null,
  link text not null,
  primary key (case_id, sequence)
);
create index audit_by_time on desk.audit (at);

create table desk.audit_seal (
  day date primary key,
  heads integer not null,
  seal text not null
);
create table desk.audit_head (
  day date not null references desk.audit_seal,
  case_id uuid not null,
  sequence integer not null,
  link text not null,
  primary key (day, case_id)
);
