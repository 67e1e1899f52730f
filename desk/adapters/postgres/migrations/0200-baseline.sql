-- The schema of the desk, as it was when migrations began to be kept. What comes after is a numbered file of its own.
--
-- Columns ending in _sealed hold AES-256-GCM bytes. Times are UTC. Rows that are kept no longer are found by an index of their time (retention.ts).

-- What has arrived of a filing. An erased one keeps its row, so that nothing of it is taken again.
create table desk.filing (
  id uuid primary key,
  round integer not null default 0,
  withdrawn_round integer not null default 0,
  erased_at timestamptz
);

-- One round of a filing to review.
create table desk.review_case (
  id uuid primary key,
  filing_id uuid not null references desk.filing,
  round integer not null,
  state text not null check (state in ('open', 'decided', 'sent', 'withdrawn', 'replaced')),
  version integer not null default 1,
  content_hash text not null,
  filing_type text not null,
  province text not null,
  risk smallint not null,
  summary_sealed bytea,
  -- The package without its links; null once it was erased.
  package_sealed bytea,
  received_at timestamptz not null,
  -- The clock (case-clock.ts). due_at is null while it stands.
  limit_ms bigint not null,
  used_ms bigint not null default 0,
  running_since timestamptz,
  paused_for text,
  due_at timestamptz,
  -- Who works at a case (lease.ts), and why two must agree on it (four-eyes.ts).
  lease_holder text,
  lease_until timestamptz,
  second_view text[] not null default '{}',
  -- The list that a case stands in (queue.ts); null for what is decided, sent or taken back.
  queue text check (queue in ('new', 'resubmitted', 'call-again', 'second-view', 'changes', 'endings', 'held')),
  -- Whoever knows the filing from before has it first, until half of its time is over.
  reserved_for text,
  reserved_until timestamptz,
  call_again_at timestamptz,
  missed_calls smallint not null default 0,
  check ((running_since is null) = (paused_for is not null)),
  check ((running_since is null) = (due_at is null)),
  unique (filing_id, round),
  check ((lease_holder is null) = (lease_until is null)),
  check ((reserved_for is null) = (reserved_until is null))
);
-- The order of the queues: due in a group, then risk, then age (queue-order.ts).
create index review_case_to_take on desk.review_case (risk desc, received_at, id)
  where state = 'open' and due_at is not null;
create index review_case_due on desk.review_case (due_at) where state = 'open' and due_at is not null;
create index review_case_of_holder on desk.review_case (lease_holder, due_at) where state = 'open' and lease_holder is not null;
create index review_case_lease_over on desk.review_case (lease_until) where lease_holder is not null;
create index review_case_in_queue on desk.review_case (queue, risk desc, received_at, id) where queue is not null;
create index review_case_due_in_queue on desk.review_case (queue, due_at) where queue is not null;
create index review_case_reserved on desk.review_case (reserved_for, due_at) where queue is not null and reserved_for is not null;
create index review_case_to_call on desk.review_case (call_again_at) where queue = 'call-again';
-- Cases that an import of a list takes back from the second view.
create index review_case_black_listed on desk.review_case (id) where state = 'open' and 'black-listed' = any(second_view);

-- Where a document of a round is kept, noted before it is written there, so that an erasure finds it.
create table desk.stored_document (
  object_key text primary key,
  filing_id uuid not null references desk.filing,
  round integer not null,
  document_id text not null,
  content_hash text not null,
  content_type text not null,
  noted_at timestamptz not null,
  stored_at timestamptz,
  -- A document whose filing was erased, until its file is gone: the timer finds them without looking at the others.
  erased_at timestamptz,
  -- SHA-256 of its bytes, by which a picture that comes again is known; null until it is stored.
  sha256 text
);
create index stored_document_by_filing on desk.stored_document (filing_id);
create index stored_document_erased on desk.stored_document (noted_at) where erased_at is not null;

