-- When a return left, so that its reasons are counted by day, also after its filing was erased.
alter table desk.returned_item add column sent_at timestamptz not null default now();
alter table desk.returned_item alter column sent_at drop default;
create index returned_item_by_time on desk.returned_item (sent_at);
create index decision_by_time on desk.decision (decided_at);

-- A call whose end nobody has written: whoever called has lost the case meanwhile.
alter table desk.call
  drop constraint call_outcome_check,
  add constraint call_outcome_check
    check (outcome in ('reached', 'missed', 'wrong-number', 'refused', 'call-again', 'lost'));
create index call_running on desk.call (started_at) where ended_at is null;

-- When the applicant was told of a missed call, or nothing was to be told any more.
alter table desk.call add column told_at timestamptz;
create index call_to_tell on desk.call (ended_at) where outcome = 'missed' and told_at is null;
