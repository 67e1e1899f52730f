-- 备案授权码: the right to file one website on a server of somebody else's. The code itself is not kept.
create table authorization_code (
  id uuid primary key,
  code_index bytea not null unique,
  last_four text not null,
  owner_id uuid not null references account,
  -- Only this account may use it; null: whoever knows it.
  target_id uuid references account,
  resource_id text not null,
  region text not null,
  -- The filing that was submitted with it last. It holds the code until it is abandoned or expires.
  filing_id uuid references filing,
  created_at timestamptz not null
);
create index authorization_code_by_owner on authorization_code (owner_id, created_at);
create index authorization_code_by_filing on authorization_code (filing_id) where filing_id is not null;