-- A decision, which waits until it can't be taken back any more, before that for a second view where two must agree (four-eyes.ts).
create table desk.decision (
  id uuid primary key,
  case_id uuid not null references desk.review_case,
  kind text not null,
  flagged_sealed bytea not null,
  decided_by text not null,
  decided_at timestamptz not null,
  sends_at timestamptz not null,
  state text not null default 'waiting' check (state in ('second-view', 'waiting', 'taken-back', 'sent', 'dropped')),
  second_by text,
  comment_sealed bytea,
  second_comment_sealed bytea,
  asks_second_view boolean not null default false,
  -- What staff corrected in accepting, sealed: a JSON list of field, old and new value, reason.
  amendments_sealed bytea,
  -- The row at which somebody who asks for a second view wants it to begin.
  asked_row text,
  check (second_by is null or second_by <> decided_by)
);
create index decision_due on desk.decision (sends_at) where state = 'waiting';
create unique index decision_one_waiting on desk.decision (case_id) where state in ('second-view', 'waiting');
-- An erasure deletes the decisions of a filing's cases.
create index decision_by_case on desk.decision (case_id);
create index decision_by_time on desk.decision (decided_at);
create index decision_of on desk.decision (decided_by);

-- What has left the desk, numbered in each round from 1 without a gap.
create table desk.verdict (
  filing_id uuid not null references desk.filing,
  round integer not null,
  sequence integer not null check (sequence > 0),
  kind text not null,
  decided_at timestamptz not null,
  -- `flagged` and `numbers` as in docs/api/review-desk.yaml.
  content_sealed bytea not null,
  message_id text not null unique,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'parked')),
  attempts integer not null default 0,
  due_at timestamptz not null,
  failure text,
  primary key (filing_id, round, sequence)
);
create index verdict_due on desk.verdict (due_at) where state = 'waiting';
-- What a lead counts over a period, and how many decisions a reviewer has made.
create index verdict_by_time on desk.verdict (kind, decided_at);

-- The chain of each case (audit-chain.ts): ids, actions, times and keyed hashes, no values.
create table desk.audit (
  case_id uuid not null,
  sequence integer not null,
  at timestamptz not null,
  actor text not null,
  action text not null,
  facts jsonb not null,
  link text not null,
  primary key (case_id, sequence)
);
create index audit_by_time on desk.audit (at);

create table desk.audit_seal (
  day date primary key,
  heads integer not null,
  seal text not null
);

create table desk.audit_head (
  day date not null references desk.audit_seal,
  case_id uuid not null,
  sequence integer not null,
  link text not null,
  primary key (day, case_id)
);
-- The heads that were sealed of one case, for `npm run desk -- verify`.
create index audit_head_by_case on desk.audit_head (case_id);

-- Who works at the desk. The identity provider knows them; here they have an id of their own, which audit chains name.
create table desk.staff (
  id uuid primary key,
  -- Keyed hash of issuer and subject.
  identity_index bytea not null unique,
  name_sealed bytea not null,
  roles text[] not null,
  -- When the identity provider said so.
  confirmed_at timestamptz not null,
  -- Of which the index is made, so that its key can be replaced.
  identity_sealed bytea not null
);

