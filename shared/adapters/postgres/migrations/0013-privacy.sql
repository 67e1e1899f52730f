-- A consent that was withdrawn stays on record (SEC-06); giving it again is another one.
alter table consent drop constraint consent_pkey, add column withdrawn_at timestamptz;
create unique index consent_in_force on consent (account_id, text_version) where withdrawn_at is null;
create index consent_by_account on consent (account_id, given_at);

-- When everything that tells of people was erased; the row and its history stay.
alter table account add column erased_at timestamptz;
alter table filing add column erased_at timestamptz;
create index filing_to_erase on filing (state_since)
  where erased_at is null and state in ('abandoned', 'expired', 'revoked');

-- When a file was deleted whose time was over, though its document is still wanted.
alter table document add column file_gone_at timestamptz;
create index document_face_file on document (filing_id)
  where file_gone_at is null and clean_key is not null and kind in ('liveness-photo', 'liveness-video');

-- Who saw or did what with whose data. No personal value is in it, so it may stay for years.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_id uuid not null,
  action text not null,
  subject_id uuid not null
);
create index audit_by_actor on audit (actor_id, at);
create index audit_by_age on audit (at);

-- Rows that go when their time is over are found by it.
create index eligibility_check_by_end on eligibility_check (expires_at);
create index scan_ticket_by_end on scan_ticket (expires_at);
create index session_by_end on session (expires_at);
create index inbox_by_age on inbox (received_at);
create index outbox_by_age on outbox (created_at) where state in ('sent', 'ended');
create index webhook_attempt_by_age on webhook_attempt (at);
create index reply_by_age on reply (created_at);

alter table session_challenge
  drop constraint session_challenge_session_id_fkey,
  add foreign key (session_id) references session on delete cascade;
