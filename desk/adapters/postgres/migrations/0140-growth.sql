-- A document whose filing was erased, until its file is gone: the timer finds them without looking at the others.
alter table desk.stored_document add column erased_at timestamptz;
update desk.stored_document d set erased_at = f.erased_at
  from desk.filing f where f.id = d.filing_id and f.erased_at is not null;
create index stored_document_erased on desk.stored_document (noted_at) where erased_at is not null;

-- What a lead counts over a period, and how many decisions a reviewer has made.
create index verdict_by_time on desk.verdict (kind, decided_at);
create index sample_by_time on desk.sample (drawn_at);
create index decision_of on desk.decision (decided_by);

-- The heads that were sealed of one case, for `npm run desk -- verify`.
create index audit_head_by_case on desk.audit_head (case_id);
