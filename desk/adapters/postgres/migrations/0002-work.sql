-- Who works at a case (lease.ts), and why two must agree on it (four-eyes.ts).
alter table desk.review_case
  add column lease_holder text,
  add column lease_until timestamptz,
  add column second_view text[] not null default '{}',
  add check ((lease_holder is null) = (lease_until is null));

-- The order of the queues: due in a group, then risk, then age (queue-order.ts).
create index review_case_to_take on desk.review_case (risk desc, received_at, id)
  where state = 'open' and due_at is not null;
create index review_case_due on desk.review_case (due_at) where state = 'open' and due_at is not null;
create index review_case_of_holder on desk.review_case (lease_holder, due_at) where state = 'open' and lease_holder is not null;
create index review_case_lease_over on desk.review_case (lease_until) where lease_holder is not null;

-- A decision of which the second view is outstanding is none yet.
alter table desk.decision
  drop constraint decision_state_check,
  add constraint decision_state_check check (state in ('second-view', 'waiting', 'taken-back', 'sent', 'dropped')),
  add column second_by text,
  add check (second_by is null or second_by <> decided_by);
drop index desk.decision_one_waiting;
create unique index decision_one_waiting on desk.decision (case_id) where state in ('second-view', 'waiting');
