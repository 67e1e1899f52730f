-- The schema of the filing service, as it was when migrations began to be kept. What comes after is a numbered file of its own.
--
-- Columns ending in _sealed hold AES-256-GCM bytes; columns ending in _index hold keyed hashes for equality. Times are UTC. Rows that end by their
-- age have an index that begins with it, and a foreign key has one that begins with its column, since a deletion of what it refers to looks for it.

-- An erasure first marks the account or the filing, in one short transaction, and then deletes everything else. Whoever writes meanwhile locks
-- the mark and reads it: what comes later is refused, and what came before is deleted. An access token outlives its account by up to half an
-- hour, so this happens. The errors have codes of ours, which no statement of PostgreSQL has.
create function refuse_erased_account() returns trigger language plpgsql as $$
declare
  owner uuid;
  erased timestamptz;
begin
  execute format('select ($1).%I', tg_argv[0]) using new into owner;
  select erased_at into erased from account where id = owner for share;
  if erased is not null then
    raise exception 'the account was erased' using errcode = 'ICP01';
  end if;
  return new;
end $$;

-- A filing about a record is opened and handed in only while that record has not ended: the event that ends it, which stops the open ones,
-- may be committed between the look at the record and the hand-in. The share lock waits for such an event, or makes it wait.
create function refuse_ended_record() returns trigger language plpgsql as $$
declare
  ended timestamptz;
begin
  select ended_at into ended from record where id = new.from_record_id for share;
  if ended is not null then
    raise exception 'the record has ended' using errcode = 'check_violation', constraint = 'filing_needs_live_record';
  end if;
  return new;
end $$;

create function refuse_erased_filing() returns trigger language plpgsql as $$
declare
  erased timestamptz;
begin
  select erased_at into erased from filing where id = new.filing_id for share;
  if erased is not null then
    raise exception 'the filing was erased' using errcode = 'ICP02';
  end if;
  return new;
end $$;

-- A document before its filing belongs to its account only.
create function refuse_erased_document() returns trigger language plpgsql as $$
declare
  of_filing uuid;
  owner uuid;
begin
  select filing_id, applicant_id into of_filing, owner from document where id = new.document_id;
  if of_filing is null then
    perform from account where id = owner and erased_at is null for share;
  else
    perform from filing where id = of_filing and erased_at is null for share;
  end if;
  if not found then
    raise exception 'the filing of the document was erased' using errcode = 'ICP02';
  end if;
  -- After the filing, in the order of an erasure. A deletion of unused certificates waits, and takes the new row along.
  perform from document where id = new.document_id for key share;
  if not found then
    raise exception 'the document was erased' using errcode = 'ICP02';
  end if;
  return new;
end $$;

create table account (
  id uuid primary key,
  openid_index bytea not null unique,
  openid_sealed bytea not null,
  created_at timestamptz not null,
  -- When everything that tells of people was erased; the row and its history stay.
  erased_at timestamptz,
  -- When nothing of an erased account was left; until then `retention` goes on.
  forgotten_at timestamptz,
  -- An account may be found by its mobile number, beside WeChat or instead of it. One without WeChat has an `openid_index` that no openid has.
  -- `phone_proven_at`: when somebody last read a code that was sent there.
  phone_index bytea,
  phone_sealed bytea,
  phone_proven_at timestamptz,
  constraint account_phone_is_whole check ((phone_index is null) = (phone_sealed is null) and (phone_index is null) = (phone_proven_at is null))
);
create index account_to_forget on account (erased_at) where erased_at is not null and forgotten_at is null;
create unique index account_by_phone on account (phone_index);

-- A consent that was withdrawn stays on record (SEC-06); giving it again is another one.
create table consent (
  account_id uuid not null references account,
  text_version text not null,
  given_at timestamptz not null,
  withdrawn_at timestamptz
);
create unique index consent_in_force on consent (account_id, text_version) where withdrawn_at is null;
create index consent_by_account on consent (account_id, given_at);
create trigger not_for_the_erased before insert on consent for each row execute function refuse_erased_account('account_id');