-- One session of a person is in force at most.
create table desk.staff_session (
  id uuid primary key,
  staff_id uuid not null references desk.staff,
  -- SHA-256 of the cookie's value and of the secret that the page keeps.
  token_hash bytea not null unique,
  page_key_hash bytea not null,
  subject_sealed bytea,
  refresh_token_sealed bytea,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  confirmed_at timestamptz not null,
  -- Until then somebody else asks the identity provider.
  asked_until timestamptz,
  ended_at timestamptz,
  ended_because text check (ended_because in ('signed-out', 'signed-in-elsewhere', 'not-confirmed', 'ended-by-admin')),
  -- Which administrator has ended a session.
  ended_by text,
  check ((ended_at is null) = (ended_because is null)),
  check (ended_at is null or (subject_sealed is null and refresh_token_sealed is null))
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

-- Whose cases a member of staff may not touch. What was ended is kept without its value.
create table desk.declared_tie (
  id uuid primary key,
  staff_id text not null,
  kind text not null check (kind in ('organizer', 'person', 'phone')),
  relation text not null check (relation in ('self', 'family', 'company')),
  value_sealed bytea,
  declared_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  check ((ended_at is null) = (ended_by is null)),
  check ((ended_at is null) = (value_sealed is not null))
);
create index declared_tie_of_staff on desk.declared_tie (staff_id);

-- What the desk has read of the filing service's records.
create table desk.record (
  id uuid primary key,
  number text not null,
  version integer not null,
  -- `RecordChange` as in docs/api/review-desk.yaml: numbers, domains and notices, nothing about a person.
  change jsonb not null
);
create index record_by_number on desk.record (number);
-- Records with something to mend, which are few among all.
create index record_with_notices on desk.record (id)
  where jsonb_path_exists(change, '$.notices[*] ? (@.state != "closed")');
-- Records by the domains of their live websites.
create index record_by_domain on desk.record
  using gin (jsonb_path_query_array(change, '$.websites[*] ? (@.state == "live").domains[*]'));

-- Behind which the next changes are asked for.
create table desk.record_feed (
  id smallint primary key default 1 check (id = 1),
  next bigint not null
);
insert into desk.record_feed (next) values (0);

-- What has left the desk about a record, numbered from 1 without a gap.
create table desk.record_event (
  record_id uuid not null,
  sequence integer not null check (sequence > 0),
  kind text not null,
  at timestamptz not null,
  facts jsonb not null,
  told_by text not null,
  message_id text not null unique,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'parked')),
  attempts integer not null default 0,
  due_at timestamptz not null,
  failure text,
  -- Who agreed to what takes two, below everything that writes it.
  confirmed_by text,
  primary key (record_id, sequence),
  constraint record_event_of_two check (kind not in ('cancelled', 'access-ended') or (confirmed_by is not null and confirmed_by <> told_by))
);
create index record_event_due on desk.record_event (due_at) where state = 'waiting';

-- What a member of staff concluded about one row of the checklist. Rows are paths of fields or ids of documents, no values.
create table desk.judgement (
  case_id uuid not null references desk.review_case,
  row_path text not null,
  staff_id text not null,
  conclusion text not null check (conclusion in ('fits', 'differs', 'open', 'call')),
  spent_seconds integer not null check (spent_seconds >= 0),
  judged_at timestamptz not null,
  -- What there was to see of the row when it was judged (sight.ts), as a keyed hash; null where a picture's bytes are not known.
  sight_hash text,
  primary key (case_id, row_path, staff_id)
);
create index judgement_by_time on desk.judgement (judged_at);

create table desk.note (
  id uuid primary key,
  case_id uuid not null references desk.review_case,
  written_by text not null,
  written_at timestamptz not null,
  text_sealed bytea not null
);
create index note_by_case on desk.note (case_id, written_at);
create index note_by_time on desk.note (written_at);

-- A value that somebody looked at in clear, or a paper that they opened; `object_key` until the view is deleted.
create table desk.clear_view (
  id uuid primary key,
  case_id uuid not null references desk.review_case,
  staff_id text not null,
  row_path text not null,
  -- Undefined for a paper, which is shown masked.
  reason text,
  shown_at timestamptz not null,
  object_key text
);
create index clear_view_by_case on desk.clear_view (case_id);
create index clear_view_by_staff on desk.clear_view (staff_id, shown_at);
create index clear_view_to_delete on desk.clear_view (shown_at) where object_key is not null;
create index clear_view_by_time on desk.clear_view (shown_at) where object_key is null;
-- By which the view of a file is found when the file is deleted.
create index clear_view_by_object on desk.clear_view (object_key) where object_key is not null;

