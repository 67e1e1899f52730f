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

-- The same again at what takes effect, below everything that writes it. Rows from before stay.
alter table desk.record_event
  add column confirmed_by text,
  add constraint record_event_of_two
    check (kind not in ('cancelled', 'access-ended') or (confirmed_by is not null and confirmed_by <> told_by)) not valid;
alter table desk.authority_list
  add column confirmed_by text,
  add constraint authority_list_of_two
    check (imported_by is null or imported_by = 'authority' or (confirmed_by is not null and confirmed_by <> imported_by))
    not valid;