-- Sign-ins that can be renewed. A challenge is the SHA-256 of a secret that only the person's device knows.
create table session (
  id uuid primary key,
  account_id uuid not null references account,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  -- Every sign-in has a session, whose end ends its access tokens at once. A person sees their devices and ends them singly.
  -- `device` is the kind of program and machine, as 我的设备 shows it; null until the device has called.
  device text,
  used_at timestamptz not null
);
create index session_by_end on session (expires_at);
create index session_by_account on session (account_id);
create trigger not_for_the_erased before insert on session for each row execute function refuse_erased_account('account_id');

create table session_challenge (
  challenge bytea primary key,
  session_id uuid not null references session on delete cascade,
  -- The challenge that took its place; null: this one may be renewed.
  next bytea
);
create index session_challenge_by_session on session_challenge (session_id);

-- A web page that waits until somebody scans its code with a phone that is signed in.
create table scan_ticket (
  ticket_index bytea primary key,
  challenge bytea not null,
  expires_at timestamptz not null,
  confirmed_at timestamptz,
  -- What asks for a sign-in by scan, as the phone shows it.
  asked_at timestamptz not null,
  asker_sealed bytea not null
);
create index scan_ticket_by_end on scan_ticket (expires_at);
create index scan_ticket_by_challenge on scan_ticket (challenge);

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

-- The role in their own cloud account that a person has granted us. Sealed: the name of a role names its owner's cloud account.
create table cloud_account (
  account_id uuid primary key references account,
  role_sealed bytea not null,
  linked_at timestamptz not null,
  -- What the linked role requires: it stays when the key is replaced from which it was derived.
  external_id text not null
);
create trigger not_for_the_erased before insert on cloud_account for each row execute function refuse_erased_account('account_id');

-- Links to clear values, by whose they are. The bucket deletes the objects after a day, an erasure at once.
create table view_file (
  key text primary key,
  account_id uuid not null references account,
  shown_at timestamptz not null
);
create index view_file_by_account on view_file (account_id);
create index view_file_by_age on view_file (shown_at);
create trigger not_for_the_erased before insert on view_file for each row execute function refuse_erased_account('account_id');

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

-- The role of the functions may add to the audit trail and read it, and no more. What has been kept for the three years that the law
-- wants is deleted by this function, which runs with the rights of the tables' owner; an earlier time counts as that one.
create function delete_old_audit(before timestamptz, most integer) returns integer
  language sql security definer set search_path = public, pg_temp as $$
    with gone as (
      delete from audit where id in (
        select id from audit where at < least(before, now() - interval '3 years') order by at limit most for update skip locked
      ) returning 1
    )
    select count(*)::integer from gone
  $$;

-- A passed check, which its account may open one filing with.
create table eligibility_check (
  ticket_index bytea primary key,
  input_sealed bytea not null,
  filing_type text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  account_id uuid not null references account
);
-- Rows that go when their time is over are found by it.
create index eligibility_check_by_end on eligibility_check (expires_at);
create index eligibility_check_by_account on eligibility_check (account_id);
create trigger not_for_the_erased before insert on eligibility_check
  for each row execute function refuse_erased_account('account_id');