-- A call to the applicant. One whose end nobody has written is lost: whoever called has lost the case meanwhile.
create table desk.call (
  id uuid primary key,
  case_id uuid not null references desk.review_case,
  row_path text not null,
  called_by text not null,
  started_at timestamptz not null,
  connected_at timestamptz,
  ended_at timestamptz,
  outcome text check (outcome in ('reached', 'missed', 'wrong-number', 'refused', 'call-again', 'lost')),
  answers jsonb not null default '[]',
  -- When the applicant was told of a missed call, or nothing was to be told any more.
  told_at timestamptz,
  check ((ended_at is null) = (outcome is null))
);
create index call_by_case on desk.call (case_id, started_at);
create unique index call_one_running on desk.call (case_id) where ended_at is null;
create index call_running on desk.call (started_at) where ended_at is null;
create index call_to_tell on desk.call (ended_at) where outcome = 'missed' and told_at is null;
create index call_by_time on desk.call (started_at);

-- Keyed hashes of what a filing may have in common with others.
create table desk.case_key (
  case_id uuid not null references desk.review_case,
  kind text not null check (kind in ('organizer', 'person', 'phone', 'server', 'domain', 'name')),
  hash bytea not null,
  primary key (case_id, kind, hash)
);
create index case_key_by_hash on desk.case_key (hash, kind);

-- An item of a return by its reason, for figures: kept when the decision is erased.
create table desk.returned_item (
  decision_id uuid not null,
  item smallint not null,
  reason_id text not null,
  reason_version integer not null,
  -- Whether the machine had a finding on the row.
  found_by text not null check (found_by in ('machine', 'reviewer', 'authority')),
  -- When a return left, so that its reasons are counted by day, also after its filing was erased.
  sent_at timestamptz not null,
  primary key (decision_id, item)
);
create index returned_item_by_time on desk.returned_item (sent_at);

-- A decision that somebody else looks at afterwards. Whoever decided does not know.
create table desk.sample (
  decision_id uuid primary key,
  case_id uuid not null references desk.review_case,
  kind text not null,
  decided_by text not null,
  drawn_at timestamptz not null,
  judged_by text,
  judged_at timestamptz,
  result text check (result in ('right', 'wrong-harmless', 'wrong')),
  row_path text,
  comment_sealed bytea,
  check (judged_by is null or judged_by <> decided_by),
  check ((judged_by is null) = (result is null))
);
create index sample_by_case on desk.sample (case_id);
create index sample_to_judge on desk.sample (drawn_at) where judged_by is null;
create index sample_of on desk.sample (decided_by, drawn_at);
create index sample_by_time on desk.sample (drawn_at);

-- The catalogue of return reasons: each change is a version, none is deleted.
create table desk.reason (
  reason_id text not null,
  version integer not null check (version > 0),
  topic text not null,
  fields text[] not null,
  reason text not null,
  suggestion text not null,
  is_retired boolean not null,
  changed_by text not null,
  changed_at timestamptz not null,
  -- Reasons for which a filing is declined stand beside those of returns. A reason keeps its kind in all versions.
  kind text not null default 'return' check (kind in ('return', 'decline')),
  primary key (reason_id, version)
);

-- Settings of the desk: each change is a version.
create table desk.setting (
  version integer primary key check (version > 0),
  settings jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null
);

