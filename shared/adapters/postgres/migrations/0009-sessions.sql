-- Sign-ins that can be renewed. A challenge is the SHA-256 of a secret that only the person's device knows.
create table session (
  id uuid primary key,
  account_id uuid not null references account,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index session_by_account on session (account_id) where ended_at is null;

create table session_challenge (
  challenge bytea primary key,
  session_id uuid not null references session,
  -- The challenge that took its place; null: this one may be renewed.
  next bytea
);

-- A web page that waits until somebody scans its code with a phone that is signed in.
create table scan_ticket (
  ticket_index bytea primary key,
  challenge bytea not null,
  expires_at timestamptz not null,
  confirmed_at timestamptz
);