create table filing (
  id uuid primary key,
  applicant_id uuid not null references account,
  filing_type text not null,
  state text not null,
  version integer not null,
  round integer not null,
  last_verdict integer not null,
  contents_sealed bytea not null,
  certificate_index bytea not null,
  domains text[] not null,
  flagged jsonb not null,
  numbers jsonb,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- When the filing came into its state, saves left out, and when the process timer has to look at it next; null when it never has to.
  state_since timestamptz not null,
  step_due_at timestamptz,
  -- Servers that a filing's websites run on (CS-06), as `product region resource`.
  servers text[] not null default '{}',
  erased_at timestamptz,
  -- Keyed hashes of the mobile and ID numbers of a filing's people (FD-32, PV-TJ-06).
  person_numbers bytea[] not null default '{}',
  -- Whether `retention` still has to look for the pictures and videos of faces of an approved filing.
  has_face_files boolean not null default false,
  -- The record that an approval is in; null before the approval. No foreign key: the record may be deleted before the filing.
  record_id uuid,
  -- The version of the record that a filing starts from. No foreign key: the record may be deleted before the filing.
  from_record_id uuid,
  from_version integer,
  -- When the record that an approval is in ended; null while it lives. From then on the filing is kept and erased as one that has ended.
  record_ended_at timestamptz
);
create index filing_by_applicant on filing (applicant_id, created_at);
create index filing_step_due on filing (step_due_at, id) where step_due_at is not null;
create index filing_by_server on filing using gin (servers) where state not in ('draft', 'abandoned', 'expired');
create index filing_by_person_number on filing using gin (person_numbers) where state not in ('draft', 'abandoned', 'expired', 'revoked');
-- Approved filings of a province, newest first, by the first character of their number: how long its authority took lately.
create index filing_approved_by_province on filing (left(numbers ->> 'organizer', 1), state_since desc) where state = 'approved';
create index filing_with_face_files on filing (state_since) where has_face_files;
-- FT-13: one filing at a time, whatever races.
create unique index filing_one_unfinished on filing (applicant_id)
  where state not in ('approved', 'declined', 'revoked', 'abandoned', 'expired');
create index filing_to_erase on filing (state_since)
  where erased_at is null and state in ('declined', 'abandoned', 'expired', 'revoked');
create index filing_by_record on filing (record_id) where record_id is not null;
create index filing_of_ended_record on filing (record_ended_at) where record_ended_at is not null and erased_at is null;
create trigger not_for_the_erased before insert on filing for each row execute function refuse_erased_account('applicant_id');
create trigger needs_live_record_when_opened before insert on filing for each row
  when (new.from_record_id is not null and new.filing_type <> 'first' and new.state not in ('approved', 'revoked', 'abandoned', 'expired'))
  execute function refuse_ended_record();
create trigger needs_live_record_when_handed_in before update of state on filing for each row
  when (new.from_record_id is not null and new.filing_type <> 'first' and new.state = 'submitted' and old.state <> 'submitted')
  execute function refuse_ended_record();

create table filing_history (
  filing_id uuid not null references filing,
  version integer not null,
  event text not null,
  state text not null,
  facts jsonb not null,
  at timestamptz not null,
  primary key (filing_id, version)
);

-- Forms of a filing while they are filled in, field by field: every typed value with its version, and what two devices typed into the same field.
create table form_draft (
  filing_id uuid not null references filing,
  form text not null,
  version integer not null,
  fields_sealed bytea not null,
  -- Names of fields that keep the form from being complete, and of fields with several values.
  gaps text[] not null,
  conflicts text[] not null,
  updated_at timestamptz not null,
  primary key (filing_id, form)
);
create trigger not_of_the_erased before insert on form_draft for each row execute function refuse_erased_filing();

-- Mobile numbers and mailboxes of a filing's people that were reached by a code. A changed one has no row.
create table contact_confirmation (
  filing_id uuid not null references filing,
  address_index bytea not null,
  -- `filer`, or `link`: by the person themselves.
  way text not null,
  confirmed_at timestamptz not null,
  primary key (filing_id, address_index)
);
create trigger not_of_the_erased before insert on contact_confirmation for each row execute function refuse_erased_filing();

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
create trigger not_of_the_erased before insert on contact_link for each row execute function refuse_erased_filing();

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
create trigger not_of_the_erased before insert on filing_round for each row execute function refuse_erased_filing();

create table verdict (
  filing_id uuid not null references filing,
  round integer not null,
  sequence integer not null,
  kind text not null,
  flagged jsonb not null,
  numbers jsonb,
  at timestamptz not null,
  -- What a reviewer corrected when they accepted a round: path, old and new value, reason.
  amendments jsonb,
  primary key (filing_id, round, sequence)
);
create trigger not_of_the_erased before insert on verdict for each row execute function refuse_erased_filing();