-- What is handed in to the authority.
create table desk.submission (
  id uuid primary key,
  case_id uuid not null references desk.review_case,
  filing_id uuid not null references desk.filing,
  -- A round is handed in once more after an SMS verification that timed out.
  attempt integer not null check (attempt > 0),
  -- Given when it leaves, so that no number is ever missing.
  number integer unique check (number > 0),
  state text not null default 'waiting' check (state in ('waiting', 'parked', 'sent', 'taken-back')),
  stage text not null default 'handed-in' check (stage in ('handed-in', 'sms', 'reviewing', 'accepted', 'approved', 'over')),
  is_taken_back boolean not null default false,
  queued_at timestamptz not null,
  due_at timestamptz not null,
  sent_at timestamptz,
  attempts integer not null default 0,
  failure text,
  -- Filing numbers that somebody has typed: no two filings get the same.
  given_numbers text[],
  unique (case_id, attempt),
  check (number is not null or state in ('waiting', 'taken-back'))
);
create index submission_to_send on desk.submission (queued_at, id) where state in ('waiting', 'parked');
create index submission_by_filing on desk.submission (filing_id);
create index submission_sent on desk.submission (sent_at desc) where state = 'sent';
-- The one that has its number already, and has not gone.
create index submission_numbered on desk.submission (number) where state in ('waiting', 'parked') and number is not null;
create index submission_given on desk.submission using gin (given_numbers) where given_numbers is not null;

-- Answers about one submission, numbered by the authority from 1 without a gap.
create table desk.authority_answer (
  number integer not null,
  sequence integer not null check (sequence > 0),
  kind text not null,
  at timestamptz not null,
  received_at timestamptz not null,
  -- Words and numbers; null once it was erased.
  content_sealed bytea,
  state text not null default 'waiting' check (state in ('waiting', 'to-match', 'applied', 'parked', 'dropped')),
  matched_by text,
  -- Until then what somebody has typed can be taken back; null of what came by itself.
  applies_at timestamptz,
  primary key (number, sequence)
);
create index authority_answer_open on desk.authority_answer (received_at) where state in ('waiting', 'to-match', 'parked');
-- What the authority has returned in a period, for the figures.
create index authority_answer_returned on desk.authority_answer (received_at) where kind = 'returned' and state = 'applied';
-- The newest answers of the authority, those first that wait for somebody.
create index authority_answer_in_order on desk.authority_answer
  ((state in ('to-match', 'parked')) desc, received_at desc, sequence desc);

-- What staff have understood the authority's words to mean. Nothing in it is about a person.
create table desk.authority_phrase (
  phrase text not null,
  reason_id text not null,
  times integer not null default 1,
  learnt_at timestamptz not null,
  promoted_by text,
  promoted_at timestamptz,
  primary key (phrase, reason_id),
  check ((promoted_by is null) = (promoted_at is null))
);
create index authority_phrase_in_order on desk.authority_phrase (times desc, phrase);

create table desk.authority_setting (
  version integer primary key check (version > 0),
  settings jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null
);

-- Lists of the authority, each replaced as a whole: what may not be filed, and what is reached without a filing.
create table desk.authority_list (
  name text primary key check (name in ('black', 'unfiled')),
  -- 0 until the first one has come.
  version integer not null default 0,
  -- The authority's own number of it; 0 for one that staff have typed.
  issue integer not null default 0,
  -- When the authority was asked last.
  asked_at timestamptz,
  due_at timestamptz,
  -- Id of a member of staff, or `authority`.
  imported_by text,
  imported_at timestamptz,
  -- Who agreed to what a member of staff imported.
  confirmed_by text,
  constraint authority_list_of_two check (imported_by is null or imported_by = 'authority' or (confirmed_by is not null and confirmed_by <> imported_by))
);
insert into desk.authority_list (name) values ('black'), ('unfiled');

create table desk.listed_entry (
  id uuid primary key,
  list text not null references desk.authority_list,
  kind text not null check (kind in ('organizer', 'person', 'domain')),
  -- As `desk.case_key` has it, with the key of the day of the import.
  hash bytea not null,
  value_sealed bytea not null,
  due_at timestamptz not null,
  confirmed_at timestamptz not null,
  result text check (result in ('access-stopped', 'not-ours', 'filed', 'mistaken')),
  handled_by text,
  handled_at timestamptz,
  -- Whether an entry of the black list may hit a record or a case: it is set when one of them or the list comes, and only entries that
  -- have it are opened and looked at.
  may_hit boolean not null default false,
  check ((result is null) = (handled_by is null) and (result is null) = (handled_at is null))
);
create index listed_entry_of_list on desk.listed_entry (list);
create index listed_entry_by_hash on desk.listed_entry (hash, kind);
create index listed_entry_by_time on desk.listed_entry (confirmed_at);
create index listed_entry_to_handle on desk.listed_entry (due_at, id)
  where result is null and (list = 'unfiled' or may_hit);

