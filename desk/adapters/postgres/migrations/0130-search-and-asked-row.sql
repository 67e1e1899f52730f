-- By what else a case is found: its domains and the name of its organizer, hashed as the numbers are. Rounds that arrived
-- before are found by their numbers.
alter table desk.case_key
  drop constraint case_key_kind_check,
  add constraint case_key_kind_check
    check (kind in ('organizer', 'person', 'phone', 'server', 'domain', 'name'));

-- The row at which somebody who asks for a second view wants it to begin.
alter table desk.decision add column asked_row text;