-- The verdict of a filing that could not be read or applied, so that an operator looks at it. Deleted once the filing has moved on.
create table parked_verdict (
  filing_id uuid primary key references filing,
  -- Null when not even these could be read.
  round integer,
  sequence integer,
  reason text not null,
  -- Paths of the values that are wrong, without the values.
  fields jsonb not null,
  parked_at timestamptz not null,
  seen_at timestamptz not null
);
-- Parked verdicts are listed from the oldest on, and those that were settled stay with their filing: the list reads them by age.
create index parked_verdict_by_age on parked_verdict (parked_at);
create trigger not_of_the_erased before insert on parked_verdict for each row execute function refuse_erased_filing();

-- When the review desk is asked about a filing. It is a narrow row of its own, because it changes every few minutes, and a filing is a wide one
-- with many indexes. A filing under review has `ask_at`, which no index holds, so that a new time is written in place; one that is approved has
-- `recheck_at`.
create table desk_question (
  filing_id uuid primary key references filing on delete cascade,
  ask_at timestamptz,
  recheck_at timestamptz,
  constraint desk_question_in_one_queue check ((ask_at is null) <> (recheck_at is null))
) with (fillfactor = 60);
create index desk_question_under_review on desk_question (filing_id) where recheck_at is null;
create index desk_question_approved on desk_question (recheck_at, filing_id) where recheck_at is not null;
create trigger not_of_the_erased before insert on desk_question for each row execute function refuse_erased_filing();

-- Until when somebody whom we ask does not want to be asked, because they are overloaded.
create table quiet_time (
  port text primary key,
  until timestamptz not null,
  -- The filing under review that the desk was asked about last: the next claim goes on behind it, so that all get their turn.
  asked_last uuid
);

-- What the authority holds: organizer, websites, domains and accesses, in versions.
create table record (
  id uuid primary key,
  account_id uuid not null references account,
  number text not null,
  version integer not null,
  contents_sealed bytea not null,
  certificate_index bytea not null,
  person_numbers bytea[] not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  ended_at timestamptz,
  last_event integer not null default 0,
  -- When a record is looked at next: what of it runs out, which notice is due, whether its websites answer.
  look_due_at timestamptz default now(),
  looked_at timestamptz,
  -- What the last look found: days and states by ids and domains.
  outside jsonb,
  constraint record_number_key unique (number, account_id)
);
create index record_by_account on record (account_id, created_at);
create index record_by_certificate on record (certificate_index) where ended_at is null;
create index record_by_person_number on record using gin (person_numbers) where ended_at is null;
create index record_by_end on record (ended_at) where ended_at is not null;
create index record_look_due on record (look_due_at, id) where ended_at is null;
create trigger not_for_the_erased before insert on record for each row execute function refuse_erased_account('account_id');
-- A record moves to nobody who was erased.
create trigger not_to_the_erased before update of account_id on record for each row execute function refuse_erased_account('account_id');

create table record_version (
  record_id uuid not null references record on delete cascade,
  version integer not null,
  cause text not null,
  filing_id uuid references filing,
  contents_sealed bytea not null,
  at timestamptz not null,
  -- The sequence number of the event that made it, if one did.
  event integer,
  -- Its place in the feed, given once it is committed: so no reader can miss a place that another transaction still holds.
  position bigint,
  primary key (record_id, version)
);
create index record_version_by_filing on record_version (filing_id);
create unique index record_version_position on record_version (position);
create index record_version_without_position on record_version (at, record_id, version) where position is null;

-- How the newest version is found; written anew with each version.
create table record_website (
  id uuid primary key,
  record_id uuid not null references record on delete cascade,
  number text not null,
  ended_at timestamptz,
  -- A number is never given twice.
  constraint record_website_number_key unique (number)
);
create index record_website_by_record on record_website (record_id);