-- What takes effect only when a second person confirms it: an event that ends something of a record, a list from a file.
create table desk.proposal (
  id uuid primary key,
  kind text not null check (kind in ('record-event', 'list')),
  -- A record, or the id of a list's chain.
  subject uuid not null,
  -- Until it is settled.
  content_sealed bytea,
  proposed_by text not null,
  proposed_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'confirmed', 'dropped')),
  settled_by text,
  settled_at timestamptz,
  check ((state = 'open') = (content_sealed is not null)),
  check ((state = 'open') = (settled_by is null) and (state = 'open') = (settled_at is null)),
  -- Nobody confirms what they have proposed.
  check (state <> 'confirmed' or settled_by <> proposed_by)
);
-- Of one record or list, one at a time.
create unique index proposal_open on desk.proposal (subject) where state = 'open';
create index proposal_by_time on desk.proposal (settled_at);

-- Answers that nobody can read: they stay in the authority's queue, and nothing that stands in them is kept here.
create table desk.unread_answer (
  answer_id text primary key,
  number integer,
  fields text[] not null,
  since timestamptz not null,
  -- When the authority gave it out last.
  noted_at timestamptz not null
);

-- What the authority wants to have mended or verified of a record, and what is reported back.
create table desk.authority_notice (
  id uuid primary key,
  -- The authority's own number of it.
  notice_id text not null unique,
  kind text not null check (kind in ('notice', 'inspection')),
  is_typed boolean not null,
  filing_number text not null,
  -- 主体备案号, by which its record is found.
  organizer_number text not null,
  websites text[],
  -- The authority's own words; null once they were erased.
  words_sealed bytea,
  at timestamptz not null,
  received_at timestamptz not null,
  due_at timestamptz,
  -- Of the event by which the organizer was told.
  record_id uuid,
  event integer,
  -- What was reported of it last, and when nothing more comes of it.
  reported text check (reported in ('rectified', 'not-rectified', 'not-ours')),
  closed_at timestamptz,
  check ((record_id is null) = (event is null))
);
create index authority_notice_open on desk.authority_notice (due_at, id) where closed_at is null;
create index authority_notice_by_number on desk.authority_notice (organizer_number);
create index authority_notice_by_time on desk.authority_notice (closed_at) where closed_at is not null;

create table desk.authority_report (
  id uuid primary key,
  notice uuid references desk.authority_notice on delete set null,
  -- Given when it leaves, so that no number is ever missing.
  number integer unique check (number > 0),
  is_by_hand boolean not null,
  -- What it is about, the result and the words; null once they were erased.
  content_sealed bytea,
  reported_by text not null,
  state text not null default 'waiting' check (state in ('waiting', 'parked', 'sent')),
  queued_at timestamptz not null,
  due_at timestamptz not null,
  sent_at timestamptz,
  attempts integer not null default 0,
  failure text,
  check (number is null or not is_by_hand)
);
create index authority_report_to_send on desk.authority_report (queued_at, id) where state in ('waiting', 'parked');
create index authority_report_in_order on desk.authority_report
  ((state in ('waiting', 'parked')) desc, (coalesce(sent_at, queued_at)) desc, id) where content_sealed is not null;
create index authority_report_by_time on desk.authority_report (sent_at) where sent_at is not null;
create index authority_report_of_notice on desk.authority_report (notice);

-- The number of the last report: it outlives the reports, which are deleted after years.
create table desk.report_counter (
  id smallint primary key default 1 check (id = 1),
  last integer not null
);
insert into desk.report_counter (last) values (0);

