-- Mobile numbers and mailboxes of a filing's people that were reached by a code. A changed one has no row.
create table contact_confirmation (
  filing_id uuid not null references filing,
  address_index bytea not null,
  -- `filer`, or `link`: by the person themselves.
  way text not null,
  confirmed_at timestamptz not null,
  primary key (filing_id, address_index)
);
create trigger not_of_the_erased before insert on contact_confirmation for each row execute function skip_erased_filing();

-- Links by which a person confirms their own. One for each person of a filing; the token is known to the browser that made it, and to the link.
create table contact_link (
  filing_id uuid not null references filing,
  person text not null,
  token_hash bytea not null unique,
  wrong_tries integer not null,
  expires_at timestamptz not null,
  primary key (filing_id, person)
);
create index contact_link_by_end on contact_link (expires_at);
create trigger not_of_the_erased before insert on contact_link for each row execute function skip_erased_filing();

-- How a person wants to hear of their filings. Without a row: by WeChat and SMS.
create table notification_preference (
  account_id uuid primary key references account,
  we_chat boolean not null,
  sms boolean not null,
  mail boolean not null,
  changed_at timestamptz not null,
  check (we_chat or sms or mail)
);
create trigger not_for_the_erased before insert on notification_preference
  for each row execute function refuse_erased_account('account_id');