create table record_domain (
  website_id uuid not null references record_website on delete cascade,
  domain text not null,
  ended_at timestamptz,
  primary key (website_id, domain)
);
-- One website to a domain.
create unique index record_domain_one_website on record_domain (domain) where ended_at is null;

create table record_access (
  id uuid primary key,
  website_id uuid not null references record_website on delete cascade,
  -- `product region resource`; null behind an authorization code.
  server text,
  ended_at timestamptz
);
create index record_access_by_website on record_access (website_id);
create index record_access_by_server on record_access (server) where ended_at is null;

-- What the desk tells of records without a filing, and the feed of what has happened to them.
create table record_event (
  record_id uuid not null references record on delete cascade,
  -- Counts the events of a record from 1 without a gap, by the desk.
  sequence integer not null check (sequence > 0),
  kind text not null,
  at timestamptz not null,
  -- What else it says, as in docs/api/review-desk.yaml; nothing about a person.
  facts jsonb not null,
  received_at timestamptz not null,
  -- Why it waits for the operator, and for the desk to correct it.
  parked text,
  primary key (record_id, sequence)
);
create index record_event_parked on record_event (received_at) where parked is not null;

-- The last place that was given. Its lock lets one reader after the other give places.
create table record_feed (
  id smallint primary key default 1 check (id = 1),
  last bigint not null
);
insert into record_feed (last) values (0);

-- A record on its way from the account that holds it to another one.
create table record_transfer (
  id uuid primary key,
  record_id uuid not null references record on delete cascade,
  holder_id uuid not null references account,
  -- The account that has opened the link.
  target_id uuid references account,
  -- SHA-256 of the link's token, which only the holder's browser and the link have; null before the principal's code was right.
  token_hash bytea unique,
  -- By which the principal stops it without an account, while it waits.
  stop_code_index bytea unique,
  stop_code_sealed bytea,
  started_at timestamptz not null,
  expires_at timestamptz not null,
  offered_at timestamptz,
  accepted_at timestamptz,
  moves_at timestamptz,
  wrong_certificates integer not null,
  ended_at timestamptz,
  outcome text
);
-- One at a time.
create unique index record_transfer_of_record on record_transfer (record_id) where ended_at is null;
create index record_transfer_by_record on record_transfer (record_id, started_at);
create index record_transfer_by_holder on record_transfer (holder_id, started_at);
create index record_transfer_by_target on record_transfer (target_id, started_at);
create index record_transfer_by_move on record_transfer (moves_at) where ended_at is null and moves_at is not null;
create trigger not_for_the_erased before insert on record_transfer for each row execute function refuse_erased_account('holder_id');
create trigger no_erased_target before update of target_id on record_transfer for each row execute function refuse_erased_account('target_id');

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
  proven_at timestamptz,
  -- A code may be about a record, which is no filing: it goes with it.
  record_id uuid references record on delete cascade,
  constraint one_time_code_of_one_thing check (num_nonnulls(filing_id, record_id) <= 1)
);
create index one_time_code_by_end on one_time_code (expires_at);
create index one_time_code_by_address on one_time_code (address_index);
create index one_time_code_by_account on one_time_code (account_id) where account_id is not null;
create index one_time_code_by_filing on one_time_code (filing_id) where filing_id is not null;
create index one_time_code_by_record on one_time_code (record_id) where record_id is not null;
create trigger not_for_the_erased before insert on one_time_code for each row execute function refuse_erased_account('account_id');
create trigger not_of_the_erased before insert on one_time_code for each row execute function refuse_erased_filing();

create table document (
  id uuid primary key,
  filing_id uuid references filing,
  applicant_id uuid not null references account,
  kind text not null,
  subject text not null,
  state text not null,
  content_type text not null,
  max_bytes integer not null,
  incoming_key text not null unique,
  clean_key text unique,
  findings jsonb not null,
  fields_sealed bytea,
  -- Until when somebody works on it; null when nobody does.
  claimed_until timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- When upload-sweep last looked for the file of a document that is still to be worked on.
  swept_at timestamptz,
  -- When a file was deleted whose time was over, though its document is still wanted.
  file_gone_at timestamptz,
  -- How often the check of a file has begun. A file that ends every instance that looks at it is refused.
  checks integer not null default 0
);
create index document_by_filing on document (filing_id, created_at);
create index document_by_applicant on document (applicant_id, created_at);
create index document_unfinished on document (greatest(swept_at, updated_at))
  where state in ('waiting', 'received', 'checking', 'reading');