-- Signed messages that were believed, for as long as their signatures are: an id stands for one content.
create table desk.seen_message (
  id text primary key,
  content_hash text not null,
  expires_at timestamptz not null
);
create index seen_message_by_expiry on desk.seen_message (expires_at);

-- The catalogue as shipped. Its ids are those of the product's list of usual rejections.
insert into desk.reason (reason_id, version, topic, fields, reason, suggestion, is_retired, changed_by, changed_at) values
  ('RJ-01', 1, '域名', array['domain'], '域名所有者与主办者不一致。', '请把域名实名信息改成主办者的，或换一个主办者名下的域名。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-02', 1, '域名', array['domain'], '域名的注册商没有工信部批复。', '请把域名转入国内有资质的注册商，或换一个域名。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-03', 1, '域名', array['domain'], '域名还没有实名，或实名信息还没有同步。', '请完成域名实名，等待 3 个工作日后再提交。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-04', 1, '域名', array['domain'], '域名已过期，或剩余有效期太短。', '请给域名续费后再提交。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-05', 1, '域名', array['domain'], '域名后缀没有获得批复，不能备案。', '请换一个可以备案的域名。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-06', 1, '网站', array['details.name'], '网站名称不规范，或与网站内容不符。', '请按命名要求修改；用项目名称时，请在备注里写明是本单位的项目。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-07', 1, '地域', array['region', 'organizer.address'], '证件地址不在备案省份。', '请按证件地址选择省份重新办理，或上传居住证明。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-08', 1, '网站', array['domain', 'details.homeUrl'], '网站在备案完成前已经可以打开。', '请暂停解析或关闭网站，注意清除缓存，打不开后再提交。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-09', 1, '网站', array['details.homeUrl'], '已备案的网站打不开，或首页没有备案号和链接。', '请恢复访问，并在首页底部放上备案号，链接到工信部网站。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-10', 1, '网站', array['details.serviceContents', 'details.remark'], '网站内容与主办者的性质不符。', '请调整网站内容；涉及经营的，请以单位名义备案。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-11', 1, '前置审批', array['preApprovals', 'documents.pre-approval'], '网站内容需要前置审批，但文件缺少、过期或看不清。', '请上传有效的审批文件，或去掉相应内容。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-12', 1, '证件', array['documents.business-licence', 'documents.id-front', 'documents.id-back', 'documents.handheld-photo', 'documents.passport', 'documents.card-front'], '证件照片看不清，或不是原件、缺边、反光。', '请在光线均匀处重新拍摄原件，四角齐全、文字清楚。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-13', 1, '证件', array['idValidTo', 'idValidFrom'], '证件已过期，或有效期不足三个月。', '请换用有效的证件，重新拍照上传。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-14', 1, '证件', array['documents.'], '照片上的水印字样不符，或遮住了内容。', '请去掉水印，或只写“仅供备案使用”，不要遮住文字。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-15', 1, '电话', array['mobile', 'officePhone', 'emergencyPhone'], '电话没有打通。', '请保持手机畅通，确认号码无误后重新提交。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-16', 1, '电话', array['mobile'], '手机号码不是备案省份的号码。', '请换成备案省份的手机号码。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-17', 1, '电话', array['mobile', 'emergencyPhone', 'officePhone'], '这个号码已用于其他主办者，或与别的负责人重复。', '请换一个能联系到本人的号码。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-18', 1, '负责人', array['principal.name', 'isLegalRepresentative'], '主体负责人不是法定代表人。', '请改为法定代表人，或上传法定代表人签署的授权书。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-19', 1, '负责人', array['siteOwner.name', 'documents.authorization-letter'], '缺少网站负责人授权书。', '请下载授权书，签字盖章后拍照上传。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-20', 1, '核身', array['liveness'], '视频核身没有通过：光线、背景、角度或信息不符。', '请面对镜头，在光线均匀的白色背景前，由本人重新核身。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-21', 1, '主体', array['organizer.name'], '单位名称与登记信息不一致。', '请按营业执照上的名称填写，或先更新登记信息。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-22', 1, '主体', array['certificateNumber'], '证件号码与登记信息不一致。', '请换用登记的最新证件号码，重新办理。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-23', 1, '主体', array['certificateAddress'], '证件住所与证件上的不一致。', '请按证件上的住所逐字填写。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-24', 1, '主体', array['organizer.name'], '单位处于经营异常、注销、吊销或歇业状态。', '请先到登记机关解除异常，再提交。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-25', 1, '冲突', array['organizer.name', 'filing'], '同一主办者在两处同时办理备案。', '请完成或撤销其中一处，再提交。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-26', 1, '冲突', array['domain'], '域名备案在其他主办者名下。', '请先注销原来的备案，再提交。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-27', 1, '冲突', array['filing', 'certificateNumber'], '备案类型不对，可能是名称或证件号码填错了。', '请重新验证备案类型。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-28', 1, '冲突', array['filing', 'organizer.name'], '原来的备案里已经没有网站。', '请先注销原来的主体备案，再提交。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-29', 1, '短信', array['mobile'], '没有在 24 小时内完成短信核验，或多次填错。', '请确认手机能收短信，重新提交后及时核验。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-30', 1, '材料', array['documents.commitment-letter'], '承诺书缺少签字、日期或公章，或字迹连笔。', '请重新打印，逐项手写清楚、盖章后拍照上传。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-31', 1, '材料', array['documents.residence-proof'], '缺少居住证明，或证明已过期。', '请上传有效的居住证明。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-32', 1, '备注', array['remark'], '备注里缺少管局要求写明的内容。', '请按页面上的要求补充备注。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-33', 1, '接入', array['cloudService'], '域名解析的地址与备案的云服务不符，或没有解析。', '请把域名解析到备案的云服务，或换用对应的云服务。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-34', 1, '地址', array['organizer.address'], '通信地址没有写到门牌号，或与证件住所不在同一城市。', '请写到门牌号；两处地址不在同一城市时，请在备注里说明。', false, 'desk', '2026-11-27T00:00:00Z');

