-- Limits and budgets are a person's, not an account's: whoever erases an account and signs in again goes on where they were. What counts them
-- holds keyed digests of their ways in, no id of an account, and is deleted when its time is over.

-- What was asked before is forgotten with its accounts' ids: it would have counted for a day.
drop table asked_number;
create table asked_number (
  -- One for each way in: WeChat, and the number.
  person_indexes bytea[] not null,
  kind text not null,
  number_index bytea not null,
  domain_index bytea not null,
  prefix_index bytea not null,
  asked_at timestamptz not null,
  primary key (person_indexes, kind, number_index, domain_index)
);
create index asked_number_by_person on asked_number using gin (person_indexes);
create index asked_number_by_domain on asked_number (domain_index, asked_at);
create index asked_number_by_prefix on asked_number (prefix_index, asked_at);
create index asked_number_by_age on asked_number (asked_at);

-- A payer is now `all`, `person/<digest>` or `filing/<id>`. Those of people end after a day, the others stay for a year.
delete from paid_call where payer like 'account/%';
create index paid_call_of_person_by_last_call on paid_call (last_call_at) where payer like 'person/%';