create index document_before_filing on document (created_at) where filing_id is null;
create trigger not_for_the_erased before insert on document for each row execute function refuse_erased_account('applicant_id');

-- Calls of the OCR vendor for documents that are being read: noted before they are made, because they may be billed.
create table ocr_call (
  document_id uuid not null references document on delete cascade,
  step text not null,
  attempts integer not null,
  -- Set from before the vendor is asked until they have said that it cost nothing.
  asked_at timestamptz,
  answer_sealed bytea,
  primary key (document_id, step)
);
create trigger not_of_the_erased before insert on ocr_call for each row execute function refuse_erased_document();

-- What the commercial register was asked, by a digest of the claim: every answer is paid for.
create table company_check (
  claim_index bytea primary key,
  asked_at timestamptz not null,
  -- Whether each part of the claim is as registered; names nobody.
  answer jsonb
);
-- What ends by its age is found by it.
create index company_check_by_age on company_check (asked_at);

-- Pictures of licences for which the commercial register was asked before the submission: once for each.
create table company_check_picture (
  document_id uuid primary key references document on delete cascade,
  asked_at timestamptz not null
);

-- A try of a person to show that they are who they say, for a website, or for a transfer: that one hangs on a filing of the account that holds the
-- record, counts for the transfer only, and is handed over by the account that takes over.
create table liveness_check (
  id uuid primary key,
  filing_id uuid not null references filing,
  website_id uuid,
  person_sealed bytea not null,
  state text not null,
  challenge jsonb not null,
  photo_document_id uuid not null references document,
  video_document_id uuid references document,
  reasons jsonb not null,
  similarity real,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  -- By which the tries of a person are counted.
  person_index bytea not null default '\x',
  consent_text_version text not null default '',
  photo_accepted boolean not null default false,
  assurance text,
  -- The ID cards whose portrait the photo of a check agrees with.
  matched_cards uuid[] not null default '{}',
  -- How similar the photo of a check is to the portraits that it agrees with, by the document of the card: reviewers see it.
  card_similarities jsonb not null default '{}',
  -- Documents with the key frames of a check's film, the vendor's best first.
  frame_document_ids uuid[] not null default '{}',
  transfer_id uuid references record_transfer on delete cascade,
  constraint liveness_check_of_one_thing check (num_nonnulls(website_id, transfer_id) = 1)
);
create index liveness_check_by_filing on liveness_check (filing_id, created_at);
create index liveness_check_by_photo on liveness_check (photo_document_id);
create index liveness_check_by_video on liveness_check (video_document_id) where video_document_id is not null;
create index liveness_check_by_transfer on liveness_check (transfer_id) where transfer_id is not null;
-- Whoever withdraws their consent ends the checks that are open; an integrator has thousands that are over.
create index liveness_check_open on liveness_check (filing_id) where state = 'open';
create trigger not_of_the_erased before insert on liveness_check for each row execute function refuse_erased_filing();