-- As shipped; the texts are our own.
insert into desk.reason (reason_id, version, kind, topic, fields, reason, suggestion, is_retired, changed_by, changed_at) values
  ('DC-01', 1, 'decline', '内容', array['filing'], '网站内容不属于可以备案的范围。', '换成可以备案的内容后，可以重新发起备案。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('DC-02', 1, 'decline', '主体', array['filing'], '单位已经注销或被吊销，不能作为主办者。', '可以用存续的单位，或以个人名义重新发起备案。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('DC-03', 1, 'decline', '负责人', array['filing'], '负责人不知道这次备案，或不同意担任负责人。', '请由本人同意的负责人办理，再重新发起备案。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('DC-04', 1, 'decline', '材料', array['filing'], '提交的证件或材料经核实不真实。', '有异议的，请带原件联系我们复核；材料真实的，可以重新发起备案。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('DC-05', 1, 'decline', '接入', array['filing'], '网站不由我们接入，不能在这里备案。', '请到实际接入的服务商办理，或购买我们的云服务后重新发起备案。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('DC-06', 1, 'decline', '监管', array['filing'], '按监管要求，现在不能为这个主办者或域名办理备案。', '有异议的，请带证明材料联系我们复核。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('DC-07', 1, 'decline', '重复', array['filing'], '同一主办者已经有备案，不能再次首次备案。', '请在已有的备案上办理变更，或新增网站。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('DC-08', 1, 'decline', '反复', array['filing'], '多次退回以后，仍然不符合备案要求。', '请按退回意见备齐材料，再重新发起备案。', false, 'desk', '2026-11-27T00:00:00Z');
