-- An account may be found by its mobile number, beside WeChat or instead of it. One without WeChat has an `openid_index` that no openid has.
-- `phone_proven_at`: when somebody last read a code that was sent there.
alter table account add column phone_index bytea, add column phone_sealed bytea, add column phone_proven_at timestamptz;
create unique index account_by_phone on account (phone_index);
alter table account add constraint account_phone_is_whole
  check ((phone_index is null) = (phone_sealed is null) and (phone_index is null) = (phone_proven_at is null));

-- Codes by SMS and e-mail. `proven_at`: the code was right; its holder may have to prove more.
create table one_time_code (
  holder_index bytea primary key,
  code_index bytea not null,
  address_index bytea not null,
  address_sealed bytea not null,
  account_id uuid references account,
  filing_id uuid references filing,
  tries integer not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  proven_at timestamptz
);
create index one_time_code_by_end on one_time_code (expires_at);
create index one_time_code_by_address on one_time_code (address_index);
create index one_time_code_by_account on one_time_code (account_id) where account_id is not null;
create index one_time_code_by_filing on one_time_code (filing_id) where filing_id is not null;
create trigger not_for_the_erased before insert on one_time_code for each row execute function refuse_erased_account('account_id');
create trigger not_of_the_erased before insert on one_time_code for each row execute function skip_erased_filing();