-- A liveness check, of a website or of a transfer, or kinds of documents, that were handed over to another phone, documents also before there is
-- a filing. The token of the link and the secret of the phone are keyed hashes; the consent that was given there stays with the filing.
create table hand_over (
  id uuid primary key,
  filing_id uuid references filing,
  website_id uuid,
  token_index bytea not null unique,
  device_index bytea,
  consent_name_sealed bytea,
  consent_text_version text,
  consented_at timestamptz,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  opened_at timestamptz,
  declined_at timestamptz,
  cancelled_at timestamptz,
  -- Of whoever handed documents over, or takes a record over; that of a website's check is its filing's.
  account_id uuid references account,
  kinds text[] not null default '{}',
  subject text,
  is_for_other boolean not null default false,
  document_ids uuid[] not null default '{}',
  transfer_id uuid references record_transfer on delete cascade,
  check_ids uuid[] not null default '{}',
  constraint hand_over_of_one_thing check (
    case
      when transfer_id is not null
        then website_id is null and cardinality(kinds) = 0 and filing_id is not null and account_id is not null
      when website_id is null then cardinality(kinds) > 0 and subject is not null and account_id is not null
      else cardinality(kinds) = 0 and filing_id is not null
    end
  )
);
create index hand_over_by_filing on hand_over (filing_id, created_at);
create index hand_over_by_account on hand_over (account_id, created_at) where account_id is not null;
create index hand_over_unused on hand_over (expires_at) where filing_id is null;
create index hand_over_by_transfer on hand_over (transfer_id, created_at) where transfer_id is not null;
create trigger not_of_the_erased before insert on hand_over for each row execute function refuse_erased_filing();

-- Keyed fingerprints of what liveness checks have used, which are sensitive personal data and end by their age. They outlive their checks, since a
-- file of a deleted filing must not be used again.
create table seen_media (
  id uuid primary key,
  check_id uuid not null,
  filing_id uuid not null,
  kind text not null,
  -- Of the file, and what that index is computed from, so that it can be computed anew.
  digest_index bytea,
  digest_sealed bytea,
  -- A perceptual hash. It is found by pairs of its parts: two portraits share one of sixteen parts by chance, and hardly ever a pair.
  look_sealed bytea,
  pair_indexes bytea[] not null default '{}',
  seen_at timestamptz not null
);
create index seen_media_by_check on seen_media (check_id);
create index seen_media_by_filing on seen_media (filing_id);
create index seen_media_by_digest on seen_media (digest_index);
-- Without `fastupdate`, no search reads what was written lately from end to end.
create index seen_media_by_pairs on seen_media using gin (pair_indexes) with (fastupdate = off);
create index seen_media_by_age on seen_media (seen_at);
create trigger not_of_the_erased before insert on seen_media for each row execute function refuse_erased_filing();

-- 备案授权码: the right to file one website on a server of somebody else's. It is found by its index; the code is sealed, so that the index can be computed anew.
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
  created_at timestamptz not null,
  code_sealed bytea not null
);
create index authorization_code_by_owner on authorization_code (owner_id, created_at);
create index authorization_code_by_filing on authorization_code (filing_id) where filing_id is not null;
create index authorization_code_by_target on authorization_code (target_id) where target_id is not null;
create trigger not_for_the_erased before insert on authorization_code for each row execute function refuse_erased_account('owner_id');

