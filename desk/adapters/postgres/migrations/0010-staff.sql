-- Who works at the desk. The identity provider knows them; here they have an id of their own, which audit chains name.
create table desk.staff (
  id uuid primary key,
  -- Keyed hash of issuer and subject.
  identity_index bytea not null unique,
  name_sealed bytea not null,
  roles text[] not null,
  -- When the identity provider said so.
  confirmed_at timestamptz not null
);

-- One session of a person is in force at most.
create table desk.staff_session (
  id uuid primary key,
  staff_id uuid not null references desk.staff,
  -- SHA-256 of the cookie's value and of the secret that the page keeps.
  token_hash bytea not null unique,
  page_key_hash bytea not null,
  subject_sealed bytea not null,
  refresh_token_sealed bytea not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  confirmed_at timestamptz not null,
  -- Until then somebody else asks the identity provider.
  asked_until timestamptz,
  ended_at timestamptz,
  ended_because text check (ended_because in ('signed-out', 'signed-in-elsewhere', 'not-confirmed', 'ended-by-admin')),
  check ((ended_at is null) = (ended_because is null))
);
create unique index staff_session_in_force on desk.staff_session (staff_id) where ended_at is null;
create index staff_session_by_staff on desk.staff_session (staff_id);
create index staff_session_to_confirm on desk.staff_session (confirmed_at) where ended_at is null;
create index staff_session_ended on desk.staff_session (ended_at) where ended_at is not null;

-- A try to sign in, which the identity provider answers once. Everything that belongs to it is derived from the secret
-- in the browser's cookie; the desk keeps its SHA-256.
create table desk.sign_in_try (
  secret_hash bytea primary key,
  began_at timestamptz not null
);
create index sign_in_try_by_time on desk.sign_in_try (began_at);

-- As in the filing service: limits per caller, and the replies of commands that run once.
create unlogged table desk.caller_limit (
  subject_index bytea primary key,
  calls integer not null,
  ends_at timestamptz not null
);
create index caller_limit_by_end on desk.caller_limit (ends_at);

create table desk.reply (
  applicant_id uuid not null,
  route text not null,
  key text not null,
  fingerprint text not null,
  holder text not null,
  locked_until timestamptz not null,
  status integer,
  body text,
  created_at timestamptz not null,
  primary key (applicant_id, route, key)
);
create index reply_by_time on desk.reply (created_at);
