-- When the review desk is asked next about a filing; null while there is nothing to ask. It replaces waiting_since and asked_at.
drop index filing_waiting;
alter table filing add column ask_at timestamptz;
update filing set ask_at = coalesce(asked_at, waiting_since, case state when 'approved' then now() end);
alter table filing drop column waiting_since, drop column asked_at;
create index filing_to_ask on filing (ask_at, id) where ask_at is not null;

-- When the filing came into its state, saves left out, and when the process timer has to look at it next; null when it never has to.
alter table filing add column state_since timestamptz, add column step_due_at timestamptz;
update filing set
  state_since = coalesce((select max(at) from filing_history where filing_id = filing.id and event <> 'save'), updated_at),
  step_due_at = case when state not in ('revoked', 'abandoned', 'expired') then now() end;
alter table filing alter column state_since set not null;
create index filing_step_due on filing (step_due_at, id) where step_due_at is not null;

-- An approved filing that was revoked is no unfinished one either (FT-13).
drop index filing_one_unfinished;
create unique index filing_one_unfinished on filing (applicant_id)
  where state not in ('approved', 'revoked', 'abandoned', 'expired');

-- What was handed in each time, as it was then.
create table filing_round (
  filing_id uuid not null references filing,
  round integer not null,
  terms_text_version text not null,
  content_hash text not null,
  package_sealed bytea not null,
  submitted_at timestamptz not null,
  primary key (filing_id, round)
);

-- Until when somebody whom we ask does not want to be asked, because he is overloaded.
create table quiet_time (
  port text primary key,
  until timestamptz not null
);