-- 建站主机 that the operator has entered, because no cloud API lists them.
create table site_host (
  id text primary key,
  -- Whose it is: nobody else may file with it.
  account_id uuid not null references account,
  name text not null,
  public_ip text not null,
  region text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index site_host_by_account on site_host (account_id);
create trigger not_for_the_erased before insert on site_host for each row execute function refuse_erased_account('account_id');

create table outbox (
  key text primary key,
  topic text not null,
  payload jsonb not null,
  state text not null default 'waiting',
  attempts integer not null default 0,
  due_at timestamptz not null,
  failure text,
  created_at timestamptz not null,
  -- Each kind of receiver has a lane of its own, so that one that answers slowly doesn't hold up the others.
  lane text generated always as (split_part(topic, '.', 1)) stored,
  -- Handed to a receiver that can't tell a repetition, and not settled since.
  begun boolean not null default false,
  -- W3C traceparent of the event that wrote a message, so that its delivery belongs to the same trace.
  traceparent text
);
create index outbox_due on outbox (lane, due_at) where state = 'waiting';
create index outbox_parked on outbox (created_at) where state = 'parked';
create index outbox_by_webhook_endpoint on outbox ((payload ->> 'endpointId'), created_at) where lane = 'webhook';
create index outbox_by_age on outbox (created_at) where state in ('sent', 'ended');

-- Where an integrator wants to hear of their filings.
create table webhook_endpoint (
  id uuid primary key,
  account_id uuid not null references account,
  events text[] not null,
  secret_sealed bytea not null,
  -- The secret before it, which signs too until then.
  old_secret_sealed bytea,
  old_secret_until timestamptz,
  -- First failure since the last success.
  failing_since timestamptz,
  disabled_at timestamptz,
  created_at timestamptz not null,
  -- The address may hold a key in its query.
  url_sealed bytea not null
);
create index webhook_endpoint_by_account on webhook_endpoint (account_id, created_at);
create trigger not_for_the_erased before insert on webhook_endpoint for each row execute function refuse_erased_account('account_id');

-- Each attempt at sending to an endpoint, without what was sent or answered.
create table webhook_attempt (
  message_key text not null references outbox on delete cascade,
  at timestamptz not null,
  duration_ms integer not null,
  -- Of the answer; null when none came.
  status integer,
  failure text,
  primary key (message_key, at)
);
create index webhook_attempt_by_age on webhook_attempt (at);

create table inbox (
  source text not null,
  message_id text not null,
  received_at timestamptz not null,
  primary key (source, message_id)
);
create index inbox_by_age on inbox (received_at);

-- Signed messages that were believed, for as long as their signatures are: an id stands for one content.
create table seen_message (
  id text primary key,
  content_hash text not null,
  expires_at timestamptz not null
);
create index seen_message_by_expiry on seen_message (expires_at);

create table reply (
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
create index reply_by_age on reply (created_at);
create trigger not_for_the_erased before insert on reply for each row execute function refuse_erased_account('applicant_id');

-- Calls that are counted. A count that a crash of the server loses only begins anew: without a log, no call waits for the disk to be counted.
create unlogged table caller_limit (
  subject_index bytea primary key,
  calls integer not null,
  ends_at timestamptz not null
);
create index caller_limit_by_end on caller_limit (ends_at);

-- Calls that are running now, such as long polls: for each subject the times at which they have ended at the latest.
create unlogged table running_call (
  subject_index bytea primary key,
  end_times timestamptz[] not null,
  -- The last of them. Later the row means nothing.
  ends_at timestamptz not null
);
create index running_call_by_end on running_call (ends_at);

-- When the next call of a vendor's action may be made, by whichever instance.
create table rate_limit (
  name text primary key,
  next_at timestamptz not null
);

-- How often a vendor that bills each call was called, for each budget that pays for it.
create table paid_call (
  service text not null,
  -- `all`, `person/<digest>` or `filing/<id>`. Those of people end after a day, the others stay for a year.
  payer text not null,
  -- The day in Beijing, or `always` for a filing.
  period text not null,
  calls integer not null,
  last_call_at timestamptz not null,
  -- When a call was refused for the first time, which raised an alarm.
  used_up_at timestamptz,
  primary key (service, payer, period)
);
create index paid_call_by_last_call on paid_call (last_call_at);
create index paid_call_of_person_by_last_call on paid_call (last_call_at) where payer like 'person/%';

-- Numbers about which a person has asked whether others have filed with them. Limits and budgets are a person's, not an account's: whoever erases
-- an account and signs in again goes on where they were. All of it is keyed hashes, deleted when its time is over; the domain and the prefix are
-- those of the question, and empty for mobile numbers.
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

-- What registries said of domains, and cloud accounts of servers, for minutes. Nobody misses what a crash loses.
create unlogged table kept_fact (
  question_index bytea primary key,
  answer_sealed bytea not null,
  expires_at timestamptz not null
);
create index kept_fact_by_end on kept_fact (expires_at);

-- Objects of what was erased. They are deleted at once, and once more when no function that was running then can still write them.
create table erased_object (
  key text primary key,
  erased_at timestamptz not null
);
create index erased_object_by_age on erased_object (erased_at);
