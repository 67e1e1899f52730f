-- Who may open a filing with a ticket; null for tickets from before, which have to be renewed.
alter table eligibility_check add column account_id uuid references account;
create index eligibility_check_by_account on eligibility_check (account_id);
create trigger not_for_the_erased before insert on eligibility_check for each row execute function refuse_erased_account('account_id');

-- Numbers about which an account has asked whether others have filed with them. All of it is keyed hashes; the domain and the prefix are those of
-- the question, and empty for mobile numbers.
create table asked_number (
  account_id uuid not null references account,
  kind text not null,
  number_index bytea not null,
  domain_index bytea not null,
  prefix_index bytea not null,
  asked_at timestamptz not null,
  primary key (account_id, kind, number_index, domain_index)
);
create index asked_number_by_domain on asked_number (domain_index, asked_at);
create index asked_number_by_prefix on asked_number (prefix_index, asked_at);
create index asked_number_by_age on asked_number (asked_at);
create trigger not_for_the_erased before insert on asked_number for each row execute function refuse_erased_account('account_id');
